import { iamName, known, moduleRules, oneOf, optional, Schema } from "../../core/internal";
import { limits } from "../../facts";
import { attachToNames, documents, documentViolations } from "../access-schema";
import type { NodeAccessProps } from "./node-access";
import { nodeKinds } from "./node-access-policy";

/** What of the access of nodes a user of a topology decides as well. */
export const nodePreferenceRules = {
  attachTo: optional(attachToNames),
  roleFor: optional(known(oneOf(nodeKinds))),
};

/** For topologies, which make a role unless they are told not to. */
export const nodeRoleOrNone = optional(known(oneOf([...nodeKinds, "none"])));

export const nodeAccessSchema = Schema.for<NodeAccessProps>({
  ...moduleRules,
  ...nodePreferenceRules,
  name: iamName(limits.roleNameLength),
  documents,
}).relate(["documents"], (props, aws) => documentViolations(props.documents, aws));
