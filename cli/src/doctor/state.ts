import type { Place, Reading } from "../fleet/place";

/**
 * What one Region of one account looks like to a session. Every value that AWS was asked for is a reading: known, or unreadable for
 * a reason. `undefined` inside a known reading means that the thing does not exist.
 */
export interface RegionState extends Place {
  readonly partition: string;
  readonly nodes: Reading<readonly ManagedNode[]>;
  readonly preferences: Reading<SessionDocument | undefined>;
  /** Session documents of the account besides the preferences. */
  readonly documents: Reading<readonly SessionDocument[]>;
  readonly publicSharing: Reading<boolean>;
  /** Where the preferences say that sessions are logged; absent where they name none. */
  readonly bucket?: Reading<Bucket | undefined>;
  readonly group?: Reading<LogGroup | undefined>;
  /** The key that session data are encrypted with. */
  readonly sessionKey?: Reading<Key | undefined>;
  readonly roles: Reading<readonly NodeRole[]>;
  readonly people: Reading<readonly Person[]>;
  readonly network: Reading<Network>;
  readonly rules: Reading<readonly Rule[]>;
  readonly trails: Reading<readonly Trail[]>;
}

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type Fields = { readonly [key: string]: Json };

export interface SessionDocument {
  readonly name: string;
  readonly defaultVersion: string;
  readonly latestVersion: string;
  /** Undefined where the content is no JSON object. */
  readonly content: Fields | undefined;
  readonly isPublic: Reading<boolean>;
}

export interface ManagedNode {
  readonly id: string;
  readonly platform: "Linux" | "Windows" | "MacOS";
  readonly platformVersion: string;
  readonly agentVersion: string;
  /** Absent where nothing says whose rights the agent has. */
  readonly roleArn?: string;
  readonly isByDefaultHostManagement: boolean;
  readonly subnet?: { readonly id: string; readonly vpc: string };
  /** Packages that can hold `script`, by name; undefined where no inventory of applications is collected. */
  readonly packages: Reading<Readonly<Record<string, string>> | undefined>;
}

/** What IAM's simulation said of one call. */
export interface Decision {
  readonly isAllowed: boolean;
  /** Condition keys that some policy of the principal asks for, relevant or not, and only the real request knows. */
  readonly missing: readonly string[];
  readonly boundaryAllows: boolean;
  readonly organizationAllows: boolean;
}

/** Decisions by `decisionKey`. */
export type Decisions = ReadonlyMap<string, Decision>;
export const decisionKey = (action: string, resource: string): string => `${action} ${resource}`;

export interface NodeRole {
  readonly arn: string;
  readonly nodes: readonly string[];
  readonly isByDefaultHostManagement: boolean;
  /** On its own calls, and on those that S3 makes for it. */
  readonly decisions: Reading<{ readonly own: Decisions; readonly byS3: Decisions }>;
}

/** A role or user who has opened sessions. */
export interface Person {
  readonly arn: string;
  readonly usesJustInTimeAccess: boolean;
  readonly decisions: Reading<Decisions>;
}

export interface PolicyDocument {
  readonly Statement: unknown;
}

export interface Bucket {
  readonly name: string;
  /** Undefined where the bucket is of an account that is not read. */
  readonly owner: Reading<string | undefined>;
  readonly region: string;
  readonly encryption: Reading<{ readonly algorithm: string; readonly keyId?: string } | undefined>;
  readonly key?: Reading<Key | undefined>;
  readonly policy: Reading<PolicyDocument | undefined>;
  readonly isPublic: Reading<boolean>;
  readonly isVersioned: Reading<boolean>;
  /** Days after which some object that is not a leftover expires. */
  readonly expiresAfterDays: Reading<number | undefined>;
  readonly blocksPublicAccess: Reading<boolean>;
  readonly accessLogs: Reading<AccessLogs | undefined>;
  /** Id of the organization of the nodes, where the policy asks for one. */
  readonly organizationId?: Reading<string | undefined>;
}

export interface AccessLogs {
  readonly target: string;
  readonly isLocked: Reading<boolean>;
  readonly algorithm: Reading<string | undefined>;
}

export interface LogGroup {
  readonly name: string;
  readonly arn: string;
  readonly keyArn?: string;
  readonly key?: Reading<Key | undefined>;
  /** Undefined where events never expire. */
  readonly retentionDays?: number;
  readonly isProtected: boolean;
  readonly isMasked: boolean;
  readonly isForInfrequentAccess: boolean;
}

export interface Key {
  readonly arn: string;
  readonly state: string;
  readonly isManagedByAws: boolean;
  readonly isSymmetric: boolean;
  readonly policy: Reading<PolicyDocument | undefined>;
  readonly tags?: Reading<Readonly<Record<string, string>>>;
}

export interface Network {
  /** Subnets of nodes that no route leads out of. */
  readonly closedSubnets: readonly { readonly id: string; readonly vpc: string; readonly routeTable: string }[];
  readonly endpoints: readonly Endpoint[];
}

export interface Endpoint {
  readonly id: string;
  readonly vpc: string;
  /** `logs`, of `com.amazonaws.eu-west-1.logs`. */
  readonly service: string;
  readonly isGateway: boolean;
  readonly privateDns: boolean;
  readonly routeTables: readonly string[];
  readonly policy: PolicyDocument | undefined;
}

/** A rule of EventBridge that has to do with sessions, or would have if it were enabled. */
export interface Rule {
  readonly name: string;
  readonly arn: string;
  readonly bus: string;
  readonly isEnabled: boolean;
  readonly pattern: Fields;
  readonly targets: Reading<readonly Target[]>;
}

export interface Target {
  readonly arn: string;
  readonly roleArn?: string;
  readonly deadLetters?: Reading<Queue | undefined>;
  /** What it leads to; unread kinds of targets are taken to be there. */
  readonly topic?: Reading<Topic | undefined>;
  readonly queue?: Reading<Queue | undefined>;
  readonly function?: Reading<{ readonly policy: PolicyDocument | undefined } | undefined>;
  readonly group?: Reading<{ readonly policies: readonly PolicyDocument[] } | undefined>;
  readonly bus?: Reading<{ readonly arn: string } | undefined>;
}

export interface Topic {
  readonly arn: string;
  readonly policy: PolicyDocument | undefined;
  readonly keyId?: string;
  readonly key?: Reading<Key | undefined>;
  /** Confirmed or not. */
  readonly subscribers: number;
  readonly unconfirmed: Reading<readonly string[]>;
}

export interface Queue {
  readonly arn: string;
  readonly waiting: number;
  readonly policy: PolicyDocument | undefined;
}

export interface Trail {
  readonly arn: string;
  readonly homeRegion: string;
  readonly isMultiRegion: boolean;
  readonly validatesFiles: boolean;
  readonly key?: Reading<Key | undefined>;
  readonly status: Reading<{
    readonly isLogging: boolean;
    readonly deliveryError?: string;
    readonly groupError?: string;
  }>;
  readonly recordsWrites: Reading<boolean>;
}
