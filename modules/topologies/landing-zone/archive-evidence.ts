import { Construct } from "constructs";
import { AlertTopic } from "../../alert-topic";
import { AuditAlarms } from "../../audit-alarms";
import { EncryptionKey } from "../../encryption-key";
import type { ILogBucket } from "../../log-bucket";
import type { LedgerPlace } from "../../session-ledger";
import type { QueriedTrail } from "../../session-tables";
import type { Evidence, EvidencePreferences } from "../parts";
import { createEvidence } from "../parts/internal";
import { bucketOfArchive, encryptionOf } from "./bucket-of-archive";
import type { LandingZone } from "./landing-zone";
import type { LogArchive, LogArchiveProps } from "./log-archive";

/** The ledger of an organization, what is needed to query it, and who gets its alarms. */
export interface ArchiveEvidence extends Evidence {
  /** The key of the ledger's log group and of query results. */
  readonly key: EncryptionKey;
  readonly alertsKey: EncryptionKey;
  readonly topic: AlertTopic;
  /**
   * On the topic, which cannot report that it reaches nobody. They notify no topic: rules report their state changes
   * to the hub.
   */
  readonly topicAlarms: AuditAlarms;
}

export function createArchiveEvidence(
  archive: LogArchive,
  props: LogArchiveProps,
  preferences: EvidencePreferences,
): ArchiveEvidence {
  const { plan, keyAdministrators: administrators, removal, alerts: subscribers } = props;
  const { name, homeRegion: region, organizationId, ledgerReaderName: roleName } = plan;
  const scope = new Construct(archive, "Evidence");
  const keyFor = (id: string, purpose: string, description: string) =>
    new EncryptionKey(scope, id, { alias: `alias/${name}-${purpose}`, description, administrators, removal, region });
  const key = keyFor("Key", "evidence", "Answers to questions about sessions, and the log of the ledger");
  // A separate key: alarms must be allowed to use it, but must not reach the evidence.
  const alertsKey = keyFor("AlertsKey", "archive-alerts", "Messages of the archive's topic");
  const topic = new AlertTopic(scope, "Topic", {
    name: `${name}-archive-alerts`,
    encryptionKey: alertsKey,
    subscribers,
    region,
  });
  const evidence = createEvidence(scope, {
    name,
    preferences,
    aws: archive.aws,
    encryption: key,
    archive: archive.transcriptBucket ?? existingTranscripts(scope, plan),
    accessLogs: archive.accessLogBucket,
    trail: queriedTrail(archive, scope, plan),
    places: placesOf(plan),
    reader: { roleName, organizationId },
    topic,
    removal,
    placement: { region },
  });
  const topicAlarms = new AuditAlarms(scope, "TopicAlarms", { topics: [topic], deliveries: [topic], region });
  return { ...evidence, key, alertsKey, topic, topicAlarms };
}

function existingTranscripts(scope: Construct, plan: LandingZone): ILogBucket {
  const bucket = plan.existing.transcriptBucket!;
  return bucketOfArchive(scope, "ExistingBucket", {
    name: bucket.name,
    encryption: encryptionOf(scope, "ExistingKey", bucket),
    plan,
  });
}

/** Undefined if a trail exists whose bucket is unknown. */
function queriedTrail(archive: LogArchive, scope: Construct, plan: LandingZone): QueriedTrail | undefined {
  const { trailBucket: given } = plan.existing;
  if (!given) return archive.trailBucket && trailOf(plan, archive.trailBucket);
  // Whatever the bucket's own encryption is, the trail encrypts its files with this key.
  const encryption = archive.trailKey ?? EncryptionKey.fromArn(scope, "ExistingTrailKey", given.keyArn!);
  return trailOf(plan, bucketOfArchive(scope, "ExistingTrailBucket", { name: given.name, encryption, plan }));
}

/** Sessions can be opened in central accounts too. */
function trailOf(plan: LandingZone, bucket: ILogBucket): QueriedTrail {
  const { workloads, homeRegion, organizationId } = plan;
  const accounts = plan.accounts.map(({ id }) => id);
  const regions = new Set([homeRegion, ...workloads.flatMap((account) => account.regions)]);
  return { bucket, organizationId, accounts, regions: [...regions] };
}

/** Accounts with the same Regions together: most have the Regions of the plan. */
function placesOf({ workloads }: LandingZone): LedgerPlace[] {
  const places = new Map<string, { readonly accounts: string[]; readonly regions: readonly string[] }>();
  for (const { id, regions } of workloads) {
    const key = regions.join(" ");
    const place = places.get(key) ?? { accounts: [], regions };
    place.accounts.push(id);
    places.set(key, place);
  }
  return [...places.values()];
}
