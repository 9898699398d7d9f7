import { DEFAULT_DOCUMENT_NAME } from "../../../../modules/facts";
import { whenKnown } from "../readings";
import type { Bucket, Key, LogGroup, RegionState } from "../state";
import type { Chain } from "./calls";
import { logging } from "./preferences";

type Parts = Pick<RegionState, "partition" | "account" | "region" | "preferences" | "bucket" | "group" | "sessionKey">;

/** What a session of a Region is logged to and encrypted with, as far as it could be read. */
export function chainOf(state: Parts): Chain {
  const bucket: Bucket | undefined = whenKnown(state.bucket);
  const group: LogGroup | undefined = whenKnown(state.group);
  const sessionKey: Key | undefined = whenKnown(state.sessionKey);
  const keyId = whenKnown(bucket?.encryption)?.keyId;
  return {
    partition: state.partition,
    account: state.account,
    region: state.region,
    document: DEFAULT_DOCUMENT_NAME,
    prefix: logging(whenKnown(state.preferences)?.content).prefix,
    ...(bucket && { bucket }),
    ...(group && { group }),
    // A key of another Region is of no use to a session here.
    ...(sessionKey?.arn.split(":")[3] === state.region && { sessionKey: sessionKey.arn }),
    // A key of another account that could not be read is known by its ARN all the same.
    bucketKey: whenKnown(bucket?.key)?.arn ?? (keyId?.startsWith("arn:") ? keyId : undefined),
  };
}
