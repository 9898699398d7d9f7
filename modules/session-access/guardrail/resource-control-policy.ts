import type { PolicyStatement } from "../../core/internal";

/**
 * Services of the audit chain whose resources an organization policy can protect.
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html#rcp-supported-services
 */
const services: readonly string[] = ["events", "kms", "logs", "s3", "sqs"];

/**
 * The denies as resource control policy statements: for everyone, from any account. This kind covers resources only, so
 * calls on no resource are left to the other kinds.
 */
export function resourceControlStatements(statements: readonly PolicyStatement[]): PolicyStatement[] {
  return statements
    .filter(({ resources }) => !resources?.includes("*"))
    .map((statement) => ({
      ...statement,
      principals: "*" as const,
      actions: statement.actions.filter((action) => services.includes(serviceOf(action))),
      resources: statement.resources?.filter((arn) => services.includes(arn.split(":")[2]!)),
    }))
    .filter(({ actions, resources }) => actions.length > 0 && resources!.length > 0);
}

const serviceOf = (action: string) => action.slice(0, action.indexOf(":"));
