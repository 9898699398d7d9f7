import { DEFAULT_DOCUMENT_NAME } from "../../../../modules/facts";
import { known, type Place } from "../../fleet/place";
import { chainOf } from "../policies/chain";
import { logging } from "../policies/preferences";
import { followReading, whenKnown } from "../readings";
import type { RegionState } from "../state";
import { readBucket } from "./bucket";
import { readDocument, readOtherDocuments, readPublicSharing } from "./documents";
import { readRules } from "./events";
import { readKey } from "./keys";
import { readLogGroup } from "./log-group";
import { readNetwork } from "./network";
import { readNodes } from "./nodes";
import { readNodeRoles, readPeople } from "./rights";
import type { Site } from "./site";
import { readTrails } from "./trails";

/** Reads all that concerns sessions in one place. Nothing here throws for what AWS refuses: the state says so. */
export async function readRegion(site: Site): Promise<RegionState> {
  const [nodes, preferences, documents, publicSharing, rules, trails] = await Promise.all([
    readNodes(site),
    readDocument(site, DEFAULT_DOCUMENT_NAME),
    readOtherDocuments(site),
    readPublicSharing(site),
    readRules(site),
    readTrails(site),
  ]);
  const wanted = logging(whenKnown(preferences)?.content);
  const [bucket, group] = await Promise.all([
    wanted.bucket ? readBucket(site, wanted.bucket) : undefined,
    wanted.group ? readLogGroup(site, wanted.group) : undefined,
  ]);
  const sessionKey = wanted.keyId ? await readKey(site, wanted.keyId) : undefined;
  const destinations = { ...(bucket && { bucket }), ...(group && { group }), ...(sessionKey && { sessionKey }) };
  const chain = chainOf({ ...placeOf(site), partition: site.partition, preferences, ...destinations });
  const hasNodes = (whenKnown(nodes)?.length ?? 0) > 0;
  const isAudited = whenKnown(preferences) !== undefined;
  const [roles, people, network] = await Promise.all([
    // Without nodes there is nobody whose rights could be wrong, and without preferences nothing they could be rights to.
    hasNodes && isAudited
      ? followReading(nodes, async (found) => known(await readNodeRoles(site, found, chain)))
      : known([]),
    hasNodes && isAudited ? readPeople(site, chain) : known([]),
    followReading(nodes, (found) => readNetwork(site, found)),
  ]);
  const withTags = wanted.keyId && whenKnown(people)?.some(({ usesJustInTimeAccess }) => usesJustInTimeAccess);
  return {
    ...placeOf(site),
    partition: site.partition,
    nodes,
    preferences,
    documents,
    publicSharing,
    ...destinations,
    ...(withTags && { sessionKey: await readKey(site, wanted.keyId, true) }),
    roles,
    people,
    network,
    rules,
    trails,
  };
}

const placeOf = ({ account, region }: Place): Place => ({ account, region });
