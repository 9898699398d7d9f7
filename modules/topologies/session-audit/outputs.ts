import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import { type AuditModule, nameInTerraform, readableId } from "../../core/internal";
import type { AccountAccess } from "../parts";
import type { AuditPieces } from "./audit-pieces";

/** What operators look up after an apply. */
export function createOutputs(audit: AuditModule & AuditPieces & AccountAccess): void {
  const { nodeAccess, operatorAccess, guardrail } = audit;
  output(audit, "NodePolicyArn", nodeAccess.policyArn, "Attach it to the roles of your nodes");
  output(audit, "NodeInstanceProfileName", nodeAccess.instanceProfileName, "Launch EC2 instances with it");
  output(audit, "OperatorPolicyArn", operatorAccess.policyArn, "Attach it to the roles of your engineers");
  // A guardrail that one policy cannot hold protects by all of them together.
  for (const [index, policyArn] of guardrail.policyArns.entries()) {
    const number = index === 0 ? "" : String(index + 1);
    output(audit, `GuardrailPolicy${number}Arn`, policyArn, "Attach it to whoever must not touch the audit");
  }
  output(audit, "DocumentName", audit.document.documentName, "Sessions are started with it");
  output(audit, "TranscriptBucketName", audit.transcriptBucket.bucketName, "Transcripts, a file per session");
  output(audit, "TrailBucketName", audit.trailBucket?.bucketName, "API calls of all Regions");
  output(audit, "SessionLogGroupName", audit.sessionLogGroup.logGroupName, "Session output as it is printed");
  output(audit, "TopicArn", audit.topic.topicArn, "Subscribe to it to hear of sessions");
}

/** Its id starts with the owner's, as those of resources do: `session_audit_node_policy_arn`. */
function output(scope: Construct, id: string, value: string | undefined, description: string): void {
  if (value === undefined) return;
  const created = new TerraformOutput(scope, id, { value, description });
  nameInTerraform(created, readableId(created));
}
