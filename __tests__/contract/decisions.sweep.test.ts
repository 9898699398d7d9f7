/** Our tables of calls against the service authorization reference of AWS. */
import { type AuditPiece, covers, deniedActions } from "../../modules/facts";
import { compare, resourceTypes, writeActions } from "../../scripts/actions/compare";
import { leftAlone } from "../../scripts/actions/left-alone";

test("every call of AWS that changes a piece of the chain is protected, or left alone with a reason", async () => {
  const { undecided, stale } = await compare();
  expect(undecided).toEqual([]);
  expect(stale).toEqual([]);
});

test("a call that nobody has decided about would be seen", async () => {
  const names = (await writeActions()).map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(["logs:PutTransformer", "cloudwatch:PutAlarmMuteRule"]));
  expect(Object.values(leftAlone).flat()).not.toContain("logs:PutTransformer");
});

/** Where an administrator is spared, these share a statement: every action of it is denied on every ARN of it. */
const together: readonly AuditPiece[] = [
  ...(["document", "setting", "trail", "bucket", "object", "key", "key-alias", "log-group", "rule"] as const),
  ...([
    "dead-letter-queue",
    "topic",
    "alarm",
    "function",
    "schedule",
    "workgroup",
    "table",
    "event-bus",
    "policy",
    "role",
    "instance-profile",
  ] as const),
];

// But for aliases, which are taken from a key: those that a protected key has besides stay too.
test.each(together)("what is denied on a %s does nothing to the other pieces of its statement", async (piece) => {
  const beside = (await writeActions()).flatMap(({ name, resourceTypes: on }) => {
    if (!deniedActions(piece).some((pattern) => covers(pattern, name))) return [];
    const others = together.filter(
      (other) => other !== piece && resourceTypes[other].some((type) => on.includes(type)),
    );
    return others
      .filter((other) => !(piece === "key-alias" && other === "key"))
      .filter((other) => !deniedActions(other).some((pattern) => covers(pattern, name)))
      .map((other) => `${name} on a ${other}`);
  });
  expect(beside).toEqual([]);
});
