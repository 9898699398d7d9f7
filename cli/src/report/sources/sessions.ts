import { type DescribeSessionsRequest, paginateDescribeSessions, type SSMClient } from "@aws-sdk/client-ssm";
import { type Described, describedSession, interning } from "../../../../modules/evidence";
import { everyPage } from "../../fleet/pages";

export interface DescribedSessions {
  readonly active: readonly Described[];
  readonly history: readonly Described[];
}

/** The sessions that a Region knows: those that started since then and have ended, and all that are open. */
export async function readSessions(client: SSMClient, since: Date): Promise<DescribedSessions> {
  const Filters = [{ key: "InvokedAfter" as const, value: `${since.toISOString().slice(0, 19)}Z` }];
  // The history last: a session that ends meanwhile is then in both answers rather than in none.
  const active = await all(client, { State: "Active" });
  return { active, history: await all(client, { State: "History", Filters }) };
}

async function all(client: SSMClient, input: DescribeSessionsRequest): Promise<Described[]> {
  const sessions: Described[] = [];
  const kept = interning();
  // 200 is the most that a page can hold.
  const pages = everyPage("ssm:DescribeSessions", paginateDescribeSessions, { client, pageSize: 200 }, input);
  for await (const { Sessions } of pages) {
    for (const session of Sessions ?? []) {
      const described = describedSession(session, kept);
      if (described) sessions.push(described);
    }
  }
  return sessions;
}
