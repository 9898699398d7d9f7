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

/** Props, the schema to check them against, and where they place a module. */
export interface Input {
  /** As the caller wrote them. */
  readonly props: unknown;
  /** Where the construct was before. */
  readonly moveFrom: string | undefined;
  violations(): Violation[];
  placement(): Placement & { readonly stated?: { readonly account: string; readonly region: string } };
  relations(aws: AwsContext): Violation[];
}

type Relation<P, C> = (props: P, context: C) => Violation[];

/** All checks of one props type: a rule for each prop, and relations between props and with their surroundings. */
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

  /** Adds a check between props. It runs only if each of them is valid by itself. */
  relate<K extends keyof P>(props: readonly K[], relation: Relation<Pick<P, K>, C>): Schema<P, C> {
    return new Schema(this.rule, [...this.related, [props, relation]]);
  }

  /** Checks the props one by one. */
  violations(props: unknown): Violation[] {
    return this.rule.fits(props) ? this.rule.check(props as P, "") : violations(this.rule, props, "props");
  }

  /** What is wrong between props. @param found what is wrong with them one by one */
  relations(props: P, context: C, found: readonly Violation[] = []): Violation[] {
    const wrong = new Set(found.map(({ prop }) => prop.split(/[.[]/)[0]!));
    if (wrong.has("props")) return [];
    const fine = this.related.filter(([names]) => !names.some((name) => wrong.has(String(name))));
    return fine.flatMap(([, relation]) => relation(props, context));
  }

  /** For the constructor of a module. @param placement which props say where its resources live */
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
