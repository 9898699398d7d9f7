/** What rules of workload accounts, and others, ask of the central bus and of the role that sends to it. */
import { ARCHIVE, BILLING, MANAGEMENT, SECURITY, SHOP } from "../support/landing-zone";
import {
  almighty,
  bus,
  eventBridge,
  forwarder,
  forwardingRole,
  loner,
  member,
  provesAcross,
  restsOnBothSides,
  STRANGER,
  stranger,
  workloads,
} from "./landing-zone.people";
import { example } from "./landing-zone.world";
import { service } from "./support/principals";
import { allows, denies } from "./support/table";

restsOnBothSides(
  "the role of a workload account's rules",
  [SHOP, BILLING].map((account) => ({
    row: allows(forwarder(account), "events:PutEvents", bus, `sends the session events of ${account}`),
    identity: ["acme-audit-event-forwarding", "AllowPutEventsOnBus"],
    resource: "AllowOrganizationToPutEvents",
  })),
);

provesAcross("the role of a workload account's rules, beside what it is for", [
  denies(forwarder(SHOP), "events:PutEvents", bus.replace("/acme-audit", "/default"), "the default bus there"),
  denies(forwarder(SHOP), "events:PutEvents", bus.replace(SECURITY, SHOP), "a bus of its own account"),
  denies(forwarder(SHOP), "events:PutEvents", bus.replace(SECURITY, STRANGER), "a bus of strangers"),
  denies(forwarder(SHOP), "events:PutRule", `arn:aws:events:eu-west-1:${SECURITY}:rule/acme-audit/x`, "no rule there"),
]);

provesAcross("the central bus", [
  ...[SHOP, BILLING, MANAGEMENT, ARCHIVE].map((account) =>
    allows(almighty(account), "events:PutEvents", bus, "every account of the organization"),
  ),
  allows(forwarder(SHOP), "events:PutEvents", bus, "an event of AWS, forwarded", { "events:source": ["aws.ssm"] }),
  denies(forwarder(SHOP), "events:PutEvents", bus, "an event that somebody made up", { "events:source": ["acme"] }),
  denies(almighty(SHOP), "events:PutEvents", bus, "one among others", { "events:source": ["aws.ssm", "acme"] }),
  denies(member("Nobody", SHOP), "events:PutEvents", bus, "not without a right of its own account"),
  denies(stranger, "events:PutEvents", bus, "no other organization"),
  denies(loner, "events:PutEvents", bus, "no account outside of all"),
  denies(service("events.amazonaws.com"), "events:PutEvents", bus, "no service by itself"),
  ...["events:DeleteEventBus", "events:DescribeEventBus"].map((action) =>
    denies(almighty(SHOP), action, bus, "it takes events and gives nothing"),
  ),
]);

describe("the trust in the forwarding role", () => {
  const assume = "sts:AssumeRole";
  const role = forwardingRole(SHOP);

  provesAcross("is in the rules of the account", [
    ...workloads.map(([account, region]) =>
      allows(eventBridge({ account, region }), assume, forwardingRole(account), `a rule of ${account} in ${region}`),
    ),
    denies(eventBridge({ account: SHOP, rule: "other" }), assume, role, "no other rule"),
    denies(eventBridge({ account: SHOP, rule: "acme-audit-session-forwarding-2" }), assume, role, "no longer name"),
    denies(eventBridge({ account: SHOP, rule: "bus/acme-audit-session-forwarding" }), assume, role, "on no other bus"),
    denies(eventBridge({ account: BILLING }), assume, role, "confused deputy: a rule of another member"),
    denies(eventBridge({ account: STRANGER }), assume, role, "confused deputy: a rule of strangers"),
    denies(eventBridge({ account: SHOP, asked: STRANGER }), assume, role, "asked for by strangers"),
    denies(eventBridge({ account: STRANGER, asked: SHOP }), assume, role, "for a rule of strangers"),
    denies(service("events.amazonaws.com"), assume, role, "for nobody in particular"),
    denies(service("lambda.amazonaws.com"), assume, role, "no other service"),
    denies(almighty(BILLING), assume, role, "no other account"),
    denies(stranger, assume, role, "no other organization"),
  ]);

  test("rests on its one statement", async () => {
    const row = allows(eventBridge({ account: SHOP }), assume, role, "a rule of the account");
    const closed = example.without(role, "AllowForwardingRulesToAssume");
    expect(await closed.verdictOf(row)).toBe("denied");
  });
});
