import { anyOf, type EventPattern, packed, sessionPatterns } from "../../modules/session-events";
import { alarms, changes, type Event, lookAlikes, recorded, refusals, starts } from "./events";
import { chain, neighbours, tamperings } from "./tampering-events";

/** Every event of the tables, by name. */
export const events: Readonly<Record<string, Event>> = {
  ...recorded,
  ...starts,
  ...refusals,
  ...lookAlikes,
  ...changes,
  ...alarms,
  ...tamperings,
  ...neighbours,
};

export interface Row {
  readonly pattern: EventPattern;
  /** The names of all events that match; every other one must not. */
  readonly matching: readonly string[];
}

const recordedStarts = [
  "start-session-custom-document",
  "start-session-default-document",
  "start-session-port-forwarding",
  "start-session-root",
];
const allStarts = [...recordedStarts, ...Object.keys(starts)];
const allRefusals = ["start-session-denied", ...Object.keys(refusals)];
const refusedSince = ["refused since the node is off", "refused since there is no such document"];

/** A start names its document: these do, and with another one than the default. */
const withDocument = [
  "start-session-custom-document",
  "start-session-port-forwarding",
  "start with a document by ARN",
  "start with SSH",
  "start with SSH by ARN",
  "start to a remote host",
  "start of a command",
  "start with a document of a longer name",
  "start with a copy of the default document",
];
const withSudo = ["start-session-custom-document", "start with a document by ARN"];
const ofAws = [
  "start-session-port-forwarding",
  "start with SSH",
  "start with SSH by ARN",
  "start to a remote host",
  "start of a command",
];
const notAdmin = [
  "start-session-custom-document",
  "start-session-port-forwarding",
  "start-session-root",
  "start by an IAM user",
  "start by an IAM user with a path",
  "start by another Identity Center role",
  "start by a service",
];
const withoutChanges = ["another document changed", "preferences described anew", "parameter store changed"];
const without = (names: readonly string[], taken: readonly string[]) => names.filter((name) => !taken.includes(name));
const named = (...beginnings: string[]) =>
  Object.keys(tamperings).filter((name) => beginnings.some((beginning) => name.startsWith(beginning)));

