import { TerraformOutput, type TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { type ForwardingRole, LandingZone } from "../../../modules";
import {
  type AnyRule,
  accountId,
  arn,
  baseName,
  organizationId,
  type Schema,
  snake,
} from "../../../modules/core/internal";
import { iamRegionOf, partitionOf } from "../../../modules/facts";
import type { CentralPreferences, CentralWatch } from "../../../modules/topologies/landing-zone";
import { landingZoneSchema } from "../../../modules/topologies/landing-zone/landing-zone-schema";
import type { EvidencePreferences, GuardrailPreferences, WatchPreferences } from "../../../modules/topologies/parts";
import type { ModuleDefinition } from "../definition";
import type { Override } from "../variables";
import { administratorNames, guardrailDifferences, guardrailInputs } from "./guardrail-inputs";
import { baseNameLiteral, fixedSpread, removalReason, watchOverrides, without } from "./inputs";

/** What all modules of a landing zone have in common. A plan knows accounts and Regions, a module learns them from AWS. */

/** Stand-ins. Nothing but the partition itself has its names, so each place that depends on it is found. */
export const here = { region: "us-isob-west-1", account: "900000000009", ...partitionOf("us-isob-west-1") };

/** The Region of IAM, and a second one. */
export const elsewhere = iamRegionOf(here.region);

export const hereLiterals = {
  [here.region]: "local.region",
  [here.account]: "local.account_id",
  [here.partition]: "local.partition",
  [here.dnsSuffix]: "local.dns_suffix",
};

/** Stands for all accounts with nodes. */
export const workloadAccount = "900000000004";

type Input = { readonly rule: AnyRule; readonly literal: string; readonly description?: string };

/** What a module must be told of the organization. */
export const planned = {
  name: { rule: baseName, literal: baseNameLiteral },
  organizationId: { rule: organizationId, literal: "o-zzorganization" },
  managementAccountId: {
    rule: accountId,
    literal: "900000000001",
    description: "The 12 digits of the management account, which owns the organization trail.",
  },
  logArchiveAccountId: {
    rule: accountId,
    literal: "900000000002",
    description: "The 12 digits of the log archive account.",
  },
  securityAccountId: {
    rule: accountId,
    literal: "900000000003",
    description: "The 12 digits of the security account, which has the alert hub.",
  },
  homeRegion: { rule: landingZoneSchema.rules.homeRegion, literal: elsewhere },
  forwardingRoleArn: {
    rule: arn({
      service: "iam",
      resource: /^role\/[\w+=,.@/-]+$/,
      example: "arn:<partition>:iam::<account>:role/acme-audit-event-forwarding",
    }),
    literal: `arn:${here.partition}:iam::${here.account}:role/${baseNameLiteral}-event-forwarding`,
    description: "The role that sends events to the hub: the output `forwarding_role_arn` of the account's module.",
  },
} satisfies Record<string, Input>;

type Planned = keyof typeof planned;

type Role = "management" | "log-archive" | "security" | "workload";

/** The inputs of a plan that a module needs. */
export function planInputs(...needed: readonly Planned[]) {
  const of = <T>(part: (prop: Planned, input: Input) => T) =>
    Object.fromEntries(needed.map((prop) => [prop, part(prop, planned[prop])])) as Record<Planned, T>;
  return {
    rules: of((_, { rule }) => rule as AnyRule),
    overrides: of(
      (prop, { literal, description }): Override => ({
        ...(description && { description }),
        default: undefined,
        features: [{ name: prop, states: { set: { when: "true", value: () => literal } } }],
      }),
    ),
    literals: {
      // One is part of another.
      ...Object.fromEntries(needed.map((prop) => [planned[prop].literal, `var.${snake(prop)}`])),
      // Glue allows no hyphens in names.
      [baseNameLiteral.replaceAll("-", "_")]: 'replace(var.name, "-", "_")',
      ...hereLiterals,
    },
    refused: needed.map((prop): [string, unknown] => [snake(prop), prop === "name" ? "Acme_Audit" : "acme"]),
  };
}

/** The plan of the organization from the inputs of a module for one of its accounts. */
export function planOf(
  role: Role,
  props: Readonly<Record<string, unknown>>,
  regions: readonly [string, ...string[]] = [here.region],
) {
  const ids = {
    management: props.managementAccountId ?? planned.managementAccountId.literal,
    "log-archive": props.logArchiveAccountId ?? planned.logArchiveAccountId.literal,
    security: props.securityAccountId ?? planned.securityAccountId.literal,
    workload: workloadAccount,
    [role]: here.account,
  };
  return new LandingZone({
    name: String(props.name),
    organizationId: String(props.organizationId ?? planned.organizationId.literal),
    homeRegion: String(props.homeRegion ?? here.region),
    regions,
    accounts: Object.entries(ids).map(([name, id]) => ({ id: String(id), name, role: name }) as never),
    nodeRoles: props.nodeRoles as string[] | undefined,
    existing: props.trailArn === undefined ? undefined : { trailArn: String(props.trailArn) },
    // A flag, where a module is told only that there is a ledger.
    evidence: props.evidence === true ? {} : ((props.evidence || undefined) as EvidencePreferences | undefined),
  });
}

/** A module for a central account, made of the account's construct. */
interface CentralModule<P>
  extends Pick<ModuleDefinition, "name" | "summary" | "id" | "example" | "refused">,
    Pick<ModuleDefinition, "base" | "literals" | "numbers" | "files" | "placeholders" | "locals" | "preconditions"> {
  readonly role: Role;
  readonly Construct: new (scope: Construct, id: string, props: P) => { readonly account: CentralWatch };
  readonly schema: Schema<P & object>;
  /** What the construct reads of the plan. */
  readonly planned: readonly Planned[];
  readonly plan?: Readonly<Record<string, AnyRule>>;
  readonly inputs: Readonly<Record<string, AnyRule>>;
  readonly docs: Readonly<Record<string, string | readonly string[]>>;
  readonly overrides?: ModuleDefinition["overrides"];
  readonly relations?: ModuleDefinition["relations"];
  readonly omitted?: ModuleDefinition["omitted"];
  readonly differences?: ModuleDefinition["differences"];
  /** Props of the construct from inputs that are no data in TypeScript. */
  readonly props?: (given: Readonly<Record<string, unknown>>) => object;
}

export function centralModule<P>(module: CentralModule<P>): ModuleDefinition {
  const { name, summary, id, role, Construct, schema, inputs, example, refused, props: more = () => ({}) } = module;
  const plan = planInputs(...module.planned);
  const guardrail = guardrailInputs(here);
  const { rules } = schema as Schema<P & object & Partial<CentralPreferences>>;
  return {
    name,
    summary,
    id,
    rules: {
      ...plan.rules,
      ...module.plan,
      ...inputs,
      guardrail: without<GuardrailPreferences>(rules.guardrail, "kind", "closes", "remoteDesktop", "spread"),
      // Sessions of a central account are not logged, so no group could be silent.
      watches: without<WatchPreferences>(rules.watches, "silence", "spread"),
    },
    docs: { watches: "WatchPreferences", ...guardrail.docs, ...module.docs },
    overrides: {
      ...plan.overrides,
      ...nodeRolesDescription,
      ...watchOverrides,
      ...guardrail.overrides,
      ...module.overrides,
    },
    base: { ...fixedSpread, ...module.base },
    literals: { ...module.literals, ...plan.literals },
    numbers: module.numbers,
    files: module.files,
    placeholders: module.placeholders,
    locals: { ...administratorNames, ...module.locals },
    preconditions: module.preconditions,
    iamRegion: elsewhere,
    part: isAtHome,
    relations: [...guardrail.relations, ...(module.relations ?? [])],
    props: Object.keys({ ...schema.rules, ...landingZoneSchema.rules }),
    omitted: { ...omittedOfAccounts, ...module.omitted },
    differences: [...(module.differences ?? []), ...guardrailDifferences],
    create(stack, props) {
      const own = Object.entries(props).filter(([prop]) => prop in schema.rules);
      const construct = new Construct(stack, id, {
        ...Object.fromEntries(own),
        ...more(props),
        // The role of the rules trusts those of further Regions, too.
        plan: planOf(role, props, [here.region, elsewhere]),
      } as P);
      addForwardingRole(stack, construct.account.forwardingRole);
    },
    example,
    refused: [
      ...plan.refused,
      ["guardrail", { administrators: ["arn:aws:iam::111122223333:role/*"] }],
      ["guardrail", { attach_to: ["arn:aws:iam::111122223333:role/developers"] }],
      ...refused,
    ],
  };
}

/**
 * Whether something belongs to the home Region or to the account as a whole: further Regions have modules of their own. The
 * steps of a plan are told by constructs; those of the modules are on their pages.
 */
export function isAtHome(path: string): boolean {
  return !path.includes(`/${elsewhere}/`) && !path.endsWith("/NextSteps");
}

/** For the modules of further Regions, whose rules send events with it, too. */
export function addForwardingRole(stack: TerraformStack, { roleArn, ready }: ForwardingRole): void {
  const description = "The role that sends events to the hub, from every Region";
  new TerraformOutput(stack, "forwarding_role_arn", { value: roleArn, description, dependsOn: [...ready] });
}

export const nodeRolesDescription = {
  nodeRoles: {
    description:
      "Names of node roles in any workload account, in addition to `<name>-nodes`. Only these write transcripts: a role that is not listed logs nothing to S3. Default: only `<name>-nodes`.",
  },
} satisfies Record<string, Override>;

/** Why these props of accounts and plan are no inputs. */
export const omittedOfAccounts: ModuleDefinition["omitted"] = {
  plan: undefined,
  accounts: undefined,
  homeRegion: undefined,
  tags: "set `default_tags` in the provider.",
  moveFrom: "write a `moved` block.",
  removal: removalReason,
  nodeRoles: undefined,
  regions: "the module works in the home Region, that of its provider.",
  existing:
    "for an organization trail that exists, there are `management-account` and `transcript-archive`. To keep an existing bucket or bus, use the constructs.",
  evidence: undefined,
};
