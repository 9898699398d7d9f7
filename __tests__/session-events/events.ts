import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** An event as EventBridge hands it to a rule. */
export type Event = Readonly<Record<string, unknown>>;

const folder = join(__dirname, "..", "fixtures", "events");

/** The events of `__tests__/fixtures/events`, by the names of their files. */
export const recorded: Readonly<Record<string, Event>> = Object.fromEntries(
  readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .sort()
    .map((file) => [file.replace(/\.json$/, ""), JSON.parse(readFileSync(join(folder, file), "utf8"))]),
);

/** A copy with other values at some paths; `undefined` takes the field away. */
export function changed(event: Event, changes: Readonly<Record<string, unknown>>): Event {
  const copy = structuredClone(event) as Record<string, unknown>;
  for (const [path, value] of Object.entries(changes)) {
    const steps = path.split(".");
    const last = steps.pop()!;
    const owner = steps.reduce<Record<string, unknown>>((outer, step) => {
      outer[step] ??= {};
      return outer[step] as Record<string, unknown>;
    }, copy);
    if (value === undefined) delete owner[last];
    else owner[last] = value;
  }
  return copy;
}

const start = recorded["start-session-default-document"]!;
const denied = recorded["start-session-denied"]!;
const update = recorded["update-preferences-document"]!;
const document = (name: string) => changed(start, { "detail.requestParameters.documentName": name });
const failed = {
  "detail.responseElements": null,
  "detail.errorCode": "AccessDeniedException",
  "detail.errorMessage": "no",
};

/** An event of some other call, by the same person. */
export function call(service: string, eventName: string, requestParameters: object | null, more: object = {}): Event {
  return changed(update, {
    source: `aws.${service}`,
    "detail.eventSource": `${service}.amazonaws.com`,
    "detail.eventName": eventName,
    "detail.requestParameters": requestParameters,
    "detail.responseElements": null,
    ...more,
  });
}

const inRegion = (region: string, partition: string) =>
  changed(start, {
    region,
    "detail.awsRegion": region,
    "detail.userIdentity.arn": `arn:${partition}:sts::111122223333:assumed-role/Admin/bob`,
    "detail.userIdentity.sessionContext.sessionIssuer.arn": `arn:${partition}:iam::111122223333:role/Admin`,
  });

/** Starts that were allowed, apart from the recorded ones. */
export const starts = {
  "start in China": inRegion("cn-north-1", "aws-cn"),
  "start in GovCloud": inRegion("us-gov-west-1", "aws-us-gov"),
  "start in the European Sovereign Cloud": inRegion("eusc-de-east-1", "aws-eusc"),
  "start in an opt-in Region": inRegion("ap-southeast-7", "aws"),
  "start on a hybrid node": changed(start, { "detail.requestParameters.target": "mi-0123456789abcdef0" }),
  "start on a task": changed(start, { "detail.requestParameters.target": "ecs:web_0123abcd_0123abcd-42" }),
  "start with the default document by name": document("SSM-SessionManagerRunShell"),
  "start with a document by ARN": document("arn:aws:ssm:eu-west-1:444455556666:document/SSM-sudo"),
  "start with SSH": document("AWS-StartSSHSession"),
  "start with SSH by ARN": document("arn:aws-cn:ssm:cn-north-1::document/AWS-StartSSHSession"),
  "start to a remote host": document("AWS-StartPortForwardingSessionToRemoteHost"),
  "start of a command": document("AWS-StartInteractiveCommand"),
  "start with a document of a longer name": document("x-SSM-sudo"),
  "start with a copy of the default document": document("SSM-SessionManagerRunShell-copy"),
  "start by an IAM user": changed(start, {
    "detail.userIdentity": { type: "IAMUser", arn: "arn:aws:iam::111122223333:user/alice", userName: "alice" },
  }),
  "start by an IAM user with a path": changed(start, {
    "detail.userIdentity": { type: "IAMUser", arn: "arn:aws:iam::111122223333:user/ops/alice", userName: "alice" },
  }),
  "start with MFA": changed(start, {
    "detail.sourceIPAddress": "198.51.100.7",
    "detail.userIdentity.sessionContext.attributes.mfaAuthenticated": "true",
  }),
  "start by another Identity Center role": changed(start, {
    "detail.userIdentity.sessionContext.sessionIssuer.userName": "AWSReservedSSO_Operator_fedcba9876543210",
  }),
  "start by a service": changed(start, {
    "detail.userIdentity": { type: "AWSService", invokedBy: "ssm.amazonaws.com" },
  }),
  "start without response": changed(start, { "detail.responseElements": null }),
  "start without version fields": changed(start, {
    version: undefined,
    id: undefined,
    "detail.eventVersion": undefined,
  }),
} satisfies Record<string, Event>;

