import { isUnknown } from "../core/internal";
import { maxDurationGaps } from "../facts";
import type { SessionDocumentProps } from "./session-document";
import { givenCommands } from "./session-document-content";

/** The risks that the caller has knowingly chosen, one line each, shown at every synthesis. */
export function documentRisks(props: SessionDocumentProps): string[] {
  const { bucket, logGroup, prefix, commands, maxDurationMinutes: minutes } = props;
  const elevated = givenCommands(commands).flatMap(([system, { runAsElevated }]) => (runAsElevated ? [system] : []));
  const gap = maxDurationGaps.find(([from, to]) => minutes !== undefined && minutes >= from && minutes <= to);
  const risks: [applies: boolean, text: string][] = [
    [
      !bucket && logGroup !== undefined && !logGroup.encrypted,
      `log group ${logGroup?.logGroupName} is the only destination and has no key: where it is missing or closed to a node, sessions run there unlogged`,
    ],
    [
      !bucket && Boolean(props.streaming),
      "output is streamed and uploaded nowhere: where streaming is off on a node, such as for an old PowerShell, sessions run there unlogged",
    ],
    [
      bucket?.encryption === "unchecked",
      `the encryption of bucket ${bucket?.bucketName} is not checked: where the bucket is missing or closed to a node, sessions run there without a transcript`,
    ],
    [
      typeof prefix === "object",
      "the prefix of transcripts names neither account nor Region: a node can write where those of other accounts and Regions lie",
    ],
    [elevated.length > 0, `commands for ${elevated.join(" and ")} run as root, whatever Run As says`],
    [
      gap !== undefined && !isUnknown(minutes),
      `maxDurationMinutes ${minutes} lies from ${gap?.[0]} to ${gap?.[1]}, which the pattern of MaxSessionDuration in DescribeSessions leaves out; AWS takes it, and a client that checks the answer may not`,
    ],
  ];
  return risks.flatMap(([applies, text]) => (applies ? [text] : []));
}
