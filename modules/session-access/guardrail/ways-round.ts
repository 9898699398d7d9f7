import { type AwsContext, arns, type PolicyStatement, policyVariable } from "../../core/internal";
import { denyOtherDocuments } from "../operator/operator-access-policy";
import { federation } from "./boundary-policy";
import { deny } from "./guardrail-policy";

/** A way to a node, or to another user on it, that leaves no transcript. Take one from `waysRound`. */
export interface WayRound {
  statement(aws: AwsContext, documentArns: readonly string[]): PolicyStatement;
  /** Whether Remote Desktop in Fleet Manager uses it too, and is exempt if the guardrail has `remoteDesktop`. */
  readonly servesRemoteDesktop?: boolean;
}

const everywhere = ["*"];

/** The ways around the audit that a guardrail can close. Each removes something that somebody may be using. */
export const waysRound = {
  /**
   * Sessions with any document but the protected ones. Port forwarding and SSH are never logged, AWS's command
   * documents may not be, and callers decide how their own documents log.
   */
  otherDocuments: {
    statement: (aws, documentArns) => denyOtherDocuments(documentArns, aws),
    servesRemoteDesktop: true,
  } as WayRound,
  /**
   * Sessions with documents that other accounts share. An organization policy matches a document by its name in any
   * account, because an ARN in a policy cannot mean the caller's own account. If a request has no
   * `aws:ResourceAccount`, nothing is denied.
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-resourceaccount
   */
  sharedDocuments: {
    statement: (aws) => ({
      ...deny("DenySharedDocuments", ["ssm:StartSession"], [arns.document({ ...aws, account: "*" }, "*")]),
      conditions: {
        StringNotEquals: { "aws:ResourceAccount": [policyVariable("aws:PrincipalAccount")] },
        Null: { "aws:ResourceAccount": ["false"] },
      },
    }),
    servesRemoteDesktop: true,
  } as WayRound,
  /**
   * New documents of type Session. Anyone who can create one without logging, and start it, has an unrecorded shell.
   */
  newDocuments: {
    statement: (aws) => ({
      ...deny("DenyNewSessionDocuments", ["ssm:CreateDocument"], [arns.document(aws, "*")]),
      conditions: { StringEquals: { "ssm:DocumentType": ["Session"] } },
    }),
  } as WayRound,
  /**
   * The tag `SSMSessionRunAs` on users, roles and sessions: it names the operating system user of the caller's sessions
   * and overrides the document's `runAs`. Session tags of a SAML or OIDC provider are set outside IAM and are not
   * affected.
   */
  runAsTags: {
    statement: () => ({
      ...deny(
        "DenyRunAsTags",
        [
          "iam:CreateRole",
          "iam:CreateUser",
          "iam:TagRole",
          "iam:TagUser",
          "iam:UntagRole",
          "iam:UntagUser",
          "sts:TagSession",
        ],
        everywhere,
      ),
      conditions: { "ForAnyValue:StringEqualsIgnoreCase": { "aws:TagKeys": ["SSMSessionRunAs"] } },
    }),
  } as WayRound,
  /**
   * Commands as root, whose output goes wherever the caller chooses: Run Command, State Manager associations, and the
   * automations and maintenance window tasks that run either for their caller. A task without a role of its own uses
   * the service-linked role of Systems Manager, which no organization policy binds.
   * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/maintenance-window-tasks.html
   */
  runCommand: {
    statement: () =>
      deny(
        "DenyRunCommand",
        [
          "ssm:CreateAssociation",
          "ssm:CreateAssociationBatch",
          "ssm:RegisterTaskWithMaintenanceWindow",
          "ssm:SendCommand",
          "ssm:StartAssociationsOnce",
          "ssm:StartAutomationExecution",
          "ssm:StartChangeRequestExecution",
          "ssm:UpdateAssociation",
          "ssm:UpdateMaintenanceWindowTask",
        ],
        everywhere,
      ),
    servesRemoteDesktop: true,
  } as WayRound,
  /**
   * Remote Desktop through Fleet Manager. Its recordings have their own preferences, which session documents do not
   * set.
   */
  guiConnect: { statement: () => deny("DenyGuiConnect", ["ssm-guiconnect:StartConnection"], everywhere) } as WayRound,
  /** SSH through EC2 Instance Connect and its endpoints, and the serial console. None of these uses Session Manager. */
  instanceConnect: {
    statement: () =>
      deny(
        "DenyInstanceConnect",
        [
          "ec2-instance-connect:OpenTunnel",
          "ec2-instance-connect:SendSSHPublicKey",
          "ec2-instance-connect:SendSerialConsoleSSHPublicKey",
        ],
        everywhere,
      ),
  } as WayRound,
  /** Shells in containers by ECS Exec. The cluster's settings decide their logging, not the session document. */
  ecsExec: { statement: () => deny("DenyEcsExec", ["ecs:ExecuteCommand"], everywhere) } as WayRound,
  /** A different role for a hybrid node: if it may read bucket and log group but not write, sessions run unlogged. */
  managedNodeRoles: {
    statement: () => deny("DenyManagedNodeRoles", ["ssm:UpdateManagedInstanceRole"], everywhere),
  } as WayRound,
  /**
   * A different instance profile for an EC2 instance, or a different role in a profile: the same risk as with hybrid
   * nodes.
   */
  instanceProfiles: {
    statement: () =>
      deny(
        "DenyInstanceProfiles",
        [
          "ec2:AssociateIamInstanceProfile",
          "ec2:DisassociateIamInstanceProfile",
          "ec2:ReplaceIamInstanceProfileAssociation",
          "iam:AddRoleToInstanceProfile",
          "iam:RemoveRoleFromInstanceProfile",
        ],
        everywhere,
      ),
  } as WayRound,
  /** A different role for every instance without a profile: the default host management configuration. */
  defaultHostManagement: {
    statement: (at) =>
      deny(
        "DenyDefaultHostManagement",
        ["ssm:ResetServiceSetting", "ssm:UpdateServiceSetting"],
        [arns.serviceSetting(at, DEFAULT_HOST_MANAGEMENT)],
      ),
  } as WayRound,
  /**
   * Identity providers of the account. If the exempt role or the operators' role trusts one, whoever replaces its
   * metadata or adds a trust anchor can sign in as that role. IAM Identity Center's provider belongs to AWS.
   */
  identityProviders: { statement: () => deny("DenyIdentityProviders", federation, everywhere) } as WayRound,
  /**
   * New access points, for any bucket. IAM checks calls through one against its own ARN, which no guardrail knows; AWS
   * does not document that a Deny on the bucket's objects applies there too.
   * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
   */
  accessPoints: {
    statement: () =>
      deny(
        "DenyNewAccessPoints",
        ["s3:CreateAccessPoint", "s3:CreateAccessPointForObjectLambda", "s3:CreateMultiRegionAccessPoint"],
        everywhere,
      ),
  } as WayRound,
  /**
   * Creating, changing or deleting VPC endpoints: if an endpoint blocks S3 or CloudWatch Logs, the nodes' recordings
   * are lost.
   */
  endpoints: {
    statement: () =>
      deny(
        "DenyEndpointChanges",
        ["ec2:CreateVpcEndpoint", "ec2:DeleteVpcEndpoints", "ec2:ModifyVpcEndpoint"],
        everywhere,
      ),
  } as WayRound,
};

/** @see https://docs.aws.amazon.com/systems-manager/latest/userguide/fleet-manager-default-host-management-configuration.html */
const DEFAULT_HOST_MANAGEMENT = "/ssm/managed-instance/default-ec2-instance-management-role";
