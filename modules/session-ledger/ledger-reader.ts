import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import type { Construct } from "constructs";
import { AuditModule, arns, type ModuleProps, PolicyDocument } from "../core/internal";
import { type CollectorRole, describeSessionsIn, readerTrust } from "./session-ledger-policy";
import { ledgerReaderSchema } from "./session-ledger-schema";

export interface LedgerReaderProps extends ModuleProps {
  /** Name of the role, the same in every account: 1 to 64 letters, digits and `+=,.@_-`. */
  readonly name: string;
  /** Regions whose sessions may be read. */
  readonly regions: readonly string[];
  /** The `SessionLedger` in another account that reads this one. */
  readonly collector: CollectorRole;
}

/**
 * The role that a ledger in another account uses to read this account's sessions, and nothing else.
 *
 * @example
 * ```ts
 * new LedgerReader(this, "LedgerReader", {
 *   name: "acme-ledger-reader",
 *   regions: ["eu-west-1", "us-east-1"],
 *   collector: { account: "111122223333", roleName: "acme-session-ledger", organizationId: "o-a1b2c3d4e5" },
 * });
 * ```
 */
export class LedgerReader extends AuditModule {
  readonly roleArn: string;
  readonly resources: { readonly role: IamRole; readonly policy: IamRolePolicy };

  constructor(scope: Construct, id: string, props: LedgerReaderProps) {
    super(scope, id, ledgerReaderSchema.of(props));
    const { name, regions, collector } = props;
    this.claim("IAM role", name, "name", "account");
    this.roleArn = arns.role(this.aws, name);
    const role = this.place(
      new IamRole(this, "Resource", {
        name,
        description: `Sessions for the ledger of account ${collector.account}`,
        assumeRolePolicy: new PolicyDocument(readerTrust(this.aws, collector)).toJson(),
      }),
    );
    const policy = this.place(
      new IamRolePolicy(this, "Policy", {
        name: "describe-sessions",
        role: role.name,
        policy: new PolicyDocument(describeSessionsIn(regions)).toJson(),
      }),
    );
    this.resources = { role, policy };
  }
}
