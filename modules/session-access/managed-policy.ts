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

/** What a policy is for, and what it waits for. */
interface PolicyOptions {
  readonly description: string;
  readonly size: Omit<SizeRule, "range">;
  /** The number of this policy, if a module needs several: the second has the suffix `-2`. */
  readonly part?: number;
  /** @default - nothing */
  readonly dependsOn?: ITerraformDependable[];
}

/** What the policies here share: a customer managed policy with a name of its own, and its attachments. */
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

  /** Statements that do not fit into one policy continue in another, with its own name and id. */
  protected nameOf(part: number): string {
    return part === 1 ? this.policyName : `${this.policyName}-${part}`;
  }

  protected idOf(part: number): string {
    return part === 1 ? "Resource" : `Part${part}`;
  }

  protected createPolicy(
    document: PolicyDocument,
    { description, size, part = 1, dependsOn }: PolicyOptions,
  ): IamPolicy {
    const name = this.nameOf(part);
    this.claim("IAM policy", name, "name", "account");
    const json = document.toJson();
    checkPolicySize(this, document.toCompactJson(), { ...size, range: limits.managedPolicySize });
    const policy = this.place(new IamPolicy(this, this.idOf(part), { name, description, policy: json, dependsOn }));
    this.ready.push(policy);
    return policy;
  }

  /** The id of an attachment follows from its name, so changes elsewhere in the list move nothing. */
  protected forEachName<T extends ITerraformDependable>(
    names: readonly string[],
    attach: (id: string, name: string) => T,
    part = 1,
  ): T[] {
    const prefix = part === 1 ? "Attachment" : `${this.idOf(part)}-Attachment`;
    const ids = idsFor(names);
    const attached = names.map((name, index) => attach(`${prefix}-${ids[index]}`, name));
    this.ready.push(...attached);
    return attached;
  }
}
