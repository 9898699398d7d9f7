import type { IConstruct } from "constructs";
import { type ArnRule, arns, parseArn } from "./arns";
import type { AwsContext } from "./aws-context";
import { checkSameRegion, checkText, isUnknown } from "./checks";
import { ValidationError } from "./validation-error";

/** How the things of one service are named. */
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

/**
 * The ARN of something that an account has in a Region, given by name or ARN. What Terraform alone knows is taken for
 * an ARN.
 */
export function ownArn(scope: IConstruct, aws: AwsContext, prop: string, nameOrArn: string, named: Named): string {
  if (isUnknown(nameOrArn)) return nameOrArn;
  const { name, arn, compose } = named;
  if (!nameOrArn.startsWith("arn:")) {
    checkText(scope, prop, nameOrArn, {
      pattern: name,
      allowed: `a name or an ARN of ${arn.service}`,
      fix: `write the name, or an ARN like ${arn.example}`,
    });
    return compose(aws, nameOrArn);
  }
  const parts = parseArn(scope, prop, nameOrArn, arn, aws)!;
  checkSameRegion(scope, prop, parts.region, aws.region);
  if (isUnknown(aws.account) || parts.account === aws.account) return nameOrArn;
  throw new ValidationError(scope, {
    prop,
    allowed: `of account ${aws.account}, as this construct is`,
    got: nameOrArn,
    fix: "forward the events to a bus of the other account, and make a rule there",
  });
}
