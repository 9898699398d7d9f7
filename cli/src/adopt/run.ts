import pc from "picocolors";
import { DEFAULT_DOCUMENT_NAME } from "../../../modules/facts";
import { contentOf, readDocument } from "../doctor/readers/documents";
import { Site } from "../doctor/readers/site";
import type { SessionDocument } from "../doctor/state";
import { type Outcome, outcomeOf } from "../exit-codes";
import { Fleet, type FleetOptions } from "../fleet/fleet";
import { describeUnreadable, type Place } from "../fleet/place";
import { type Io, UsageError } from "../io";
import { plural } from "../terminal/text";
import { type Change, compare } from "./compare";
import { type PlannedPreferences, placed, plannedPreferences } from "./planned";

type Colors = ReturnType<typeof pc.createColors>;

/** What becomes of the preferences of one place. */
type Verdict =
  | { readonly kind: "new" | "same" }
  | { readonly kind: "opaque"; readonly isExpression: boolean }
  | { readonly kind: "changes"; readonly document: SessionDocument; readonly changes: readonly Change[] };

/** Compares the preferences that there are with those that a configuration will write, and says where `adopt` is needed. */
export async function runAdopt(path: string, options: FleetOptions, io: Io): Promise<Outcome> {
  const planned = plannedPreferences(path);
  const fleet = await openFor(planned, options, io);
  try {
    const wanted = planned.map((plan) => ({ ...plan, account: plan.account ?? fleet.caller }));
    // Read only where something is planned; a Region of the account that is not planned is none of this.
    const places = wanted.filter(({ account, region }) =>
      fleet.places.some((place) => place.account === account && place.region === region),
    );
    const access = { accounts: [], partition: fleet.partition, client: fleet.client.bind(fleet) as Fleet["client"] };
    const readings = await fleet.eachOf("accounts and Regions", places, async (plan) => {
      const reading = await readDocument(new Site(access, plan), DEFAULT_DOCUMENT_NAME);
      if (!reading.known) return reading.unreadable;
      return verdictOf(reading.value, plan);
    });
    const c = pc.createColors(Boolean(io.stdout.isTTY) && !process.env.NO_COLOR);
    const unread = [...fleet.unreadable];
    let compared = 0;
    const needing: (Place & { isAdopted: boolean })[] = [];
    for (const { reading, ...plan } of readings) {
      const result = reading.known ? reading.value : reading.unreadable;
      if ("obstacle" in result) {
        unread.push(result);
        continue;
      }
      compared++;
      if (result.kind !== "new") needing.push(plan);
      io.stdout.write(describe(c, plan, result));
    }
    for (const gap of unread) io.stdout.write(`${c.magenta("?")} ${describeUnreadable(gap)}\n`);
    const failing = needing.filter(({ isAdopted }) => !isAdopted);
    io.stdout.write(summary(c, compared, failing));
    return outcomeOf({ finding: failing.length > 0, incomplete: unread.length > 0 });
  } finally {
    fleet.close();
  }
}

/** Accounts and Regions are those of the configuration, unless others are given. */
async function openFor(planned: readonly PlannedPreferences[], options: FleetOptions, io: Io): Promise<Fleet> {
  const accounts = [...new Set(planned.flatMap(({ account }) => account ?? []))];
  const isCallersOnly = planned.every(({ account }) => account === undefined);
  if (!isCallersOnly && planned.some(({ account }) => account === undefined)) {
    throw new UsageError("--plan: some stacks name their account and others do not: compare them one at a time");
  }
  const regions = [...new Set(planned.map(({ region }) => region))];
  return Fleet.open({ regions, ...(!isCallersOnly && { accounts }), ...options }, io);
}

function verdictOf(
  live: SessionDocument | undefined,
  { content, account, region }: PlannedPreferences & Place,
): Verdict {
  if (!live) return { kind: "new" };
  // An expression of Terraform in the place of the content is no JSON.
  const planned = content === undefined ? undefined : contentOf(placed(content, account, region));
  if (!planned) return { kind: "opaque", isExpression: content !== undefined };
  const changes = compare(live.content ?? {}, planned);
  return changes.length === 0 ? { kind: "same" } : { kind: "changes", document: live, changes };
}

function describe(c: Colors, { account, region, isAdopted }: PlannedPreferences, verdict: Verdict): string {
  const where = c.bold(`${account} ${region}`);
  const adoption = isAdopted
    ? "is adopted"
    : c.yellow("needs adopt: without it, the apply fails with DocumentAlreadyExists");
  switch (verdict.kind) {
    case "new":
      return `${where}  ${c.green("no preferences yet: nothing to adopt")}\n`;
    case "same":
      return `${where}  ${adoption}; its content does not change\n`;
    case "opaque":
      return verdict.isExpression
        ? `${where}  ${adoption}; its content is an expression: give a plan instead of the folder\n`
        : `${where}  ${adoption}; its content is known only after apply: give the synthesized folder instead of a plan\n`;
    case "changes": {
      const { defaultVersion, latestVersion } = verdict.document;
      const versions =
        defaultVersion === latestVersion
          ? ""
          : `; its default version is ${defaultVersion}, its latest ${latestVersion}`;
      const width = Math.max(...verdict.changes.map(({ field }) => field.length));
      const lines = verdict.changes.flatMap(({ field, before, after, meaning }) => [
        `    ${field.padEnd(width)}  ${before} ${c.dim("→")} ${after}`,
        `    ${" ".repeat(width)}  ${c.dim(meaning)}`,
      ]);
      return [`${where}  ${adoption}${versions}`, ...lines, ""].join("\n");
    }
  }
}

function summary(c: Colors, compared: number, failing: readonly Place[]): string {
  const places = `${plural(compared, "document")} compared`;
  if (failing.length === 0) return c.bold(`${places}: adopt is set wherever it is needed\n`);
  const accounts = [...new Set(failing.map(({ account }) => account))].join(", ");
  return c.bold(
    `${places}: set adopt: true for one apply in ${accounts}, unless Terraform has the document in its state\n`,
  );
}
