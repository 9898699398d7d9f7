/** One known way in which session auditing breaks. */
export interface Breakage {
  /** What people report, as they word it. */
  readonly symptom: string;
  readonly cause: string;
  /** The AWS page on the subject, which the doctor's findings show. */
  readonly page: string;
  /** Other sources: public issues, or the agent's source. */
  readonly known?: readonly string[];
  /**
   * What the library does about it, each with the title of the test, or of the test table's row, that proves it.
   * Nothing else is allowed, because the titles are looked up.
   */
  readonly answers: Readonly<Partial<Record<Means, string>>>;
  /** What the doctor reads to find it. The case with the same id in the doctor's own test proves it. */
  readonly doctor?: string;
  /** Why nothing prevents or detects it, or what remains if the answer is partial. */
  readonly limit?: string;
}

/** How the library answers, the earliest first. */
export const means = {
  type: "does not compile",
  error: "refused at synthesis",
  construct: "cannot come out of the constructs",
  guardrail: "denied by the guardrail",
  alert: "alerted while it happens",
  alarm: "watched by an alarm",
  "verify-node": "seen by `session-audit verify-node`",
  adopt: "seen by `session-audit adopt --plan`",
} as const;

export type Means = keyof typeof means;

const docs = (page: string) => `https://docs.aws.amazon.com/${page}`;

export const systemsManager = (page: string) => docs(`systems-manager/latest/userguide/${page}.html`);
export const s3 = (page: string) => docs(`AmazonS3/latest/userguide/${page}.html`);
export const logs = (page: string) => docs(`AmazonCloudWatch/latest/logs/${page}.html`);
export const kms = (page: string) => docs(`kms/latest/developerguide/${page}.html`);
export const eventBridge = (page: string) => docs(`eventbridge/latest/userguide/${page}.html`);
export const sns = (page: string) => docs(`sns/latest/dg/${page}.html`);
export const cloudTrail = (page: string) => docs(`awscloudtrail/latest/userguide/${page}.html`);
/** A page of the reference of the Systems Manager API. */
export const systemsManagerApi = (page: string) => docs(`systems-manager/latest/APIReference/API_${page}.html`);
export const iam = (page: string) => docs(`IAM/latest/UserGuide/${page}.html`);
export const vpc = (page: string) => docs(`vpc/latest/privatelink/${page}.html`);

/** An issue or pull request; GitHub leads from the one to the other. */
export const issue = (repository: string, number: number) => `https://github.com/${repository}/issues/${number}`;
export const agent = (number: number) => issue("aws/amazon-ssm-agent", number);
export const plugin = (number: number) => issue("aws/session-manager-plugin", number);
export const accelerator = (number: number) => issue("awslabs/landing-zone-accelerator-on-aws", number);
/** A file of the agent's source in which the cause can be read. */
export const agentSource = (path: string) => `https://github.com/aws/amazon-ssm-agent/blob/mainline/agent/${path}`;

/** Keeps the ids as literals, so that a finding can name only what the catalogue has. */
export const breakages = <const T extends Readonly<Record<string, Breakage>>>(rows: T): T => rows;
