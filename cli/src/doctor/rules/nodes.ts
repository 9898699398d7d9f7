import {
  type AgentCall,
  agentCalls,
  bucketArn,
  channelActions,
  streamArn,
  throughS3,
  transcriptArn,
} from "../policies/calls";
import { chainOf } from "../policies/chain";
import { logging } from "../policies/preferences";
import { whenKnown } from "../readings";
import { type Decision, decisionKey, type ManagedNode, type NodeRole, type RegionState } from "../state";
import { command, error, type Found, note, statement, warning } from "./finding";
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

/** The calls that belong together, and what becomes of sessions without them. */
function needs(state: RegionState) {
  const chain = chainOf(state);
  const wanted = logging(whenKnown(state.preferences)?.content);
  const on = (resource: string, ...actions: string[]): AgentCall[] => actions.map((action) => ({ action, resource }));
  const refused = "sessions are refused";
  return [
    { id: "node-cannot-open-channels", calls: on("*", ...channelActions), effect: "no session reaches them" },
    ...(chain.group
      ? ([
          {
            id: "node-cannot-see-log-groups",
            calls: on("*", "logs:DescribeLogGroups"),
            effect: wanted.demandsEncryptedGroup ? refused : "sessions run and are not streamed",
          },
          {
            id: "node-cannot-write-stream",
            calls: [
              ...on(chain.group.arn, "logs:DescribeLogStreams"),
              ...on(streamArn(chain), "logs:CreateLogStream", "logs:PutLogEvents"),
            ],
            effect: "sessions run and are not streamed",
          },
        ] as const)
      : []),
    ...(chain.bucket
      ? ([
          {
            id: "node-cannot-see-bucket-encryption",
            calls: on(bucketArn(chain), "s3:GetEncryptionConfiguration"),
            effect: wanted.demandsEncryptedBucket ? refused : "uploads carry no encryption header",
          },
          {
            id: "node-cannot-upload",
            calls: on(transcriptArn(chain), "s3:PutObject", "s3:PutObjectAcl"),
            effect: "sessions run, and no transcript arrives",
          },
        ] as const)
      : []),
    ...(chain.bucketKey
      ? ([
          {
            id: "node-cannot-use-bucket-key",
            calls: on(chain.bucketKey, throughS3("kms:GenerateDataKey"), throughS3("kms:Decrypt")),
            effect: "sessions run, and transcripts, or long ones, never arrive",
          },
        ] as const)
      : []),
    ...(chain.sessionKey
      ? ([{ id: "node-cannot-decrypt-session", calls: on(chain.sessionKey, "kms:Decrypt"), effect: refused }] as const)
      : []),
  ] as const;
}

function* roleRules(state: RegionState, role: NodeRole): Iterable<Found> {
  const decisions = whenKnown(role.decisions);
  if (!decisions) return;
  const nodes = role.nodes.length === 1 ? role.nodes[0]! : `${role.nodes.length} nodes`;
  const denied = (calls: readonly AgentCall[]) =>
    calls.flatMap((call) => {
      const decision = decisions.get(decisionKey(call.action, call.resource));
      return decision && decision.verdict !== "allowed" ? [{ ...call, decision }] : [];
    });
  const lacking = needs(state)
    .map((need) => ({ ...need, denied: denied(need.calls) }))
    .filter((need) => need.denied.length > 0);
  const all = lacking.flatMap((need) => need.denied);
  if (all.length === 0) yield* mayDelete(state, role, decisions);
  const ceiling = all.find(({ decision }) => isCeiling(decision));
  if (ceiling) {
    const what = ceiling.decision.boundaryAllows ? "a service control policy" : "the permissions boundary";
    yield error(
      "boundary-on-node",
      role.arn,
      `on ${nodes}, ${what} denies ${names(all)}`,
      `allow in ${what}: ${names(all)}`,
    );
    return;
  }
  const logs = lacking.filter(({ id }) => id !== "node-cannot-open-channels");
  if (role.isByDefaultHostManagement && logs.length > 0) {
    yield error(
      "default-host-management-without-logging",
      role.arn,
      `sessions on ${nodes} are refused or leave no recording`,
      attach(all),
    );
    return;
  }
  for (const { id, effect, denied } of lacking) yield error(id, role.arn, `on ${nodes}, ${effect}`, attach(denied));
}

const isCeiling = ({ boundaryAllows, organizationAllows }: Decision) => !boundaryAllows || !organizationAllows;

const plain = (action: string) => action.replace(throughS3(""), "");
const names = (calls: readonly AgentCall[]) => [...new Set(calls.map(({ action }) => plain(action)))].join(", ");

function attach(calls: readonly AgentCall[]): string {
  const resources = [...new Set(calls.map(({ resource }) => resource))];
  return statement({
    Action: [...new Set(calls.map(({ action }) => plain(action)))],
    Resource: resources.map(generalized),
  });
}

/** One object or stream stands for all of its kind. */
const generalized = (resource: string) => resource.replace(/alice-0123456789abcdef0(\.log)?$/, "*");

function* mayDelete(state: RegionState, role: NodeRole, decisions: ReadonlyMap<string, Decision>): Iterable<Found> {
  const removing = agentCalls(chainOf(state)).filter(({ action }) => action.includes(":Delete"));
  const allowed = removing.filter(
    ({ action, resource }) => decisions.get(decisionKey(action, resource))?.verdict === "allowed",
  );
  if (allowed.length === 0) return;
  yield warning(
    "node-may-delete-recordings",
    role.arn,
    "whoever is root on a node can remove what was recorded there",
    `take away: ${names(allowed)}`,
  );
}

/** @see https://github.com/aws/amazon-ssm-agent/blob/mainline/RELEASENOTES.md */
function* versionRules(state: RegionState, { id, agentVersion }: ManagedNode): Iterable<Found> {
  const wanted = logging(whenKnown(state.preferences)?.content);
  const demands: [boolean, string, string][] = [
    [wanted.keyId !== "", "2.3.539.0", "sessions are refused: the agent knows no encryption of session data"],
    [wanted.streams, "3.0.356.0", "sessions are not streamed"],
    [wanted.bucket !== "", "3.0.529.0", "uploads carry no encryption header, or a wrong one"],
    [wanted.group !== "", "3.1.282.0", "the agent asks for the right to make the group"],
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
      "transcripts of sessions stay on its disk",
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
      "whether it has the program script, without which there is no transcript, cannot be told",
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
      "sessions run, and no transcript is made",
      "install util-linux, or bsdutils on Debian and Ubuntu",
    );
  } else if (versions.every((version) => !isOlder(version.replace(/^\d+:/, ""), "2.42"))) {
    yield error(
      "script-refuses-call",
      `${id} (util-linux ${versions[0]})`,
      "sessions run, and no transcript is made",
      "hold util-linux below 2.42 until the agent is mended",
    );
  }
}
