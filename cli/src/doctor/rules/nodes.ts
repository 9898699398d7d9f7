import type { AgentTask } from "../../../../modules/facts";
import type { DoctorId } from "../catalogue";
import { agentCalls, generalized, madeByS3, nodeDeletions, type PlacedCall } from "../policies/calls";
import { chainOf } from "../policies/chain";
import { type Logging, logging } from "../policies/preferences";
import { whenKnown } from "../readings";
import {
  type Decision,
  type Decisions,
  decisionKey,
  type ManagedNode,
  type NodeRole,
  type RegionState,
} from "../state";
import { asSimulated, command, error, type Found, note, statement, warning } from "./finding";
import { isOlder } from "./versions";

/** What nodes are, and what their roles may do. */
export function* nodeRules(state: RegionState): Iterable<Found> {
  if (!whenKnown(state.preferences)) return;
  for (const role of whenKnown(state.roles) ?? []) yield* roleRules(state, role);
  for (const node of whenKnown(state.nodes) ?? []) {
    yield* versionRules(state, node);
    yield* platformRules(state, node);
  }
}

interface Lack {
  readonly id: DoctorId;
  readonly effect: (wanted: Logging) => string;
}

const refused = "sessions are refused";
const notStreamed = "sessions run, but are not streamed";
const noTranscript = "sessions run, but no transcript arrives";

/** What becomes of sessions where the role may not do a task of the agent. */
const lacks: Readonly<Record<AgentTask, Lack>> = {
  OpenMessageChannels: { id: "node-cannot-open-channels", effect: () => "no session reaches them" },
  ReportToSystemsManager: { id: "node-cannot-open-channels", effect: () => "no session reaches them" },
  FindLogGroup: {
    id: "node-cannot-see-log-groups",
    effect: ({ demandsEncryptedGroup }) => (demandsEncryptedGroup ? refused : notStreamed),
  },
  WriteSessionOutput: { id: "node-cannot-write-stream", effect: () => notStreamed },
  ReadBucketEncryption: {
    id: "node-cannot-see-bucket-encryption",
    effect: ({ demandsEncryptedBucket }) => (demandsEncryptedBucket ? refused : "uploads carry no encryption header"),
  },
  WriteTranscripts: { id: "node-cannot-upload", effect: () => noTranscript },
  GiveTranscriptsToBucketOwner: { id: "node-cannot-upload", effect: () => noTranscript },
  EncryptTranscripts: {
    id: "node-cannot-use-bucket-key",
    effect: () => "sessions run, and transcripts, or long ones, never arrive",
  },
  DecryptSessionTraffic: { id: "node-cannot-decrypt-session", effect: () => refused },
};

function* roleRules(state: RegionState, role: NodeRole): Iterable<Found> {
  const decisions = whenKnown(role.decisions);
  if (!decisions) return;
  const chain = chainOf(state);
  const nodes = role.nodes.length === 1 ? role.nodes[0]! : `${role.nodes.length} nodes`;
  const denied = agentCalls(chain).flatMap((call) => {
    const decision = (madeByS3(call) ? decisions.byS3 : decisions.own).get(decisionKey(call.action, call.resource));
    return decision && !decision.isAllowed ? [{ ...call, decision }] : [];
  });
  yield* deletionRules(role, nodeDeletions(chain), decisions.own);
  const ceiling = denied.find(({ decision }) => isCeiling(decision));
  if (ceiling) {
    const what = ceiling.decision.boundaryAllows ? "a service control policy" : "the permissions boundary";
    yield error(
      "boundary-on-node",
      role.arn,
      `on ${nodes}, ${what} denies ${names(denied)}`,
      `allow in ${what}: ${names(denied)}`,
    );
    return;
  }
  const logs = denied.filter(({ task }) => lacks[task].id !== "node-cannot-open-channels");
  if (role.isByDefaultHostManagement && logs.length > 0) {
    yield error(
      "default-host-management-without-logging",
      role.arn,
      `sessions on ${nodes} are refused or leave no recording`,
      attach(denied),
    );
    return;
  }
  for (const id of new Set(denied.map(({ task }) => lacks[task].id))) {
    const calls = denied.filter(({ task }) => lacks[task].id === id);
    const effect = lacks[calls[0]!.task].effect(logging(whenKnown(state.preferences)?.content));
    yield asSimulated(error(id, role.arn, `on ${nodes}, ${effect}`, attach(calls)), missingOf(calls));
  }
}

