import { resolve } from "node:path";
import { TestTitles } from "../../../scripts/docs/proofs";
import { type Breakage, catalogue, themes } from "../../src/doctor/catalogue";

const rows = Object.entries<Breakage>(catalogue);
const titles = new TestTitles(resolve(__dirname, "../../.."));

test("the catalogue has more than a hundred rows, each once", () => {
  expect(rows.length).toBeGreaterThan(100);
  expect(Object.values(themes).flatMap((theme) => Object.keys(theme))).toHaveLength(rows.length);
});

const isComplete = ([id, { symptom, cause, page, known = [], answers, doctor, limit }]: [string, Breakage]): boolean =>
  /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id) &&
  symptom.length > 10 &&
  cause.length > 10 &&
  page.startsWith("https://docs.aws.amazon.com/") &&
  known.every((source) => source.startsWith("https://")) &&
  // Prevented, found, or said why neither.
  (Object.keys(answers).length > 0 || doctor !== undefined || limit !== undefined);

test("every row is complete, and none is unanswered", () => {
  expect(rows.filter((row) => !isComplete(row)).map(([id]) => id)).toEqual([]);
  expect(isComplete(["x-y", { ...rows[0]![1], answers: {}, doctor: undefined, limit: undefined } as Breakage])).toBe(
    false,
  );
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
