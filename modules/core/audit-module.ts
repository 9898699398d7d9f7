import { TerraformDataSource, type TerraformProvider, TerraformResource } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import { partitionOf } from "../facts";
import { watchAuditData } from "./audit-data/audit-data-lock";
import { setFormerPath } from "./audit-data/former-address";
import { addHolding } from "./audit-data/holdings";
import { moveWithConstruct } from "./audit-data/state-changes";
import { type AwsContext, awsContext, setAwsContext } from "./aws-context";
import { orderDependents } from "./dependents";
import { foreignFramework } from "./framework";
import { given } from "./given";
import { ImportBlock } from "./import-block";
import { logicalIdOf, readableId } from "./logical-id";
import { accountOf, regionOf } from "./provider-place";
import type { RemovalProps } from "./removal";
import { type Input, isUnknown, type Placement, type Rule } from "./schema";
import { checkAtSynthesis, ofOtherStacks } from "./stack-checks";
import { type TagProps, tag } from "./tags";
import { claimName, nameInTerraform } from "./unique-names";
import { refuse, type Violation } from "./validation-error";

export interface ProviderProps {
  /**
   * The AWS provider of the resources.
   * @default - the stack's default AWS provider
   */
  readonly provider?: TerraformProvider;
}

export interface RegionProps extends ProviderProps {
  /**
   * The AWS Region of the resources. Needs AWS provider 6 when set.
   * @default - the Region of the provider
   */
  readonly region?: string;
}

export interface MovableProps {
  /**
   * The path that the construct had below its stack before it was renamed or moved, such as `Audit` or
   * `Security/Audit`. Terraform then moves its resources to their new addresses instead of replacing them.
   * @default - the construct has not moved
   */
  readonly moveFrom?: string;
}

export interface ModuleProps extends ProviderProps, MovableProps, TagProps {}

export interface RegionalModuleProps extends RegionProps, MovableProps, TagProps {}

/** What is recorded about a resource that holds audit data. */
interface Kept extends RemovalProps {
  /** The name in AWS; for a key, its alias. */
  readonly name: string;
  /** Days that CloudWatch Logs keeps events. */
  readonly retentionDays?: number;
  /** Days until S3 removes objects. */
  readonly expireAfterDays?: number;
}

type Placeable = TerraformResource | TerraformDataSource;

/** What all modules share: where their resources live, and what Terraform calls them. */
export abstract class AuditModule extends Construct {
  /** Account, Region and partition of this module's resources. */
  readonly aws: AwsContext;
  /** Provider and Region as the caller gave them, to pass to inner modules. */
  protected readonly placement: Placement;
  private readonly tags: NonNullable<TagProps["tags"]>;

  /** Refuses bad input before anything is created. */
  constructor(scope: Construct, id: string, input: Input) {
    super(scope, id);
    refuse(this, [...foreignFramework(this), ...input.violations()]);
    const outer = above(scope);
    // A module within another gets what that one was given.
    if (!outer) refuse(this, ofOtherStacks(this, input.props));
    checkAtSynthesis(this);
    orderDependents(this);
    const { stated, ...placement } = input.placement();
    if (stated) setAwsContext(this, stated);
    this.placement = placement;
    const { moveFrom } = input;
    if (moveFrom !== undefined) {
      refuse(this, notMoved(this, moveFrom));
      setFormerPath(this, moveFrom);
    }
    watchAuditData(this);
    this.tags = { ...outer?.tags, ...(input.props as TagProps).tags };
    this.aws = contextAt(this, placement);
    refuse(this, input.relations({ ...this.aws, region: regionOf(this, placement, this.aws.region) }));
    this.node.addValidation({ validate: () => misplaced(this, placement) });
  }

  /** Reserves a physical name for this module. A stack may span several Regions and, by provider, several accounts. */
  protected claim(kind: string, name: string, prop: string, reach: Reach = "Region"): void {
    const { provider } = this.placement;
    const account = reach === "partition" ? "" : accountOf(this, provider);
    const region = reach === "Region" ? regionOf(this, this.placement, this.aws.region) : "";
    // IAM treats names that differ only in case as the same.
    const compared = reach === "account" ? name.toLowerCase() : name;
    claimName(this, kind, { name, compared }, prop, `${account} ${region}`);
  }

