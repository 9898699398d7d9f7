import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import {
  COLLECTIONS_PREFIX,
  type CollectionRow,
  collectionKey,
  jsonLines,
  LEDGER_PREFIX,
  type LedgerRow,
  ledgerKey,
  transcriptKey,
} from "../../../modules/evidence";
import { base32, generator, hex } from "./random";

const accounts = ["111122223333", "222233334444", "333344445555"];
const regions = ["eu-central-1", "eu-west-1"];
const organization = "o-a1b2c3d4e5";
const day = 86_400_000;

/** What became of a session, as whoever made it up knows it. */
const fates = [
  ...["recorded", "missing", "partial", "unlogged", "open", "closed-late", "uncollected", "untrailed", "failed"],
  ...["refused", "root", "no-mfa", "user-key", "identity-center", "long-ago"],
] as const;
type Fate = (typeof fates)[number];

/** Made-up evidence, and what questions about it must find. Sessions by id, calls by event id. */
export interface Evidence {
  readonly records: number;
  readonly ledgerRows: number;
  readonly sessions: number;
  readonly ids: Readonly<Record<Fate, readonly string[]>>;
  /** Event ids of changes that matter. */
  readonly preferenceChanges: readonly string[];
  readonly sessionsOf: ReadonlyMap<string, number>;
  readonly sessionsOn: ReadonlyMap<string, number>;
  /** A place that could not be read. */
  readonly unread: { readonly account: string; readonly region: string; readonly lastReadAt: string };
}

export interface EvidenceOptions {
  readonly now: Date;
  /** How many calls of other kinds surround the sessions. */
  readonly noise: number;
  readonly sessions: number;
}

