import { type CollectionRow, type DescribedSession, type LedgerRow, ledgerPartition } from "../../../modules/evidence";
import { type Aws, UnreadableError } from "../../src/collect";
import type { Place } from "../../src/settings";

/** Thrown where the collector is killed. */
export class Killed extends Error {}

/** An AWS in memory, in which the collector can be killed at any call, before or after it had its effect. */
export class Memory implements Aws {
  readonly objects = new Map<string, string>();
  readonly transcripts = new Map<string, number>();
  readonly unreadable = new Set<string>();
  readonly created: string[] = [];
  private readonly told = new Map<string, DescribedSession[]>();
  private calls = 0;
  private killAt: { readonly call: number; readonly moment: "before" | "after" } | undefined;

  tell(place: Place, ...sessions: readonly DescribedSession[]): this {
    const key = keyOf(place);
    this.told.set(key, [...(this.told.get(key) ?? []), ...sessions]);
    return this;
  }

  forget(place: Place, id: string): void {
    const key = keyOf(place);
    this.told.set(
      key,
      (this.told.get(key) ?? []).filter(({ SessionId }) => SessionId !== id),
    );
  }

  kill(call: number, moment: "before" | "after"): void {
    this.calls = 0;
    this.killAt = { call, moment };
  }

  spare(): void {
    this.killAt = undefined;
  }

  sessions(place: Place) {
    return this.step(() => {
      if (this.unreadable.has(keyOf(place))) throw new UnreadableError("sts:AssumeRole", "AccessDenied: no");
      const all = this.told.get(keyOf(place)) ?? [];
      return { active: all.filter(({ EndDate }) => !EndDate), history: all.filter(({ EndDate }) => EndDate) };
    });
  }

  keys(folder: string) {
    return this.step(() => [...this.objects.keys()].filter((key) => key.startsWith(folder)).sort());
  }

  read(key: string) {
    return this.step(() => this.objects.get(key)!);
  }

  create(key: string, body: string) {
    return this.step(() => {
      if (this.objects.has(key)) return;
      this.objects.set(key, body);
      this.created.push(key);
    });
  }

  transcriptBytes = (key: string) => this.step(() => this.transcripts.get(key));

  get rows(): LedgerRow[] {
    const files = [...this.objects].filter(([key]) => ledgerPartition(key)).sort(([a], [b]) => (a < b ? -1 : 1));
    return files.flatMap(([, body]) => linesOf<LedgerRow>(body));
  }

  get collections(): CollectionRow[] {
    const files = [...this.objects]
      .filter(([key]) => key.startsWith("collections/"))
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return files.flatMap(([, body]) => linesOf<CollectionRow>(body));
  }

  private async step<T>(effect: () => T): Promise<T> {
    const dies = this.killAt !== undefined && ++this.calls === this.killAt.call;
    if (dies && this.killAt!.moment === "before") throw new Killed();
    const result = effect();
    // Others come to their turn.
    await new Promise((resolve) => setImmediate(resolve));
    if (dies) throw new Killed();
    return result;
  }
}

const keyOf = ({ account, region }: Place) => `${account} ${region}`;
const linesOf = <T>(body: string): T[] =>
  body
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
