import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import {
  AuditModule,
  arns,
  checkLength,
  checkText,
  isUnknown,
  type ModuleProps,
  type PolicyDocument,
  ValidationError,
} from "../core";
import { limits, type Range } from "../facts";
import { checkPolicySize, compactPolicy, type SizeRule } from "./policy-size";

const iamName = {
  pattern: /^[\w+=,.@-]+$/,
  allowed: "letters, digits and +=,.@_-",
  fix: "give the name alone, like acme-nodes: no path and no ARN",
};

/** What the policies here share: a customer managed policy under a name of ours, and whom it is attached to. */
export abstract class ManagedPolicy extends AuditModule {
  readonly policyName: string;
  /** Wait for these before relying on the policy. */
  readonly ready: ITerraformDependable[] = [];

  constructor(
    scope: Construct,
    id: string,
    { name, provider }: ModuleProps & { readonly name: string },
    nameRange: Range = limits.policyNameLength,
  ) {
    super(scope, id, { provider });
    checkLength(this, "name", name, nameRange);
    checkText(this, "name", name, iamName);
    this.policyName = name;
  }

  protected get namedArn(): string {
    return arns.policy(this.aws, this.policyName);
  }

  protected createPolicy(description: string, document: PolicyDocument, rule: Omit<SizeRule, "range">): IamPolicy {
    this.claim("IAM policy", this.policyName, "name", "account");
    const json = document.toJson();
    checkPolicySize(this, compactPolicy(json), { ...rule, range: limits.managedPolicySize });
    const policy = this.place(new IamPolicy(this, "Resource", { name: this.policyName, description, policy: json }));
    this.ready.push(policy);
    return policy;
  }

  /** The id of an attachment follows from the name it is for: a list that grows elsewhere moves none. */
  protected forEachName<T extends ITerraformDependable>(
    names: readonly string[],
    attach: (id: string, name: string) => T,
  ): T[] {
    checkNames(this, names);
    const attached = names.map((name, index) => attach(`Attachment-${isUnknown(name) ? index : name}`, name));
    this.ready.push(...attached);
    return attached;
  }
}

function checkNames(module: AuditModule, names: readonly string[]): void {
  names.forEach((name, index) => {
    const prop = `attachTo[${index}]`;
    checkLength(module, prop, name, limits.policyNameLength);
    checkText(module, prop, name, iamName);
    if (!isUnknown(name) && names.indexOf(name) !== index) {
      throw new ValidationError(module, { prop, allowed: "named once", got: name, fix: "leave the second one out" });
    }
  });
}
