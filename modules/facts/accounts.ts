/** What an account keeps for the organization, by how the names end. The policies of the organization protect all of it. */
interface Kept {
  /** Buckets `<name>-<ending>-<account>-<region>`. */
  readonly buckets: readonly string[];
  /** Keys by their aliases `alias/<name>-<ending>`. */
  readonly keys: readonly string[];
  /** Roles `<name>-<ending>`. */
  readonly roles: readonly string[];
}

/** The accounts that exist once in a landing zone, by role. */
export const centralAccounts = {
  management: { buckets: [], keys: ["logs"], roles: ["log-delivery"] },
  "log-archive": { buckets: ["transcripts", "trail", "access-logs"], keys: ["transcripts", "trail"], roles: [] },
  security: { buckets: [], keys: ["alerts", "integrity-alerts"], roles: [] },
} as const satisfies Readonly<Record<string, Kept>>;

/** What every workload account keeps. */
export const workloadAccount = {
  buckets: [],
  keys: ["sessions", "logs"],
  roles: ["event-forwarding"],
} as const satisfies Kept;

export type CentralRole = keyof typeof centralAccounts;

/** Roles of the accounts that exist once in a landing zone. */
export const centralRoles = Object.keys(centralAccounts) as readonly CentralRole[];

/**
 * What an account is for. `management` owns the organization and its trail. `log-archive` keeps transcripts and trail
 * files. `security` receives alerts. `workload` has the nodes.
 */
export type AccountRole = CentralRole | "workload";

export const accountRoles: readonly AccountRole[] = [...centralRoles, "workload"];
