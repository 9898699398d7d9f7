import { matches } from "../support/event-pattern";
import { events, table } from "./pattern-table";

const names = Object.keys(events);

test("the tables hold the nine recorded events and more than forty others", () => {
  expect(names.length).toBeGreaterThanOrEqual(9 + 40);
});

test.each(Object.entries(table))("%s matches its events and no others", (_name, { pattern, matching }) => {
  expect(matching.length).toBeGreaterThan(0);
  expect(names.filter((name) => matches(pattern, events[name]))).toEqual(
    names.filter((name) => matching.includes(name)),
  );
  expect(matching.filter((name) => !names.includes(name))).toEqual([]);
});

test("no pattern matches a look-alike of another service", () => {
  const all = Object.values(table).map(({ pattern }) => pattern);
  for (const name of ["athena-start-session", "Athena ends a session", "a program of ours says StartSession"]) {
    expect(all.some((pattern) => matches(pattern, events[name]))).toBe(false);
  }
});
