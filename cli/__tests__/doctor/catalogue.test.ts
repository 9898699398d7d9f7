import { resolve } from "node:path";
import { TestTitles } from "../../../scripts/docs/proofs";
import { type Breakage, catalogue, themes } from "../../src/doctor/catalogue";

const rows = Object.entries<Breakage>(catalogue);
const titles = new TestTitles(resolve(__dirname, "../../.."));

test("the catalogue has more than a hundred rows, each once", () => {
  expect(rows.length).toBeGreaterThan(100);
  expect(Object.values(themes).flatMap((theme) => Object.keys(theme))).toHaveLength(rows.length);
});

test.each(rows)("%s is complete", (id, { symptom, cause, page, known = [], answers, doctor, limit }) => {
  expect(id).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
  expect([symptom.length, cause.length].every((length) => length > 10)).toBe(true);
  expect(page).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
  expect(known.filter((source) => !source.startsWith("https://"))).toEqual([]);
  // Prevented, found, or said why neither.
  expect(Object.keys(answers).length > 0 || doctor !== undefined || limit !== undefined).toBe(true);
});

test("every test that a row names exists", () => {
  const missing = rows.flatMap(([id, { answers }]) =>
    Object.values(answers)
      .filter((title) => !titles.find(title))
      .map((title) => `${id}: ${title}`),
  );
  expect(missing).toEqual([]);
});

test("a title that no test has is not found", () => {
  expect(titles.find("the moon is made of cheese".toUpperCase())).toBeUndefined();
  expect(titles.find("prefix > no test is called so".toUpperCase())).toBeUndefined();
});
