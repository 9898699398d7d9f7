import { CloudwatchLogMetricFilter } from "@cdktf/provider-aws/lib/cloudwatch-log-metric-filter";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { SchedulerSchedule } from "@cdktf/provider-aws/lib/scheduler-schedule";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import {
  AuditModule,
  arns,
  exactText,
  json,
  PolicyDocument,
  type PolicyStatement,
  type RegionalModuleProps,
  type RemovalProps,
  schedulerTrust,
} from "../core/internal";
import type { ILogBucket } from "../log-bucket";
import type { ILogGroup } from "../log-group";
import { collectorPackage } from "./collector-package";
import {
  assumeReaders,
  collectorPermissions,
  describeSessions,
  functionTrust,
  schedulePermissions,
  transcriptListing,
} from "./session-ledger-policy";
import { sessionLedgerSchema } from "./session-ledger-schema";

/** What alarms need of a ledger. */
export interface ISessionLedger {
  readonly functionName: string;
  readonly deadLetterQueueName: string;
  /** How often it runs. */
  readonly everyHours: number;
  /** Counts the accounts and Regions that a run could not read. */
  readonly unreadableMetric: { readonly namespace: string; readonly name: string };
  readonly region: string;
}

/** Every listed account in every Region listed with it. */
export interface LedgerPlace {
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
}

/** The role that `LedgerReader` creates in every account that is read. */
export interface ReaderRole {
  /** Name of the role. */
  readonly roleName: string;
  /** Id of the AWS organization: `o-` and 10 to 32 characters. */
  readonly organizationId: string;
}

export interface SessionLedgerProps extends RegionalModuleProps, RemovalProps {
  /** Name of the function and the schedule, and prefix of related names: 1 to 55 letters, digits, hyphens and underscores. */
  readonly name: string;
  /** The bucket that keeps the ledger, below `ledger/` and `collections/`. Its Object Lock protects the ledger too. */
  readonly bucket: ILogBucket;
  /**
   * The bucket to search for transcripts, below `sessions/<account>/<region>/`.
   * @default - no search: the ledger does not say whether a session was recorded
   */
  readonly transcripts?: ILogBucket;
  /** The log group of the function. The function's alarms depend on it. */
  readonly logGroup: ILogGroup;
  /** The accounts and Regions whose sessions are kept. */
  readonly places: readonly LedgerPlace[];
  /**
   * The role to assume in other accounts.
   * @default - none; the function's own account must then be the only one
   */
  readonly reader?: ReaderRole;
  /**
   * Hours between runs, 1 to 24. Session Manager forgets ended sessions after 30 days.
   * @default 6
   */
  readonly everyHours?: number;
}

/**
 * Keeps what Session Manager forgets: a scheduled function reads the sessions of accounts and Regions and adds them to
 * a bucket. It catches up on missed runs, notes what it could not read, and writes nothing twice.
 *
 * @example
 * ```ts
 * const ledger = new SessionLedger(this, "Ledger", {
 *   name: "acme-session-ledger",
 *   bucket: archive,
 *   transcripts: archive,
 *   logGroup: new LogGroup(this, "LedgerLogs", { name: "/acme/session-ledger", encryptionKey }),
 *   places: [{ accounts: ["444455556666", "777788889999"], regions: ["eu-west-1", "us-east-1"] }],
 *   reader: { roleName: "acme-ledger-reader", organizationId: "o-a1b2c3d4e5" },
 * });
 * ```
 */
export class SessionLedger extends AuditModule implements ISessionLedger {
  readonly functionName: string;
  readonly functionArn: string;
  readonly scheduleArn: string;
  /** Name of the function's role, which `LedgerReader` trusts. */
  readonly roleName: string;
  readonly roleArn: string;
  readonly scheduleRoleArn: string;
  readonly deadLetterQueueName: string;
  readonly deadLetterQueueArn: string;
  readonly everyHours: number;
  readonly unreadableMetric: { readonly namespace: string; readonly name: string };
  readonly region: string;
  readonly resources: {
    readonly function: LambdaFunction;
    readonly schedule: SchedulerSchedule;
    readonly deadLetterQueue: SqsQueue;
    readonly roles: readonly IamRole[];
    readonly policies: readonly IamRolePolicy[];
    readonly metricFilter: CloudwatchLogMetricFilter;
  };

