/** What an account keeps for the organization, by how the names end. The policies of the organization protect all of it. */
interface Kept {
  /** Buckets `<name>-<ending>-<account>-<region>`. */
  readonly buckets: readonly string[];
  /** Keys by their aliases `alias/<name>-<ending>`. */
  readonly keys: readonly string[];
  /** Roles `<name>-<ending>`. */
  readonly roles: readonly string[];
}

/** Roles of the accounts that exist once in a landing zone. */
export const centralRoles = ["management", "log-archive", "security"] as const;

export type CentralRole = (typeof centralRoles)[number];

/** A role without an entry does not compile. */
export const centralAccounts = {
  management: { buckets: [], keys: ["logs"], roles: ["log-delivery"] },
  "log-archive": { buckets: ["transcripts", "trail", "access-logs"], keys: ["transcripts", "trail"], roles: [] },
  security: { buckets: [], keys: ["alerts", "integrity-alerts"], roles: [] },
} as const satisfies Readonly<Record<CentralRole, Kept>>;

/** What every workload account keeps. */
export const workloadAccount = {
  buckets: [],
  keys: ["sessions", "logs"],
  roles: ["event-forwarding"],
} as const satisfies Kept;

/**
 * What an account is for. `management` owns the organization and its trail. `log-archive` keeps transcripts and trail
 * files. `security` receives alerts. `workload` has the nodes.
 */
export const accountRoles = [...centralRoles, "workload"] as const;

export type AccountRole = (typeof accountRoles)[number];
