import type { ITerraformDependable } from "cdktf";
import {
  addressRange,
  arn,
  arnParts,
  construct,
  either,
  flag,
  iamName,
  known,
  listOf,
  moduleRules,
  object,
  oneOf,
  optional,
  resourceId,
  Schema,
  violations,
  wholeNumber,
} from "../../core/internal";
import { limits, unloggedDocumentNames } from "../../facts";
import { attachToNames, documents, documentViolations } from "../access-schema";
import type { OperatorAccessProps, SourceNetwork } from "./operator-access";
import { operatorKinds } from "./operator-access-policy";
import { samlAudience } from "./operator-role-policy";
import type { SessionTargets } from "./session-targets";

const sourceNetwork = object<SourceNetwork>(
  {
    cidrs: optional(listOf(addressRange, { unknown: true })),
    vpcIds: optional(listOf(resourceId("vpc", "a VPC"), { unknown: true })),
  },
  ({ cidrs = [], vpcIds = [] }, prop) => {
    if (cidrs.length + vpcIds.length > 0) return [];
    const fix = "name the networks, or leave the prop out";
    return [{ prop, allowed: "given at least one CIDR or VPC", got: { cidrs, vpcIds }, fix }];
  },
);

export const sessionTargets = construct<SessionTargets>(
  "session targets",
  ["sid", "resources", "check"],
  "make them with sessionTargets.byTag or one of its kin",
);

const samlProvider = arn({
  service: "iam",
  resource: /^saml-provider\/[\w.-]{1,128}$/,
  example: "arn:<partition>:iam::<account>:saml-provider/<name>",
});

/** The settings of operator access that users of a topology may choose too. */
export const operatorPreferenceRules = {
  principals: optional(known(oneOf(operatorKinds))),
  attachTo: optional(attachToNames),
  roleFor: optional(
    either(
      known(oneOf(["users"])),
      object<{ readonly samlProviderArn: string }>({ samlProviderArn: known(samlProvider) }),
    ),
  ),
  sourceIdentity: optional(known(oneOf(["required"]))),
  mfa: optional(
    either(
      known(oneOf(["required"])),
      // Used in a calculation, because IAM counts in seconds.
      object<{ readonly maxAgeMinutes: number }>({
        maxAgeMinutes: known(wholeNumber(limits.mfaAgeMinutes)),
      }),
    ),
  ),
  sourceNetwork: optional(sourceNetwork),
  unloggedDocuments: optional(listOf(oneOf(unloggedDocumentNames))),
  remoteDesktop: optional(flag()),
};

export const operatorAccessSchema = Schema.for<OperatorAccessProps>({
  ...moduleRules,
  ...operatorPreferenceRules,
  name: iamName(limits.policyNameLength),
  documents,
  targets: sessionTargets,
  waitsFor: optional(
    listOf(
      construct<{ readonly ready: readonly ITerraformDependable[] }>("a construct that others wait for", ["ready"]),
    ),
  ),
})
  .relate(["name", "roleFor"], ({ name, roleFor }) =>
    roleFor ? violations(iamName(limits.roleNameLength), name, "name") : [],
  )
  .relate(["principals", "roleFor"], ({ principals, roleFor }) => {
    if (principals !== "users" || roleFor === undefined) return [];
    const fix = "leave principals out: who assumes a role no longer acts as an IAM user";
    return [{ prop: "roleFor", allowed: 'left out where principals is "users"', got: roleFor, fix }];
  })
  .relate(["roleFor"], ({ roleFor }) => {
    if (roleFor === undefined || roleFor === "users") return [];
    const { partition } = arnParts(roleFor.samlProviderArn);
    if (samlAudience(partition) !== undefined) return [];
    const allowed = "a SAML provider of partition aws, aws-cn or aws-us-gov";
    const fix = "make the role yourself, and give its name in attachTo";
    return [{ prop: "roleFor.samlProviderArn", allowed, got: roleFor.samlProviderArn, fix }];
  })
  .relate(["documents"], (props, aws) => documentViolations(props.documents, aws))
  .relate(["targets"], ({ targets }) => targets.check("targets"));
