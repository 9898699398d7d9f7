import { type TerraformResource, TerraformStack, Token } from "cdktf";
import type { IConstruct } from "constructs";
import type { AwsContext } from "../aws-context";
import type { Held } from "./comparison";
import { formerLogicalId } from "./former-address";

/** What a module states about a resource that holds audit data. */
export interface Holding {
  readonly resource: TerraformResource;
  /** The name in AWS; for a key, its alias. */
  readonly name: string;
  readonly aws: AwsContext;
  readonly released: boolean;
  /** The outermost module around it. */
  readonly owner: IConstruct;
  readonly retentionDays?: number;
  readonly expireAfterDays?: number;
}

const holdings = new WeakMap<TerraformStack, Holding[]>();

export function addHolding(holding: Holding): void {
  const stack = TerraformStack.of(holding.resource);
  const others = holdings.get(stack) ?? [];
  holdings.set(stack, others);
  others.push(holding);
}

export function holdingsOf(stack: TerraformStack): readonly Holding[] {
  return holdings.get(stack) ?? [];
}

export function addressOf({ terraformResourceType, friendlyUniqueId }: TerraformResource): string {
  return `${terraformResourceType}.${friendlyUniqueId}`;
}

/** As known at synthesis, when its logical id is final. */
export function heldBy({ resource, name, aws, released, ...days }: Holding): Held {
  const formerId = formerLogicalId(resource);
  return {
    address: addressOf(resource),
    name: readable(name),
    account: known(aws.account),
    region: known(aws.region),
    retentionDays: known(days.retentionDays),
    expireAfterDays: known(days.expireAfterDays),
    movedFrom: formerId && `${resource.terraformResourceType}.${formerId}`,
    released,
  };
}

function known<T>(value: T): T | undefined {
  return Token.isUnresolved(value) ? undefined : value;
}

/** Replaces what only Terraform knows with `*`. */
function readable(name: string): string {
  return name.replace(/\$\{TfToken\[[^\]]*\]\}|\$\{[^}]*\}/g, "*");
}