  constructor(scope: Construct, id: string, props: SessionLedgerProps) {
    super(scope, id, sessionLedgerSchema.of(props));
    const { name, everyHours = 6 } = props;
    this.claim("Lambda function", name, "name");
    this.functionName = name;
    this.functionArn = arns.lambdaFunction(this.aws, name);
    this.scheduleArn = arns.schedule(this.aws, name);
    this.roleName = name;
    this.roleArn = arns.role(this.aws, name);
    this.scheduleRoleArn = arns.role(this.aws, `${name}-schedule`);
    this.deadLetterQueueName = `${name}-dead-letters`;
    this.deadLetterQueueArn = arns.queue(this.aws, this.deadLetterQueueName);
    this.everyHours = everyHours;
    this.unreadableMetric = { namespace: "SessionAudit", name: `${name}-unreadable-places` };
    this.region = this.aws.region;

    const deadLetterQueue = this.createQueue(this.deadLetterQueueName);
    this.keep(deadLetterQueue, { name: this.deadLetterQueueName, removal: props.removal });
    const [role, policy] = this.createRole("Role", name, functionTrust(this.aws), this.permissions(props));
    const program = this.createFunction(props, [policy, deadLetterQueue]);
    const invocation = schedulePermissions(this.functionArn, this.deadLetterQueueArn);
    const scheduleRole = this.createRole("ScheduleRole", `${name}-schedule`, schedulerTrust(this.aws), invocation);
    this.resources = {
      function: program,
      schedule: this.createSchedule(props, [scheduleRole[1], program]),
      deadLetterQueue,
      roles: [role, scheduleRole[0]],
      policies: [policy, scheduleRole[1]],
      metricFilter: this.createMetricFilter(props),
    };
  }

  private permissions({ bucket, transcripts, logGroup, places, reader }: SessionLedgerProps): PolicyStatement[] {
    const { aws, deadLetterQueueArn: queueArn } = this;
    return [
      ...collectorPermissions(bucket, { logGroupArn: logGroup.logGroupArn, queueArn, aws }),
      ...(transcripts ? [transcriptListing(transcripts)] : []),
      reader ? assumeReaders(this.readerArn(reader), reader.organizationId) : describeSessions(places),
    ];
  }

  /** With `*` for the account. */
  private readerArn({ roleName }: ReaderRole): string {
    return arns.role({ ...this.aws, account: "*" }, roleName);
  }

  private createQueue(name: string): SqsQueue {
    this.claim("SQS queue", name, "name (with -dead-letters, the name of its queue)");
    const settings = { name, messageRetentionSeconds: 14 * 24 * 60 * 60, sqsManagedSseEnabled: true };
    return this.place(new SqsQueue(this, "DeadLetterQueue", settings));
  }

  private createRole(id: string, name: string, trust: PolicyStatement, permissions: readonly PolicyStatement[]) {
    this.claim("IAM role", name, "name", "account");
    const role = this.place(new IamRole(this, id, { name, assumeRolePolicy: new PolicyDocument(trust).toJson() }));
    const policy = this.place(
      new IamRolePolicy(this, `${id}Policy`, {
        name: "session-ledger",
        role: role.name,
        policy: new PolicyDocument(...permissions).toJson(),
      }),
    );
    return [role, policy] as const;
  }

  /**
   * No concurrency is reserved: a small account has none to reserve, and two runs at once do no harm.
   * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html
   */
  private createFunction(props: SessionLedgerProps, before: readonly ITerraformDependable[]): LambdaFunction {
    const { bucket, transcripts, logGroup, reader } = props;
    return this.place(
      new LambdaFunction(this, "Resource", {
        ...collectorPackage(this),
        functionName: this.functionName,
        description: "Adds the sessions of Session Manager to the ledger",
        role: this.roleArn,
        memorySize: 1024,
        timeout: 900,
        environment: {
          variables: {
            LEDGER_BUCKET: bucket.bucketName,
            ...(transcripts && { TRANSCRIPT_BUCKET: transcripts.bucketName }),
            ...(reader && { READER_ROLE: this.readerArn(reader) }),
          },
        },
        loggingConfig: { logFormat: "JSON", logGroup: logGroup.logGroupName },
        deadLetterConfig: { targetArn: this.deadLetterQueueArn },
        dependsOn: [...before, ...bucket.ready, ...logGroup.ready],
      }),
    );
  }

  /** Asynchronous: Lambda retries a failed run twice, then puts its event into the queue. */
  private createSchedule({ name, places }: SessionLedgerProps, before: ITerraformDependable[]): SchedulerSchedule {
    this.claim("schedule", name, "name");
    const { everyHours } = this;
    return this.place(
      new SchedulerSchedule(this, "Schedule", {
        name,
        description: "Runs the collector of the session ledger",
        scheduleExpression: everyHours === 1 ? "rate(1 hour)" : `rate(${everyHours} hours)`,
        flexibleTimeWindow: { mode: "OFF" },
        target: {
          arn: this.functionArn,
          roleArn: this.scheduleRoleArn,
          // The same for each attempt, so that a run that is tried again does not count twice.
          input: json({ scheduledTime: "<aws.scheduler.scheduled-time>", places }),
          deadLetterConfig: { arn: this.deadLetterQueueArn },
          retryPolicy: { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 10 },
        },
        dependsOn: before,
      }),
    );
  }

  private createMetricFilter({ logGroup }: SessionLedgerProps): CloudwatchLogMetricFilter {
    const { namespace, name } = this.unreadableMetric;
    return this.place(
      new CloudwatchLogMetricFilter(this, "UnreadablePlaces", {
        name,
        logGroupName: logGroup.logGroupName,
        pattern: exactText(this, '{ $.message.event = "collected" }'),
        metricTransformation: { namespace, name, value: "$.message.unreadable", unit: "Count" },
        dependsOn: logGroup.ready,
      }),
    );
  }
}
