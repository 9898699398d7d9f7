import type { ClientClass } from "../../fleet/clients";
import type { Place, Reading } from "../../fleet/place";
import { readOnly } from "../read-only";
import { ask } from "../readings";

/** Who can be asked: every account and Region of the fleet. */
export interface Access {
  readonly accounts: readonly string[];
  readonly partition: string;
  client<C>(Client: ClientClass<C>, place: Place): C;
}

/** One place that is read, with what all places share: what was asked once is not asked again. */
export class Site implements Place {
  readonly account: string;
  readonly region: string;
  private readonly clients = new Map<unknown, unknown>();

  constructor(
    readonly access: Access,
    place: Place,
    private readonly answers: Map<string, Promise<unknown>> = new Map(),
  ) {
    this.account = place.account;
    this.region = place.region;
  }

  get partition(): string {
    return this.access.partition;
  }

  client<C>(Client: ClientClass<C>): C {
    if (!this.clients.has(Client)) this.clients.set(Client, readOnly(this.access.client(Client, this)));
    return this.clients.get(Client) as C;
  }

  /** Asks AWS here. Errors named in `absent` mean that there is no such thing. */
  ask<T>(call: () => Promise<T>, absent: readonly string[] = []): Promise<Reading<T | undefined>> {
    return ask(this, call, absent);
  }

  /** The same answer for all who ask for it by this name. */
  once<T>(name: string, read: () => Promise<T>): Promise<T> {
    if (!this.answers.has(name)) this.answers.set(name, read());
    return this.answers.get(name) as Promise<T>;
  }

  /** The place that an ARN is of, where the fleet has its account; else this one, which may have been let in. */
  of(arn: string): Site {
    const [, , , region, account] = arn.split(":");
    return this.at(account && this.access.accounts.includes(account) ? account : this.account, region || this.region);
  }

  at(account: string, region: string): Site {
    if (account === this.account && region === this.region) return this;
    return new Site(this.access, { account, region }, this.answers);
  }
}
