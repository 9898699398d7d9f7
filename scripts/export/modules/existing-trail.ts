import { type AnyRule, optional, trailArn } from "../../../modules/core/internal";
import type { Precondition } from "../definition";
import { told } from "../validations";
import type { Override } from "../variables";
import { here, planned } from "./landing-zone";

/** An organization trail that exists, such as that of Control Tower. A plan has its ARN, so the modules are told it. */

const at = "var.trail_arn";

/** As long as names of trails get: rules are spread by length. */
const trailName = "zz-trail".padEnd(128, "x");

/** @param account the management account */
export function trailOf(account: string): string {
  return `arn:${here.partition}:cloudtrail:${here.region}:${account}:trail/${trailName}`;
}

/** Why a module for such an organization takes no other existing pieces. */
export const otherPieces = "the trail only. To keep an existing bucket or bus, use the constructs.";

const description = "ARN of the organization trail that exists, such as that of Control Tower.";

const refused = ["trail_arn", "aws-controltower-BaselineCloudTrail"] as const;

/** For the account that has it. */
export const protectedTrail = {
  rule: trailArn as AnyRule,
  override: {
    description: `${description} It must belong to this account, and to the home Region.`,
    features: [{ name: "trailArn", states: { set: { when: "true", value: () => trailOf(here.account) } } }],
  } satisfies Override,
  // One is part of the other.
  literals: { [trailOf(here.account)]: at, [trailName]: "local.trail_name" },
  locals: { trail_name: `regex("[^/]+$", ${at})` },
  preconditions: [
    {
      output: "guardrail_policy_arn",
      condition: `split(":", ${at})[3] == local.region && split(":", ${at})[4] == local.account_id`,
      message: told(
        "trail_arn",
        "of a trail of this account in the Region of the provider, where CloudTrail records changes of it",
        at,
        "apply the module in the management account, with a provider of the home Region; for a trail of another Region, use the construct",
      ),
      refused: { trail_arn: '"arn:aws:cloudtrail:eu-north-1:111122223333:trail/central"' },
    },
  ] satisfies Precondition[],
  example: "arn:aws:cloudtrail:eu-west-1:111122223333:trail/aws-controltower-BaselineCloudTrail",
  refused,
};

/** For policies that name the trail of the organization, whoever made it. */
export const namedTrail = {
  rule: optional(trailArn) as AnyRule,
  override: {
    description: `${description} Default: that of \`organization-trail\`.`,
    features: [
      {
        name: "trailArn",
        states: { set: { when: "true", value: () => trailOf(planned.managementAccountId.literal) } },
      },
    ],
  } satisfies Override,
  literals: { [trailOf(planned.managementAccountId.literal)]: "local.trail_arn" },
  locals: {
    trail_arn: `coalesce(${at}, "arn:\${local.partition}:cloudtrail:\${local.region}:\${var.management_account_id}:trail/\${var.name}")`,
  },
  preconditions: [
    {
      output: "service_control_policy_id",
      condition: 'split(":", local.trail_arn)[4] == var.management_account_id',
      message: told("trail_arn", "of a trail of the management account", at, "copy it from the CloudTrail console"),
      refused: { trail_arn: '"arn:aws:cloudtrail:eu-west-1:444444444444:trail/central"' },
    },
  ] satisfies Precondition[],
  refused,
};
