import { ACCOUNT } from "../../support/synth";
import { PARTITION, REGION } from "./references";

/** Resources that calls are on, by what people call them. */

export const OTHER_ACCOUNT = "999988887777";
export const OTHER_REGION = "eu-central-1";

const arn = (service: string, resource: string, { account = ACCOUNT, region = REGION } = {}) =>
  `arn:${PARTITION}:${service}:${region}:${account}:${resource}`;

interface Where {
  readonly account?: string;
  readonly region?: string;
}

export const instance = (id = "i-0123456789abcdef0", where: Where = {}) => arn("ec2", `instance/${id}`, where);
export const hybridNode = (id = "mi-0123456789abcdef0") => arn("ssm", `managed-instance/${id}`);
export const task = arn("ecs", "task/web/0123456789abcdef0123456789abcdef");
export const document = (name = "SSM-SessionManagerRunShell", where: Where = {}) =>
  arn("ssm", `document/${name}`, where);
export const awsDocument = (name: string) => arn("ssm", `document/${name}`, { account: "" });
export const session = (id: string, where: Where = {}) => arn("ssm", `session/${id}`, where);
export const setting = (id: string) => arn("ssm", `servicesetting/${id}`);
export const logGroup = (name: string, where: Where = {}) => arn("logs", `log-group:${name}`, where);
export const logStream = (group: string, stream: string) => arn("logs", `log-group:${group}:log-stream:${stream}`);
export const trail = (name: string, where: Where = {}) => arn("cloudtrail", `trail/${name}`, where);
export const rule = (name: string, where: Where = {}) => arn("events", `rule/${name}`, where);
export const alarm = (name: string, where: Where = {}) => arn("cloudwatch", `alarm:${name}`, where);
export const eventBus = (name: string) => arn("events", `event-bus/${name}`);
export const lambdaFunction = (name: string) => arn("lambda", `function:${name}`);
export const schedule = (name: string) => arn("scheduler", `schedule/default/${name}`);
export const workgroup = (name: string) => arn("athena", `workgroup/${name}`);
export const glue = (resource: string) => arn("glue", resource);
export const topic = (name: string) => arn("sns", name);
export const queue = (name: string) => arn("sqs", name);
export const keyAlias = (name: string) => arn("kms", `alias/${name}`);
export const bucket = (name: string) => `arn:${PARTITION}:s3:::${name}`;
export const role = (name: string) => arn("iam", `role/${name}`, { region: "" });
export const user = (name: string) => arn("iam", `user/${name}`, { region: "" });
export const group = (name: string) => arn("iam", `group/${name}`, { region: "" });
export const instanceProfile = (name: string) => arn("iam", `instance-profile/${name}`, { region: "" });
export const samlProvider = (name: string) => arn("iam", `saml-provider/${name}`, { region: "" });
export const oidcProvider = (name: string) => arn("iam", `oidc-provider/${name}`, { region: "" });
export const account = arn("account", "account", { region: "" });
export const vpcEndpoint = arn("ec2", "vpc-endpoint/vpce-0123456789abcdef0");
export const policy = (name: string) => arn("iam", `policy/${name}`, { region: "" });

/** What agent and client send along when they use the key of a session, the challenge of newer agents included. */
export const ofSession = {
  "kms:EncryptionContext:aws:ssm:SessionId": "alice-0123456789abcdefghijklmnop",
  "kms:EncryptionContext:aws:ssm:TargetId": "i-0123456789abcdef0",
  "kms:EncryptionContext:aws:ssm:RandomChallenge": "c2FsdA==",
};

/** What S3 sends along when it uses the key of a bucket that has a Bucket Key; of an object where it has none. */
export const viaS3 = (resource: string, region = REGION) => ({
  "kms:ViaService": `s3.${region}.amazonaws.com`,
  "kms:EncryptionContext:aws:s3:arn": resource,
});

/** StartSession asks for the document to be checked too. */
export const checked = { "ssm:SessionDocumentAccessCheck": "true" };

/** The tag that Systems Manager puts on a session. */
export const startedBy = (userId: string) => ({ "ssm:resourceTag/aws:ssmmessages:session-id": userId });

export const toBucketOwner = { "s3:x-amz-acl": "bucket-owner-full-control" };
export const plainHttp = { "aws:SecureTransport": "false" };
