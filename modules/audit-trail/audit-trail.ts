import { Cloudtrail } from "@cdktf/provider-aws/lib/cloudtrail";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import {
  AuditModule,
  arns,
  givenOptions,
  PolicyDocument,
  type ProviderProps,
  type RegionalModuleProps,
  type RemovalProps,
} from "../core/internal";
import type { IEncryptionKey } from "../encryption-key";
import type { ILogBucket } from "../log-bucket";
import type { ILogGroup } from "../log-group";
import { logDelivery, logDeliveryTrust } from "./audit-trail-policy";
import { auditTrailSchema, DELIVERY_ROLE_SUFFIX } from "./audit-trail-schema";
import { ExistingAuditTrail } from "./existing-audit-trail";

/** What a consumer needs of a trail. */
export interface IAuditTrail {
  readonly trailName: string;
  readonly trailArn: string;
  /** ARN of the role that writes to a log group; undefined if there is none, or if it is unknown. */
  readonly logDeliveryRoleArn: string | undefined;
  readonly ready: ITerraformDependable[];
}

export interface AuditTrailProps extends RegionalModuleProps, RemovalProps {
  /** Name of the trail: 3 to 128 letters, digits and inner `._-`; at most 51 with a `logGroup`. */
  readonly name: string;
  /** Bucket for the log files. Keep session transcripts in another bucket. */
  readonly bucket: ILogBucket;
  /** Key of the bucket's Region that encrypts the log files. */
  readonly encryptionKey: IEncryptionKey;
  /**
   * Group of the trail's Region that also gets each event, for alarms and queries within minutes.
   * @default - events go to the bucket only
   */
  readonly logGroup?: ILogGroup;
  /**
   * Id of the organization, `o-` and 10 to 32 characters. The trail then records all its accounts. The stack must
   * belong to the management account.
   * @default - the trail records its own account
   */
  readonly organizationId?: string;
  /**
   * Buckets whose object reads and writes are recorded too. CloudTrail charges for each of these events.
   * @default - management events only
   */
  readonly objectEventsOf?: readonly Pick<ILogBucket, "bucketArn">[];
}

/**
 * A CloudTrail trail of all Regions with global service events, file validation and KMS encryption. It records read and
 * write management events, which EventBridge rules on StartSession need.
 *
 * @example
 * ```ts
 * const trail = new AuditTrail(this, "Trail", {
 *   name: "acme-audit",
 *   bucket,
 *   encryptionKey: logsKey,
 *   logGroup,
 * });
 * ```
 */
export class AuditTrail extends AuditModule implements IAuditTrail {
  readonly trailName: string;
  readonly trailArn: string;
  readonly logDeliveryRoleArn: string | undefined;
  readonly ready: ITerraformDependable[];
  readonly resources: {
    readonly trail: Cloudtrail;
    readonly logDeliveryRole?: IamRole;
    readonly logDeliveryPolicy?: IamRolePolicy;
  };

  constructor(scope: Construct, id: string, props: AuditTrailProps) {
    super(scope, id, auditTrailSchema.of(props));
    const { name, bucket, encryptionKey, logGroup, organizationId, objectEventsOf = [], removal } = props;
    this.claim("trail", name, "name");
    this.trailName = name;
    this.trailArn = arns.trail(this.aws, name);

    const owner = { account: this.aws.account, organizationId };
    bucket.grantTrailDelivery(this.trailArn, owner);
    encryptionKey.grantCloudTrail(this.trailArn, owner);
    const delivery = logGroup && this.deliverTo(logGroup, organizationId);
    this.logDeliveryRoleArn = delivery && arns.role(this.aws, delivery.role.nameInput!);
    const trail = this.place(
      new Cloudtrail(this, "Resource", {
        name,
        s3BucketName: bucket.bucketName,
        kmsKeyId: encryptionKey.keyArn,
        isMultiRegionTrail: true,
        isOrganizationTrail: organizationId !== undefined,
        includeGlobalServiceEvents: true,
        enableLogFileValidation: true,
        enableLogging: true,
        cloudWatchLogsGroupArn: logGroup && `${logGroup.logGroupArn}:*`,
        cloudWatchLogsRoleArn: delivery?.role.arn,
        advancedEventSelector: objectEventsOf.length > 0 ? eventSelectors(objectEventsOf) : undefined,
        // CloudTrail attempts a delivery when the trail is created, so the policies that allow it must exist first.
        dependsOn: [
          ...bucket.ready,
          ...encryptionKey.ready,
          ...(logGroup && delivery ? [...logGroup.ready, delivery.policy] : []),
        ],
      }),
    );
    this.keep(trail, { name, removal });
    this.ready = [trail];
    this.resources = { trail, logDeliveryRole: delivery?.role, logDeliveryPolicy: delivery?.policy };
  }

  /**
   * An existing trail, such as the one of Control Tower. The audit depends on it: it must record at least write
   * management events in every Region with sessions. `session-audit doctor` checks this.
   */
  static fromArn(scope: Construct, id: string, trailArn: string, options?: ProviderProps): IAuditTrail {
    return new ExistingAuditTrail(scope, id, { ...givenOptions("AuditTrail.fromArn", options), trailArn });
  }

  private deliverTo(logGroup: ILogGroup, organizationId?: string): { role: IamRole; policy: IamRolePolicy } {
    const name = `${this.trailName}${DELIVERY_ROLE_SUFFIX}`;
    this.claim("IAM role", name, "name", "account");
    const role = this.place(
      new IamRole(this, "LogDeliveryRole", {
        name,
        description: `Delivery of trail ${this.trailName} to CloudWatch Logs`,
        assumeRolePolicy: new PolicyDocument(logDeliveryTrust()).toJson(),
      }),
    );
    const policy = this.place(
      new IamRolePolicy(this, "LogDeliveryPolicy", {
        name: "log-delivery",
        role: role.name,
        policy: new PolicyDocument(logDelivery(logGroup.logGroupArn, this.aws, organizationId)).toJson(),
      }),
    );
    return { role, policy };
  }
}

/** Any event selector replaces the default one, so management events must be selected too. */
function eventSelectors(buckets: readonly Pick<ILogBucket, "bucketArn">[]) {
  const field = (name: string, value: object) => ({ field: name, ...value });
  return [
    { name: "Management events", fieldSelector: [field("eventCategory", { equalTo: ["Management"] })] },
    {
      name: "Objects of the audit",
      fieldSelector: [
        field("eventCategory", { equalTo: ["Data"] }),
        field("resources.type", { equalTo: ["AWS::S3::Object"] }),
        field("resources.ARN", { startsWith: buckets.map(({ bucketArn }) => `${bucketArn}/`) }),
      ],
    },
  ];
}