/** What must match, pattern by pattern. */
export const table: Readonly<Record<string, Row>> = {
  "calls()": {
    pattern: sessionPatterns.calls(),
    matching: [
      ...allStarts,
      ...allRefusals,
      "resume-session",
      "terminate-session",
      "resume that was refused",
      "terminate that was refused",
    ],
  },
  "calls(ResumeSession)": {
    pattern: sessionPatterns.calls("ResumeSession"),
    matching: ["resume-session", "resume that was refused"],
  },
  "started()": { pattern: sessionPatterns.started(), matching: allStarts },
  "resumed()": { pattern: sessionPatterns.resumed(), matching: ["resume-session"] },
  "terminated()": { pattern: sessionPatterns.terminated(), matching: ["terminate-session"] },
  "refusedStarts()": { pattern: sessionPatterns.refusedStarts(), matching: allRefusals },
  "refusedStarts(deniedOnly)": {
    pattern: sessionPatterns.refusedStarts({ deniedOnly: true }),
    matching: without(allRefusals, refusedSince),
  },
  "startsByRoot()": {
    pattern: sessionPatterns.startsByRoot(),
    matching: ["start-session-root", "refused to the root user"],
  },
  "startsBy(IAM users)": {
    pattern: sessionPatterns.startsBy({ identityTypes: ["IAMUser"] }),
    matching: ["start-session-custom-document", "start by an IAM user", "start by an IAM user with a path"],
  },
  "startsBy(alice)": {
    pattern: sessionPatterns.startsBy({ users: ["alice"] }),
    matching: ["start-session-custom-document", "start by an IAM user", "start by an IAM user with a path"],
  },
  "startsBy(a user of Identity Center)": {
    pattern: sessionPatterns.startsBy({ users: ["dan"] }),
    matching: ["start-session-port-forwarding"],
  },
  "startsBy(without MFA)": {
    pattern: sessionPatterns.startsBy({ withoutMfa: true }),
    matching: without(allStarts, ["start with MFA"]),
  },
  "startsBy(roles with MFA or without, from an address)": {
    pattern: sessionPatterns.startsBy({ identityTypes: ["AssumedRole"], addresses: ["198.51.100.0/24"] }),
    matching: ["start with MFA"],
  },
  "unloggedStarts()": { pattern: sessionPatterns.unloggedStarts(), matching: ofAws },
  "startsWithOtherDocuments(default)": {
    pattern: sessionPatterns.startsWithOtherDocuments(["SSM-SessionManagerRunShell"]),
    matching: withDocument,
  },
  "startsWithOtherDocuments(SSM-sudo)": {
    pattern: sessionPatterns.startsWithOtherDocuments(["SSM-sudo"]),
    matching: without(allStarts, ["start-session-custom-document"]),
  },
  "started(with the default document)": {
    pattern: sessionPatterns.started({ documents: ["SSM-SessionManagerRunShell"] }),
    matching: without(allStarts, withDocument),
  },
  "started(with SSM-sudo)": { pattern: sessionPatterns.started({ documents: ["SSM-sudo"] }), matching: withSudo },
  "started(with SSM-s*)": {
    pattern: sessionPatterns.started({ documents: ["SSM-s*"] }),
    matching: withSudo,
  },
  "started(with AWS-StartSSHSession)": {
    pattern: sessionPatterns.started({ documents: ["AWS-StartSSHSession"] }),
    matching: ["start with SSH", "start with SSH by ARN"],
  },
  "started(on one node)": {
    pattern: sessionPatterns.started({ nodes: ["i-02311671588e96626"] }),
    matching: ["start-session-custom-document"],
  },
  "started(on hybrid nodes and tasks)": {
    pattern: sessionPatterns.started({ nodes: ["mi-*", "ecs:web_*"] }),
    matching: ["start on a hybrid node", "start on a task"],
  },
  "started(by Admin)": {
    pattern: sessionPatterns.started({ roles: ["Admin"] }),
    matching: without(allStarts, notAdmin),
  },
  "started(by Identity Center)": {
    pattern: sessionPatterns.started({ roles: ["AWSReservedSSO_Audit_*", "AWSReservedSSO_Operator_*"] }),
    matching: ["start-session-port-forwarding", "start by another Identity Center role"],
  },
  "started(by Admin, with SSH, on one node)": {
    pattern: sessionPatterns.started({
      roles: ["Admin"],
      documents: ["AWS-StartSSHSession"],
      nodes: ["i-023ad911b5d49dece"],
    }),
    matching: ["start with SSH", "start with SSH by ARN"],
  },
  "preferenceChanges()": {
    pattern: sessionPatterns.preferenceChanges(),
    matching: ["update-preferences-document", ...without(Object.keys(changes), withoutChanges)],
  },
  "preferenceChanges(of another document)": {
    pattern: sessionPatterns.preferenceChanges(["SSM-SessionManagerRunShell2"]),
    matching: [
      "another document changed",
      "sharing setting changed",
      "sharing setting changed by ARN",
      "sharing setting reset",
      "default host role changed",
      "another session document created",
      "preferences created",
      "hybrid node given another role",
    ],
  },
  ...Object.fromEntries(
    packed(sessionPatterns.tamperingParts(chain)).map((pattern, index, all) => [
      `tampering(whole chain), rule ${index + 1} of ${all.length}`,
      {
        pattern,
        matching: [
          ["trail", "bucket", "key", "alias", "another alias", "log", "rule", "queue"],
          ["topic", "alarm", "function", "schedule", "bus", "role"],
          ["profile", "policy", "organization", "all logs", "all topics"],
        ].flatMap((kinds, of) => (of === index ? named(...kinds) : [])),
      },
    ]),
  ),
  "tampering(trail)": { pattern: sessionPatterns.tampering({ trails: chain.trails }), matching: named("trail") },
  "tampering(buckets)": { pattern: sessionPatterns.tampering({ buckets: chain.buckets }), matching: named("bucket") },
  "tampering(keys)": {
    pattern: sessionPatterns.tampering({ keys: chain.keys }),
    matching: named("key", "alias", "another alias"),
  },
  "tampering(key without a known alias)": {
    pattern: sessionPatterns.tampering({ keys: [{ keyArn: chain.keys[0]!.keyArn }] }),
    matching: [...named("key", "another alias"), "alias deleted"],
  },
  "tampering(log groups)": {
    pattern: sessionPatterns.tampering({ logGroups: chain.logGroups }),
    matching: named("log", "all logs"),
  },
  "tampering(alarms)": { pattern: sessionPatterns.tampering({ alarms: chain.alarms }), matching: named("alarm") },
  "tampering(ledgers)": {
    pattern: sessionPatterns.tampering({ ledgers: chain.ledgers }),
    matching: [...named("function", "schedule"), "queue of a ledger purged"],
  },
  "tampering(buses)": { pattern: sessionPatterns.tampering({ buses: chain.buses }), matching: named("bus") },
  "tampering(another bus)": {
    pattern: sessionPatterns.tampering({ buses: [{ busName: "acme" }] }),
    matching: ["bus deleted", "bus opened"],
  },
  "tampering(roles)": { pattern: sessionPatterns.tampering({ roles: chain.roles }), matching: named("role") },
  "tampering(instance profiles)": {
    pattern: sessionPatterns.tampering({ instanceProfiles: chain.instanceProfiles }),
    matching: named("profile"),
  },
  "tampering(policies)": {
    pattern: sessionPatterns.tampering({ policies: chain.policies }),
    matching: named("policy"),
  },
  "tampering(organization)": {
    pattern: sessionPatterns.tampering({ organization: true }),
    matching: named("organization"),
  },
  "alarmChanges(of ours)": { pattern: sessionPatterns.alarmChanges(["acme-*"]), matching: ["our alarm went off"] },
  "allowedCalls()": {
    pattern: sessionPatterns.allowedCalls(),
    matching: [...allStarts, "resume-session", "terminate-session"],
  },
  "allowedCalls(ResumeSession)": {
    pattern: sessionPatterns.allowedCalls("ResumeSession"),
    matching: ["resume-session"],
  },
  "refusedCalls()": {
    pattern: sessionPatterns.refusedCalls(),
    matching: [...allRefusals, "resume that was refused", "terminate that was refused"],
  },
  "refusedCalls(StartSession)": { pattern: sessionPatterns.refusedCalls("StartSession"), matching: allRefusals },
  "tampering(rules)": {
    pattern: sessionPatterns.tampering({ rules: chain.rules }),
    matching: without(named("rule", "queue"), ["queue of a ledger purged"]),
  },
  "tampering(topics)": {
    pattern: sessionPatterns.tampering({ topics: chain.topics }),
    matching: named("topic", "all topics"),
  },
  "anyOf(resumed, refusedStarts, tampering)": {
    pattern: anyOf(
      sessionPatterns.resumed(),
      sessionPatterns.refusedStarts(),
      sessionPatterns.tampering({ trails: chain.trails }),
    ),
    matching: ["resume-session", ...allRefusals, ...named("trail")],
  },
  "anyOf(calls, started)": {
    pattern: anyOf(sessionPatterns.calls("StartSession"), sessionPatterns.started()),
    matching: [...allStarts, ...allRefusals],
  },
};
