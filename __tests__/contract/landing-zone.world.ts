/** Calls across the accounts of a landing zone, judged by the policies of all of them. */
import { runSimulation } from "@cloud-copilot/iam-simulate";
import { planOf } from "../../examples/landing-zone";
import type { LandingZone } from "../../modules/topologies/landing-zone";
import { accounts } from "../support/landing-zone";
import { aliasesOf, bucketOwnersOf, type Policy, policiesOf, type Stack, stacksOf } from "./landing-zone.policies";
import type { Principal } from "./support/principals";
import type { Call, Verdict } from "./support/simulate";
import { inert } from "./support/world";

interface Organized {
  readonly plan: LandingZone;
  readonly policies: readonly Policy[];
  readonly aliases: ReadonlyMap<string, string>;
  readonly bucketOwners: ReadonlyMap<string, string>;
}

const administrator = {
  name: "AdministratorAccess",
  policy: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] },
};

/** Every policy of every account, those included that owners of existing pieces paste. */
export class Organization {
  private constructor(private readonly of: Organized) {}

  static planned(plan: LandingZone, stacks: readonly Stack[] = stacksOf(plan)): Organization {
    const pasted = plan.grantsToAdd.map(({ resource, statements }) => ({
      name: resource,
      document: JSON.parse(statements),
    }));
    return new Organization({
      plan,
      policies: [...policiesOf(stacks), ...pasted],
      aliases: aliasesOf(stacks),
      bucketOwners: bucketOwnersOf(stacks),
    });
  }

  keyByAlias(aliasArn: string): string {
    const arn = this.of.aliases.get(aliasArn);
    if (arn === undefined) throw new Error(`no account of the plan has ${aliasArn}`);
    return arn;
  }

  /** The same organization without one statement. */
  without(name: string, sid: string): Organization {
    const { document } = this.policy(name);
    if (!document.Statement.some(({ Sid }) => Sid === sid)) throw new Error(`${name} has no statement ${sid}`);
    const Statement = document.Statement.map((statement) => (statement.Sid === sid ? inert(statement) : statement));
    const changed = { name, document: { ...document, Statement } };
    return new Organization({
      ...this.of,
      policies: this.of.policies.map((other) => (other.name === name ? changed : other)),
    });
  }

  async verdictOf({ who, action, on, with: context }: Call): Promise<Verdict> {
    for (const resource of on) if (!(await this.allows(who, action, resource, context))) return "denied";
    return "allowed";
  }

  /** The name of the policy of what a call is on: of its bucket, where that is an object. */
  guarding(resource: string): string {
    return resource.startsWith("arn:aws:s3:::") ? resource.split("/")[0]! : resource;
  }

  private async allows(who: Principal, action: string, resource: string, context: Call["with"]): Promise<boolean> {
    const identities = who.policies.map((name) => this.policy(`${who.context["aws:PrincipalAccount"]}/${name}`));
    const guard = this.of.policies.find(({ name }) => name === this.guarding(resource));
    const result = await runSimulation(
      {
        request: {
          principal: who.arn,
          action,
          resource: {
            resource,
            accountId: resource === "*" ? String(who.context["aws:PrincipalAccount"]) : this.ownerOf(resource),
          },
          contextVariables: { ...who.context, ...spelled(context) },
        },
        identityPolicies: [
          ...identities.map(({ name, document }) => ({ name, policy: spelled(document) })),
          ...(who.almighty ? [administrator] : []),
        ],
        resourcePolicy: guard && spelled(guard.document),
        serviceControlPolicies: [],
        resourceControlPolicies: [],
        // What every bucket here has: a policy that S3 took for a public one would let no other account in.
        additionalSettings: { s3: { blockPublicAccess: true } },
      },
      {},
    );
    if (result.resultType === "error") throw new Error(`${action} on ${resource}: ${JSON.stringify(result.errors)}`);
    const ignored = result.resultType === "single" ? (result.result.ignoredContextKeys ?? []) : [];
    const dropped = ignored.filter((key) => key in spelled(context));
    if (dropped.length > 0) throw new Error(`${action} knows no condition key ${dropped.join(", ")}`);
    return result.overallResult === "Allowed";
  }

  private policy(name: string): Policy {
    const found = this.of.policies.filter((policy) => policy.name === name);
    if (found.length !== 1) throw new Error(`${found.length} policies are called ${name}, not one`);
    return found[0]!;
  }

  private ownerOf(resource: string): string {
    const [, , , , account, name] = resource.split(":");
    const bucket = name!.split("/")[0]!;
    // A bucket that no stack creates is the existing one.
    return account || (this.of.bucketOwners.get(bucket) ?? this.of.plan.logArchive.id);
  }
}

/** Under a name that the simulator takes: it knows variable parts of condition keys after a slash only. */
function spelled<T extends object>(value: T): T {
  return JSON.parse(
    JSON.stringify(value).replaceAll('"kms:EncryptionContext:', '"aws:PrincipalTag/kms:EncryptionContext:'),
  );
}

export const example = Organization.planned(planOf(accounts));
