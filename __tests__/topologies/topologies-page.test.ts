/** docs/topologies.md shows what the examples really are. */
import { App, type TerraformStack } from "cdktf";
import { landingZone } from "../../examples/landing-zone";
import { MultiRegion } from "../../examples/multi-region";
import { SingleAccount } from "../../examples/single-account";
import { examples } from "../support/examples.world";
import { type Diagram, diagramsOf } from "../support/mermaid";
import { read } from "../support/sources";
import type { Block } from "../support/synth";

const page = read("docs/topologies.md");
const app = new App();
new SingleAccount(app);
new MultiRegion(app);
landingZone(app);
const stacks = new Map(
  (app.node.children as TerraformStack[]).map((stack) => [
    stack.node.id,
    { resource: JSON.parse(examples[stack.node.id]!).resource as Block, dependencies: stack.dependencies },
  ]),
);

/** Parts of another resource, which a diagram leaves out. */
const details =
  /^aws_(s3_bucket_|kms_alias$|iam_instance_profile$|iam_role_policy|sns_topic_|\w+_target$|\w+(?<!iam|organizations)_policy$)/;

/** How many resources of each type a diagram should show for a stack, or for a Region of it. */
function counted(id: string, region: (region: string | undefined) => boolean): Record<string, number> {
  const counts = Object.entries<Block>(stacks.get(id)!.resource)
    .filter(([type]) => !details.test(type))
    .map(([type, byId]) => [type, Object.values<Block>(byId).filter((block) => region(block.region)).length] as const);
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

function shown(diagram: Diagram, within: readonly string[]): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const { resources } of diagram.nodes.filter((node) => node.within.join() === within.join()))
    for (const [type, count] of Object.entries(resources)) sum[type] = (sum[type] ?? 0) + count;
  return sum;
}

const diagrams = diagramsOf(page);
const drawn = diagrams.flatMap((diagram) =>
  [...new Set(diagram.nodes.map(({ within }) => within[0]).filter((id) => id !== undefined))].map(
    (id) => [id, diagram] as const,
  ),
);

test("every stack is drawn, in the diagram of its topology", () => {
  expect(diagrams).toHaveLength(3);
  expect(drawn.map(([id]) => id).sort()).toEqual([...stacks.keys()].sort());
});

test.each(drawn)("the boxes of %s are its resources, Region by Region", (id, diagram) => {
  const regions = [...new Set(diagram.nodes.filter(({ within }) => within[0] === id).map(({ within }) => within[1]))];
  const named = regions.filter((region) => region !== undefined);
  for (const region of named)
    expect([region, shown(diagram, [id, region])]).toEqual([region, counted(id, (found) => found === region)]);
  const rest = counted(id, (found) => named.length === 0 || found === undefined);
  expect(shown(diagram, [id])).toEqual(rest);
  const all = [...named.map((region) => counted(id, (found) => found === region)), rest];
  expect(all.flatMap(Object.values).reduce((sum, count) => sum + count, 0)).toBe(
    Object.values(counted(id, () => true)).reduce((sum, count) => sum + count, 0),
  );
});

test.each(diagrams.map((diagram, index) => [index + 1, diagram] as const))(
  "diagram %i holds together",
  (_, diagram) => {
    const ids = diagram.nodes.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)]);
    expect(diagram.linked.filter((id) => !ids.includes(id))).toEqual([]);
    expect(diagram.linked.length).toBeGreaterThan(10);
    const empty = diagram.nodes.filter(
      ({ within, resources }) => within.length > 0 === (Object.keys(resources).length === 0),
    );
    expect(empty).toEqual([]);
  },
);

test("the tables count the keys of each stack", () => {
  const rows = [...page.matchAll(/^\| `([\w-]+)` \| .* \| (\d+) \|$/gm)].map(
    ([, id, keys]) => [id!, Number(keys)] as const,
  );
  const sum = (id: string) => rows.filter(([row]) => row === id).reduce((total, [, keys]) => total + keys, 0);
  for (const [id, { resource }] of stacks)
    expect([id, sum(id)]).toEqual([id, Object.keys(resource.aws_kms_key).length]);
});

test("the order of deployment is that of the stack dependencies", () => {
  const section = page.slice(page.indexOf("### Order of deployment"), page.indexOf("### Add an account"));
  const step = (id: string) => section.slice(0, section.indexOf(`\`${id}\``)).split(/^\d+\. /m).length;
  for (const [id, { dependencies }] of [...stacks].filter(([id]) => id.startsWith("landing-zone-"))) {
    expect([id, section.includes(`\`${id}\``)]).toEqual([id, true]);
    for (const before of dependencies) expect([id, step(before.node.id)]).toEqual([id, expect.any(Number)]);
    expect(dependencies.filter((before) => step(before.node.id) >= step(id)).map(({ node }) => node.id)).toEqual([]);
  }
});
