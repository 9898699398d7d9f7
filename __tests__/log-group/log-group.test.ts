import { LogGroup } from "../../modules/log-group";
import { synth } from "../support/synth";

test("keeps events for a year and refuses to be destroyed", () => {
  const stack = synth((scope) => new LogGroup(scope, "Sessions", { name: "/acme/sessions" }));
  expect(stack.only("aws_cloudwatch_log_group")).toMatchObject({
    name: "/acme/sessions",
    retention_in_days: 365,
    lifecycle: { prevent_destroy: true },
  });
});