const missingOf = (calls: readonly { readonly decision: Decision }[]) =>
  calls.flatMap(({ decision }) => decision.missing);
const isCeiling = ({ boundaryAllows, organizationAllows }: Decision) => !boundaryAllows || !organizationAllows;

const actionsOf = (calls: readonly PlacedCall[]) => [...new Set(calls.map(({ action }) => action))];
const names = (calls: readonly PlacedCall[]) => actionsOf(calls).join(", ");

const attach = (calls: readonly PlacedCall[]): string =>
  statement({
    Action: actionsOf(calls),
    Resource: [...new Set(calls.map(({ resource }) => generalized(resource)))],
  });

function* deletionRules(role: NodeRole, calls: readonly PlacedCall[], decisions: Decisions): Iterable<Found> {
  const allowed = calls.filter(({ action, resource }) => decisions.get(decisionKey(action, resource))?.isAllowed);
  if (allowed.length === 0) return;
  yield warning(
    "node-may-delete-recordings",
    role.arn,
    "anyone who is root on a node can delete its recordings",
    `remove these permissions: ${names(allowed)}`,
  );
}

/** @see https://github.com/aws/amazon-ssm-agent/blob/mainline/RELEASENOTES.md */
function* versionRules(state: RegionState, { id, agentVersion }: ManagedNode): Iterable<Found> {
  const wanted = logging(whenKnown(state.preferences)?.content);
  const demands: [boolean, string, string][] = [
    [wanted.keyId !== "", "2.3.539.0", "sessions are refused: the agent does not support encryption of session data"],
    [wanted.streams, "3.0.356.0", "sessions are not streamed"],
    [wanted.bucket !== "", "3.0.529.0", "uploads carry no encryption header, or a wrong one"],
    [wanted.group !== "", "3.1.282.0", "the agent needs permission to create the log group"],
  ];
  const update = command(state, `ssm send-command --document-name AWS-UpdateSSMAgent --instance-ids ${id}`);
  const missed = demands.filter(([isWanted, version]) => isWanted && isOlder(agentVersion, version));
  if (missed.length > 0) {
    yield error(
      "agent-too-old",
      `${id} (agent ${agentVersion})`,
      missed.map(([, , effect]) => effect).join("; "),
      update,
    );
  } else if (isOlder(agentVersion, "3.3.987.0")) {
    yield note(
      "agent-keeps-logs-on-node",
      `${id} (agent ${agentVersion})`,
      "transcripts of sessions stay on the node's disk",
      update,
    );
  }
}

function* platformRules(state: RegionState, { id, platform, platformVersion, packages }: ManagedNode): Iterable<Found> {
  const wanted = logging(whenKnown(state.preferences)?.content);
  if (platform === "Windows") {
    // 6.3 is Windows Server 2012 R2, with PowerShell 4.0.
    if (wanted.streams && isOlder(platformVersion, "10.0")) {
      yield warning(
        "powershell-too-old",
        `${id} (Windows ${platformVersion})`,
        "unless a newer PowerShell was installed, sessions are not streamed and leave nothing in the group",
        "install Windows Management Framework 5.1",
      );
    }
    return;
  }
  if (platform !== "Linux" || !packages.known) return;
  if (!packages.value) {
    yield note(
      "inventory-not-collected",
      id,
      "nobody can tell whether it has the program script, which every transcript needs",
      command(
        state,
        `ssm create-association --name AWS-GatherSoftwareInventory --targets Key=InstanceIds,Values=${id} --schedule-expression 'rate(1 day)' --parameters applications=Enabled`,
      ),
    );
    return;
  }
  const versions = Object.values(packages.value);
  if (versions.length === 0) {
    yield error(
      "script-missing",
      id,
      "sessions run, but no transcript is written",
      "install util-linux, or bsdutils on Debian and Ubuntu",
    );
  } else if (versions.every((version) => !isOlder(version.replace(/^\d+:/, ""), "2.42"))) {
    yield error(
      "script-refuses-call",
      `${id} (util-linux ${versions[0]})`,
      "sessions run, but no transcript is written",
      "hold util-linux below 2.42 until the agent is fixed",
    );
  }
}
