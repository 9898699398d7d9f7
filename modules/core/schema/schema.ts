import type { TerraformProvider } from "cdktf";
import type { AwsContext } from "../aws-context";
import type { Violation } from "../validation-error";
import { type ObjectRule, object, type RulesOf } from "./collection-rules";
import { violations } from "./rule";

/** Where the resources of a module live. */
export interface Placement {
  readonly provider?: TerraformProvider;
  readonly region?: string;
}

/** Props, with the schema to hold them against and where they place a module. */
export interface Input {
  /** As the caller wrote them. */
  readonly props: unknown;
  /** Where the construct stood before. */
  readonly moveFrom: string | undefined;
  violations(): Violation[];
  placement(): Placement & { readonly stated?: { readonly account: string; readonly region: string } };
  relations(aws: AwsContext): Violation[];
}

type Relation<P, C> = (props: P, context: C) => Violation[];

/**
 * All that is checked about the props of one type: a rule for each of them, and how they relate to each other and to
 * where they are used.
 */
export class Schema<P extends object, C = AwsContext> {
  private constructor(
    readonly rule: ObjectRule<P>,
    private readonly related: readonly (readonly [props: readonly (keyof P)[], relation: Relation<P, C>])[],
  ) {}

  /** A prop without a rule does not compile. */
  static for<P extends object, C = AwsContext>(rules: RulesOf<P>): Schema<P, C> {
    return new Schema<P, C>(object(rules), []);
  }

  get rules(): RulesOf<P> {
    return this.rule.rules;
  }

  /** Adds what must hold between props. It is asked only where each of them is right by itself. */
  relate<K extends keyof P>(props: readonly K[], relation: Relation<Pick<P, K>, C>): Schema<P, C> {
    return new Schema(this.rule, [...this.related, [props, relation]]);
  }

  /** What is wrong with the props one by one. */
  violations(props: unknown): Violation[] {
    return this.rule.fits(props) ? this.rule.check(props as P, "") : violations(this.rule, props, "props");
  }

  /** What is wrong between props. @param found what is wrong with them one by one */
  relations(props: P, context: C, found: readonly Violation[] = []): Violation[] {
    const wrong = new Set(found.map(({ prop }) => prop.split(/[.[]/)[0]!));
    if (wrong.has("props")) return [];
    return this.related.flatMap(([props_, relation]) =>
      props_.some((prop) => wrong.has(String(prop))) ? [] : relation(props, context),
    );
  }

  /** For the constructor of a module. @param placement what of the props says where its resources live */
  of(this: Schema<P>, props: P, placement: (props: P) => ReturnType<Input["placement"]> = placementOf): Input {
    return {
      props,
      get moveFrom() {
        return (props as { moveFrom?: string }).moveFrom;
      },
      violations: () => this.violations(props),
      placement: () => placement(props),
      relations: (aws) => this.relations(props, aws),
    };
  }
}

function placementOf({ provider, region }: Placement): Placement {
  return { provider, region };
}
