import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import { nameInTerraform, readableId } from "../../core/internal";
import type { Guardrail } from "../../session-access";
import type { AccountAccess } from "./account-access";
import type { Evidence } from "./evidence";

/** What users look up after an apply, by construct id. There is no output without a value. */
export type Outputs = Readonly<
  Record<string, readonly [value: string | readonly string[] | undefined, description: string]>
>;

/** Creates the outputs of a topology. Their ids start with its own, as those of resources do. */
export function createOutputs(topology: Construct, outputs: Outputs): void {
  for (const [id, [value, description]] of Object.entries(outputs)) {
    if (value === undefined || value.length === 0) continue;
    const output = new TerraformOutput(topology, id, { value, description });
    nameInTerraform(output, readableId(output));
  }
}

/** The policies of an account, for those that are not attached by the stack. */
export function accessOutputs({ nodeAccess, operatorAccess, guardrail }: AccountAccess): Outputs {
  return {
    NodePolicyArn: [nodeAccess.policyArn, "Attach it to the roles of your nodes"],
    NodeInstanceProfileName: [nodeAccess.instanceProfileName, "Launch EC2 instances with it"],
    OperatorPolicyArn: [operatorAccess.policyArn, "Attach it to the roles of your engineers"],
    ...guardrailOutputs(guardrail),
  };
}

/** A guardrail that does not fit into one policy protects only if all of its policies are attached. */
export function guardrailOutputs({ policyArns }: Pick<Guardrail, "policyArns">): Outputs {
  return numbered("GuardrailPolicy", "Arn", policyArns, "Attach it to everyone who must not change the audit");
}

/** One output for each value: the first without a number, the others numbered from 2. */
export function numbered(start: string, end: string, values: readonly string[], description: string): Outputs {
  return Object.fromEntries(
    values.map((value, index) => [`${start}${index === 0 ? "" : index + 1}${end}`, [value, description]]),
  );
}

/** How auditors reach the evidence. */
export function evidenceOutputs(evidence: Evidence | undefined): Outputs {
  return {
    AuditorPolicyArn: [evidence?.tables.policyArn, "Attach it to the roles of your auditors"],
    WorkgroupName: [evidence?.tables.workgroupName, "Athena workgroup with the queries about sessions"],
  };
}

export const inThisOrder = "In this order; skip what you have done";
