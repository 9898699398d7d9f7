import {
  type AtLeastOne,
  type AwsContext,
  arns,
  checked,
  distinct,
  type OwnerGrant,
  refuse,
  ValidationError,
} from "../../core/internal";
import { type CentralRole, type centralAccounts, centralRoles, partitionOf } from "../../facts";
import type { EvidencePreferences } from "../parts";
import { evidenceNames } from "../parts/internal";
import { chosenAccounts } from "./chosen-accounts";
import type { ExistingPieces } from "./existing-pieces";
import { landingZoneSchema } from "./landing-zone-schema";
import { ownerGrants } from "./owner-grants";

/** An account by its number and name. */
interface NamedAccount {
  /** The 12 digits of the account. */
  readonly id: string;
  /** Name of the account, unique in the plan: lower-case letters, digits and inner hyphens. */
  readonly name: string;
}

/** An account that exists once in the organization. It works in the home Region. */
export interface CentralAccount extends NamedAccount {
  /** What the account is for. */
  readonly role: CentralRole;
  /**
   * For workloads only.
   * @default - the home Region
   */
  readonly regions?: undefined;
}

/** An account with nodes. */
export interface PlannedWorkload extends NamedAccount {
  /** What the account is for. */
  readonly role: "workload";
  /**
   * Regions whose sessions are audited.
   * @default - the `regions` of the plan
   */
  readonly regions?: AtLeastOne<string>;
}

export type LandingZoneAccount = CentralAccount | PlannedWorkload;

export interface LandingZoneProps {
  /** Base of every physical name: 3 to 22 lower-case letters, digits and inner hyphens. */
  readonly name: string;
  /** Id of the AWS organization: `o-` and 10 to 32 characters. */
  readonly organizationId: string;
  /** Region of the archive, the trail and the alerts. */
  readonly homeRegion: string;
  /** Regions of workload accounts that list none of their own. */
  readonly regions: AtLeastOne<string>;
  /** Every participating account: one of each central role, and any number of workloads. */
  readonly accounts: readonly (CentralAccount | PlannedWorkload)[];
  /**
   * Names of node roles in any workload account, in addition to `<name>-nodes`. Only these write transcripts. A role
   * with the node policy that is not listed logs nothing to S3, so `WorkloadAccount` refuses to attach the policy to
   * it.
   * @default - only `<name>-nodes`
   */
  readonly nodeRoles?: readonly string[];
  /**
   * What exists already.
   * @default - everything is created
   */
  readonly existing?: ExistingPieces;
  /**
   * A ledger of all sessions beyond 30 days in the log archive, with Athena tables over it and the organization trail,
   * and a dashboard beside the trail. `{}` uses all defaults.
   * @default - none
   */
  readonly evidence?: Omit<EvidencePreferences, "alarms">;
}

/** A workload account with its actual Regions. */
export type WorkloadEntry = PlannedWorkload & {
  /** Regions whose sessions are audited. */
  readonly regions: AtLeastOne<string>;
};

/**
 * The plan of an organization: pure data, checked as a whole, with all problems in one error. It composes every name
 * and ARN that one account needs of another, so no stack reads the state of another.
 *
 * @example
 * ```ts
 * const plan = new LandingZone({
 *   ...names,
 *   accounts,
 *   existing: {
 *     trailArn: "arn:aws:cloudtrail:eu-west-1:111111111111:trail/aws-controltower-BaselineCloudTrail",
 *     transcriptBucket: {
 *       name: "platform-session-logs",
 *       keyArn: "arn:aws:kms:eu-west-1:222222222222:key/1234abcd-12ab-34cd-56ef-1234567890ab",
 *       bucketKey: true,
 *     },
 *     eventBusArn: "arn:aws:events:eu-west-1:333333333333:event-bus/central",
 *     sessionLogGroups: { shop: { name: "/platform/sessions", encrypted: true } },
 *   },
 * });
 * ```
 */
export class LandingZone {
  readonly name: string;
  readonly organizationId: string;
  readonly homeRegion: string;
  /** Regions of accounts that list none of their own. */
  readonly regions: readonly string[];
  /** Names of the roles of nodes. */
  readonly nodeRoles: readonly string[];
  readonly existing: ExistingPieces;
  readonly evidence: Omit<EvidencePreferences, "alarms"> | undefined;
  /** Every account, the central ones first. */
  readonly accounts: readonly LandingZoneAccount[];
  readonly management: LandingZoneAccount;
  readonly logArchive: LandingZoneAccount;
  readonly security: LandingZoneAccount;
  readonly workloads: readonly WorkloadEntry[];

