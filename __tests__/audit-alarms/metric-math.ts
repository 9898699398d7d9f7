/**
 * Metric math as CloudWatch documents it, for the few functions that the alarms use: arithmetic and comparisons of two
 * series take a missing value for 0, and have none where both miss it; DIFF has none at the first point.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
export type Series = readonly (number | undefined)[];

export interface Query {
  readonly id: string;
  readonly expression?: string;
  readonly return_data?: boolean;
}

/** The series that an alarm looks at, out of those of its metrics. */
export function evaluate(queries: readonly Query[], metrics: Readonly<Record<string, Series>>): Series {
  const known: Record<string, Series> = { ...metrics };
  const length = Object.values(metrics)[0]!.length;
  for (const { id, expression } of queries) if (expression) known[id] = compute(expression, known, length);
  return known[queries.find((query) => query.return_data)!.id]!;
}

function compute(expression: string, known: Readonly<Record<string, Series>>, length: number): Series {
  const names = Object.keys(known);
  const scope = {
    TIME_SERIES: (value: number) => new Line(Array(length).fill(value)),
    DIFF: (line: Line) => line.diff(),
    ...Object.fromEntries(names.map((name) => [name, new Line(known[name]!)])),
  };
  const [left, sign, right] = expression.split(/ (>) /);
  if (sign) return line(left!, scope).combine(line(right!, scope), (a, b) => Number(a > b)).values;
  return line(expression, scope).values;
}

/** Sums, differences and products of lines, from left to right, a product before a difference. */
function line(text: string, scope: Readonly<Record<string, unknown>>): Line {
  const [, a, sum, b] = /^(.+?) ([+-]) (.+)$/.exec(text) ?? [];
  if (sum) return line(a!, scope).combine(line(b!, scope), (x, y) => (sum === "+" ? x + y : x - y));
  const [, factor, rest] = /^(\d+) \* (.+)$/.exec(text) ?? [];
  if (factor) return line(rest!, scope).map((value) => value * Number(factor));
  const [, name, argument] = /^([A-Z_]+)\((\w+)\)$/.exec(text) ?? [];
  if (name === "TIME_SERIES") return (scope.TIME_SERIES as (value: number) => Line)(Number(argument));
  if (name === "DIFF") return (scope[argument!] as Line).diff();
  const found = scope[text];
  if (!(found instanceof Line)) throw new Error(`not metric math that is known here: ${text}`);
  return found;
}

class Line {
  constructor(readonly values: Series) {}

  map(change: (value: number) => number): Line {
    return new Line(this.values.map((value) => (value === undefined ? undefined : change(value))));
  }

  combine(other: Line, join: (a: number, b: number) => number): Line {
    return new Line(
      this.values.map((a, index) => {
        const b = other.values[index];
        return a === undefined && b === undefined ? undefined : join(a ?? 0, b ?? 0);
      }),
    );
  }

  diff(): Line {
    return new Line(
      this.values.map((value, index) => {
        const before = this.values[index - 1];
        return value === undefined || before === undefined ? undefined : value - before;
      }),
    );
  }
}
