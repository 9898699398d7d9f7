import {
  accessOutputs,
  createOutputs,
  evidenceOutputs,
  guardrailOutputs,
  inThisOrder,
  numbered,
  type Outputs,
} from "../parts/internal";
import type { AlertHub } from "./alert-hub";
import type { LandingZone, LandingZoneAccount } from "./landing-zone";
import type { LogArchive } from "./log-archive";
import type { ManagementAccount } from "./management-account";
import type { OrganizationGuardrail } from "./organization-guardrail";
import type { OrganizationTrail } from "./organization-trail";
import type { WorkloadAccount } from "./workload-account";

export function createArchiveOutputs(archive: LogArchive, plan: LandingZone): void {
  const { account, accessLogBucket, evidence } = archive;
  createOutputs(archive, {
    ...guardrailOutputs(account.guardrail),
    TranscriptBucketName: [plan.transcriptBucketName, "Transcripts of all accounts, a file per session"],
    TrailBucketName: [
      plan.existing.trailArn === undefined ? plan.trailBucketName : undefined,
      "API calls of all accounts and Regions",
    ],
    AccessLogBucketName: [accessLogBucket?.bucketName, "Requests to the other buckets"],
    TopicArn: [evidence?.topic.topicArn, "Subscribe to it to be notified when the ledger is no longer kept"],
    ...evidenceOutputs(evidence),
    ...nextSteps(plan),
  });
}

export function createTrailOutputs(organizationTrail: OrganizationTrail, plan: LandingZone): void {
  const { account, trail, logGroup } = organizationTrail;
  createOutputs(organizationTrail, {
    ...guardrailOutputs(account.guardrail),
    TrailArn: [trail.trailArn, "Records the API calls of every account of the organization"],
    TrailLogGroupName: [logGroup.logGroupName, "API calls of all accounts and Regions, for searches"],
    ...nextSteps(plan),
  });
}

export function createManagementOutputs(management: ManagementAccount, plan: LandingZone): void {
  createOutputs(management, { ...guardrailOutputs(management.account.guardrail), ...nextSteps(plan) });
}

export function createHubOutputs(hub: AlertHub, plan: LandingZone): void {
  createOutputs(hub, {
    ...guardrailOutputs(hub.account.guardrail),
    BusArn: [hub.bus.busArn, "Every account sends its events to it"],
    TopicArn: [hub.topic.topicArn, "Subscribe to it to be notified of sessions"],
    RefusalTopicArn: [hub.refusalTopic.topicArn, "Subscribe to it to be notified of refused calls"],
    IntegrityTopicArn: [hub.integrityTopic.topicArn, "Subscribe to it to be notified of threats to the audit"],
    ...nextSteps(plan),
  });
}

export function createWorkloadOutputs(workload: WorkloadAccount, plan: LandingZone): void {
  const audits = Object.values(workload.regions);
  createOutputs(workload, {
    ...accessOutputs(workload.access),
    DocumentName: [audits[0]?.document.documentName, "Start sessions with it, in every Region"],
    TranscriptLocations: [
      audits.map(({ document }) => `s3://${plan.transcriptBucketName}/${document.transcriptPrefix}/`),
      "Transcripts of each Region, a file per session, in the log archive",
    ],
    SessionLogGroupArns: [
      audits.map(({ logGroup }) => logGroup.logGroupArn),
      "Session output of each Region as it is printed",
    ],
    ...nextSteps(plan),
  });
}

export function createOrganizationOutputs(guardrail: OrganizationGuardrail, plan: LandingZone): void {
  const { serviceControl, resourceControl } = guardrail;
  createOutputs(guardrail, {
    ...numbered(
      "ServiceControlPolicy",
      "Id",
      idsOf(serviceControl),
      "Attach it to the organizational units of workloads, log archive and security account",
    ),
    ...numbered(
      "ResourceControlPolicy",
      "Id",
      idsOf(resourceControl),
      "Attach it to the organizational units of log archive and security account",
    ),
    ...nextSteps(plan),
  });
}

function idsOf({ resources: { policy, furtherPolicies } }: OrganizationGuardrail["serviceControl"]): string[] {
  return [policy, ...furtherPolicies].map(({ id }) => id);
}

/** The same for every stack, so that it does not matter from which one somebody goes on. */
function nextSteps(plan: LandingZone): Outputs {
  const { existing, logArchive, security, management } = plan;
  const inAccount = ({ name, id }: LandingZoneAccount) => `in ${name} (${id})`;
  return {
    NextSteps: [
      [
        ...(plan.grantsToAdd.length > 0
          ? ["Ask the owners of existing pieces to add the grants in grantsToAdd of the plan"]
          : []),
        `Apply LogArchive ${inAccount(logArchive)} and AlertHub ${inAccount(security)}`,
        `Apply ${existing.trailArn === undefined ? "OrganizationTrail" : "ManagementAccount"} ${inAccount(management)}`,
        "Apply WorkloadAccount in each workload account; then attach its node policy, and after that its operator policy",
        "Subscribe people to the topics; email subscribers must confirm",
        "Attach the guardrail policy of each account",
        `Apply OrganizationGuardrail ${inAccount(management)}, and attach its policies`,
      ],
      inThisOrder,
    ],
  };
}
