import { logging } from "../policies/preferences";
import { whenKnown } from "../readings";
import type { RegionState } from "../state";
import { command, error, type Found, note, warning } from "./finding";

const quarter = 90;

/** The log group of sessions as it really is. */
export function* logGroupRules(state: RegionState): Iterable<Found> {
  if (!state.group?.known) return;
  const wanted = logging(whenKnown(state.preferences)?.content);
  const group = state.group.value;
  if (!group) {
    // That a name is an ARN is found in the document.
    if (wanted.group.startsWith("arn:")) return;
    const effect = wanted.demandsEncryptedGroup ? "every session is refused" : "sessions run, but are not streamed";
    yield error(
      "log-group-missing",
      wanted.group,
      effect,
      command(state, `logs create-log-group --log-group-name ${wanted.group}`),
    );
    return;
  }
  if (!group.keyArn && wanted.demandsEncryptedGroup) {
    yield error(
      "log-group-unencrypted",
      group.name,
      "every session is refused",
      command(state, `logs associate-kms-key --log-group-name ${group.name} --kms-key-id KEY_ARN`),
    );
  }
  if (group.retentionDays !== undefined && group.retentionDays < quarter) {
    yield warning(
      "log-group-retention-short",
      group.name,
      `streams are deleted after ${group.retentionDays} days`,
      command(state, `logs put-retention-policy --log-group-name ${group.name} --retention-in-days 365`),
    );
  }
  if (!group.isProtected) {
    yield note(
      "log-group-deletable",
      group.name,
      "a single call deletes it with all its streams",
      command(
        state,
        `logs put-log-group-deletion-protection --log-group-identifier ${group.name} --deletion-protection-enabled`,
      ),
    );
  }
  if (group.isMasked) {
    yield warning(
      "group-masks-output",
      group.name,
      "readers without logs:Unmask see asterisks",
      command(state, `logs delete-data-protection-policy --log-group-identifier ${group.name}`),
    );
  }
  if (group.isForInfrequentAccess) {
    yield warning(
      "group-of-infrequent-access",
      group.name,
      "metric filters, subscription filters and alarms on it do not work",
      "create a log group of class STANDARD and name it in the preferences: a group cannot change its class",
    );
  }
}
