import { runSimulation, runUnsafeSimulation, type Simulation } from "@cloud-copilot/iam-simulate";
import { ACCOUNT } from "../../support/synth";
import type { Principal } from "./principals";
import type { Policy, World } from "./world";

export interface Call {
  readonly who: Principal;
  readonly action: string;
  /** What the call is checked against: allowed means allowed on each of these. */
  readonly on: readonly string[];
  /** Condition keys that the call brings along, besides what is known of its caller. */
  readonly with: Readonly<Record<string, string | string[]>>;
  /** Name of the VPC endpoint that the call passes. */
  readonly through?: string;
}

export type Verdict = "allowed" | "denied";

const everything = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] };

/** The policies of a world that have a say in a call. */
export function involved({ who, on, through }: Call, world: World): Policy[] {
  return [
    ...who.policies.map((name) => world.identity(name)),
    ...(who.boundary ? [world.identity(who.boundary)] : []),
    ...controlling(who, world),
    ...world.all("resource-control"),
    ...(through ? [world.one("endpoint", through)] : []),
    ...on.flatMap((arn) => world.guarding(arn) ?? []),
  ];
}

export async function verdictOf(call: Call, world: World): Promise<Verdict> {
  for (const resource of call.on) if (!(await isAllowed(call, resource, world))) return "denied";
  return "allowed";
}

async function isAllowed(call: Call, resource: string, world: World): Promise<boolean> {
  const simulation = simulationOf(call, resource, world);
  const result = await runSimulation(simulation, {});
  if (result.resultType === "error") {
    if (isGapOfReference(call.action, resource, result.errors.message))
      return runUnsafeSimulation(simulation, {}) === "Allowed";
    throw new Error(`${call.action} on ${resource}: ${JSON.stringify(result.errors, null, 2)}`);
  }
  const ignored = result.resultType === "single" ? (result.result.ignoredContextKeys ?? []) : [];
  const dropped = ignored.filter((key) => key in spelled(call.with));
  if (dropped.length > 0) throw new Error(`${call.action} knows no condition key ${dropped.join(", ")}`);
  return result.overallResult === "Allowed";
}

/**
 * Where AWS checks a call against an ARN that its Service Authorization Reference does not list: documents of AWS, whose
 * ARNs name no account, and data channels, which AWS's own managed policies allow by the ARN of the session.
 */
function isGapOfReference(action: string, resource: string, error: string): boolean {
  const usesDocument = action === "ssm:StartSession" || action === "ssm:SendCommand";
  if (usesDocument && resource.includes("::document/AWS")) return error === "no.resource.types";
  return action === "ssmmessages:OpenDataChannel" && error === "must.use.wildcard";
}

/** Reads a policy as the simulator wants it, once. */
const readable = new WeakMap<object, object>();

/**
 * The simulator knows variable parts of condition keys after a slash only, and would drop keys of an encryption context
 * from a call. It gets them, on both sides, under a name that it takes.
 */
function spelled<T extends object>(value: T): T {
  const known = readable.get(value) as T | undefined;
  if (known) return known;
  const text = JSON.stringify(value).replaceAll('"kms:EncryptionContext:', '"aws:PrincipalTag/kms:EncryptionContext:');
  const result: T = JSON.parse(text);
  readable.set(value, result);
  return result;
}

/** Resources are ours, but for those that a stranger brings along. */
function ownerOf(resource: string, { account }: Principal, world: World): string {
  const isTheirs =
    resource === "*" ||
    resource.split(":")[4] === account ||
    (resource.startsWith("arn:aws:s3:::") && world.guarding(resource) === undefined);
  return isTheirs ? account : ACCOUNT;
}

/** The service control policies that bind a caller: those of the organization bind its own principals. */
function controlling({ isService, account }: Principal, world: World): readonly Policy[] {
  return isService || account !== ACCOUNT ? [] : world.all("service-control");
}

/** What AWS puts beside the service control policies of an organization; it is known to be beside those on resources. */
const fullAccess = { name: "FullAWSAccess", policy: everything };

/** Policies at the root of the organization. */
function atRoot(policies: readonly Policy[], ...besides: { name: string; policy: object }[]) {
  if (policies.length === 0) return [];
  const named = policies.map(({ name, document }) => ({ name, policy: spelled(document) }));
  return [{ orgIdentifier: "r-a1b2", policies: [...besides, ...named] }];
}

function simulationOf({ who, action, with: context, through }: Call, resource: string, world: World): Simulation {
  const named = ({ name, document }: Policy) => ({ name, policy: spelled(document) });
  const guard = world.guarding(resource);
  const own = who.policies.map((name) => named(world.identity(name)));
  return {
    request: {
      principal: who.arn,
      action,
      resource: { resource, accountId: ownerOf(resource, who, world) },
      contextVariables: { ...who.context, ...spelled(context) },
    },
    identityPolicies: who.almighty ? [...own, { name: "AdministratorAccess", policy: everything }] : own,
    permissionBoundaryPolicies: who.boundary ? [named(world.identity(who.boundary))] : undefined,
    serviceControlPolicies: atRoot(controlling(who, world), fullAccess),
    resourceControlPolicies: atRoot(world.all("resource-control")),
    resourcePolicy: guard && spelled(guard.document),
    vpcEndpointPolicies: through ? [named(world.one("endpoint", through))] : undefined,
  };
}
