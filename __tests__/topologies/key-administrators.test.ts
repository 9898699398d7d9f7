import { makers } from "../support/makers";
import { ACCOUNT, type Block, synthIn } from "../support/synth";

const administrator = `arn:aws:iam::${ACCOUNT}:role/KeyAdministrator`;
const topologies = [
  "SessionAuditProps",
  "LogArchiveProps",
  "OrganizationTrailProps",
  "AlertHubProps",
  "WorkloadAccountProps",
];

function keysOf(props: string, more: object): Block[] {
  const { valid, make } = makers[props]!;
  const stack = synthIn("eu-west-1", (scope) => void make(scope, { ...valid(scope), ...more }));
  return Object.values(stack.all("aws_kms_key"));
}

test("these are the topologies that make keys", () => {
  const others = Object.keys(makers).filter((props) => props !== "EncryptionKeyProps" && !topologies.includes(props));
  expect(others.filter((props) => keysOf(props, {}).length > 0)).toEqual([]);
});

test.each(topologies)("%s names administrators of every key that the topology makes", (props) => {
  const keys = keysOf(props, { keyAdministrators: [administrator] });
  expect(keys.length).toBeGreaterThan(0);
  for (const { policy } of keys) {
    const sids = JSON.parse(policy).Statement.filter(({ Principal }: Block) => Principal.AWS === administrator);
    expect(sids.map(({ Sid }: Block) => Sid)).toEqual(["AllowAdministrationWithoutUse"]);
  }
});
