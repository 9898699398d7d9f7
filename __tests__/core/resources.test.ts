/** `.resources` is the escape hatch: a module that hides one of its resources there has none for it. */
import { App, TerraformDataSource, TerraformResource, type TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { landingZone } from "../../examples/landing-zone";
import { MultiRegion } from "../../examples/multi-region";
import { SessionActions } from "../../examples/session-actions";
import { AuditModule } from "../../modules/core/internal";
import { makers } from "../support/makers";
import { build } from "../support/refusals";

const isElement = (node: IConstruct) =>
  TerraformResource.isTerraformResource(node) || TerraformDataSource.isTerraformDataSource(node);

/** What a module creates itself: modules within answer for their own. */
function created(scope: IConstruct): IConstruct[] {
  return scope.node.children.flatMap((child) => {
    if (child instanceof AuditModule) return [];
    return isElement(child) ? [child] : created(child);
  });
}

/** Every construct in lists and objects of `resources`. */
function shown(value: unknown): unknown[] {
  if (typeof value !== "object" || value === null) return [];
  return "node" in value ? [value] : Object.values(value).flatMap(shown);
}

function hidden(scope: IConstruct): string[] {
  return scope.node.findAll().flatMap((node) => {
    if (!(node instanceof AuditModule)) return [];
    const resources = shown((node as { resources?: unknown }).resources);
    return created(node)
      .filter((resource) => !resources.includes(resource))
      .map((resource) => resource.node.path);
  });
}

function examples(): App {
  const app = new App();
  new MultiRegion(app);
  new SessionActions(app);
  landingZone(app);
  return app;
}

test("every resource of every example stands in the resources of its module", () => {
  const app = examples();
  expect(app.node.findAll().filter((node) => node instanceof AuditModule).length).toBeGreaterThan(80);
  expect(hidden(app)).toEqual([]);
});

test.each(Object.entries(makers))("every resource stands there that is made of %s", (_, { valid, make }) => {
  const stack = build((scope): TerraformStack => {
    make(scope, valid(scope));
    return scope;
  });
  expect(hidden(stack)).toEqual([]);
});
