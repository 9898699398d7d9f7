import { EC2Client } from "@aws-sdk/client-ec2";
import { OrganizationsClient } from "@aws-sdk/client-organizations";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { promise as workQueue } from "fastq";
import { type Io, UsageError } from "../io";
import { callersRegion, ownCredentials } from "./caller";
import { type ClientClass, ClientFactory, type CredentialProvider } from "./clients";
import { type AssumedRole, roleCredentials } from "./credentials";
import { unreadable } from "./obstacles";
import { accountsOfOrganization } from "./organization";
import { known, type Place, type Reading, type Unreadable } from "./place";
import { showProgress } from "./progress";
import { enabledRegions } from "./regions";

/** Which accounts and Regions are read, and as whom. */
export interface FleetOptions {
  /** @default - the account of the caller */
  readonly accounts?: readonly string[] | "organization";
  /** @default - the Regions that each account has enabled */
  readonly regions?: readonly string[];
  /** Needed for every account but the caller's own, which is read with the caller's credentials. */
  readonly role?: AssumedRole;
  /** Profile of the shared AWS configuration. @default - as the AWS CLI chooses it */
  readonly profile?: string;
  /** How many accounts and Regions are read at a time. */
  readonly concurrency: number;
}

/** What was found in one place, or why nothing was. */
export interface PlaceReading<T> extends Place {
  readonly reading: Reading<T>;
}

/** Accounts times Regions, each with its clients. */
export class Fleet {
  readonly places: readonly Place[];
  /** Accounts of which not even the Regions could be read. */
  readonly unreadable: readonly Unreadable[];

  private constructor(
    private readonly io: Io,
    private readonly factory: ClientFactory,
    private readonly credentialsOf: (account: string) => CredentialProvider,
    private readonly concurrency: number,
    /** The account that the command was called in. */
    readonly caller: string,
    readonly partition: string,
    found: { places: Place[]; unreadable: Unreadable[] },
  ) {
    this.places = found.places;
    this.unreadable = found.unreadable;
  }

  static async open(options: FleetOptions, io: Io): Promise<Fleet> {
    const { connection } = io;
    // Several calls run at once in each place.
    const factory = new ClientFactory(connection, options.concurrency * 4);
    const own = ownCredentials(options.profile, connection);
    // Account-wide questions are asked in the caller's Region, or in one that every account of the partition has.
    const home = connection?.region ?? (await callersRegion(options.profile)) ?? "us-east-1";
    const sts = factory.create(STSClient, home, own);
    const { account: caller, partition } = await whoAmI(sts);

    const wanted = options.accounts ?? [caller];
    const accounts =
      wanted === "organization"
        ? await accountsOfOrganization(factory.create(OrganizationsClient, home, own)).catch((error) => {
            throw new UsageError(`the accounts of the organization could not be listed: ${(error as Error).message}`);
          })
        : wanted;
    const providers = new Map<string, CredentialProvider>([[caller, own]]);
    const credentialsOf = (account: string): CredentialProvider => {
      let provider = providers.get(account);
      if (!provider) {
        if (!options.role) {
          throw new UsageError(
            `account ${account} is not the caller's (${caller}): give --role, the role to assume there`,
          );
        }
        provider = roleCredentials(sts, options.role, account, partition);
        providers.set(account, provider);
      }
      return provider;
    };
    // Before anything is read: what is missing is an option, not a permission.
    for (const account of accounts) credentialsOf(account);

    const found = { places: [] as Place[], unreadable: [] as Unreadable[] };
    const regionsOf = async (account: string): Promise<readonly string[]> => {
      if (!options.regions) return enabledRegions(factory.create(EC2Client, home, credentialsOf(account)));
      // A role that cannot be assumed is one obstacle, not one for each Region.
      await credentialsOf(account)();
      return options.regions;
    };
    const readings = await inParallel(accounts, options.concurrency, (account) =>
      read({ account }, () => regionsOf(account)),
    );
    readings.forEach((reading, index) => {
      const account = accounts[index]!;
      if (!reading.known) found.unreadable.push(reading.unreadable);
      else found.places.push(...reading.value.map((region) => ({ account, region })));
    });
    return new Fleet(io, factory, credentialsOf, options.concurrency, caller, partition, found);
  }

  /** A client in one place. Make it where it is used: thousands of them are not kept. */
  client<C>(Client: ClientClass<C>, { account, region }: Place): C {
    return this.factory.create(Client, region, this.credentialsOf(account));
  }

  /** Does the same in every place, some at a time, with a line of progress. What one place refuses costs no other. */
  map<T>(what: string, work: (place: Place) => Promise<T>): Promise<PlaceReading<T>[]> {
    return this.eachOf(what, this.places, work);
  }

  /** As `map`, over some places. */
  async eachOf<P extends Place, T>(
    what: string,
    places: readonly P[],
    work: (place: P) => Promise<T>,
  ): Promise<(P & PlaceReading<T>)[]> {
    const progress = showProgress(this.io, what, places.length);
    try {
      return await inParallel(places, this.concurrency, async (place) => {
        const reading = await read(place, () => work(place));
        progress.step();
        return { ...place, reading };
      });
    } finally {
      progress.stop();
    }
  }

  close(): void {
    this.factory.destroy();
  }
}

/** Runs a call and makes a result of what it throws. */
export async function read<T>(
  where: { account: string; region?: string },
  work: () => Promise<T>,
): Promise<Reading<T>> {
  try {
    return known(await work());
  } catch (error) {
    return { known: false, unreadable: unreadable(error, where) };
  }
}

/** The results in the order of the items, at most so many at a time. */
export async function inParallel<T, R>(
  items: readonly T[],
  concurrency: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const queue = workQueue<unknown, T, R>(work, concurrency);
  return Promise.all(items.map((item) => queue.push(item)));
}

async function whoAmI(client: STSClient): Promise<{ account: string; partition: string }> {
  try {
    const { Account, Arn } = await client.send(new GetCallerIdentityCommand({}));
    return { account: Account!, partition: Arn!.split(":")[1]! };
  } catch (error) {
    throw new UsageError(`no usable AWS credentials: ${(error as Error).message}`);
  }
}
