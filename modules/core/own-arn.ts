import { type ArnRule, arnParts, arns } from "./arns";
import type { AwsContext } from "./aws-context";
import { same, samePartition, sameRegion } from "./relations";
import { arn, isUnknown, type Rule, text } from "./schema";
import type { Violation } from "./validation-error";

/** How one service names its resources. */
export interface Named {
  readonly name: RegExp;
  readonly arn: ArnRule;
  readonly compose: (aws: AwsContext, name: string) => string;
}

export const lambdaFunctions: Named = {
  // An alias or a version may follow.
  name: /^[\w-]{1,64}(:(\$LATEST|[\w-]+))?$/,
  arn: {
    service: "lambda",
    resource: /^function:[\w-]{1,64}(:(\$LATEST|[\w-]+))?$/,
    example: "arn:<partition>:lambda:<region>:<account>:function:<name>",
  },
  compose: arns.lambdaFunction,
};

/** A resource of an account and Region, by name or ARN. */
export function nameOrArn(named: Named): Rule<string> {
  const byArn = arn(named.arn);
  const byName = text({
    pattern: named.name,
    allowed: `a name or an ARN of ${named.arn.service}`,
    fix: `write the name, or an ARN like ${named.arn.example}`,
  });
  return {
    ...byName,
    kind: "name or ARN",
    check: (value, path) => (value.startsWith("arn:") ? byArn : byName).check(value, path),
  };
}

/** A rule cannot start or notify anything in another account or Region. */
export function ownedHere(prop: string, given: string, aws: AwsContext): Violation[] {
  if (isUnknown(given) || !given.startsWith("arn:")) return [];
  const { region, account } = arnParts(given);
  const foreign = samePartition(prop, given, aws);
  if (foreign.length > 0) return foreign;
  return [
    ...sameRegion(prop, region, aws.region),
    ...same(account, aws.account, {
      prop,
      allowed: `of account ${aws.account}, as this construct is`,
      got: given,
      fix: "forward the events to a bus of the other account, and make a rule there",
    }),
  ];
}

/** The ARN of a resource given by name or ARN. A value known only to Terraform is taken as an ARN. */
export function ownArn(aws: AwsContext, given: string, { compose }: Named): string {
  return isUnknown(given) || given.startsWith("arn:") ? given : compose(aws, given);
}

/** How a permission names a function. A token has no parts; the provider accepts an ARN too. */
export function lambdaParts(arn: string): { functionName: string; qualifier: string | undefined } {
  const [, , , , , , functionName = arn, qualifier] = arn.split(":");
  return { functionName, qualifier };
}
