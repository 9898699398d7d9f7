import { checked } from "../../modules/core";
import { sessionTargets, waysRound } from "../../modules/session-access";
import { WorkloadAccount, type WorkloadAccountProps } from "../../modules/topologies/landing-zone";
import { blocksOf } from "../support/examples";
import {
  ARCHIVE,
  accountStack,
  existingBucket,
  existingBus,
  landingZonePlan,
  SECURITY,
  SHOP,
} from "../support/landing-zone";
import { type Block, type Synthesized, synthStack, warnings } from "../support/synth";

const make = (props: Partial<WorkloadAccountProps> = {}) => {
  const plan = props.plan ?? landingZonePlan();
  return accountStack(
    (scope) => new WorkloadAccount(scope, "WorkloadAccount", { account: plan.workload("shop"), ...props, plan }),
  );
};
const synth = (props?: Partial<WorkloadAccountProps>): Synthesized => synthStack(make(props));
const each = (stack: Synthesized, type: string): Block[] => Object.values(stack.all(type));

const archive = `acme-audit-transcripts-${ARCHIVE}-eu-west-1`;
const shop = synth();

describe("WorkloadAccount", () => {
  test("has in each of its Regions what sessions there need", () => {
    for (const type of ["aws_ssm_document", "aws_cloudwatch_log_group", "aws_ssm_service_setting"]) {
      expect([type, each(shop, type).map(({ region }) => region)]).toEqual([type, ["eu-west-1", "us-east-1"]]);
    }
    expect(each(shop, "aws_kms_alias").map(({ region, name }) => `${region} ${name}`)).toEqual([
      "eu-west-1 alias/acme-audit-logs",
      "eu-west-1 alias/acme-audit-sessions",
      "us-east-1 alias/acme-audit-logs",
      "us-east-1 alias/acme-audit-sessions",
    ]);
  });

  test("has no bucket, trail or topic: those are central", () => {
    for (const type of ["aws_s3_bucket", "aws_cloudtrail", "aws_sns_topic", "aws_cloudwatch_event_bus"]) {
      expect([type, each(shop, type)]).toEqual([type, []]);
    }
  });

  test("gives every resource the Region that it is in; only IAM has none", () => {
    const without = Object.entries(blocksOf(shop.json)).filter(([, { region }]) => region === undefined);
    expect(without.length).toBeGreaterThan(5);
    expect(without.filter(([address]) => !address.startsWith("aws_iam_"))).toEqual([]);
  });

  test("needs no home Region of its own", () => {
    const plan = landingZonePlan();
    const stack = synth({ plan, account: plan.workload("billing") });
    const regions = Object.entries(blocksOf(stack.json)).map(([address, { region }]) => `${region} ${address}`);
    expect(regions.filter((where) => where.startsWith("eu-west-1"))).toEqual([
      "eu-west-1 data.aws_kms_key.workload_account_archive_key",
    ]);
  });

  test("finds the key of the archive by its alias, and looks nothing else up", () => {
    expect(Object.keys(shop.json.data)).toEqual(["aws_kms_key"]);
    expect(shop.json.data.aws_kms_key.workload_account_archive_key.key_id).toBe(
      `arn:aws:kms:eu-west-1:${ARCHIVE}:alias/acme-audit-transcripts`,
    );
  });

  test("has nothing to ask of the archive, whose policies name the organization already", () => {
    expect(warnings(make())).toEqual([]);
  });

  test("hands preferences, retention and removal to every Region", () => {
    const session = { idleTimeoutMinutes: 15, maxDurationMinutes: 480, adopt: true };
    const stack = synth({ session, retentionDays: 731, removal: "destroy" });
    for (const { content } of each(stack, "aws_ssm_document")) {
      expect(JSON.parse(content).inputs).toMatchObject({ idleSessionTimeout: "15", maxSessionDuration: "480" });
    }
    expect(each(stack, "aws_cloudwatch_log_group").map(({ retention_in_days }) => retention_in_days)).toEqual([
      731, 731,
    ]);
    expect(Object.values(blocksOf(stack.json)).filter(({ lifecycle }) => lifecycle?.prevent_destroy)).toEqual([]);
  });
});

