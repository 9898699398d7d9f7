/** Who calls whom in the landing zone example. */
import { ARCHIVE, BILLING, MANAGEMENT, ORGANIZATION, SECURITY, SHOP } from "../support/landing-zone";
import { example } from "./landing-zone.world";
import { type Principal, role, service } from "./support/principals";
import { type Row, titleOf } from "./support/table";
import { agentRows, type Surroundings } from "./tables/agent-calls";

export const STRANGER = "999988887777";

/** A session of a role of the organization, whose own policies are as given. */
export const member = (name: string, account: string, policies: readonly string[] = [], almighty = false): Principal =>
  role(name, "i-0123456789abcdef0", { account, policies, almighty, context: { "aws:PrincipalOrgID": ORGANIZATION } });

/** A role that may do whatever its own account can allow: only the other side holds it. */
export const almighty = (account: string): Principal => member("Administrator", account, [], true);

export const node = (account: string): Principal => member("acme-audit-nodes", account, ["acme-audit-nodes"]);
export const forwarder = (account: string): Principal =>
  member("acme-audit-event-forwarding", account, ["acme-audit-event-forwarding"]);

/** An administrator in an account of another organization. */
export const stranger = role("Administrator", "mallory", {
  account: STRANGER,
  almighty: true,
  context: { "aws:PrincipalOrgID": "o-zzzzzzzzzz" },
});
/** In an account that is in no organization: its calls carry no id of one. */
export const loner = role("Administrator", "mallory", { account: STRANGER, almighty: true });

export const cloudTrail = (trail: string, account = MANAGEMENT): Principal =>
  service("cloudtrail.amazonaws.com", { "aws:SourceArn": `arn:aws:cloudtrail:eu-west-1:${account}:trail/${trail}` });

export const eventBridge = (source: { account: string; region?: string; rule?: string; asked?: string }): Principal => {
  const { account, region = "eu-west-1", rule = "acme-audit-session-forwarding", asked = account } = source;
  const arn = `arn:aws:events:${region}:${account}:rule/${rule}`;
  return service("events.amazonaws.com", { "aws:SourceArn": arn, "aws:SourceAccount": asked });
};

export const transcripts = `arn:aws:s3:::acme-audit-transcripts-${ARCHIVE}-eu-west-1`;
export const trailFiles = `arn:aws:s3:::acme-audit-trail-${ARCHIVE}-eu-west-1`;
export const transcriptOf = (account: string, region = "eu-west-1"): string =>
  `${transcripts}/sessions/${account}/${region}/alice-0123456789abcdefghijklmnop.log`;
export const transcriptKey = example.keyByAlias(`arn:aws:kms:eu-west-1:${ARCHIVE}:alias/acme-audit-transcripts`);
export const trailKey = example.keyByAlias(`arn:aws:kms:eu-west-1:${ARCHIVE}:alias/acme-audit-trail`);
export const bus = `arn:aws:events:eu-west-1:${SECURITY}:event-bus/acme-audit`;
export const forwardingRole = (account: string): string => `arn:aws:iam::${account}:role/acme-audit-event-forwarding`;
/** Where each workload account has sessions. */
export const workloads = [
  [SHOP, "eu-west-1"],
  [SHOP, "us-east-1"],
  [BILLING, "us-east-1"],
] as const;

/** Checks every row against the policies of all accounts. */
export function provesAcross(title: string, rows: readonly Row[]): void {
  describe(title, () => {
    test.each(rows.map((row) => [row.expected, titleOf(row), row] as const))("%s %s", async (expected, _, row) => {
      expect(await example.verdictOf(row)).toBe(expected);
    });
  });
}

/** A call that two accounts must allow, and the statement on each side that it rests on. */
export interface Crossing {
  readonly row: Row;
  /** Policy by its name in the caller's account, and the sid; nothing where the caller's own rights are not ours. */
  readonly identity?: readonly [policy: string, sid: string];
  readonly resource: string;
}

/** A node of a workload account; its session key and log group are of its own account, and cross nothing. */
export function surroundingsOf(account: string, region: string): Surroundings {
  return {
    node: node(account),
    nodeArns: [`arn:aws:ec2:${region}:${account}:instance/i-0123456789abcdef0`],
    bucket: transcripts,
    transcript: transcriptOf(account, region),
    bucketKey: transcriptKey,
    sessionKey: "",
    logGroup: "",
    logStream: "",
  };
}

/** Which statement of the archive each call rests on that leaves the account of the node. */
const statementsOfArchive: Readonly<Record<string, string>> = {
  transcripts: "AllowOrganizationTranscripts",
  bucket: "AllowOrganizationToReadEncryption",
  "bucket-key": "AllowOrganizationUploads",
};

/** Every call of an agent that leaves its account, with the statements on both sides. */
export function crossings(...agent: Parameters<typeof agentRows>): Crossing[] {
  return agentRows(...agent).flatMap(({ call, row }) => {
    const resource = statementsOfArchive[call.on];
    return resource ? [{ row, identity: ["acme-audit-nodes", call.task] as const, resource }] : [];
  });
}

/** Allowed as it is, and refused as soon as either account takes its statement away. */
export function restsOnBothSides(title: string, crossings: readonly Crossing[], organization = example): void {
  describe(title, () => {
    test.each(crossings.map((crossing) => [titleOf(crossing.row), crossing] as const))("%s", async (_, crossing) => {
      const { row, identity, resource } = crossing;
      expect(await organization.verdictOf(row)).toBe("allowed");
      const account = row.who.context["aws:PrincipalAccount"];
      const powerless = identity
        ? organization.without(`${account}/${identity[0]}`, identity[1]).verdictOf(row)
        : organization.verdictOf({ ...row, who: { ...row.who, almighty: false } });
      expect(await powerless).toBe("denied");
      const closed = organization.without(organization.guarding(row.on[0]!), resource);
      expect(await closed.verdictOf(row)).toBe("denied");
    });
  });
}
