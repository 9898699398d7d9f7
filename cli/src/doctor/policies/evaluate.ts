import type { PolicyDocument } from "../state";
import { all, any, conditionHolds, like, type RequestContext, substituted, type Truth, texts } from "./conditions";

export interface Call {
  /** ARN of a role or user, or a service: `events.amazonaws.com`. */
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  /** Account of the resource. */
  readonly owner: string;
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
}

/** `unsure` is what cannot be told from outside: the policy asks for what only the real request knows. */
export type Answer = "yes" | "no" | "unsure";

/**
 * Whether a resource policy stands in nobody's way: granted that the caller's own policies allow everything. In a key policy that
 * means that it names the caller or leaves the decision to the account; elsewhere, callers of the same account need no mention.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function admits(policy: PolicyDocument | undefined, call: Call): Answer {
  const isOwn = call.principal.split(":")[4] === call.owner;
  if (isOwn && !call.action.startsWith("kms:")) return answer(true, denial(policy, call));
  return grants(policy, call);
}

/** Whether a policy by itself lets somebody in, a service say. */
export function grants(policy: PolicyDocument | undefined, call: Call): Answer {
  return answer(matching(policy, call, "Allow"), denial(policy, call));
}

function answer(allowed: Truth, denied: Truth): Answer {
  if (denied === true || allowed === false) return "no";
  return denied === "unknown" || allowed === "unknown" ? "unsure" : "yes";
}

const denial = (policy: PolicyDocument | undefined, call: Call): Truth => matching(policy, call, "Deny");

type Statement = Readonly<Record<string, unknown>>;

function matching(policy: PolicyDocument | undefined, call: Call, effect: "Allow" | "Deny"): Truth {
  const statements = [policy?.Statement ?? []].flat() as Statement[];
  const context = contextOf(call);
  return any(
    statements
      .filter(({ Effect }) => Effect === effect)
      .map((statement) =>
        all([
          principalMatches(statement, call),
          actionMatches(statement, call),
          resourceMatches(statement, call, context),
          conditionHolds(statement.Condition, context),
        ]),
      ),
  );
}

function actionMatches({ Action, NotAction }: Statement, { action }: Call): boolean {
  const matches = (patterns: unknown) =>
    texts(patterns).some((pattern) => like(pattern.toLowerCase(), action.toLowerCase()));
  return Action === undefined ? !matches(NotAction) : matches(Action);
}

function resourceMatches({ Resource, NotResource }: Statement, { resource }: Call, context: RequestContext): boolean {
  const matches = (patterns: unknown) =>
    texts(patterns).some((pattern) => like(substituted(pattern, context), resource));
  // Trust and some topic policies name no resource: they are about the one they stand on.
  if (Resource === undefined && NotResource === undefined) return true;
  return Resource === undefined ? !matches(NotResource) : matches(Resource);
}

function principalMatches({ Principal, NotPrincipal }: Statement, call: Call): boolean {
  // Policies of endpoints and of identities may name nobody.
  if (Principal === undefined && NotPrincipal === undefined) return true;
  return Principal === undefined ? !names(NotPrincipal, call) : names(Principal, call);
}

function names(principal: unknown, { principal: caller }: Call): boolean {
  if (principal === "*") return true;
  const { AWS = [], Service = [] } = principal as { AWS?: unknown; Service?: unknown };
  if (isService(caller)) return texts(Service).includes(caller);
  const [, partition, , , account] = caller.split(":");
  const whole = [account, `arn:${partition}:iam::${account}:root`];
  return texts(AWS).some(
    (name) => name === "*" || name === caller || whole.includes(name) || name === sessionOf(caller),
  );
}

const isService = (principal: string): boolean => !principal.startsWith("arn:");

/** The ARN of a session of a role, as agents have it on a node. */
function sessionOf(role: string): string {
  const [, partition, , , account, resource = ""] = role.split(":");
  return `arn:${partition}:sts::${account}:assumed-role/${resource.split("/").at(-1)}/i-0123456789abcdef0`;
}

/** What every request over TLS has, what is known of its caller, and what the call brings along. */
function contextOf({ principal, context = {} }: Call): RequestContext {
  const known: Record<string, string | readonly string[]> = {
    "aws:SecureTransport": "true",
    "aws:PrincipalIsAWSService": String(isService(principal)),
    ...(isService(principal)
      ? { "aws:PrincipalServiceName": principal }
      : { "aws:PrincipalArn": principal, "aws:PrincipalAccount": principal.split(":")[4]! }),
    ...context,
  };
  return new Map(Object.entries(known).map(([key, value]) => [key.toLowerCase(), [value].flat() as string[]]));
}
