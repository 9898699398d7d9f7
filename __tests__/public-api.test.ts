/** What users import. Adding a name is a feature, renaming or dropping one a breaking change: see CHANGELOG.md. */
import * as api from "../modules";
import { exportsOf, read } from "./support/sources";

const values = [
  "AccessLogBucket",
  "AccountSettings",
  "AlertHub",
  "AlertTopic",
  "AuditAlarms",
  "AuditModule",
  "AuditTrail",
  "DEFAULT_DOCUMENT_NAME",
  "EncryptionKey",
  "EventBus",
  "EventQueue",
  "ForwardingRole",
  "Guardrail",
  "LandingZone",
  "LogArchive",
  "LogBucket",
  "LogGroup",
  "NodeAccess",
  "OperatorAccess",
  "OrganizationTrail",
  "PolicyDocument",
  "QueueSubscription",
  "SessionAudit",
  "SessionDocument",
  "SessionEndpoints",
  "SessionEvents",
  "ValidationError",
  "WorkloadAccount",
  "allowAwsProviderRange",
  "allowOrganization",
  "anyOf",
  "arns",
  "askOwner",
  "awsContext",
  "chatMessage",
  "checkIntegerInRange",
  "checkKnownNumber",
  "checkLength",
  "checkOneOf",
  "checkOrganizationId",
  "checkRegion",
  "checkSameRegion",
  "checkText",
  "claimName",
  "createAccountAccess",
  "createRegionalAudit",
  "forwardingRuleName",
  "fromEvent",
  "inAnyRegion",
  "isUnknown",
  "jsonMessage",
  "kebab",
  "lambdaFunctions",
  "limits",
  "literal",
  "logMessage",
  "logRetentionDays",
  "maxDurationGaps",
  "organizationTranscripts",
  "organizationUploadStatement",
  "ownArn",
  "parseArn",
  "policyVariable",
  "preferenceMessage",
  "protection",
  "readableId",
  "refusalMessage",
  "sessionMessage",
  "sessionPatterns",
  "sessionTargets",
  "setAwsContext",
  "subscribers",
  "tamperingMessage",
  "targets",
  "textMessage",
  "waysRound",
];

const types = [
  "AccessLogBucketProps",
  "AccessPreferences",
  "AccountAccess",
  "AccountAccessProps",
  "AccountRole",
  "AccountSettingsProps",
  "AlertHubProps",
  "AlertTopicProps",
  "ArnParts",
  "ArnRule",
  "AuditAlarmsProps",
  "AuditChain",
  "AuditTrailProps",
  "AwsContext",
  "BoundRule",
  "BucketEncryption",
  "BucketRetention",
  "CommandNodes",
  "Conditions",
  "DocumentParameter",
  "EncryptionKeyProps",
  "EndpointPreferences",
  "EndpointService",
  "EventBusProps",
  "EventBusTargetOptions",
  "EventField",
  "EventMessage",
  "EventPattern",
  "EventQueueProps",
  "ExistingLogBucketProps",
  "ExistingPieces",
  "ForwardingRoleProps",
  "GuardrailKind",
  "GuardrailPreferences",
  "GuardrailProps",
  "IAccessLogBucket",
  "IAlertTopic",
  "IAuditTrail",
  "IEncryptionKey",
  "IEventBus",
  "IEventQueue",
  "IForwardingRole",
  "ILogBucket",
  "ILogGroup",
  "ISessionDocument",
  "ISessionEvents",
  "LandingZoneAccount",
  "LandingZoneProps",
  "LogArchiveProps",
  "LogBucketProps",
  "LogGroupProps",
  "LogRetentionDays",
  "Match",
  "MessageFilter",
  "MessageOptions",
  "ModuleProps",
  "Named",
  "NodeAccessProps",
  "NodeKind",
  "NodePreferences",
  "ObjectLock",
  "Operator",
  "OperatorAccessProps",
  "OperatorKind",
  "OperatorPreferences",
  "OrganizationTrailProps",
  "OwnerGrant",
  "PatternFields",
  "PolicyStatement",
  "Principals",
  "QueueSubscriptionProps",
  "Range",
  "RefusalFilter",
  "RegionalAudit",
  "RegionalAuditProps",
  "RegionalModuleProps",
  "Removal",
  "RemovalProps",
  "RuleTarget",
  "RunCommandOptions",
  "S3Access",
  "SessionAuditProps",
  "SessionCall",
  "SessionCommands",
  "SessionDocumentProps",
  "SessionEndpointsProps",
  "SessionEventsProps",
  "SessionPreferences",
  "SessionTargets",
  "SessionType",
  "ShellProfile",
  "SourceNetwork",
  "StartFilter",
  "Subscriber",
  "SubscriberOptions",
  "TargetConfig",
  "TargetOptions",
  "TextRule",
  "TrailOwner",
  "UnloggedDocument",
  "Violation",
  "WatchedChain",
  "WatchedLogGroup",
  "WatchedRule",
  "WayRound",
  "WorkloadAccountProps",
  "WorkloadEntry",
];

test("the values of the package are these", () => {
  expect(Object.keys(api).sort()).toEqual(values);
});

test("the types of the package are these", () => {
  expect(exportsOf("modules/index.ts").types.sort()).toEqual(types);
});

test("no name comes from two folders", () => {
  const exported = exportsOf("modules/index.ts");
  const all = [...exported.types, ...exported.values];
  expect(all.filter((name, index) => all.indexOf(name) !== index)).toEqual([]);
});

describe("package.json", () => {
  const manifest = JSON.parse(read("package.json"));

  test("leaves cdktf, constructs and the provider to the user's own choice", () => {
    expect(Object.keys(manifest.peerDependencies).sort()).toEqual(["@cdktf/provider-aws", "cdktf", "constructs"]);
  });

  test.each(["dependencies", "optionalDependencies", "bundledDependencies"])("has no %s", (kind) => {
    expect(manifest[kind]).toBeUndefined();
  });

  test("is Apache-2.0, for Node 20.9 and later", () => {
    expect(manifest).toMatchObject({ name: "cdktf-session-audit", license: "Apache-2.0", engines: { node: ">=20.9" } });
  });

  test("hands out what the build writes: modules/index.ts as lib/index", () => {
    expect(manifest).toMatchObject({ main: "lib/index.js", types: "lib/index.d.ts" });
    expect(manifest.files).toContain("lib");
    expect(JSON.parse(read("tsconfig.build.json")).compilerOptions).toMatchObject({
      rootDir: "modules",
      outDir: "lib",
    });
  });
});
