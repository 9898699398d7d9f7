import type { TerraformStack } from "cdktf";
import type { Block, Statement } from "../../support/synth";
import { synthStack } from "../../support/synth";
import { dereferenced, keyArn, PARTITION } from "./references";

export interface Policy {
  /** Where it stands in the configuration: `aws_iam_policy.session_audit_node_access`. */
  readonly address: string;
  /** `identity` by its name, the others by the ARN or id of what they guard. */
  readonly kind: "identity" | "resource" | "service-control" | "resource-control" | "endpoint";
  readonly name: string;
  readonly document: { readonly Version: string; readonly Statement: readonly Statement[] };
}

/** Every policy of a synthesized stack, as AWS would hold it after an apply. */
export class World {
  private constructor(readonly policies: readonly Policy[]) {}

  static of(stack: TerraformStack): World {
    const { resource } = dereferenced(synthStack(stack).json);
    return new World(sources.flatMap((source) => policiesOf(source, resource)));
  }

  /** The same world once owners of existing pieces have added what they were asked for, and nothing else is in their policies. */
  granted(grants: readonly { readonly resource: string; readonly add: Policy["document"] }[]): World {
    const theirs = grants.map(({ resource, add }): Policy => {
      return { address: "granted", kind: "resource", name: resource, document: add };
    });
    return new World([...this.policies, ...theirs]);
  }

  /** The same world with other statements in one of its policies. */
  with(policy: Policy, Statement: readonly Statement[]): World {
    const changed = { ...policy, document: { ...policy.document, Statement } };
    return new World(this.policies.map((other) => (other === policy ? changed : other)));
  }

  identity(name: string): Policy {
    return this.one("identity", name);
  }

  one(kind: Policy["kind"], name: string): Policy {
    const found = this.policies.filter((policy) => policy.kind === kind && policy.name === name);
    if (found.length !== 1) throw new Error(`${found.length} ${kind} policies are called ${name}, not one`);
    return found[0]!;
  }

  /** The policy of what a call is on: of its bucket, where that is an object. */
  guarding(arn: string): Policy | undefined {
    const guarded = arn.startsWith(`arn:${PARTITION}:s3:::`) ? arn.split("/")[0] : arn;
    return this.policies.find(({ kind, name }) => kind === "resource" && name === guarded);
  }

  all(kind: Policy["kind"]): readonly Policy[] {
    return this.policies.filter((policy) => policy.kind === kind);
  }
}

interface Source {
  readonly type: string;
  readonly attribute: string;
  readonly kind: Policy["kind"] | ((block: Block) => Policy["kind"]);
  readonly name: (block: Block, id: string, resource: Block) => string;
}

const sources: readonly Source[] = [
  { type: "aws_iam_policy", attribute: "policy", kind: "identity", name: ({ name }) => name },
  { type: "aws_iam_role_policy", attribute: "policy", kind: "identity", name: ({ role, name }) => `${role}/${name}` },
  {
    type: "aws_iam_role",
    attribute: "assume_role_policy",
    kind: "resource",
    name: ({ name }) => `arn:${PARTITION}:iam::111122223333:role/${name}`,
  },
  {
    type: "aws_s3_bucket_policy",
    attribute: "policy",
    kind: "resource",
    name: ({ bucket }) => `arn:${PARTITION}:s3:::${bucket}`,
  },
  { type: "aws_kms_key", attribute: "policy", kind: "resource", name: (_, id) => keyArn(id) },
  { type: "aws_sns_topic_policy", attribute: "policy", kind: "resource", name: ({ arn }) => arn },
  { type: "aws_sqs_queue_policy", attribute: "policy", kind: "resource", name: ({ queue_url }) => queue_url },
  {
    type: "aws_organizations_policy",
    attribute: "content",
    kind: ({ type }) => (type === "RESOURCE_CONTROL_POLICY" ? "resource-control" : "service-control"),
    name: ({ name }) => name,
  },
  { type: "aws_vpc_endpoint", attribute: "policy", kind: "endpoint", name: ({ tags }) => tags.Name },
];

function policiesOf({ type, attribute, kind, name }: Source, resource: Block): Policy[] {
  const blocks: Readonly<Record<string, Block>> = resource[type] ?? {};
  return Object.entries(blocks).map(([id, block]) => ({
    address: `${type}.${id}`,
    kind: typeof kind === "function" ? kind(block) : kind,
    name: name(block, id, resource),
    document: JSON.parse(block[attribute]),
  }));
}

/** A statement that never applies, for a policy that would be empty without one. */
export function inert({ Principal, Resource, NotResource }: Statement): Statement {
  return { Sid: "Removed", Effect: "Deny", Principal, Action: "sts:GetServiceBearerToken", Resource, NotResource };
}
