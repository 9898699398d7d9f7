import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import {
  AuditModule,
  arns,
  checkPolicySize,
  type Input,
  idsFor,
  type PolicyDocument,
  type SizeRule,
} from "../core/internal";
import { limits } from "../facts";

/** What the policies here share: a customer managed policy under a name of ours, and whom it is attached to. */
export abstract class ManagedPolicy extends AuditModule {
  /** Wait for these before relying on the policy. */
  readonly ready: ITerraformDependable[] = [];

  constructor(
    scope: Construct,
    id: string,
    input: Input,
    readonly policyName: string,
  ) {
    super(scope, id, input);
  }

  protected get namedArn(): string {
    return arns.policy(this.aws, this.policyName);
  }

  protected createPolicy(description: string, document: PolicyDocument, rule: Omit<SizeRule, "range">): IamPolicy {
    this.claim("IAM policy", this.policyName, "name", "account");
    checkPolicySize(this, document.toCompactJson(), { ...rule, range: limits.managedPolicySize });
    const policy = this.place(
      new IamPolicy(this, "Resource", { name: this.policyName, description, policy: document.toJson() }),
    );
    this.ready.push(policy);
    return policy;
  }

  /** The id of an attachment follows from the name it is for: a list that grows elsewhere moves none. */
  protected forEachName<T extends ITerraformDependable>(
    names: readonly string[],
    attach: (id: string, name: string) => T,
  ): T[] {
    const ids = idsFor(names);
    const attached = names.map((name, index) => attach(`Attachment-${ids[index]}`, name));
    this.ready.push(...attached);
    return attached;
  }
}
