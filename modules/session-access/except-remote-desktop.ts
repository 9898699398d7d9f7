import type { PolicyStatement } from "../core/internal";
import { GUI_CONNECT } from "../facts";

/**
 * The same deny, but for what GUI Connect calls in the name of its caller. It calls what a connection needs and nothing
 * that its caller chooses.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-calledviafirst
 */
export function exceptRemoteDesktop(statement: PolicyStatement): PolicyStatement {
  const { StringNotEquals: others, ...conditions } = statement.conditions ?? {};
  return {
    ...statement,
    conditions: { ...conditions, StringNotEquals: { ...others, "aws:CalledViaFirst": [GUI_CONNECT] } },
  };
}
