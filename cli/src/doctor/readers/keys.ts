import { DescribeKeyCommand, GetKeyPolicyCommand, KMSClient, ListResourceTagsCommand } from "@aws-sdk/client-kms";
import { known, type Reading } from "../../fleet/place";
import { mapReading } from "../readings";
import type { Key } from "../state";
import { policyOf } from "./policies";
import type { Site } from "./site";

const noKey = ["NotFoundException"];

/** A key by id, alias or ARN, as the account and Region that it is of see it. */
export function readKey(from: Site, id: string, withTags = false): Promise<Reading<Key | undefined>> {
  const site = id.startsWith("arn:") ? from.of(id) : from;
  return site.once(`key ${site.account} ${site.region} ${id} ${withTags}`, async () => {
    const kms = site.client(KMSClient);
    const described = await site.ask(() => kms.send(new DescribeKeyCommand({ KeyId: id })), noKey);
    if (!described.known) return described;
    const key = described.value?.KeyMetadata;
    if (!key) return known(undefined);
    const KeyId = key.Arn!;
    const isManagedByAws = key.KeyManager === "AWS";
    const isSymmetric = (key.KeySpec ?? "SYMMETRIC_DEFAULT") === "SYMMETRIC_DEFAULT";
    const [policy, tags] = await Promise.all([
      site.ask(() => kms.send(new GetKeyPolicyCommand({ KeyId, PolicyName: "default" })), noKey),
      withTags && !isManagedByAws ? site.ask(() => kms.send(new ListResourceTagsCommand({ KeyId }))) : undefined,
    ]);
    return known({
      arn: KeyId,
      state: key.KeyState ?? "Enabled",
      isManagedByAws,
      isSymmetric,
      policy: mapReading(policy, (found) => policyOf(found?.Policy)),
      ...(tags && {
        tags: mapReading(tags, (found) =>
          Object.fromEntries((found?.Tags ?? []).map(({ TagKey, TagValue }) => [TagKey!, TagValue!])),
        ),
      }),
    });
  });
}
