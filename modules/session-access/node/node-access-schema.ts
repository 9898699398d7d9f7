import { iamName, known, moduleRules, oneOf, optional, Schema } from "../../core/internal";
import { limits } from "../../facts";
import { attachToNames, documents, documentViolations } from "../access-schema";
import type { NodeAccessProps } from "./node-access";
import { nodeKinds } from "./node-access-policy";

/** The settings of node access that users of a topology may choose too. */
export const nodePreferenceRules = {
  attachTo: optional(attachToNames),
  roleFor: optional(known(oneOf(nodeKinds))),
};

/** For topologies, which create a role by default. */
export const nodeRoleOrNone = optional(known(oneOf([...nodeKinds, "none"])));

export const nodeAccessSchema = Schema.for<NodeAccessProps>({
  ...moduleRules,
  ...nodePreferenceRules,
  name: iamName(limits.roleNameLength),
  documents,
}).relate(["documents"], (props, aws) => documentViolations(props.documents, aws));
