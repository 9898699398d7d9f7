import { inputsOf, isOn, logging, parameter, text } from "../policies/preferences";
import { whenKnown } from "../readings";
import type { Fields, RegionState, SessionDocument } from "../state";
import { command, error, type Found, warning } from "./finding";

/** Session documents besides the preferences, and how all of them are shared. */
export function* documentRules(state: RegionState): Iterable<Found> {
  const others = whenKnown(state.documents) ?? [];
  for (const document of others) yield* ownDocumentRules(state, document);
  const all = [...others, ...(whenKnown(state.preferences) ? [whenKnown(state.preferences)!] : [])];
  for (const { name, isPublic } of all) {
    if (whenKnown(isPublic)) {
      yield error(
        "document-shared-publicly",
        name,
        "any AWS account can read where sessions are logged",
        command(
          state,
          `ssm modify-document-permission --name ${name} --permission-type Share --account-ids-to-remove all`,
        ),
      );
    }
  }
  const isUsed = all.length > 0 || (whenKnown(state.nodes)?.length ?? 0) > 0;
  if (isUsed && whenKnown(state.publicSharing)) {
    yield warning(
      "public-sharing-allowed",
      "/ssm/documents/console/public-sharing-permission",
      "anyone who administers documents can share them publicly",
      command(
        state,
        "ssm update-service-setting --setting-id /ssm/documents/console/public-sharing-permission --setting-value Disable",
      ),
    );
  }
}

function* ownDocumentRules(state: RegionState, { name, content }: SessionDocument): Iterable<Found> {
  const inputs = inputsOf(content);
  const wanted = logging(content);
  const edit = command(
    state,
    `ssm update-document --name ${name} --document-version '$LATEST' --content file://document.json`,
  );
  if (content?.sessionType === "Port") return;
  if (!wanted.bucket && !wanted.group) {
    yield error(
      "own-document-logs-nothing",
      name,
      "sessions started with it leave no recording",
      `${edit}, with the inputs of SSM-SessionManagerRunShell; or aws ssm delete-document --name ${name}`,
    );
  }
  for (const field of ["s3BucketName", "cloudWatchLogGroupName", "s3KeyPrefix"]) {
    if (parameter.test(text(inputs[field]))) {
      yield error(
        "parameter-in-logging-field",
        `${name} ${field}`,
        "whoever starts a session decides whether and where it is logged",
        `${edit}, with a fixed value in ${field}`,
      );
    }
  }
  if (String(content?.sessionType).endsWith("Commands") && isOn(inputs.cloudWatchStreamingEnabled)) {
    yield warning(
      "commands-not-streamed",
      name,
      "its output appears only at the end",
      `${edit}, with cloudWatchStreamingEnabled: false and a bucket`,
    );
  }
  if (elevated(content)) {
    yield warning(
      "run-as-elevated",
      name,
      "its command runs as root, no matter who starts it",
      `${edit}, with runAsElevated: false`,
    );
  }
}

function elevated(content: Fields | undefined): boolean {
  const properties = content?.properties;
  if (typeof properties !== "object" || properties === null || Array.isArray(properties)) return false;
  return Object.values(properties as Fields).some(
    (system) => typeof system === "object" && system !== null && (system as Fields).runAsElevated === true,
  );
}
