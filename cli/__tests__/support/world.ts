import type { DescribedSession } from "../../../modules/evidence";
import { AwsError, type Bucket, type Call, paged, type StandIn, serveBuckets, storedObject } from "./stand-in";

/** A session that took place, as a test tells it. */
export interface Played {
  readonly id: string;
  /** @default - the account of the stand-in */
  readonly account?: string;
  /** @default eu-west-1 */
  readonly region?: string;
  readonly target?: string;
  readonly document?: string;
  readonly role?: string;
  readonly startedAt: string;
  /** @default - it is open */
  readonly endedAt?: string;
  readonly status?: string;
  readonly details?: string;
  readonly reason?: string;
  /** What CloudTrail holds of it. @default - a call with a second factor */
  readonly call?: false | PlayedCall;
  /** @default - DescribeSessions tells of it */
  readonly described?: false;
  readonly transcript?: string | Buffer;
  /** Messages in the log group. */
  readonly stream?: readonly string[];
}

interface PlayedCall {
  readonly sourceIPAddress?: string;
  readonly userAgent?: string;
  readonly mfa?: string;
  readonly sourceIdentity?: string;
}

export interface Refused {
  readonly person: string;
  readonly at: string;
  readonly account?: string;
  readonly region?: string;
  readonly target?: string;
  readonly sourceIPAddress?: string;
}

export const bucketName = "acme-audit-transcripts";
export const groupName = "/acme-audit/sessions";

/** Preferences as the library renders them: a bucket with a prefix for account and Region, and a log group that is streamed to. */
export function preferences(account: string, region: string): string {
  return JSON.stringify({
    schemaVersion: "1.0",
    sessionType: "Standard_Stream",
    inputs: {
      s3BucketName: bucketName,
      s3KeyPrefix: `sessions/${account}/${region}`,
      s3EncryptionEnabled: true,
      cloudWatchLogGroupName: groupName,
      cloudWatchEncryptionEnabled: true,
      cloudWatchStreamingEnabled: true,
    },
  });
}

/** An AWS in which people have opened sessions. */
export class World {
  readonly bucket: Bucket = new Map();
  private readonly sessions = new Map<string, DescribedSession[]>();
  private readonly events = new Map<string, object[]>();
  private readonly streams = new Map<string, Map<string, readonly string[]>>();
  /** Versions of documents of one's own, oldest first, by name. */
  readonly documents = new Map<string, { createdAt: Date; content: string | ((call: Call) => string) }[]>([
    [
      "SSM-SessionManagerRunShell",
      [{ createdAt: new Date("2026-01-01T00:00:00Z"), content: ({ account, region }) => preferences(account, region) }],
    ],
  ]);

  constructor(readonly aws: StandIn) {
    const at = <T>(all: Map<string, T>, { account, region }: Call) => all.get(`${account} ${region}`);
    aws.answer("ssm:DescribeSessions", (call) => {
      const { State, Filters = [] } = call.input;
      const after = Date.parse(Filters.find(({ key }: { key: string }) => key === "InvokedAfter")?.value ?? 0);
      const rows = (at(this.sessions, call) ?? []).filter(
        ({ EndDate, StartDate }) => (EndDate ? "History" : "Active") === State && StartDate!.getTime() >= after,
      );
      return paged("Sessions", rows, call.input.MaxResults ?? 50)(call);
    });
    aws.answer("cloudtrail:LookupEvents", (call) => {
      const events = (at(this.events, call) ?? []).map((event) => ({ CloudTrailEvent: JSON.stringify(event) }));
      return paged("Events", events, 50)(call);
    });
    aws.answer("ssm:ListDocumentVersions", ({ input }) => ({
      DocumentVersions: this.versions(input.Name).map(({ createdAt }, index) => ({
        Name: input.Name,
        DocumentVersion: String(index + 1),
        CreatedDate: createdAt,
      })),
    }));
    aws.answer("ssm:GetDocument", (call) => {
      const versions = this.versions(call.input.Name);
      const { content } = versions[Number(call.input.DocumentVersion ?? versions.length) - 1]!;
      return { Name: call.input.Name, Content: typeof content === "string" ? content : content(call) };
    });
    serveBuckets(aws, new Map([[bucketName, this.bucket]]));
    aws.answer("logs:DescribeLogGroups", { logGroups: [{ logGroupName: groupName }] });
    aws.answer("logs:DescribeLogStreams", (call) => {
      const { logStreamNamePrefix: prefix = "" } = call.input;
      const streams = [...(at(this.streams, call) ?? new Map<string, readonly string[]>())];
      const rows = streams
        .filter(([name]) => name.startsWith(prefix))
        .map(([logStreamName, { length }]) => ({
          logStreamName,
          ...(length > 0 && { lastEventTimestamp: 1_784_000_000_000 }),
        }));
      return paged("logStreams", rows, 50)(call);
    });
    aws.answer("logs:GetLogEvents", (call) => {
      const messages = at(this.streams, call)?.get(call.input.logStreamName) ?? [];
      const events = call.input.nextToken ? [] : messages.map((message) => ({ message, timestamp: 1_784_000_000_000 }));
      return { events, nextForwardToken: "end" };
    });
  }

