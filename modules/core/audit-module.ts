import { TerraformDataSource, type TerraformProvider, TerraformResource, TerraformStack } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import { partitionOf } from "../facts";
import { type AwsContext, awsContext, setAwsContext } from "./aws-context";
import { orderDependents } from "./dependents";
import { foreignFramework } from "./framework";
import { given } from "./given";
import { snake } from "./names";
import { accountOf, regionOf } from "./provider-place";
import { type Input, isUnknown, type Placement, type Rule } from "./schema";
import { checkAtSynthesis, ofOtherStacks } from "./stack-checks";
import { claimName, nameInTerraform } from "./unique-names";
import { refuse } from "./validation-error";

export interface ModuleProps {
  /**
   * The AWS provider that creates the resources.
   * @default - the stack's default AWS provider
   */
  readonly provider?: TerraformProvider;
}

export interface RegionalModuleProps extends ModuleProps {
  /**
   * The AWS Region of every resource of this module. Needs AWS provider 6 when set.
   * @default - the Region of the provider
   */
  readonly region?: string;
}

type Placeable = TerraformResource | TerraformDataSource;

/** What all modules share: where their resources live, and what those are called in Terraform. */
export abstract class AuditModule extends Construct {
  /** Account, Region and partition of this module's resources. */
  readonly aws: AwsContext;
  /** Provider and Region as the caller gave them, to hand on to modules within. */
  protected readonly placement: Placement;

  /** Refuses wrong input before anything is made. */
  constructor(scope: Construct, id: string, input: Input) {
    super(scope, id);
    refuse(this, [...foreignFramework(this), ...input.violations()]);
    refuse(this, ofOtherStacks(this, input.props));
    checkAtSynthesis(this);
    orderDependents(this);
    const { stated, ...placement } = input.placement();
    if (stated) setAwsContext(this, stated);
    this.placement = placement;
    this.aws = contextAt(this, placement);
    refuse(this, input.relations({ ...this.aws, region: regionOf(this, placement, this.aws.region) }));
    this.node.addValidation({ validate: () => misplaced(this, placement) });
  }

  /** Reserves a physical name for this module. Stacks may hold several Regions and, by provider, several accounts. */
  protected claim(kind: string, name: string, prop: string, reach: Reach = "Region"): void {
    const { provider } = this.placement;
    const account = reach === "partition" ? "" : accountOf(this, provider);
    const region = reach === "Region" ? regionOf(this, this.placement, this.aws.region) : "";
    // IAM takes names for the same that differ in case only.
    const compared = reach === "account" ? name.toLowerCase() : name;
    claimName(this, kind, { name, compared }, prop, `${account} ${region}`);
  }

  /** An argument of a grant, held against its rule. */
  protected given<T>(rule: Rule<T>, value: T, name: string): T {
    return given(this, rule, value, name);
  }

  /** Hands provider and Region to a resource and gives it its readable logical id: the one spot where this happens. */
  protected place<T extends Placeable>(resource: T): T {
    const { provider, region } = this.placement;
    if (provider) resource.provider = provider;
    if (region && isRegional(resource)) resource.region = region;
    nameInTerraform(resource, readableId(resource));
    if (resource.lifecycle?.preventDestroy) this.node.addValidation({ validate: () => unprotected(resource) });
    return resource;
  }
}

function contextAt(scope: Construct, { provider, region }: Placement): AwsContext {
  const home = awsContext(scope, provider);
  if (!region) return home;
  // A partition that only Terraform knows covers every Region of the account.
  return { ...home, region, ...(isUnknown(home.partition) ? {} : partitionOf(region)) };
}

/** Where AWS accepts a name only once. */
type Reach = "Region" | "account" | "partition";

function isRegional(resource: Placeable): resource is Placeable & { region: string; regionInput?: string } {
  return "regionInput" in resource;
}

/**
 * The construct path in snake case, without the word Resource: `session_audit_transcript_bucket_versioning`.
 * It is a contract: another id would replace the resource.
 */
export function readableId(resource: IConstruct): string {
  const scopes = resource.node.scopes;
  const below = scopes.slice(scopes.indexOf(TerraformStack.of(resource)) + 1).map(({ node }) => node.id);
  const parts = below.filter((part) => part !== "Resource");
  const id = snake(parts.join("_"));
  return /^[a-z_]/.test(id) ? id : `_${id}`;
}

/** A resource without its Region silently lands in the Region of the provider, away from the key it needs. */
function misplaced(module: AuditModule, { provider, region }: Placement): string[] {
  return ownElements(module)
    .filter((node) => node.provider !== provider || (isRegional(node) && node.regionInput !== region))
    .map((node) => `${node.node.path}: lost its provider or its Region ${region}; create it through place()`);
}

/** An aspect that sets the lifecycle of every resource would have Terraform delete audit data without a word. */
function unprotected({ lifecycle, node }: Placeable): string[] {
  if (lifecycle?.preventDestroy === true) return [];
  const leave = 'spare it in the aspect, or set removal: "destroy" on its construct';
  return [`${node.path}: holds audit data and lost preventDestroy; ${leave}`];
}

/** The resources and data sources below a construct, but for those of modules within, which check their own. */
function ownElements(scope: IConstruct): Placeable[] {
  return scope.node.children.flatMap((child) => {
    if (child instanceof AuditModule) return [];
    if (TerraformResource.isTerraformResource(child) || TerraformDataSource.isTerraformDataSource(child))
      return [child];
    return ownElements(child);
  });
}