/** Writes trail files, ledger and collections as AWS and the collector lay them out: the same for the same seed and day. */
export function writeEvidence(folder: string, { now, noise, sessions: count }: EvidenceOptions): Evidence {
  const random = generator(11);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const trail = new Map<string, object[]>();
  const ledger = new Map<string, LedgerRow[]>();
  const ids = Object.fromEntries(fates.map((fate) => [fate, [] as string[]])) as Record<Fate, string[]>;
  const sessionsOf = new Map<string, number>();
  const sessionsOn = new Map<string, number>();
  const people = ["alice", "bob", "carol", "dan"];
  const nodes = Array.from({ length: 10 }, () => `i-0${hex(random, 16)}`);
  const add = <T>(all: Map<string, T[]>, key: string, value: T) => all.set(key, [...(all.get(key) ?? []), value]);
  /** Noon at the latest: what started today has ended before now. */
  const within = (days: number) =>
    new Date(
      Math.floor(now.getTime() / day) * day - Math.floor(random() * days + 1) * day + Math.floor(random() * day * 0.5),
    );

  let records = 0;
  const record = (at: Date, account: string, region: string, fields: object): string => {
    const eventID = `${hex(random, 8)}-${hex(random, 4)}-${hex(random, 12)}`;
    const event = {
      eventVersion: "1.11",
      eventTime: `${at.toISOString().slice(0, 19)}Z`,
      awsRegion: region,
      sourceIPAddress: "198.51.100.7",
      userAgent: "aws-cli/2.17.0",
      requestID: hex(random, 16),
      eventID,
      readOnly: false,
      eventType: "AwsApiCall",
      managementEvent: true,
      recipientAccountId: account,
      eventCategory: "Management",
      ...fields,
    };
    records++;
    const path = `${account}/CloudTrail/${region}/${at.toISOString().slice(0, 10).replaceAll("-", "/")}`;
    const events = trail.get(path);
    if (events) events.push(event);
    else trail.set(path, [event]);
    return eventID;
  };

  for (let index = 0; index < count; index++) {
    // Most are as they should be.
    const fate = index < fates.length * 3 ? fates[index % fates.length]! : random() < 0.8 ? "recorded" : pick(fates);
    const [account, region, target] = [pick(accounts), pick(regions), pick(nodes)];
    const person = fate === "root" ? "root" : pick(people);
    const started = fate === "long-ago" ? new Date(now.getTime() - 40 * day) : within(28);
    const id = `${person}-${base32(random)}`;
    const documentName = fate === "unlogged" ? "AWS-StartPortForwardingSession" : undefined;
    const refused = fate === "refused";
    let eventId: string | undefined;
    if (fate !== "untrailed") {
      eventId = record(started, account, region, {
        userIdentity: identity(fate, account, person),
        eventSource: "ssm.amazonaws.com",
        eventName: "StartSession",
        requestParameters: {
          target,
          ...(documentName && { documentName }),
          reason: "INC-4711",
          parameters: { a: ["1"] },
        },
        responseElements: refused
          ? null
          : { sessionId: id, tokenValue: "Value hidden due to security reasons.", streamUrl: "wss://" },
        ...(refused && { errorCode: "AccessDenied", errorMessage: "not authorized" }),
      });
      // Some records are delivered twice.
      if (index % 50 === 0)
        trail.get(pathOf(started, account, region))!.push(trail.get(pathOf(started, account, region))!.at(-1)!);
    }
    const byCall: readonly Fate[] = ["refused", "root", "no-mfa", "user-key", "identity-center"];
    ids[fate].push(byCall.includes(fate) ? eventId! : id);
    if (fate === "long-ago" || refused) continue;
    sessionsOf.set(person, (sessionsOf.get(person) ?? 0) + 1);
    sessionsOn.set(target, (sessionsOn.get(target) ?? 0) + 1);
    if (fate === "uncollected") continue;
    const key = transcriptKey({ name: "", prefix: `sessions/${account}/${region}` }, id);
    const bytes = { missing: undefined, unlogged: undefined, failed: undefined, open: undefined, partial: 0 }[
      fate as string
    ];
    const has = !["missing", "unlogged", "failed"].includes(fate);
    const row = (status: LedgerRow["status"]): LedgerRow => ({
      session_id: id,
      status,
      account,
      region,
      person,
      principal: `arn:aws:sts::${account}:assumed-role/Operator/${person}`,
      target,
      document: documentName ?? "SSM-SessionManagerRunShell",
      started_at: started.toISOString(),
      ...(status !== "active" && { ended_at: new Date(started.getTime() + 600_000).toISOString() }),
      reason: "INC-4711",
      ...(status !== "active" && has && { transcript_key: key, transcript_bytes: fate === "partial" ? bytes! : 2048 }),
      ...(status !== "active" && { transcript_checked_at: now.toISOString() }),
      collected_at: new Date(started.getTime() + day).toISOString(),
    });
    const file = ledgerKey(LEDGER_PREFIX, { date: started.toISOString().slice(0, 10), account, region }, "a");
    if (fate === "open" || fate === "closed-late") add(ledger, file, row("active"));
    if (fate !== "open") add(ledger, file, row(fate === "failed" ? "failed" : "ended"));
  }

  const changes = ["UpdateDocument", "UpdateDocumentDefaultVersion", "DeleteDocument"].flatMap((eventName, index) =>
    [
      "SSM-SessionManagerRunShell",
      "arn:aws:ssm:eu-west-1:111122223333:document/SSM-SessionManagerRunShell",
      "Patch-Servers",
    ].map((name) => {
      const userIdentity = identity("recorded", accounts[0]!, "mallory");
      const id = record(within(20 + index), accounts[0]!, regions[1]!, {
        userIdentity,
        eventSource: "ssm.amazonaws.com",
        eventName,
        requestParameters: { name },
      });
      return name === "Patch-Servers" ? [] : [id];
    }),
  );
  const byArn = record(within(10), accounts[0]!, regions[1]!, {
    userIdentity: identity("recorded", accounts[0]!, "mallory"),
    eventSource: "ssm.amazonaws.com",
    eventName: "PutResourcePolicy",
    requestParameters: { resourceArn: "arn:aws:ssm:eu-west-1:111122223333:document/SSM-SessionManagerRunShell" },
  });
  changes.push(
    [byArn],
    [
      [
        record(within(9), accounts[1]!, regions[0]!, {
          userIdentity: identity("recorded", accounts[1]!, "mallory"),
          eventSource: "ssm.amazonaws.com",
          eventName: "UpdateServiceSetting",
          requestParameters: { settingId: "/ssm/documents/console/public-sharing-permission", settingValue: "Enable" },
        }),
      ],
    ].flat(),
  );

  const strange = [
    // Athena has a call of that name too.
    {
      eventSource: "athena.amazonaws.com",
      eventName: "StartSession",
      responseElements: { sessionId: "athena" },
      errorCode: "AccessDenied",
    },
    { eventSource: "ssm.amazonaws.com", eventName: "TerminateSession", requestParameters: { sessionId: "alice-x" } },
    {
      eventSource: "ec2.amazonaws.com",
      eventName: "RunInstances",
      requestParameters: { imageId: "ami-1", reason: 'it\'s "quoted"' },
    },
    {
      eventSource: "s3.amazonaws.com",
      eventName: "PutBucketPolicy",
      requestParameters: null,
      additionalEventData: { SignatureVersion: "SigV4" },
    },
  ];
  for (let index = 0; index < noise; index++) {
    record(within(29), pick(accounts), pick(regions), {
      userIdentity: identity("recorded", accounts[0]!, "service"),
      ...pick(strange),
    });
  }

  for (const [path, Records] of trail) {
    const [account, , region] = path.split("/");
    const half = Math.ceil(Records.length / 2);
    [Records.slice(0, half), Records.slice(half)].forEach((part, index) => {
      if (part.length === 0) return;
      const key = `AWSLogs/${organization}/${path}/${account}_CloudTrail_${region}_${index}.json.gz`;
      write(folder, key, gzipSync(JSON.stringify({ Records: part }), { level: 1 }));
    });
  }
  for (const [key, rows] of ledger) write(folder, key, jsonLines(rows));
  const unread = writeCollections(folder, now);
  const ledgerRows = [...ledger.values()].flat().length;
  return {
    records,
    ledgerRows,
    sessions: count,
    ids,
    preferenceChanges: changes.flat(),
    sessionsOf,
    sessionsOn,
    unread,
  };
}

