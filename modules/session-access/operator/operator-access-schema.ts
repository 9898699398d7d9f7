import {
  addressRange,
  construct,
  either,
  iamName,
  known,
  listOf,
  moduleRules,
  object,
  oneOf,
  optional,
  resourceId,
  Schema,
  wholeNumber,
} from "../../core/internal";
import { limits, unloggedDocumentNames } from "../../facts";
import { attachToNames, documents, documentViolations } from "../access-schema";
import type { OperatorAccessProps, SourceNetwork } from "./operator-access";
import { operatorKinds } from "./operator-access-policy";
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

/** What of the access of operators a user of a topology decides as well. */
export const operatorPreferenceRules = {
  principals: optional(known(oneOf(operatorKinds))),
  attachTo: optional(attachToNames),
  mfa: optional(
    either(
      known(oneOf(["required"])),
      // Calculated with: IAM counts in seconds.
      object<{ readonly maxAgeMinutes: number }>({
        maxAgeMinutes: known(wholeNumber(limits.mfaAgeMinutes)),
      }),
    ),
  ),
  sourceNetwork: optional(sourceNetwork),
  unloggedDocuments: optional(listOf(oneOf(unloggedDocumentNames))),
};

export const operatorAccessSchema = Schema.for<OperatorAccessProps>({
  ...moduleRules,
  ...operatorPreferenceRules,
  name: iamName(limits.policyNameLength),
  documents,
  targets: sessionTargets,
})
  .relate(["documents"], (props, aws) => documentViolations(props.documents, aws))
  .relate(["targets"], ({ targets }) => targets.check("targets"));