/** Starts that were refused, apart from the recorded one. */
export const refusals = {
  "refused without request": changed(denied, { "detail.requestParameters": null }),
  "refused by the newer name": changed(denied, { "detail.errorCode": "AccessDeniedException" }),
  "refused since the node is off": changed(denied, { "detail.errorCode": "TargetNotConnected" }),
  "refused since there is no such document": changed(denied, {
    "detail.errorCode": "InvalidDocument",
    "detail.requestParameters.documentName": "SSM-typo",
  }),
  "refused with SSH": changed(denied, { "detail.requestParameters.documentName": "AWS-StartSSHSession" }),
  "refused to the root user": changed(recorded["start-session-root"]!, failed),
} satisfies Record<string, Event>;

/** What is near a session, and none of its calls. */
export const lookAlikes = {
  "resume that was refused": changed(recorded["resume-session"]!, failed),
  "terminate that was refused": changed(recorded["terminate-session"]!, failed),
  "Athena ends a session": changed(recorded["athena-start-session"]!, { "detail.eventName": "TerminateSession" }),
  "a program of ours says StartSession": changed(start, { source: "acme.shells" }),
  "a service event": changed(start, { "detail-type": "AWS Service Event via CloudTrail" }),
  "a start in lower case": changed(start, { "detail.eventName": "startsession" }),
  "another event source": changed(start, { "detail.eventSource": "ssm-guiconnect.amazonaws.com" }),
  DescribeSessions: call("ssm", "DescribeSessions", { state: "Active" }, { "detail.readOnly": true }),
  SendCommand: call("ssm", "SendCommand", { documentName: "AWS-RunShellScript" }),
  "a data channel": call("ssmmessages", "OpenDataChannel", { sessionId: "bob-0" }),
  "a remote desktop": call("ssm-guiconnect", "StartConnection", {}),
  "EC2 Instance Connect": call("ec2-instance-connect", "SendSSHPublicKey", { instanceId: "i-023ad911b5d49dece" }),
  "an event without detail": changed(start, { detail: {} }),
} satisfies Record<string, Event>;

const preferences = { name: "SSM-SessionManagerRunShell" };
const setting = "/ssm/documents/console/public-sharing-permission";

/** What CloudWatch itself says. */
const alarm = (alarmName: string) =>
  changed(start, {
    source: "aws.cloudwatch",
    "detail-type": "CloudWatch Alarm State Change",
    detail: { alarmName, state: { value: "ALARM", reason: "Threshold crossed" } },
  });

export const alarms = {
  "our alarm went off": alarm("acme-audit-lost"),
  "another alarm went off": alarm("cpu"),
} satisfies Record<string, Event>;

/** Changes to the preferences and to settings, apart from the recorded one, and what is none. */
export const changes = {
  "preferences created": call("ssm", "CreateDocument", { ...preferences, documentType: "Session" }),
  "preferences promoted": call("ssm", "UpdateDocumentDefaultVersion", { ...preferences, documentVersion: "2" }),
  "preferences deleted": call("ssm", "DeleteDocument", preferences),
  "preferences shared": call("ssm", "ModifyDocumentPermission", { ...preferences, permissionType: "Share" }),
  "preferences kept by a refusal": call("ssm", "UpdateDocument", preferences, failed),
  "sharing setting changed": call("ssm", "UpdateServiceSetting", { settingId: setting, settingValue: "Enable" }),
  "sharing setting changed by ARN": call("ssm", "UpdateServiceSetting", {
    settingId: `arn:aws:ssm:eu-west-1:111122223333:servicesetting${setting}`,
  }),
  "sharing setting reset": call("ssm", "ResetServiceSetting", { settingId: setting }),
  "default host role changed": call("ssm", "UpdateServiceSetting", {
    settingId: "/ssm/managed-instance/default-ec2-instance-management-role",
  }),
  "preferences shared by a policy": call("ssm", "PutResourcePolicy", {
    resourceArn: "arn:aws:ssm:eu-west-1:111122223333:document/SSM-SessionManagerRunShell",
  }),
  "another session document created": call("ssm", "CreateDocument", { name: "Mallory", documentType: "Session" }),
  "hybrid node given another role": call("ssm", "UpdateManagedInstanceRole", { instanceId: "mi-0", iamRole: "mute" }),
  "another document changed": call("ssm", "UpdateDocument", { name: "SSM-SessionManagerRunShell2" }),
  "preferences described anew": call("ssm", "UpdateDocumentMetadata", preferences),
  "parameter store changed": call("ssm", "UpdateServiceSetting", {
    settingId: "/ssm/parameter-store/high-throughput-enabled",
  }),
} satisfies Record<string, Event>;
