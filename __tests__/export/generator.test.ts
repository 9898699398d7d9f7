import { conditionFor, type States } from "../../scripts/export/conditions";
import { quoted, writeValue } from "../../scripts/export/hcl";
import { mergeParts, partFor } from "../../scripts/export/merge";
import { parseJson } from "../../scripts/export/parse";
import { mapExpressions, onlyExpression, templateParts } from "../../scripts/export/templates";
import type { Value } from "../../scripts/export/value";
import type { Feature } from "../../scripts/export/variables";

const features: readonly Feature[] = [
  { name: "lock", prop: "lock", states: { off: { when: "var.lock == null" }, on: { when: "var.lock != null" } } },
  {
    name: "role",
    prop: "role",
    states: {
      none: { when: "var.role == null" },
      ec2: { when: 'var.role == "ec2"' },
      hybrid: { when: 'var.role == "hybrid"' },
    },
  },
];
const states: States = Object.fromEntries(features.map((feature) => [feature.name, Object.keys(feature.states)]));
const spot = {
  features: new Map(features.map((feature) => [feature.name, feature])),
  numbers: new Set(["var.minutes"]),
  counted: new Set(["aws_iam_role.role"]),
  reasons: new Map<string, string>(),
  depth: 1,
  inJson: false,
};
const written = (value: Value) => writeValue(value, spot).replace(/\s+/g, " ");

describe("a template", () => {
  test("is taken apart at its expressions, whatever braces and quotes they hold", () => {
    const template = 'a-${join("}", [for x in y : "${x}"])}-$${aws:username}';
    expect(templateParts(template)).toEqual([
      { text: "a-" },
      { code: 'join("}", [for x in y : "${x}"])' },
      { text: "-$${aws:username}" },
    ]);
    expect(mapExpressions(template, () => "z")).toBe("a-${z}-$${aws:username}");
  });

  test("that is one expression as a whole is that expression", () => {
    expect(onlyExpression("${var.name}")).toBe("var.name");
    expect(onlyExpression("${var.name}-trail")).toBeUndefined();
  });

  test("is written with its text escaped and its expressions as they are", () => {
    expect(quoted('say "${lookup(x, "y")}" \\ $${z}')).toBe('"say \\"${lookup(x, "y")}\\" \\\\ $${z}"');
  });
});

describe("JSON with expressions", () => {
  test("is read with expressions within texts and in the place of values", () => {
    const json =
      '{"name": "a-${var.name}", "who": ${jsonencode(var.list)}, "days": ${var.days}, "quote": "\\"${x}\\""}';
    const value = parseJson(json)!;
    expect(written(value)).toBe('{ name = "a-${var.name}" who = var.list days = var.days quote = "\\"${x}\\"" }');
  });

  test("that is none is no JSON", () => {
    expect(parseJson("{not json}")).toBeUndefined();
  });

  test("keeps a number that stands between quotes a text", () => {
    expect(writeValue(parseJson('{"minutes": "${var.minutes}"}')!, { ...spot, inJson: true })).toContain(
      "minutes = tostring(var.minutes)",
    );
  });
});

describe("a condition", () => {
  test("is the shortest that tells choices apart", () => {
    const choice = (lock: string, role: string) => ({ lock, role });
    const all = ["off", "on"].flatMap((lock) => ["none", "ec2", "hybrid"].map((role) => choice(lock, role)));
    const told = (those: typeof all) =>
      conditionFor(
        states,
        those,
        all.filter((one) => !those.includes(one)),
      );
    expect(told(all.filter(({ lock }) => lock === "on"))).toEqual({
      operator: "and",
      literals: [{ feature: "lock", state: "on", negated: false }],
    });
    expect(told(all.filter(({ role }) => role !== "none")).literals).toEqual([
      { feature: "role", state: "none", negated: true },
    ]);
    expect(told(all.filter(({ lock, role }) => lock === "on" && role === "ec2")).literals).toHaveLength(2);
  });

  test("that takes more than a few words is refused", () => {
    const some = [
      { lock: "on", role: "none" },
      { lock: "off", role: "ec2" },
    ];
    const others = [
      { lock: "on", role: "ec2" },
      { lock: "off", role: "none" },
    ];
    expect(() => conditionFor(states, some, others)).toThrow("no simple condition");
  });
});

describe("a merged value", () => {
  const text = (value: string): Value => ({ kind: "text", text: value });
  const cases = [
    {
      choices: [
        { lock: "off", role: "none" },
        { lock: "off", role: "hybrid" },
      ],
      value: parseJson('{"Statement":[{"Sid":"A","Action":"s3:*"}]}')!,
    },
    {
      choices: [{ lock: "on", role: "none" }],
      value: parseJson('{"Statement":[{"Sid":"A","Action":"s3:*"},{"Sid":"B","Action":["a:b","c:d"]}]}')!,
    },
    { choices: [{ lock: "off", role: "ec2" }], value: parseJson('{"Statement":[{"Sid":"A","Action":"s3:Get*"}]}')! },
  ];

  test("has what only some choices have under their condition", () => {
    expect(written(mergeParts(states, cases)!.value)).toBe(
      '{ Statement = [for item in [ { Sid = "A" Action = var.role == "ec2" ? "s3:Get*" : "s3:*" }, ' +
        'var.lock != null ? { Sid = "B" Action = ["a:b", "c:d"] } : null, ] : item if item != null] }',
    );
  });

  test("is for each choice what that choice made", () => {
    const merged = mergeParts(states, cases)!;
    for (const { choices, value } of cases) expect(partFor(merged, choices[0]!)).toEqual(value);
  });

  test("that not every choice has is there under a condition", () => {
    const merged = mergeParts(states, [
      { choices: [{ lock: "off", role: "none" }], value: undefined },
      { choices: [{ lock: "on", role: "none" }], value: text("locked") },
    ])!;
    expect(merged.when?.literals).toEqual([{ feature: "lock", state: "on", negated: false }]);
  });

  test("has texts in a row that share a condition as one list", () => {
    const list = (role: string, ...values: string[]) => ({
      choices: [{ lock: "off", role }],
      value: { kind: "list", items: values.map((value) => ({ value: text(value) })) } as Value,
    });
    const merged = (...some: ReturnType<typeof list>[]) => written(mergeParts(states, some)!.value);
    expect(merged(list("none", "a"), list("ec2", "a", "b", "c"))).toBe(
      'concat( ["a"], var.role != null ? ["b", "c"] : [], )',
    );
    expect(merged(list("none", "a"), list("ec2", "a", "b"))).toBe(
      '[for item in ["a", var.role != null ? "b" : null] : item if item != null]',
    );
  });

  test("names a resource that has a count by its index", () => {
    expect(written(text("${aws_iam_role.role.name}"))).toBe("aws_iam_role.role[0].name");
    expect(written(text("${aws_iam_policy.this.arn}"))).toBe("aws_iam_policy.this.arn");
  });
});
