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
  /** Run Command and State Manager associations: commands as root, whose output goes where the caller says, or nowhere. */
  runCommand: {
    statement: () =>
      deny(
        "DenyRunCommand",
        ["ssm:CreateAssociation", "ssm:CreateAssociationBatch", "ssm:SendCommand", "ssm:UpdateAssociation"],
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
};
