/** docs/threat-model.md promises nothing that no row proves. */
import { TestTitles } from "../../scripts/docs/proofs";
import { read, root } from "../support/sources";
import type { Row } from "./support/table";
import * as agent from "./tables/agent";
import * as centralAccount from "./tables/central-account";
import * as guardrail from "./tables/guardrail";
import * as memberAccount from "./tables/member-account";
import * as operator from "./tables/operator";
import * as organization from "./tables/organization";
import * as services from "./tables/services";
import * as singleAccount from "./tables/single-account";
import * as userAccount from "./tables/user-account";

const tables = [
  ...[agent, centralAccount, guardrail, memberAccount, operator],
  ...[organization, services, singleAccount, userAccount],
];
const isRow = (value: unknown): value is Row => typeof value === "object" && value !== null && "because" in value;
const rows = new Set(
  tables
    .flatMap((table) => Object.values(table).flat() as unknown[])
    .filter(isRow)
    .map(({ action, because }) => `${action}: ${because}`),
);
const titles = new TestTitles(root);

/** A row of a table, or a test or row of another file by its words. */
const isProven = (proof: string) => rows.has(proof) || titles.find(proof) !== undefined || isBeginning(proof);
/** Several rows begin alike. */
const isBeginning = (proof: string) =>
  [...rows].some((row) => row.endsWith(`: ${proof}`) || row.includes(`: ${proof}:`));

const lines = read("docs/threat-model.md")
  .split("\n")
  .filter(
    (line) =>
      line.startsWith("| ") && !line.startsWith("| ---") && !line.startsWith("| Tries") && !line.startsWith("| Does"),
  );
const proofs = lines.map((line) => line.split(" | ").at(-1)!.replace(/ \|$/, ""));

test("every line names its row, or the page where AWS leaves it open", () => {
  expect(lines.length).toBeGreaterThan(35);
  expect(
    lines.filter((_, index) => !/`[^`]+`|open: \[AWS\]\(https:\/\/docs\.aws\.amazon\.com\//.test(proofs[index]!)),
  ).toEqual([]);
});

test("every row that a line names exists", () => {
  const named = proofs.flatMap((proof) => [...proof.matchAll(/`([^`]+)`/g)].map(([, name]) => name!));
  expect(named.length).toBeGreaterThan(40);
  expect(named.filter((name) => !isProven(name))).toEqual([]);
});

test("a row that does not exist would be seen", () => {
  expect(isProven(["iam:CreateRole", "is quite all right"].join(": "))).toBe(false);
});