  /** Checks an argument of a grant against its rule. */
  protected given<T>(rule: Rule<T>, value: T, name: string): T {
    return given(this, rule, value, name);
  }

  /**
   * Imports the existing resource with this id. AWS provider 6 reads the Region from the id, if the resource has one.
   */
  protected adopt(resource: TerraformResource, id: string): void {
    const { region } = this.placement;
    new ImportBlock(resource, region && isRegional(resource) ? `${id}@${region}` : id);
  }

  /** Gives a resource its provider, Region, tags and readable logical id. This happens nowhere else. */
  protected place<T extends Placeable>(resource: T): T {
    const { provider, region } = this.placement;
    if (provider) resource.provider = provider;
    if (region && isRegional(resource)) resource.region = region;
    tag(resource, this.tags);
    nameInTerraform(resource, readableId(resource));
    if (TerraformResource.isTerraformResource(resource)) moveWithConstruct(resource);
    return resource;
  }

  /** Protects a resource with audit data from deletion, by Terraform or by a change of the code. */
  protected keep(resource: TerraformResource, { name, removal, ...days }: Kept): void {
    const released = removal === "destroy";
    // Any other value, from a caller without types, keeps the data.
    if (!released) {
      resource.lifecycle = { preventDestroy: true };
      this.node.addValidation({ validate: () => unprotected(resource) });
    }
    const region = regionOf(this, this.placement, this.aws.region);
    addHolding({ resource, name, ...days, released, aws: { ...this.aws, region }, owner: outermost(this) });
  }
}

function contextAt(scope: Construct, { provider, region }: Placement): AwsContext {
  const home = awsContext(scope, provider);
  if (!region) return home;
  // A partition known only to Terraform covers every Region of the account.
  return { ...home, region, ...(isUnknown(home.partition) ? {} : partitionOf(region)) };
}

/** The scope in which AWS accepts a name only once. */
type Reach = "Region" | "account" | "partition";

function isRegional(resource: Placeable): resource is Placeable & { region: string; regionInput?: string } {
  return "regionInput" in resource;
}

function notMoved(module: AuditModule, moveFrom: string): Violation[] {
  const here = readableId(module);
  if (logicalIdOf([moveFrom]) !== here) return [];
  const fix = "name the path that it had before, or leave the prop out";
  return [{ prop: "moveFrom", allowed: "a place other than the present one", got: moveFrom, fix }];
}

/** The module whose id the user chose. Inner modules follow it. */
function outermost(module: AuditModule): AuditModule {
  return module.node.scopes.find((scope) => scope instanceof AuditModule) as AuditModule;
}

/** The construct of this library that a scope is, or belongs to. */
function above(scope: IConstruct): AuditModule | undefined {
  return scope.node.scopes.reverse().find((outer): outer is AuditModule => outer instanceof AuditModule);
}

/** A resource without a Region silently lands in the Region of the provider, away from the key it needs. */
function misplaced(module: AuditModule, { provider, region }: Placement): string[] {
  return ownElements(module)
    .filter((node) => node.provider !== provider || (isRegional(node) && node.regionInput !== region))
    .map((node) => `${node.node.path}: lost its provider or its Region ${region}; create it through place()`);
}

/** An aspect that sets the lifecycle of every resource would silently let Terraform delete audit data. */
function unprotected({ lifecycle, node }: Placeable): string[] {
  if (lifecycle?.preventDestroy === true) return [];
  const leave = 'spare it in the aspect, or set removal: "destroy" on its construct';
  return [`${node.path}: holds audit data and lost preventDestroy; ${leave}`];
}

/** The resources and data sources below a construct, except those of inner modules, which check their own. */
function ownElements(scope: IConstruct): Placeable[] {
  return scope.node.children.flatMap((child) => {
    if (child instanceof AuditModule) return [];
    if (TerraformResource.isTerraformResource(child) || TerraformDataSource.isTerraformDataSource(child))
      return [child];
    return ownElements(child);
  });
}
