import * as the from "../support/names";
import { role } from "../support/principals";
import { allows, denies, type Row } from "../support/table";

const anybody = role("Platform", "dave", { almighty: true });
const deployment = role("TerraformDeployment", "pipeline", { almighty: true });
const theirs = the.document(undefined, { account: the.OTHER_ACCOUNT });
const elsewhere = { region: "ap-south-1" };
const scp = "arn:aws:organizations::111111111111:policy/o-a1b2c3d4e5/service_control_policy/p-a1b2c3d4";
const invitation = "arn:aws:organizations::999988887777:handshake/o-z9y8x7w6v5/invite/h-0123456789abcdef";

/** An administrator of any account, under the policies of a landing zone's organization with every way round closed. */
export const organizationPolicies: readonly Row[] = [
  allows(anybody, "ssm:StartSession", [the.instance(), the.document()], "the preferences of the caller's account", {
    "aws:ResourceAccount": "111122223333",
  }),
  denies(anybody, "ssm:StartSession", theirs, "preferences that another account shares, which log as it likes", {
    "aws:ResourceAccount": the.OTHER_ACCOUNT,
  }),
  allows(
    anybody,
    "ssm:StartSession",
    [the.instance(undefined, elsewhere), the.document(undefined, elsewhere)],
    "a Region that nobody audits is not refused",
  ),
  ...["acme-audit-nodes", "other/acme-audit-nodes", "acme-audit-event-forwarding", "acme-audit-session-ledger"].map(
    (name) => denies(anybody, "iam:CreateRole", the.role(name), "takes a name that may write records"),
  ),
  ...["acme-audit-event-forwarding", "acme-audit-session-ledger", "acme-audit-session-ledger-schedule"].map((name) =>
    denies(anybody, "iam:PassRole", the.role(name), "runs code of their own with the role of a service"),
  ),
  allows(anybody, "iam:PassRole", the.role("acme-audit-nodes"), "launches instances with it"),
  denies(anybody, "iam:UpdateSAMLProvider", the.samlProvider("staff"), "vouches for the exempt role"),
  denies(anybody, "organizations:AcceptHandshake", invitation, "leaves straight for another organization"),
  allows(anybody, "organizations:DetachPolicy", scp, "the right of a delegated administrator is its own"),
  allows(deployment, "iam:PassRole", the.role("acme-audit-session-ledger"), "named as an administrator"),
  allows(deployment, "iam:CreateRole", the.role("acme-audit-nodes"), "named as an administrator"),
];
