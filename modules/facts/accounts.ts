/** Roles of the accounts that exist once in a landing zone. */
export const centralRoles = ["management", "log-archive", "security"] as const;

export type CentralRole = (typeof centralRoles)[number];

/**
 * What an account is for. `management` owns the organization and its trail. `log-archive` keeps transcripts and trail
 * files. `security` receives alerts. `workload` has the nodes.
 */
export const accountRoles = [...centralRoles, "workload"] as const;

export type AccountRole = (typeof accountRoles)[number];
