/** What a module folder holds, how long its files are, and what stands in none of them. */
import { exportsOf, filesBelow, foldersIn, read } from "./support/sources";

const modules = foldersIn("modules").filter((name) => !["facts", "evidence", "core", "topologies"].includes(name));
const topologies = foldersIn("modules/topologies");
const folders = [...modules, ...topologies.map((name) => `topologies/${name}`)];
const nameOf = (folder: string): string => folder.split("/").at(-1)!;

/** Kinds of files that a folder may hold beside index.ts and README.md, for `log-bucket`. */
const kinds: readonly ((name: string) => string)[] = [
  (name) => `${name}.ts`, // the construct
  (name) => `${name}-policy.ts`, // pure functions from input to statements
  (name) => `${name}-document.ts`, // pure functions from input to JSON
  (name) => `${name}-checks.ts`, // what types cannot say about the props, where it is long
  (name) => `existing-${name}.ts`, // what `X.fromX(...)` returns: a piece that exists already
];

/** Any further file, with its reason. */
const extraFiles: Readonly<Record<string, string>> = {
  "alert-topic/queue-subscription.ts": "a second construct, of the queue's account instead of the topic's",
  "alert-topic/subscribers.ts": "the closed set of whom a topic tells",
  "audit-alarms/alarm-conditions.ts": "the closed set of what an alarm looks at",
  "encryption-key/existing-key.ts": "as existing-encryption-key.ts; by ARN and by alias",
  "encryption-key/granting-key.ts": "the grants, which keys of ours and existing ones share",
  "event-bus/forwarding-role.ts": "a second construct: one role serves the forwarding rules of all Regions",
  "log-bucket/access-log-bucket.ts": "a second construct: its consumers never need one without the other",
  "log-bucket/bucket-baseline.ts": "what both kinds of buckets have",
  "session-access/access-checks.ts": "checks that two constructs share",
  "session-access/across-regions.ts": "what policies of nodes and operators share about Regions",
  "session-access/audit-chain.ts": "what a guardrail can keep",
  "session-access/boundary-policy.ts": "statements of a Guardrail that is a permissions boundary",
  "session-access/guardrail-policy.ts": "statements of Guardrail",
  "session-access/guardrail.ts": "construct: what nobody may do",
  "session-access/managed-policy.ts": "what the three constructs share",
  "session-access/node-access-policy.ts": "statements of NodeAccess",
  "session-access/node-access.ts": "construct: what a node may do",
  "session-access/operator-access-policy.ts": "statements of OperatorAccess",
  "session-access/operator-access.ts": "construct: who may connect",
  "session-access/policy-size.ts": "arithmetic of the limits of IAM",
  "session-access/session-targets.ts": "the closed set of what operators connect to",
  "session-access/ways-round.ts": "the closed set of what a guardrail shuts",
  "session-document/session-document-content.ts": "as session-document-document.ts",
  "session-events/event-message.ts": "what a message to a target is",
  "session-events/event-pattern-checks.ts": "checks of patterns, which have a grammar of their own",
  "session-events/event-pattern.ts": "the operators of EventBridge, as types",
  "session-events/lambda-target.ts": "target with a permission of its own",
  "session-events/log-group-target.ts": "target with a resource policy of its own",
  "session-events/program-messages.ts": "messages for programs",
  "session-events/role-targets.ts": "targets that need a role",
  "session-events/rule-target.ts": "what a target is",
  "session-events/run-command-target.ts": "target with a role and parameters of its own",
  "session-events/session-message.ts": "the message for people",
  "session-events/session-patterns.ts": "the closed set of patterns",
  "session-events/tampering-pattern.ts": "the pattern over the audit chain itself",
  "session-events/target-role.ts": "the role that targets share",
  "session-events/targets.ts": "the closed set of targets",
  "topologies/landing-zone/alert-hub.ts": "construct of the security account",
  "topologies/landing-zone/every-region.ts": "one ARN for all Regions, where a policy would not fit",
  "topologies/landing-zone/log-archive.ts": "construct of the log archive account",
  "topologies/landing-zone/organization-trail.ts": "construct of the management account",
  "topologies/landing-zone/owner-grants.ts": "what owners of existing pieces must add",
  "topologies/landing-zone/workload-account.ts": "construct of an account with nodes",
  "topologies/session-audit/audit-chain.ts": "what a guardrail must keep of it",
  "topologies/session-audit/outputs.ts": "what an operator looks up after an apply",
};

/** Folders of several constructs on one concern, none of which the folder is named after. */
const withoutMainFile: readonly string[] = ["session-access"];

describe.each(folders)("modules/%s", (folder) => {
  const files = filesBelow(`modules/${folder}`, "").map((file) => file.slice(`modules/${folder}/`.length));

  test("has an index and a file of its own name", () => {
    const main = withoutMainFile.includes(folder) ? [] : [`${nameOf(folder)}.ts`];
    expect(files).toEqual(expect.arrayContaining([...main, "index.ts"]));
  });

  test("holds further files for a stated reason only", () => {
    const usual = ["README.md", "index.ts", ...kinds.map((kind) => kind(nameOf(folder)))];
    expect(files.filter((file) => !usual.includes(file) && !extraFiles[`${folder}/${file}`])).toEqual([]);
  });
});

test("every folder has a README", () => {
  const readmes = filesBelow("modules", "README.md");
  const wanted = ["facts", "core", ...folders].map((folder) => `modules/${folder}/README.md`);
  expect(wanted.filter((readme) => !readmes.includes(readme))).toEqual([]);
});

test("every file of the table of reasons exists", () => {
  const sources = filesBelow("modules");
  expect(Object.keys(extraFiles).filter((file) => !sources.includes(`modules/${file}`))).toEqual([]);
});

describe("an index", () => {
  test.each(["modules/index.ts", "modules/core/index.ts", ...folders.map((folder) => `modules/${folder}/index.ts`)])(
    "only hands on: %s",
    (path) => {
      const rest = read(path).replace(/^export (type )?(\*|\{[^}]*\}) from "[^"]+";$/gm, "");
      expect(rest.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "").trim()).toBe("");
    },
  );

  test.each(modules)("of %s is handed on by modules/index.ts", (module) => {
    const { types, values } = exportsOf(`modules/${module}/index.ts`);
    const all = exportsOf("modules/index.ts");
    expect([...types, ...values].length).toBeGreaterThan(0);
    expect(all.types).toEqual(expect.arrayContaining(types));
    expect(all.values).toEqual(expect.arrayContaining(values));
  });
});

describe("sizes", () => {
  const lines = filesBelow("modules").map((file) => [file, read(file).trimEnd().split("\n").length] as const);

  test("no file of the library is longer than 250 lines", () => {
    expect(lines.filter(([, count]) => count > 250)).toEqual([]);
  });

  test("half of the files have 120 lines or fewer", () => {
    const sorted = lines.map(([, count]) => count).sort((a, b) => a - b);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(120);
  });
});

/** A snippet may: it shows what somebody writes who knows their own. */
test("no file of the library or of an example names a partition", () => {
  const files = [...filesBelow("modules"), ...filesBelow("examples").filter((file) => !file.includes("/snippets/"))];
  expect(files.filter((file) => /arn:aws[a-z-]*:/.test(read(file)))).toEqual([]);
});
