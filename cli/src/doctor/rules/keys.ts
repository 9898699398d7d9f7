import { partitionOf } from "../../../../modules/facts";
import { admits, grants } from "../policies/evaluate";
import { logging } from "../policies/preferences";
import { whenKnown } from "../readings";
import type { Key, RegionState } from "../state";
import { organizationOf } from "./bucket";
import { command, error, type Found, statement, warning } from "./finding";

const session = {
  "kms:EncryptionContext:aws:ssm:SessionId": "alice-0123456789abcdef0",
  "kms:EncryptionContext:aws:ssm:TargetId": "i-0123456789abcdef0",
};
const oldContext = { ...session, "kms:EncryptionContextKeys": ["aws:ssm:SessionId", "aws:ssm:TargetId"] };
const newContext = {
  ...session,
  "kms:EncryptionContext:aws:ssm:RandomChallenge": "challenge",
  "kms:EncryptionContextKeys": ["aws:ssm:SessionId", "aws:ssm:TargetId", "aws:ssm:RandomChallenge"],
};

/** Keys of session data, transcripts and streams: their state, and whom their policies let in. */
export function* keyRules(state: RegionState): Iterable<Found> {
  const sessionKey = whenKnown(state.sessionKey);
  const bucketKey = whenKnown(whenKnown(state.bucket)?.key);
  const groupKey = whenKnown(whenKnown(state.group)?.key);
  const uses: [Key | undefined, string][] = [
    [sessionKey, "no session starts"],
    [bucketKey, "no transcript arrives, and none can be read"],
    [groupKey, "nothing is streamed, and no stream can be read"],
  ];
  const seen = new Set<string>();
  for (const [key, effect] of uses) {
    if (!key || seen.has(key.arn)) continue;
    seen.add(key.arn);
    yield* stateRules(key, effect);
  }
  yield* sessionKeyRules(state);
  if (bucketKey) yield* bucketKeyRules(state, bucketKey);
  if (groupKey) yield* groupKeyRules(state, groupKey);
}

function* stateRules(key: Key, effect: string): Iterable<Found> {
  if (key.state === "Disabled") {
    yield error("key-disabled", key.arn, effect, repairOf(key));
  } else if (isPendingDeletion(key)) {
    yield error("key-pending-deletion", key.arn, `${effect}, for good once the key is deleted`, repairOf(key));
  }
}

const isPendingDeletion = ({ state }: Key) => state === "PendingDeletion" || state === "PendingReplicaDeletion";

/**
 * What makes a key usable again, in its own Region: KMS takes the ARN of a key nowhere else. A key whose deletion is canceled is
 * disabled at first.
 * @see https://docs.aws.amazon.com/kms/latest/APIReference/API_CancelKeyDeletion.html
 */
export function repairOf(key: Key): string {
  const [, , , region, account] = key.arn.split(":") as [string, string, string, string, string];
  const call = (action: string) => command({ account, region }, `kms ${action} --key-id ${key.arn}`);
  return isPendingDeletion(key) ? `${call("cancel-key-deletion")} && ${call("enable-key")}` : call("enable-key");
}

function* sessionKeyRules(state: RegionState): Iterable<Found> {
  const { keyId } = logging(whenKnown(state.preferences)?.content);
  if (keyId.startsWith("arn:") && keyId.split(":")[3] !== state.region) {
    yield error(
      "session-key-in-another-region",
      keyId,
      "no session starts in this Region",
      "name a key of this Region in kmsKeyId",
    );
    return;
  }
  if (!state.sessionKey?.known) return;
  const key = state.sessionKey.value;
  if (!key) {
    yield error("unusable-kms-key-id", keyId, "no session starts", "name the ARN of a key in kmsKeyId");
    return;
  }
  if (!key.isSymmetric) {
    yield error("session-key-asymmetric", key.arn, "no session starts", "name a symmetric encryption key in kmsKeyId");
    return;
  }
  if (key.policy.known && key.state === "Enabled") {
    for (const { arn } of whenKnown(state.roles) ?? [])
      yield* userRules(state, key, arn, "kms:Decrypt", "session-key-policy-without-node");
    for (const { arn } of whenKnown(state.people) ?? [])
      yield* userRules(state, key, arn, "kms:GenerateDataKey", "session-key-policy-without-operator");
  }
  const justInTime = (whenKnown(state.people) ?? []).some(({ usesJustInTimeAccess }) => usesJustInTimeAccess);
  if (justInTime && key.tags?.known && key.tags.value.SystemsManagerJustInTimeNodeAccessManaged !== "true") {
    yield error(
      "just-in-time-key-untagged",
      key.arn,
      "just-in-time sessions are refused",
      command(
        state,
        `kms tag-resource --key-id ${key.arn} --tags TagKey=SystemsManagerJustInTimeNodeAccessManaged,TagValue=true`,
      ),
    );
  }
}

