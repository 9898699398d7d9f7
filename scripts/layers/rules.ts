import type { IForbiddenRuleType } from "dependency-cruiser";

/**
 * Who may import whom: facts <- core <- modules <- topologies <- examples <- main.ts, and no way back. `evidence` stands beside
 * core: pure, for modules, commands and the collector.
 *
 * A folder shows its `index.ts` to users and its `internal.ts` to the layers above it. Modules know each other by type
 * only, but for the rules of a `*-schema.ts`, which create nothing.
 */

const FRAMEWORK = "^node_modules/(?:cdktf|constructs)/";
const RESOURCE = "^node_modules/@cdktf/provider-aws/lib/(?!index\\.|provider/)[\\w-]+/";
const LOOK_UP = "^node_modules/@cdktf/provider-aws/lib/data-aws-[\\w-]+/";
const PROVIDER = "^node_modules/@cdktf/provider-aws/lib/provider/";
const NO_MODULE = "facts/|evidence/|core/|topologies/";
const ANY_MODULE = `^modules/(?!${NO_MODULE})[\\w-]+`;
const SCHEMA = "^modules/(?!topologies/).+-schema\\.";
const FACTS = "^modules/facts/index\\.";
const EVIDENCE = "^modules/evidence/index\\.";
const CORE = "^modules/core/(?:index|internal)\\.";
const ANY_INDEX = "^modules/.*index\\.js$";
/** The package by its own name, whether it is built or not. */
const PACKAGE = "^(?:cdktf-session-audit|lib)(?:/|$)";

function only(name: string, from: string, ...to: readonly string[]): IForbiddenRuleType {
  return { name, severity: "error", from: { path: from }, to: { pathNot: [...to] } };
}

/** On every import, those of types included. */
export const layers: readonly IForbiddenRuleType[] = [
  only("facts import nothing", "^modules/facts/", "^modules/facts/"),
  only("evidence imports facts", "^modules/evidence/", "^modules/evidence/", FACTS),
  only(
    "core imports facts, looks up and creates nothing",
    "^modules/core/",
    "^modules/core/",
    FACTS,
    FRAMEWORK,
    LOOK_UP,
    // It keeps a lock of audit data beside the code, reads what the framework wrote, and makes numbers of names.
    "^(?:crypto|fs|net|path)$",
  ),
  only(
    "a module imports facts, core, indexes and schemas of its siblings, and resources by deep path",
    `^modules/(?!${NO_MODULE})([\\w-]+)/`,
    "^modules/$1/",
    FACTS,
    EVIDENCE,
    CORE,
    `${ANY_MODULE}/index\\.`,
    SCHEMA,
    FRAMEWORK,
    RESOURCE,
    "^(?:crypto|fs|path|util)$",
  ),
  only(
    "a topology imports facts, core, modules, and what topologies share",
    "^modules/topologies/([\\w-]+)/",
    "^modules/topologies/$1/",
    "^modules/topologies/parts/(?:index|internal)\\.",
    FACTS,
    CORE,
    `${ANY_MODULE}/(?:index|internal)\\.`,
    SCHEMA,
    FRAMEWORK,
  ),
  only("modules/index.ts hands on indexes", "^modules/index\\.", ANY_INDEX),
  only("an example imports what a user would", "^examples/", ANY_INDEX, PACKAGE, FRAMEWORK, PROVIDER),
  only("main.ts imports examples", "^main\\.", "^examples/[\\w-]+\\.", FRAMEWORK),
  only(
    "the collector imports facts, evidence and the SDK",
    "^collector/",
    "^collector/",
    FACTS,
    EVIDENCE,
    "^node_modules/@aws-sdk/",
    "^crypto$",
  ),
  {
    name: "commands import facts and evidence, and nothing else of the library",
    severity: "error",
    from: { path: "^cli/" },
    to: { path: "^(?:modules/(?!facts/|evidence/)|examples/|main\\.|bench/)" },
  },
];

/** On the imports that are left at run time. */
export const atRunTime: readonly IForbiddenRuleType[] = [
  { name: "no cycles", severity: "error", from: { path: "^modules/" }, to: { circular: true } },
  {
    name: "a module creates no sibling: it imports types, and schemas",
    severity: "error",
    from: { path: `^modules/(?!${NO_MODULE})([\\w-]+)/` },
    to: { path: `${ANY_MODULE}/`, pathNot: ["^modules/$1/", SCHEMA] },
  },
];
