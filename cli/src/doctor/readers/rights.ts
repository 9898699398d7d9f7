import {
  type ContextEntry,
  type EvaluationResult,
  IAMClient,
  paginateSimulatePrincipalPolicy,
} from "@aws-sdk/client-iam";
import { paginateDescribeSessions, SSMClient } from "@aws-sdk/client-ssm";
import { everyPage } from "../../fleet/pages";
import { known, type Reading } from "../../fleet/place";
import {
  agentCalls,
  type Chain,
  type Context,
  callerContext,
  clientCalls,
  madeByS3,
  nodeDeletions,
  type PlacedCall,
  sessionContext,
  tamperingCalls,
  uploadContext,
  uploadKeyContext,
} from "../policies/calls";
import { mapReading } from "../readings";
import { type Decision, type Decisions, decisionKey, type ManagedNode, type NodeRole, type Person } from "../state";
import { readRole } from "./nodes";
import type { Site } from "./site";

/** What the roles of nodes may do, each role once. */
export async function readNodeRoles(
  site: Site,
  nodes: readonly ManagedNode[],
  chain: Chain,
): Promise<readonly NodeRole[]> {
  const roles = new Map<string, ManagedNode[]>();
  for (const node of nodes) if (node.roleArn) roles.set(node.roleArn, [...(roles.get(node.roleArn) ?? []), node]);
  return Promise.all(
    [...roles].map(
      async ([arn, members]): Promise<NodeRole> => ({
        arn,
        nodes: members.map(({ id }) => id),
        isByDefaultHostManagement: members.some((member) => member.isByDefaultHostManagement),
        decisions: await readNodeDecisions(site, arn, chain),
      }),
    ),
  );
}

async function readNodeDecisions(site: Site, arn: string, chain: Chain): Promise<NodeRole["decisions"]> {
  const calls = agentCalls(chain);
  const throughS3 = calls.filter(madeByS3);
  const [own, byS3] = await Promise.all([
    simulate(site, arn, [...calls.filter((call) => !madeByS3(call)), ...nodeDeletions(chain)], {
      ...uploadContext,
      ...sessionContext,
    }),
    throughS3.length > 0 ? simulate(site, arn, throughS3, uploadKeyContext(chain)) : known(new Map()),
  ]);
  return own.known ? mapReading(byS3, (decisions) => ({ own: own.value, byS3: decisions })) : own;
}

const recentSessions = 50;

/** Who has opened sessions of late, as DescribeSessions lists them, and what they may do. */
export async function readPeople(site: Site, chain: Chain): Promise<Reading<readonly Person[]>> {
  const client = site.client(SSMClient);
  const listed = await site.ask(async () => {
    const pages = everyPage(
      "ssm:DescribeSessions",
      paginateDescribeSessions,
      { client },
      {
        State: "History",
        MaxResults: recentSessions,
      },
    );
    for await (const { Sessions } of pages) return Sessions ?? [];
    return [];
  });
  if (!listed.known) return listed;
  const justInTime = new Set<string>();
  const arns = new Set<string>();
  for (const { Owner, AccessType } of listed.value ?? []) {
    if (!Owner) continue;
    const arn = await principalOf(site, Owner);
    if (!arn.known) return arn;
    if (!arn.value) continue;
    arns.add(arn.value);
    if (AccessType === "JustInTime") justInTime.add(arn.value);
  }
  const people = [...arns].map(
    async (arn): Promise<Person> => ({
      arn,
      usesJustInTimeAccess: justInTime.has(arn),
      decisions: await readPersonDecisions(site, arn, chain),
    }),
  );
  return known(await Promise.all(people));
}

async function readPersonDecisions(site: Site, arn: string, chain: Chain): Promise<Person["decisions"]> {
  const context = {
    ...sessionContext,
    ...callerContext,
    "ssm:SessionDocumentAccessCheck": "true",
    "ssm:DocumentType": "Session",
  };
  const [client, tampering] = await Promise.all([
    simulate(site, arn, clientCalls(chain), context),
    simulate(site, arn, tamperingCalls(chain), context),
  ]);
  return client.known ? mapReading(tampering, (decisions) => new Map([...client.value, ...decisions])) : client;
}

/** The role behind `arn:aws:sts::…:assumed-role/Ops/alice`, with its path; a user as it is; nobody for root. */
async function principalOf(site: Site, owner: string): Promise<Reading<string | undefined>> {
  const resource = owner.split(":")[5] ?? "";
  if (resource.startsWith("assumed-role/")) return readRole(site, resource.split("/")[1]!);
  return known(resource.startsWith("user/") ? owner : undefined);
}

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html */
async function simulate(
  site: Site,
  arn: string,
  calls: readonly PlacedCall[],
  context: Context,
): Promise<Reading<Decisions>> {
  const client = site.client(IAMClient);
  const ContextEntries = Object.entries({ "aws:SecureTransport": "true", ...context }).map(
    ([ContextKeyName, value]): ContextEntry => ({
      ContextKeyName,
      ContextKeyValues: [value],
      ContextKeyType: value === "true" ? "boolean" : "string",
    }),
  );
  const read = await site.ask(async () => {
    const decisions = new Map<string, Decision>();
    const pages = everyPage(
      "iam:SimulatePrincipalPolicy",
      paginateSimulatePrincipalPolicy,
      { client },
      {
        PolicySourceArn: arn,
        ActionNames: unique(calls.map(({ action }) => action)),
        ResourceArns: unique(calls.map(({ resource }) => resource)),
        ContextEntries,
        MaxItems: 1000,
      },
    );
    for await (const { EvaluationResults } of pages)
      for (const result of EvaluationResults ?? []) note(decisions, result);
    return decisions;
  });
  return mapReading(read, (decisions) => decisions!);
}

/** AWS tells results per resource beside the action's, or below it. */
function note(decisions: Map<string, Decision>, result: EvaluationResult): void {
  const boundary = result.PermissionsBoundaryDecisionDetail?.AllowedByPermissionsBoundary;
  const organization = result.OrganizationsDecisionDetail?.AllowedByOrganizations;
  const decide = (resource: string | undefined, decision: string | undefined, missing: readonly string[] = []) =>
    resource &&
    decisions.set(decisionKey(result.EvalActionName!, resource), {
      isAllowed: decision === "allowed",
      missing,
      boundaryAllows: boundary ?? true,
      organizationAllows: organization ?? true,
    });
  decide(result.EvalResourceName, result.EvalDecision, result.MissingContextValues);
  for (const specific of result.ResourceSpecificResults ?? []) {
    decide(specific.EvalResourceName, specific.EvalResourceDecision, specific.MissingContextValues);
  }
}

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];
