import {
  EncryptionKey,
  Guardrail,
  LogBucket,
  NodeAccess,
  OperatorAccess,
  SessionDocument,
  sessionTargets,
} from "../../../modules";
import { newStack } from "../../support/synth";
import { World } from "../support/world";

/** SSE-S3, operators that are IAM users on tagged nodes and may forward ports, hybrid nodes, a permissions boundary. */
export const userAccount = World.of(userAccountStack());

function userAccountStack() {
  const stack = newStack();
  const sessionKey = new EncryptionKey(stack, "SessionKey", { alias: "alias/acme-sessions", description: "Sessions" });
  const bucket = new LogBucket(stack, "Transcripts", { name: "acme-transcripts", encryption: "s3-managed" });
  const document = new SessionDocument(stack, "Shell", { name: "Acme-Shell", encryptionKey: sessionKey, bucket });
  const nodes = new NodeAccess(stack, "NodeAccess", {
    name: "acme-hybrid-nodes",
    documents: [document],
    roleFor: "hybrid",
  });
  new OperatorAccess(stack, "OperatorAccess", {
    name: "acme-operators",
    documents: [document],
    targets: sessionTargets.byTag({ team: ["web", "search"], stage: ["test"] }),
    principals: "users",
    unloggedDocuments: ["AWS-StartPortForwardingSession"],
  });
  new Guardrail(stack, "Boundary", {
    name: "acme-boundary",
    kind: "permissions-boundary",
    protects: { documents: [document], buckets: [bucket], keys: [sessionKey], nodes: [nodes] },
    administrators: ["arn:aws:iam::111122223333:role/Administrators"],
  });
  return stack;
}