  play(session: Played): this {
    const { id, account = this.aws.options.account, region = "eu-west-1", role = "Operator", document } = session;
    const place = `${account} ${region}`;
    const person = id.slice(0, id.lastIndexOf("-"));
    const target = session.target ?? "i-02311671588e96626";
    const arn = `arn:aws:sts::${account}:assumed-role/${role}/${person}`;
    if (session.described !== false) {
      put(this.sessions, place, {
        SessionId: id,
        Target: target,
        Status: session.status ?? (session.endedAt ? "Terminated" : "Connected"),
        StartDate: new Date(session.startedAt),
        ...(session.endedAt && { EndDate: new Date(session.endedAt) }),
        ...(document && { DocumentName: document }),
        Owner: arn,
        ...(session.reason && { Reason: session.reason }),
        ...(session.details && { Details: session.details }),
      });
    }
    if (session.call !== false) {
      const { sourceIPAddress = "198.51.100.7", userAgent = "aws-cli/2.17.0", mfa = "true" } = session.call ?? {};
      const { sourceIdentity } = session.call ?? {};
      const call = startSession({
        account,
        region,
        person,
        arn,
        at: session.startedAt,
        sourceIPAddress,
        userAgent,
        mfa,
        ...(sourceIdentity && { sourceIdentity }),
      });
      const requestParameters = {
        target,
        ...(document && { documentName: document }),
        ...(session.reason && { reason: session.reason }),
      };
      put(this.events, place, { ...call, requestParameters, responseElements: { sessionId: id } });
    }
    if (session.transcript !== undefined) {
      const ended = new Date(session.endedAt ?? session.startedAt);
      this.bucket.set(`sessions/${account}/${region}/${id}.log`, storedObject(session.transcript, ended));
    }
    if (session.stream) {
      const streams = this.streams.get(place) ?? new Map();
      this.streams.set(place, streams.set(id, session.stream));
    }
    return this;
  }

  refuse({
    person,
    at,
    account = this.aws.options.account,
    region = "eu-west-1",
    target,
    sourceIPAddress,
  }: Refused): this {
    const arn = `arn:aws:sts::${account}:assumed-role/ReadOnly/${person}`;
    const call = startSession({
      account,
      region,
      person,
      arn,
      at,
      sourceIPAddress: sourceIPAddress ?? "203.0.113.11",
      userAgent: "aws-cli/2.17.0",
      mfa: "false",
    });
    put(this.events, `${account} ${region}`, {
      ...call,
      requestParameters: { target: target ?? "i-02311671588e96626" },
      responseElements: null,
      errorCode: "AccessDenied",
      errorMessage: "User is not authorized to perform: ssm:StartSession",
    });
    return this;
  }

  private versions(name: string) {
    const versions = this.documents.get(name);
    if (!versions) throw new AwsError("InvalidDocument", `Document with name ${name} does not exist.`);
    return versions;
  }
}

function put<T>(all: Map<string, T[]>, key: string, value: T): void {
  const list = all.get(key);
  if (list) list.push(value);
  else all.set(key, [value]);
}

let events = 0;

function startSession(call: {
  account: string;
  region: string;
  person: string;
  arn: string;
  at: string;
  sourceIPAddress: string;
  userAgent: string;
  mfa: string;
  sourceIdentity?: string;
}): Record<string, unknown> {
  return {
    eventVersion: "1.10",
    userIdentity: {
      type: "AssumedRole",
      principalId: `AROAEXAMPLE:${call.person}`,
      arn: call.arn,
      accountId: call.account,
      sessionContext: {
        attributes: { creationDate: call.at, mfaAuthenticated: call.mfa },
        ...(call.sourceIdentity && { sourceIdentity: call.sourceIdentity }),
      },
    },
    eventTime: call.at,
    eventSource: "ssm.amazonaws.com",
    eventName: "StartSession",
    awsRegion: call.region,
    sourceIPAddress: call.sourceIPAddress,
    userAgent: call.userAgent,
    eventID: `00000000-0000-4000-8000-${String(++events).padStart(12, "0")}`,
    readOnly: false,
    eventType: "AwsApiCall",
    managementEvent: true,
    recipientAccountId: call.account,
    eventCategory: "Management",
  };
}
