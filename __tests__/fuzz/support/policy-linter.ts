import { type Block, policyTexts } from "./rendered";

type Values = string | readonly string[];

interface Statement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Principal?: "*" | Readonly<Record<string, Values>>;
  readonly Action?: Values;
  readonly Resource?: Values;
  readonly NotResource?: Values;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, Values>>>>;
}

/** What of a synthesized stack would let somebody in, or match nothing, without a word. */
export function lint(stack: Block): string[] {
  return [
    ...policyTexts(stack).flatMap(([path, policy]) =>
      (policy.Statement as readonly Statement[]).flatMap((statement) =>
        lintStatement(statement, path).map((problem) => `${path} ${statement.Sid}: ${problem}`),
      ),
    ),
    ...leftovers(stack),
  ];
}

function lintStatement({ Effect, Principal, Condition, ...parts }: Statement, path: string): string[] {
  const everyone = Principal === "*" || [Principal?.AWS].flat().includes("*");
  // An endpoint lets any caller pass; whom a call may reach is for other policies to say.
  const opens = everyone && Effect === "Allow" && !Condition && !path.startsWith("resource.aws_vpc_endpoint.");
  return [
    ...(opens ? ["lets everybody in, without a condition"] : []),
    ...Object.entries(parts).flatMap(([name, values]) => emptyIn(name, values)),
    ...(Principal === undefined || Principal === "*" ? [] : emptyRecord("Principal", Principal)),
    ...(Condition === undefined
      ? []
      : Object.keys(Condition).length === 0
        ? ["Condition is empty"]
        : Object.entries(Condition).flatMap(([operator, keys]) => emptyRecord(`Condition ${operator}`, keys))),
  ];
}

function emptyRecord(name: string, record: Readonly<Record<string, Values>>): string[] {
  const entries = Object.entries(record ?? {});
  return entries.length === 0
    ? [`${name} is empty`]
    : entries.flatMap(([key, values]) => emptyIn(`${name} ${key}`, values));
}

function emptyIn(name: string, values: unknown): string[] {
  const list = [values].flat();
  const fine = list.length > 0 && list.every((value) => typeof value === "string" && value !== "");
  return fine || values === undefined ? [] : [`${name} is ${JSON.stringify(values)}`];
}

/** What JavaScript writes for a value that was not there, and CDKTF for one that it could not place. */
const leftover = /undefined|\[object |\bNaN\b|TfToken\[|<unresolved-token>|\de\+(?:2[89]\d|30\d)/;

function leftovers(value: unknown, path = ""): string[] {
  if (typeof value === "string" || typeof value === "number") {
    return leftover.test(String(value)) ? [`${path} holds ${leftover.exec(String(value))![0]}`] : [];
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => leftovers(inner, path === "" ? key : `${path}.${key}`));
}
