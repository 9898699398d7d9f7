import { EncryptionKey, Guardrail, LogBucket, OperatorAccess, SessionDocument, sessionTargets } from "../../../modules";
import { newStack } from "../../support/synth";
import { World } from "../support/world";

/** What the central accounts of an organization bear, and a role of operators whom a SAML provider knows. */
export const centralAccount = World.of(centralAccountStack());

function centralAccountStack() {
  const stack = newStack();
  const key = new EncryptionKey(stack, "Key", { alias: "alias/acme-transcripts", description: "Transcripts" });
  const bucket = new LogBucket(stack, "Transcripts", { name: "acme-transcripts", encryption: key });
  bucket.grantTrailDelivery("arn:aws:cloudtrail:eu-west-1:111122223333:trail/acme", { account: "111122223333" });
  const shell = new SessionDocument(stack, "Shell", { bucket });
  new OperatorAccess(stack, "OperatorAccess", {
    name: "acme-operators",
    documents: [shell],
    targets: sessionTargets.all(),
    roleFor: { samlProviderArn: "arn:aws:iam::111122223333:saml-provider/staff" },
  });
  new Guardrail(stack, "Resources", {
    name: "acme-resources",
    kind: "resource-control-policy",
    protects: {
      buckets: [bucket],
      keyAliases: [key.aliasArn],
      logGroups: [{ logGroupArn: "arn:aws:logs:*:*:log-group:/acme/trail" }],
      events: [
        { ruleArn: "arn:aws:events:*:*:rule/acme-events", deadLetterQueueArn: "arn:aws:sqs:*:*:acme-dead-letters" },
      ],
      buses: [{ busArn: "arn:aws:events:*:*:event-bus/acme" }],
      topics: [{ topicArn: "arn:aws:sns:*:*:acme-alerts" }],
      nodes: [{ roleArns: ["arn:aws:iam::*:role/acme-nodes"] }],
    },
    administrators: ["arn:aws:iam::111122223333:role/AuditAdministrators"],
  });
  new Guardrail(stack, "Management", {
    name: "acme-management",
    protects: { organization: true },
    administrators: ["arn:aws:iam::111122223333:role/AuditAdministrators"],
  });
  return stack;
}