/** Why the key does not let somebody in: by its conditions, or because nothing names them. */
function* userRules(
  state: RegionState,
  key: Key,
  principal: string,
  action: string,
  otherwise: "session-key-policy-without-node" | "session-key-policy-without-operator",
): Iterable<Found> {
  const owner = key.arn.split(":")[4]!;
  const ask = (context: Record<string, string | string[]>) =>
    admits(whenKnown(key.policy), { principal, action, resource: key.arn, owner, context });
  if (ask(newContext) !== "no") return;
  const who = `sessions of ${principal} are refused`;
  const fix = statement({ Principal: { AWS: principal }, Action: action, Resource: "*" });
  if (ask(oldContext) === "yes") {
    yield error(
      "session-key-limits-context",
      key.arn,
      `${who} once agent and client extend the encryption context`,
      `remove the condition on kms:EncryptionContextKeys: ${fix}`,
    );
  } else if (viaServices(state).some((service) => ask({ ...newContext, "kms:ViaService": service }) === "yes")) {
    yield error("session-key-conditioned-on-service", key.arn, who, `remove the condition on kms:ViaService: ${fix}`);
  } else {
    yield error(otherwise, key.arn, who, fix);
  }
}

const viaServices = ({ region }: RegionState) =>
  ["ssm", "ssmmessages", "s3", "logs"].map((service) => `${service}.${region}.${partitionOf(region).dnsSuffix}`);

function* bucketKeyRules(state: RegionState, key: Key): Iterable<Found> {
  if (!key.policy.known || key.isManagedByAws || key.state !== "Enabled") return;
  const bucket = whenKnown(state.bucket)!;
  const owner = key.arn.split(":")[4]!;
  const organization = organizationOf(bucket);
  for (const { arn } of whenKnown(state.roles) ?? []) {
    const ask = (action: string, target: string) =>
      admits(whenKnown(key.policy), {
        principal: arn,
        action,
        resource: key.arn,
        owner,
        context: {
          "kms:ViaService": `s3.${bucket.region}.${partitionOf(bucket.region).dnsSuffix}`,
          "kms:EncryptionContext:aws:s3:arn": target,
          "kms:CallerAccount": state.account,
          ...(organization && { "aws:PrincipalOrgID": organization }),
        },
      });
    // With the Bucket Key the context is the bucket, else the object.
    const targets = [
      `arn:${state.partition}:s3:::${bucket.name}`,
      `arn:${state.partition}:s3:::${bucket.name}/alice-0123456789abcdef0.log`,
    ];
    const passes = (action: string) => targets.some((target) => ask(action, target) !== "no");
    const fix = statement({ Principal: { AWS: arn }, Action: ["kms:GenerateDataKey", "kms:Decrypt"], Resource: "*" });
    if (!passes("kms:GenerateDataKey")) {
      yield error("bucket-key-policy-without-node", key.arn, `transcripts of nodes with ${arn} never arrive`, fix);
    } else if (!passes("kms:Decrypt")) {
      yield warning("bucket-key-without-decrypt", key.arn, `long transcripts of nodes with ${arn} never arrive`, fix);
    }
  }
}

function* groupKeyRules(state: RegionState, key: Key): Iterable<Found> {
  if (!key.policy.known || key.isManagedByAws || key.state !== "Enabled") return;
  const group = whenKnown(state.group)!;
  const { dnsSuffix: suffix } = partitionOf(state.region);
  const services = [`logs.${state.region}.${suffix}`, `logs.${suffix}`];
  const context = {
    "kms:EncryptionContext:aws:logs:arn": group.arn,
    "aws:SourceAccount": state.account,
    "aws:SourceArn": group.arn,
  };
  const lets = (principal: string) =>
    ["kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey"].every(
      (action) =>
        grants(whenKnown(key.policy), { principal, action, resource: key.arn, owner: state.account, context }) !== "no",
    );
  if (services.some(lets)) return;
  yield error(
    "logs-key-policy-without-logs",
    key.arn,
    `${group.name} receives no events`,
    statement({
      Principal: { Service: services[0] },
      Action: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
      Resource: "*",
      Condition: { ArnEquals: { "kms:EncryptionContext:aws:logs:arn": group.arn } },
    }),
  );
}
