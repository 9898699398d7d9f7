/** Column types that both Glue and DuckDB have a name for. */
export type ColumnType =
  | "string"
  | "bigint"
  | { readonly struct: Columns }
  | { readonly list: ColumnType }
  | { readonly map: ColumnType };

export type Columns = Readonly<Record<string, ColumnType>>;

/** A table of evidence: lines of JSON below a prefix, with a folder per partition. */
export interface EvidenceTable {
  readonly description: string;
  /** By their names in the files. SQL ignores case. */
  readonly columns: Columns;
  /** Taken from the path, outermost folder first. */
  readonly partitions: readonly string[];
}

const issuer: Columns = {
  type: "string",
  principalId: "string",
  arn: "string",
  accountId: "string",
  userName: "string",
};

/** @see https://docs.aws.amazon.com/athena/latest/ug/create-cloudtrail-table-partition-projection.html */
const trail: EvidenceTable = {
  description: "API calls, as CloudTrail delivered them: refused ones too, of every service",
  columns: {
    eventVersion: "string",
    userIdentity: {
      struct: {
        type: "string",
        principalId: "string",
        arn: "string",
        accountId: "string",
        invokedBy: "string",
        accessKeyId: "string",
        userName: "string",
        onBehalfOf: { struct: { userId: "string", identityStoreArn: "string" } },
        sessionContext: {
          struct: {
            attributes: { struct: { mfaAuthenticated: "string", creationDate: "string" } },
            sessionIssuer: { struct: issuer },
            sourceIdentity: "string",
            ec2RoleDelivery: "string",
            webIdFederationData: { struct: { federatedProvider: "string", attributes: { map: "string" } } },
          },
        },
      },
    },
    eventTime: "string",
    eventSource: "string",
    eventName: "string",
    awsRegion: "string",
    sourceIPAddress: "string",
    userAgent: "string",
    errorCode: "string",
    errorMessage: "string",
    // As JSON: each call has parameters of its own.
    requestParameters: "string",
    responseElements: "string",
    additionalEventData: "string",
    requestID: "string",
    eventID: "string",
    readOnly: "string",
    resources: { list: { struct: { ARN: "string", accountId: "string", type: "string" } } },
    eventType: "string",
    apiVersion: "string",
    recipientAccountId: "string",
    serviceEventDetails: "string",
    sharedEventID: "string",
    vpcEndpointId: "string",
    tlsDetails: { struct: { tlsVersion: "string", cipherSuite: "string", clientProvidedHostHeader: "string" } },
  },
  partitions: ["account", "region", "day"],
};

const ledger: EvidenceTable = {
  description: "Sessions, as Session Manager told them before it forgot them, and whether their transcripts were there",
  columns: {
    session_id: "string",
    status: "string",
    account: "string",
    region: "string",
    person: "string",
    principal: "string",
    target: "string",
    document: "string",
    started_at: "string",
    ended_at: "string",
    reason: "string",
    details: "string",
    transcript_key: "string",
    transcript_bytes: "bigint",
    transcript_checked_at: "string",
    collected_at: "string",
  },
  partitions: ["day"],
};

const collections: EvidenceTable = {
  description: "What was read when to keep the ledger, and what could not be read",
  columns: {
    collected_at: "string",
    account: "string",
    region: "string",
    outcome: "string",
    action: "string",
    message: "string",
    active: "bigint",
    ended: "bigint",
    written: "bigint",
  },
  partitions: ["day"],
};

/** By the names that queries use in Athena and in DuckDB. */
export const evidenceTables = { trail, ledger, collections } as const satisfies Record<string, EvidenceTable>;

export type EvidenceTableName = keyof typeof evidenceTables;
