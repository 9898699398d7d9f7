import { existsSync, readdirSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import {
  type AnyRule,
  type EitherRule,
  type ListRule,
  type MapRule,
  type ObjectRule,
  Schema,
} from "../modules/core/internal";

/** The schema of one props type. */
export interface NamedSchema {
  /** `modules/log-bucket` */
  readonly folder: string;
  /** `LogBucketProps` */
  readonly props: string;
  readonly rule: AnyRule;
}

/** Every schema of the library, found by the names of files and exports. */
export function schemasOf(root: string): NamedSchema[] {
  const files = readdirSync(join(root, "modules"), { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => file.endsWith("-schema.ts"))
    .sort()
    .flatMap((file) => {
      const path = join(root, "modules", file);
      return Object.entries<unknown>(require(path)).flatMap(([name, schema]) =>
        schema instanceof Schema ? [{ folder: homeOf(root, path), props: propsName(name), rule: schema.rule }] : [],
      );
    });
}

/** The folder that users import, above rooms. */
function homeOf(root: string, file: string): string {
  let folder = dirname(file);
  while (!existsSync(join(folder, "index.ts"))) folder = dirname(folder);
  return relative(root, folder);
}

function propsName(schema: string): string {
  return `${schema[0]!.toUpperCase()}${schema.slice(1).replace(/Schema$/, "Props")}`;
}

export interface FoundRule {
  /** `subscribers[]`, `tags.*` */
  readonly path: string;
  readonly rule: AnyRule;
}

/** A rule and all rules within, with their paths. */
export function rulesWithin(rule: AnyRule, path = ""): FoundRule[] {
  return [{ path, rule }, ...parts(rule, path).flatMap((part) => rulesWithin(part.rule, part.path))];
}

function parts(rule: AnyRule, path: string): FoundRule[] {
  const at = (name: string) => (path === "" ? name : `${path}.${name}`);
  switch (rule.kind) {
    case "object":
      return Object.entries<AnyRule>((rule as ObjectRule<Record<string, unknown>>).rules).map(([name, inner]) => ({
        path: at(name),
        rule: inner,
      }));
    case "list":
      return [{ path: `${path}[]`, rule: (rule as ListRule<unknown>).of }];
    case "map":
      return [{ path: at("*"), rule: (rule as MapRule<unknown>).of }];
    case "either":
      return (rule as EitherRule<unknown>).alternatives.map((inner) => ({ path, rule: inner }));
    default:
      return [];
  }
}
