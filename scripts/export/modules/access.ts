import { TerraformOutput, type TerraformStack } from "cdktf";
import {
  NodeAccess,
  type NodeAccessProps,
  OperatorAccess,
  type OperatorAccessProps,
  sessionTargets,
} from "../../../modules";
import { type AnyRule, flag, optional } from "../../../modules/core/internal";
import { nodeAccessSchema } from "../../../modules/session-access/node/node-access-schema";
import { operatorAccessSchema } from "../../../modules/session-access/operator/operator-access-schema";
import { landingZoneSchema } from "../../../modules/topologies/landing-zone/landing-zone-schema";
import type { ModuleDefinition } from "../definition";
import { bucketRegionInput, documentInputs, documentsOf } from "./documents";
import { operatorInputs } from "./operator-inputs";

/** Further policies for the nodes or operators of an audit: of other teams, for other nodes. */

const operators = operatorInputs("");
const operatorRules = operatorAccessSchema.rules;

export const operatorAccess: ModuleDefinition = {
  name: "operator-access",
  summary:
    "What an engineer needs to open logged sessions: certain documents on certain nodes, resuming and ending their own sessions, and nothing else.",
  id: "OperatorAccess",
  rules: {
    name: operatorRules.name,
    ...documentInputs.rules,
    documentNamesUser: optional(flag()) as AnyRule,
    targets: operatorRules.targets,
    principals: operatorRules.principals,
    attachTo: operatorRules.attachTo,
    sourceIdentity: operatorRules.sourceIdentity,
    mfa: operatorRules.mfa,
    sourceNetwork: operatorRules.sourceNetwork,
    unloggedDocuments: operatorRules.unloggedDocuments,
    remoteDesktop: operatorRules.remoteDesktop,
  },
  docs: operators.docs,
  overrides: {
    ...documentInputs.overrides,
    documentNamesUser: {
      description:
        "Whether the document names an operating system user (`run_as`). The caller's tag `SSMSessionRunAs` overrides it, so the policy then refuses callers with that tag.",
    },
    ...operators.overrides,
  },
  literals: operators.literals,
  relations: [...documentInputs.relations, ...operators.relations],
  props: Object.keys(operatorRules),
  omitted: {
    provider: undefined,
    tags: "set `default_tags` in the provider.",
    moveFrom: "write a `moved` block.",
    documents: documentInputs.omitted,
    roleFor: "name roles of yours in `attach_to`.",
    waitsFor: "name what must exist first in `depends_on` of the call.",
  },
  create(stack, props) {
    const { targets = sessionTargets.all(), ...own } = props as Partial<OperatorAccessProps>;
    const access = new OperatorAccess(stack, "OperatorAccess", {
      ...without(own, [...Object.keys(documentInputs.rules), "documentNamesUser"]),
      targets,
      documents: documentsOf(stack, props),
    } as OperatorAccessProps);
    output(stack, "policy_arn", access.policyArn, "Attach it to the roles of your engineers");
    output(
      stack,
      "policy_json",
      access.resources.policy.policy,
      "For places that take a policy as JSON, such as an inline policy of a permission set",
    );
  },
  example: {
    name: "acme-shop-operators",
    ...documentInputs.example,
    targets: { tags: { team: ["shop"] } },
    attach_to: ["shop-engineers"],
  },
  refused: [
    ["name", "acme/operators"],
    ...documentInputs.refused,
    ["principals", "groups"],
    ["attach_to", ["arn:aws:iam::111122223333:role/web"]],
    ["source_identity", "optional"],
    ["source_network", { cidrs: ["0.0.0.0/0"] }],
    ["source_network", { cidrs: ["203.0.113.1/24"] }],
    ["unlogged_documents", ["AWS-RunShellScript"]],
    ["targets", { ids: ["web-1"] }],
    ["targets", { tags: { team: ["shop"] }, ids: ["i-0123456789abcdef0"] }],
    ["mfa", { max_age_minutes: 0 }],
  ],
};

const nodeRules = nodeAccessSchema.rules;
// Nodes need not know the document, only where it logs.
const { documentName: _, ...nodeDocumentRules } = documentInputs.rules;

export const nodeAccess: ModuleDefinition = {
  name: "node-access",
  summary:
    "Gives the role of a node exactly what logging needs: it may write transcripts and output of its sessions, and can neither read nor delete any.",
  id: "NodeAccess",
  rules: {
    name: nodeRules.name,
    ...nodeDocumentRules,
    transcriptBucketRegion: optional(landingZoneSchema.rules.homeRegion) as AnyRule,
    attachTo: nodeRules.attachTo,
    roleFor: nodeRules.roleFor,
  },
  docs: { "": "NodeAccessProps" },
  overrides: { ...documentInputs.overrides, transcriptBucketRegion: bucketRegionInput.override },
  literals: bucketRegionInput.literals,
  relations: documentInputs.relations,
  props: Object.keys(nodeRules),
  omitted: {
    provider: undefined,
    tags: "set `default_tags` in the provider.",
    moveFrom: "write a `moved` block.",
    documents: documentInputs.omitted,
  },
  create(stack, props) {
    const access = new NodeAccess(stack, "NodeAccess", {
      ...without(props, [...Object.keys(nodeDocumentRules), "transcriptBucketRegion"]),
      documents: documentsOf(stack, props),
    } as NodeAccessProps);
    output(stack, "policy_arn", access.policyArn, "Attach it to the roles of your nodes");
    output(stack, "role_name", access.roleName, "The role that is created for nodes");
    output(stack, "instance_profile_name", access.instanceProfileName, "Launch EC2 instances with it");
  },
  example: { name: "acme-shop-nodes", ...documentInputs.example, role_for: "ec2" },
  refused: [
    ["name", "acme/nodes"],
    ...documentInputs.refused.filter(([variable]) => variable !== "document_name"),
    ["transcript_bucket_region", "Ireland"],
    ["attach_to", ["arn:aws:iam::111122223333:role/web"]],
    ["role_for", "ecs"],
  ],
};

function without(props: object, names: readonly string[]): object {
  return Object.fromEntries(Object.entries(props).filter(([name]) => !names.includes(name)));
}

function output(stack: TerraformStack, name: string, value: string | undefined, description: string): void {
  if (value !== undefined) new TerraformOutput(stack, name, { value, description });
}
