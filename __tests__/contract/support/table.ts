import type { Principal } from "./principals";
import { type Call, type Verdict, verdictOf } from "./simulate";
import type { World } from "./world";

/** One line of a table: a call, what becomes of it, and why that is right. */
export interface Row extends Call {
  readonly expected: Verdict;
  readonly because: string;
}

export interface Table {
  readonly title: string;
  readonly world: World;
  readonly rows: readonly Row[];
}

type Context = Call["with"];

/** Whoever it is may do this, since it is what they are there for. */
export function allows(
  who: Principal,
  action: string,
  on: string | readonly string[],
  because: string,
  context: Context = {},
  through?: string,
): Row {
  return { who, action, on: [on].flat(), with: context, expected: "allowed", because, through };
}

/** Whoever it is may not do this. The reason says what an attack, or a mistake, would do, or in what it differs from what is allowed. */
export function denies(...call: Parameters<typeof allows>): Row {
  return { ...allows(...call), expected: "denied" };
}

export function titleOf({ who, action, on, because }: Row): string {
  const short = on.map((arn) => arn.split(":").slice(5).join(":") || arn).join(" with ");
  return `${who.name}: ${action} on ${short}: ${because}`;
}

/** Checks every row of a table as a test of its own. */
export function proves({ title, world, rows }: Table): void {
  describe(title, () => {
    it.each(rows.map((row) => [row.expected, titleOf(row), row] as const))("%s %s", async (expected, _, row) => {
      expect(await verdictOf(row, world)).toBe(expected);
    });
  });
}