describe("access in a workload account", () => {
  const statement = (sid: string, suffix: string, stack = shop) => stack.statement(sid, "aws_iam_policy", suffix);

  test("of nodes ends at the account's own prefix, in every Region", () => {
    for (const sid of ["WriteTranscripts", "GiveTranscriptsToBucketOwner"]) {
      expect(statement(sid, "node_access").Resource).toBe(`arn:aws:s3:::${archive}/sessions/${SHOP}/*`);
    }
  });

  test("of nodes to the archive's key is through S3 of the archive's Region", () => {
    expect(statement("EncryptTranscripts", "node_access")).toMatchObject({
      Resource: "${data.aws_kms_key.workload_account_archive_key.arn}",
      Condition: { StringEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" } },
    });
  });

  test("of operators ends at the audited Regions: elsewhere the document may be there and log nothing", () => {
    expect(statement("DenyOtherRegions", "operator_access")).toMatchObject({
      Effect: "Deny",
      Action: "ssm:StartSession",
      Condition: { StringNotEquals: { "aws:RequestedRegion": ["eu-west-1", "us-east-1"] } },
    });
  });

  test("is as the caller says", () => {
    const stack = synth({
      plan: landingZonePlan({ nodeRoles: ["existing-node-role"] }),
      nodes: { attachTo: ["existing-node-role"], roleFor: "none" },
      operators: { targets: sessionTargets.byTag({ team: ["shop"] }), mfa: "required" },
      guardrail: { administrators: [`arn:aws:iam::${SHOP}:role/TerraformDeployment`] },
    });
    expect(stack.only("aws_iam_role_policy_attachment").role).toBe("existing-node-role");
    expect(statement("StartOnTaggedNodes", "operator_access", stack).Condition!.StringEquals).toEqual({
      "ssm:resourceTag/team": "shop",
    });
    expect(statement("DenyWithoutMfa", "operator_access", stack).Effect).toBe("Deny");
    expect(statement("DenyAuditChainChanges", "guardrail", stack).Condition).toEqual({
      ArnNotLike: { "aws:PrincipalArn": `arn:aws:iam::${SHOP}:role/TerraformDeployment` },
    });
  });

  test("to what audits it is denied by the guardrail, in all Regions at once", () => {
    const protectedArns = (sid: string) => [statement(sid, "guardrail").Resource].flat();
    const own = (service: string, resource: string) => `arn:aws:${service}:*:${SHOP}:${resource}`;
    expect(protectedArns("DenyDocumentChanges")).toEqual([own("ssm", "document/SSM-SessionManagerRunShell")]);
    expect(protectedArns("DenySettingChanges")).toEqual([
      own("ssm", "servicesetting/ssm/documents/console/public-sharing-permission"),
    ]);
    expect(protectedArns("DenyLogGroupChanges")[0]).toBe(own("logs", "log-group:/acme-audit/sessions"));
    expect(protectedArns("DenyRuleChanges")).toEqual(
      ["session", "integrity"].map((kind) => own("events", `rule/acme-audit-${kind}-*`)),
    );
    expect(protectedArns("DenyDeadLetterLoss")).toEqual(
      ["session", "integrity"].map((kind) => own("sqs", `acme-audit-${kind}-*`)),
    );
    expect(statement("DenyChangesOfKeysByAlias", "guardrail")).toMatchObject({
      Resource: own("kms", "key/*"),
      Condition: {
        "ForAnyValue:StringEquals": { "kms:ResourceAliases": ["alias/acme-audit-sessions", "alias/acme-audit-logs"] },
      },
    });
  });
});

describe("WorkloadAccount with existing pieces", () => {
  test("uses the bucket and the key as given, and looks nothing up", () => {
    const stack = synth({ plan: landingZonePlan({ existing: existingBucket }) });
    expect(stack.json.data).toBeUndefined();
    const { name, keyArn } = existingBucket.transcriptBucket!;
    for (const { content } of each(stack, "aws_ssm_document")) {
      expect(JSON.parse(content).inputs.s3BucketName).toBe(name);
    }
    expect(stack.statement("EncryptTranscripts", "aws_iam_policy", "node_access").Resource).toBe(keyArn);
  });

  test("says what the owner must grant in the plan, and not as a warning of each account", () => {
    expect(warnings(make({ plan: landingZonePlan({ existing: existingBucket }) }))).toEqual([]);
  });

  test("reaches a bucket of another Region through S3 of that Region, as its owner is told to allow", () => {
    const keyArn = `arn:aws:kms:eu-north-1:${ARCHIVE}:key/0123abcd-0123-4567-89ab-0123456789ab`;
    const plan = landingZonePlan({ existing: { transcriptBucket: { name: "ct-session-logs", keyArn } } });
    const node = synth({ plan }).statement("EncryptTranscripts", "aws_iam_policy", "node_access");
    expect(node.Condition!.StringEquals).toEqual({ "kms:ViaService": "s3.eu-north-1.amazonaws.com" });
    const [, key] = plan.grantsToAdd;
    expect(JSON.parse(key!.statements).Statement[0].Condition.StringEquals["kms:ViaService"]).toBe(
      "s3.eu-north-1.amazonaws.com",
    );
  });

  test("forwards to the bus as given", () => {
    const stack = synth({ plan: landingZonePlan({ existing: existingBus }) });
    const targets = each(stack, "aws_cloudwatch_event_target").map(({ arn }) => arn);
    expect(targets.length).toBeGreaterThan(2);
    expect([...new Set(targets)]).toEqual([existingBus.eventBusArn]);
    expect(stack.statement("AllowPutEventsOnBus", "aws_iam_role_policy").Resource).toBe(
      `arn:aws:events:eu-west-1:${SECURITY}:event-bus/central`,
    );
  });
});

test("one account takes the Regions that are enabled by default; more do not fit into a policy, and the error says so", () => {
  const regions = ["us-east-1", "us-east-2", "us-west-1", "us-west-2", "ap-south-1", "ap-northeast-1"];
  regions.push("ap-northeast-2", "ap-northeast-3", "ap-southeast-1", "ap-southeast-2", "ca-central-1");
  regions.push("eu-central-1", "eu-north-1", "eu-west-1", "eu-west-2", "eu-west-3", "sa-east-1");
  const administrators = [`arn:aws:iam::${SHOP}:role/TerraformDeployment`];
  const guardrail = {
    administrators,
    closes: [waysRound.otherDocuments, waysRound.newDocuments, waysRound.runCommand],
  };
  const within = (all: readonly string[]) => () =>
    synth({ plan: landingZonePlan({ name: "a".repeat(22), regions: checked.atLeastOne(all) }), guardrail });
  expect(within(regions)).not.toThrow();
  expect(within([...regions, "af-south-1", "ap-east-1", "eu-south-1"])).toThrow(
    /OperatorAccess: `documents` must be few enough for a policy of at most 6144 characters/,
  );
});