/** A run a day; in one place the last three days were denied. */
function writeCollections(folder: string, now: Date): Evidence["unread"] {
  const [account, region] = [accounts[2]!, regions[0]!];
  let lastReadAt = "";
  for (let hours = 28 * 24; hours > 0; hours -= 24) {
    const at = `${new Date(now.getTime() - hours * 3_600_000).toISOString().slice(0, 19)}Z`;
    const rows = accounts.flatMap((id) =>
      regions.map((name): CollectionRow => {
        const where = { collected_at: at, account: id, region: name };
        if (id === account && name === region && hours <= 72) {
          return { ...where, outcome: "unreadable", action: "sts:AssumeRole", message: "AccessDenied: not authorized" };
        }
        if (id === account && name === region) lastReadAt = at;
        return { ...where, outcome: "read", active: 0, ended: 3, written: 1 };
      }),
    );
    write(folder, collectionKey(COLLECTIONS_PREFIX, at), jsonLines(rows));
  }
  return { account, region, lastReadAt };
}

function identity(fate: Fate, account: string, person: string): object {
  if (fate === "root")
    return {
      type: "Root",
      principalId: account,
      arn: `arn:aws:iam::${account}:root`,
      accountId: account,
      sessionContext: withMfa("true"),
    };
  if (fate === "user-key") {
    return {
      type: "IAMUser",
      principalId: "AIDAEXAMPLE",
      arn: `arn:aws:iam::${account}:user/${person}`,
      accountId: account,
      userName: person,
    };
  }
  const role = fate === "identity-center" ? "AWSReservedSSO_Support_0123456789abcdef" : "Operator";
  return {
    type: "AssumedRole",
    principalId: `AROAEXAMPLE:${person}`,
    arn: `arn:aws:sts::${account}:assumed-role/${role}/${person}`,
    accountId: account,
    sessionContext: withMfa(fate === "no-mfa" || fate === "identity-center" ? "false" : "true"),
  };
}

const withMfa = (mfaAuthenticated: string) => ({
  attributes: { mfaAuthenticated, creationDate: "2026-07-14T00:00:00Z" },
});
const pathOf = (at: Date, account: string, region: string) =>
  `${account}/CloudTrail/${region}/${at.toISOString().slice(0, 10).replaceAll("-", "/")}`;

function write(folder: string, key: string, content: Buffer | string): void {
  const path = join(folder, key);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}
