/** The stacks of a landing zone are made all at once, in parts, or one alone: the result is the same. */
import { App, type TerraformStack, Testing } from "cdktf";
import { landingZone, planOf } from "../../examples/landing-zone";
import type { LandingZoneAccount } from "../../modules/topologies/landing-zone";

const accounts: readonly LandingZoneAccount[] = [
  { id: "111111111111", name: "management", role: "management" },
  { id: "222222222222", name: "log-archive", role: "log-archive" },
  { id: "333333333333", name: "security", role: "security" },
  ...["shop", "billing", "search", "mail"].map((name, index) => ({
    id: String(444444444444 + index),
    name,
    role: "workload" as const,
  })),
];

const plan = planOf(accounts);
const namesOf = (choice?: string) => [...plan.select(choice)].map(({ name }) => name);

function stacksOf(choice: string | undefined): Record<string, string> {
  const app = new App();
  landingZone(app, plan, choice);
  return Object.fromEntries((app.node.children as TerraformStack[]).map((s) => [s.node.id, Testing.synth(s, true)]));
}

test.each([undefined, ""])("without a choice (%j) every account is selected", (choice) => {
  expect(namesOf(choice).sort()).toEqual(accounts.map(({ name }) => name).sort());
});

test("accounts are selected by name, central ones too", () => {
  expect(namesOf("mail,security")).toEqual(["mail", "security"]);
});

test.each([1, 2, 3, 7, 10])("%i parts hold every account once, and no part two more than another", (parts) => {
  const selected = Array.from({ length: parts }, (_, index) => namesOf(`${index + 1}/${parts}`));
  expect(selected.flat().sort()).toEqual(accounts.map(({ name }) => name).sort());
  const sizes = selected.map(({ length }) => length);
  expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
});

test.each([
  ["shop,shpo", '"shpo"', "check its spelling"],
  ["shop, mail", '" mail"', "check its spelling"],
  ["0/3", '"0/3"', "write a number from 1 to 3"],
  ["4/3", '"4/3"', "write a number from 1 to 3"],
  ["0/0", '"0/0"', "write a number from 1 to 1"],
])("%s is refused", (choice, got, fix) => {
  expect(() => plan.select(choice)).toThrow(`LandingZone: \`choice\` must be`);
  expect(() => plan.select(choice)).toThrow(`got: ${got}; ${fix}`);
});

test("a stack made alone, or in a part, has the bytes that it has among all others", () => {
  const all = stacksOf(undefined);
  expect(Object.keys(all)).toHaveLength(accounts.length);
  expect(stacksOf("shop")).toEqual({ "landing-zone-workload-shop": all["landing-zone-workload-shop"] });
  const inParts = ["1/3", "2/3", "3/3"].map(stacksOf);
  expect(Object.assign({}, ...inParts)).toEqual(all);
});
