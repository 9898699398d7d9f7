import { type AwsContext, arns, distinct } from "../../core/internal";
import {
  centralAccounts,
  centralRoles,
  DEFAULT_DOCUMENT_NAME,
  PUBLIC_SHARING_SETTING,
  workloadAccount,
} from "../../facts";
import type { AuditChain } from "../../session-access";
import { tablesByName } from "../../session-tables/internal";
import { alertChain, evidenceNames } from "../parts/internal";
import type { LandingZone } from "./landing-zone";

/** The audit chain of all accounts together, by the names in the plan. */
export function planChain(plan: LandingZone): AuditChain {
  const { name, existing, evidence } = plan;
  const everywhere = { ...plan.contextOf(plan.management), account: "*", region: "*" };
  const alias = (suffix: string) => arns.keyAlias(everywhere, `alias/${name}-${suffix}`);
  const alerts = alertChain(everywhere, name, plan.eventBusName);
  const central = centralRoles.map((role) => centralAccounts[role]);
  // In the order of the policies that are deployed.
  const keys = distinct<string>([...workloadAccount.keys, ...central.toReversed().flatMap(({ keys }) => keys)]);
  const evidenceKeys = evidence ? ["evidence", "archive-alerts"] : [];
  const services = [...workloadAccount.roles, ...central.flatMap(({ roles }) => roles)].map(
    (role) => `${name}-${role}`,
  );
  const givenGroups = distinct(Object.values(existing.sessionLogGroups ?? {}).map((group) => group.name));
  return {
    documents: [{ documentArn: arns.document(everywhere, DEFAULT_DOCUMENT_NAME) }],
    settings: [{ settingArn: arns.serviceSetting(everywhere, PUBLIC_SHARING_SETTING) }],
    trails: [{ trailArn: plan.trailArn }],
    buckets: bucketNames(plan).map((bucket) => ({ bucketArn: arns.bucket(everywhere, bucket) })),
    keys: [existing.transcriptBucket, existing.trailBucket].flatMap((bucket) =>
      bucket?.keyArn === undefined ? [] : [{ keyArn: bucket.keyArn }],
    ),
    keyAliases: [...keys, ...evidenceKeys].map(alias),
    logGroups: [`/${name}/*`, ...givenGroups].map((group) => ({ logGroupArn: arns.logGroup(everywhere, group) })),
    ...alerts,
    alarms: [
      ...(alerts.alarms ?? []),
      ...(evidence ? [{ alarmArns: [arns.alarm(everywhere, `${name}-archive-*`)] }] : []),
    ],
    topics: ["session", "integrity", ...(evidence ? ["archive"] : [])].map((kind) => ({
      topicArn: arns.topic(everywhere, `${name}-${kind}-*`),
    })),
    buses: [{ busArn: plan.eventBusArn }, ...(alerts.buses ?? [])],
    ledgers: evidence ? [ledgerOf(everywhere, plan.collectorRoleName)] : [],
    tables: evidence ? [tablesByName(everywhere, evidenceNames.tables(name))] : [],
    roles: [...services, ...(evidence ? collectors(plan, everywhere) : [])].map((role) => ({
      roleArn: arns.role(everywhere, role),
    })),
    nodes: [
      {
        roleArns: plan.nodeRoleArns(),
        instanceProfileArns: [arns.instanceProfile(everywhere, `${name}-nodes`)],
      },
    ],
    policies: [
      { policyArn: arns.policy(everywhere, `${name}-*`), roleArn: arns.role(everywhere, `${name}-operators`) },
    ],
  };
}

/** The buckets of all central accounts, or those that exist in their place. */
function bucketNames(plan: LandingZone): string[] {
  const given = new Map([
    [plan.bucketName("log-archive", "transcripts"), plan.transcriptBucketName],
    [plan.bucketName("log-archive", "trail"), plan.trailBucketName],
  ]);
  const made = centralRoles.flatMap((role) =>
    centralAccounts[role].buckets.map((ending) => plan.bucketName(role, ending)),
  );
  return made.map((name) => given.get(name) ?? name);
}

/** The roles of the ledger: of its function and schedule, those that give it access, and that of the report. */
function collectors({ name, collectorRoleName, ledgerReaderName }: LandingZone, aws: AwsContext): string[] {
  const { reportRoleName } = tablesByName(aws, evidenceNames.tables(name));
  return [collectorRoleName, `${collectorRoleName}-schedule`, ledgerReaderName, reportRoleName];
}

function ledgerOf(at: AwsContext, name: string): NonNullable<AuditChain["ledgers"]>[number] {
  return {
    functionArn: arns.lambdaFunction(at, name),
    scheduleArn: arns.schedule(at, name),
    deadLetterQueueArn: arns.queue(at, `${name}-*`),
  };
}
