/** What users import, with types and doc comments, is docs/api.md: see scripts/api.ts. */
import * as api from "../modules";
import { exportsOf, read } from "./support/sources";

test("users see some sixty values: constructs, and what they take", () => {
  const values = Object.keys(api);
  expect(values.length).toBeLessThanOrEqual(60);
  const constructs = values.filter((name) => /^[A-Z][a-z]/.test(name));
  expect(values.filter((name) => !constructs.includes(name)).sort()).toEqual([
    "DEFAULT_DOCUMENT_NAME",
    "alarmMessage",
    "allowAwsProviderRange",
    "anyOf",
    "chatMessage",
    "checked",
    "forgetAuditData",
    "fromEvent",
    "jsonMessage",
    "limits",
    "logMessage",
    "logRetentionDays",
    "packed",
    "policyVariable",
    "preferenceMessage",
    "refusalMessage",
    "sessionMessage",
    "sessionPatterns",
    "sessionTargets",
    "setAwsContext",
    "subscribers",
    "tamperingMessage",
    "targets",
    "textMessage",
    "waysRound",
  ]);
});

test("the report names every value and every type", () => {
  const report = read("docs/api.md");
  const declared = [
    ...report.matchAll(/^export declare (?:abstract )?(?:class|const|function|interface|type) (\w+)/gm),
  ];
  const { types, values } = exportsOf("modules/index.ts");
  expect(declared.map(([, name]) => name).sort()).toEqual([...types, ...values].sort());
});

test("no name comes from two folders", () => {
  const exported = exportsOf("modules/index.ts");
  const all = [...exported.types, ...exported.values];
  expect(all.filter((name, index) => all.indexOf(name) !== index)).toEqual([]);
});

describe("package.json", () => {
  const manifest = JSON.parse(read("package.json"));

  const frameworks = ["@cdktf/provider-aws", "@cdktn/provider-aws", "cdktf", "cdktn"];

  test("leaves constructs, the framework and its provider to the user", () => {
    expect(Object.keys(manifest.peerDependencies).sort()).toEqual([...frameworks, "constructs"]);
    expect(Object.keys(manifest.peerDependenciesMeta).sort()).toEqual(frameworks);
  });

  test.each(["dependencies", "optionalDependencies", "bundledDependencies"])("has no %s", (kind) => {
    expect(manifest[kind]).toBeUndefined();
  });

  test("is Apache-2.0, for Node 20.9 and later", () => {
    expect(manifest).toMatchObject({ name: "cdktf-session-audit", license: "Apache-2.0", engines: { node: ">=20.9" } });
  });
});