  constructor(props: LandingZoneProps) {
    const found = landingZoneSchema.violations(props);
    refuse("LandingZone", [...found, ...landingZoneSchema.relations(props, undefined, found)]);
    this.name = props.name;
    this.organizationId = props.organizationId;
    this.homeRegion = props.homeRegion;
    this.regions = Object.freeze([...props.regions]);
    this.nodeRoles = Object.freeze(distinct([`${props.name}-nodes`, ...(props.nodeRoles ?? [])]));
    this.existing = Object.freeze({ ...props.existing });
    this.evidence = props.evidence && Object.freeze({ ...props.evidence });
    this.workloads = Object.freeze(
      props.accounts
        .filter((account) => account.role === "workload")
        .map((account) =>
          Object.freeze({
            ...account,
            regions: Object.freeze(checked.atLeastOne([...(account.regions ?? props.regions)])),
          }),
        ),
    );
    const central = centralRoles.map((role) => props.accounts.find((account) => account.role === role)!);
    this.accounts = Object.freeze([...central.map((account) => Object.freeze({ ...account })), ...this.workloads]);
    this.management = this.central("management");
    this.logArchive = this.central("log-archive");
    this.security = this.central("security");
    Object.freeze(this);
  }

  /** The account with a role that exists once. */
  central(role: CentralRole): LandingZoneAccount {
    return this.accounts.find((account) => account.role === role)!;
  }

  /** A workload account by its name. */
  workload(name: string): WorkloadEntry {
    const found = this.workloads.find((account) => account.name === name);
    if (found) return found;
    const fix = `choose one of ${this.workloads.map((account) => account.name).join(", ")}`;
    const allowed = "the name of a workload account of the plan";
    throw new ValidationError("LandingZone", [{ prop: "workload", allowed, got: name, fix }]);
  }

  /**
   * The accounts whose stacks one process creates. No stack needs another, so a large organization can be synthesized
   * in parts, and a pipeline synthesizes only the account that it deploys. Usually read from an environment variable.
   * @param choice `shop,billing` by name, `3/10` for the third of ten equal parts; nothing or `""` for all accounts
   */
  select(choice?: string): ReadonlySet<LandingZoneAccount> {
    return new Set(chosenAccounts(this.accounts, choice));
  }

  /** Where resources of an account live. */
  contextOf(account: LandingZoneAccount, region = this.homeRegion): AwsContext {
    return { account: account.id, region, ...partitionOf(region) };
  }

  /** The name of a bucket that a central account makes. */
  bucketName<R extends CentralRole>(role: R, ending: (typeof centralAccounts)[R]["buckets"][number]): string {
    return `${this.name}-${ending}-${this.central(role).id}-${this.homeRegion}`;
  }

  get transcriptBucketName(): string {
    return this.existing.transcriptBucket?.name ?? this.bucketName("log-archive", "transcripts");
  }

  get trailBucketName(): string {
    return this.existing.trailBucket?.name ?? this.bucketName("log-archive", "trail");
  }

  get accessLogBucketName(): string {
    return this.bucketName("log-archive", "access-logs");
  }

  get trailName(): string {
    return this.name;
  }

  /** Organization trails belong to the management account, whoever administers them. */
  get trailArn(): string {
    return this.existing.trailArn ?? arns.trail(this.contextOf(this.management), this.trailName);
  }

  /** Whose trail the archive lets deliver. */
  get trailOwner(): { readonly account: string; readonly organizationId: string } {
    return { account: this.management.id, organizationId: this.organizationId };
  }

  get transcriptKeyAlias(): string {
    return `alias/${this.name}-transcripts`;
  }

  get trailKeyAlias(): string {
    return `alias/${this.name}-trail`;
  }

  /** Identifies a key of the archive before its id is known. */
  aliasArn(alias: string): string {
    return arns.keyAlias(this.contextOf(this.logArchive), alias);
  }

  get eventBusName(): string {
    return this.name;
  }

  get eventBusArn(): string {
    return this.existing.eventBusArn ?? arns.eventBus(this.contextOf(this.security), this.eventBusName);
  }

  /** The role of the collector in the log archive, and the role that gives it access to each workload account. */
  get collectorRoleName(): string {
    return evidenceNames.ledger(this.name);
  }

  get ledgerReaderName(): string {
    return evidenceNames.reader(this.name);
  }

  /** The node roles, with any path, in one account or in all. */
  nodeRoleArns(account = "*"): string[] {
    const at = { ...this.contextOf(this.logArchive), account };
    return this.nodeRoles.flatMap((name) => arns.roleOfAnyPath(at, name));
  }

  /** What the owners of existing pieces must add to their policies, ready to paste. */
  get grantsToAdd(): readonly OwnerGrant[] {
    return ownerGrants(this);
  }
}
