import type { AwsContext, PolicyStatement } from "../../core/internal";
import { arns } from "../../core/internal";
import { denyOtherDocuments } from "../operator/operator-access-policy";
import { deny } from "./guardrail-policy";

/** A way to a node, or to another user of it, that no transcript shows. Take one from `waysRound`. */
export interface WayRound {
  statement(aws: AwsContext, documentArns: readonly string[]): PolicyStatement;
}

const everywhere = ["*"];

/** The ways round the audit that a guardrail can close. Each takes something away that somebody may be using. */
export const waysRound = {
  /**
   * Sessions with any document but the protected ones: port forwarding and SSH are never logged, the command documents
   * of AWS perhaps not, and a document of one's own as one likes.
   */
  otherDocuments: { statement: (aws, documentArns) => denyOtherDocuments(documentArns, aws) } as WayRound,
  /** New documents of type Session: one without logging, and permission to start it, is a shell that nobody sees. */
  newDocuments: {
    statement: (aws) => ({
      ...deny("DenyNewSessionDocuments", ["ssm:CreateDocument"], [arns.document(aws, "*")]),
      conditions: { StringEquals: { "ssm:DocumentType": ["Session"] } },
    }),
  } as WayRound,
  /**
   * The tag `SSMSessionRunAs` on users, roles and sessions: it names the operating system user of one's sessions, and
   * goes before the `runAs` of the document. Session tags of a SAML or OIDC provider are set outside IAM and pass.
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
   * Commands as root, whose output goes where the caller says, or nowhere: Run Command, State Manager associations, and
   * what runs either for its caller, automations and the tasks of maintenance windows. A task without a role of its own
   * runs with the service-linked role of Systems Manager, which no policy of the organization binds.
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
  } as WayRound,
  /** Remote Desktop through Fleet Manager: it is recorded by preferences of its own, which these documents do not set. */
  guiConnect: { statement: () => deny("DenyGuiConnect", ["ssm-guiconnect:StartConnection"], everywhere) } as WayRound,
  /** SSH by EC2 Instance Connect, through its endpoints, and to the serial console: Session Manager has no part in them. */
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
  /** Shells in containers by ECS Exec: they are logged as their cluster says, not as the session document does. */
  ecsExec: { statement: () => deny("DenyEcsExec", ["ecs:ExecuteCommand"], everywhere) } as WayRound,
  /** Another role for a hybrid node: with one that may look at bucket and log group but not write, sessions run unlogged. */
  managedNodeRoles: {
    statement: () => deny("DenyManagedNodeRoles", ["ssm:UpdateManagedInstanceRole"], everywhere),
  } as WayRound,
  /** Another instance profile for an EC2 instance, or another role in a profile: as with hybrid nodes. */
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
  /** Another role for every instance without a profile: the default host management configuration. */
  defaultHostManagement: {
    statement: (at) =>
      deny(
        "DenyDefaultHostManagement",
        ["ssm:ResetServiceSetting", "ssm:UpdateServiceSetting"],
        [arns.serviceSetting(at, DEFAULT_HOST_MANAGEMENT)],
      ),
  } as WayRound,
  /** VPC endpoints made, changed or deleted: behind one that is closed to S3 or to logs, nodes lose what they recorded. */
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
