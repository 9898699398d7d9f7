import * as cdkTerrain from "cdktn";
import { LogGroup } from "../../modules/log-group";

class OwnStack extends cdkTerrain.TerraformStack {}

test.each([cdkTerrain.TerraformStack, OwnStack])("a stack of CDK Terrain is refused by what is for CDKTF", (Stack) => {
  const stack = new Stack(new cdkTerrain.App(), "stack");
  expect(() => new LogGroup(stack, "Group", { name: "/acme" })).toThrow(
    'stack/Group: `scope` must be in a stack of cdktf, got: "a stack of cdktn"; ' +
      "with CDKTF import cdktf-session-audit, with CDK Terrain cdktf-session-audit/cdktn",
  );
});
