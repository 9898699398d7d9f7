import {
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
  text,
  wholeNumber,
} from "../../core/internal";
import { limits, unloggedDocumentNames } from "../../facts";
import { attachToNames, documents, documentViolations } from "../access-schema";
import type { OperatorAccessProps, SourceNetwork } from "./operator-access";
import { operatorKinds } from "./operator-access-policy";
import type { SessionTargets } from "./session-targets";

const cidr = text({
  pattern: /^(\d{1,3}(\.\d{1,3}){3}\/([1-9]|[12]\d|3[0-2])|[0-9a-f:]*:[0-9a-f:]*\/([1-9]|[1-9]\d|1[01]\d|12[0-8]))$/i,
  allowed: "an address range in CIDR notation, and not every address",
  fix: "write it like 203.0.113.0/24 or 2001:db8::/32",
});

const sourceNetwork = object<SourceNetwork>(
  {
    cidrs: optional(listOf(cidr, { unknown: true })),
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
