import { accessOutputs, createOutputs, evidenceOutputs, inThisOrder } from "../parts/internal";
import type { KnownAudit } from "./audit-pieces";

/** What operators look up after an apply. */
export function createAuditOutputs(audit: KnownAudit, hasExistingPieces: boolean): void {
  createOutputs(audit, {
    ...accessOutputs(audit),
    DocumentName: [audit.document.documentName, "Start sessions with it"],
    SessionKeyArn: [audit.sessionKey.keyArn, "Encrypts session data between operator and node"],
    LogsKeyArn: [audit.logsKey.keyArn, "Encrypts transcripts, session output and trail files"],
    TranscriptBucketName: [audit.transcriptBucket.bucketName, "Transcripts, a file per session"],
    TrailBucketName: [audit.trailBucket?.bucketName, "API calls of all Regions"],
    AccessLogBucketName: [audit.accessLogBucket?.bucketName, "Requests to the other buckets"],
    SessionLogGroupName: [audit.sessionLogGroup.logGroupName, "Session output as it is printed"],
    TrailLogGroupName: [audit.trailLogGroup?.logGroupName, "API calls of all Regions, for searches"],
    TopicArn: [audit.topic.topicArn, "Subscribe to it to be notified of sessions"],
    RefusalTopicArn: [audit.refusalTopic.topicArn, "Subscribe to it to be notified of refused calls"],
    IntegrityTopicArn: [audit.integrityTopic.topicArn, "Subscribe to it to be notified of threats to the audit"],
    ...evidenceOutputs(audit.evidence),
    NextSteps: [
      [
        ...(hasExistingPieces
          ? ["Ask the owners of existing pieces to add the grants in the outputs that end in grants_to_add"]
          : []),
        "Attach the node policy: sessions on a node without it are refused, or leave no transcript",
        "Subscribe people to the topics; email subscribers must confirm",
        "Attach the operator policy",
        "Attach the guardrail policy",
      ],
      inThisOrder,
    ],
  });
}
