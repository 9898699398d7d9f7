/** A paginator of the SDK: `paginateDescribeSessions`. */
type Paginator<Config, Input, Output> = (config: Config, input: Input) => AsyncIterable<Output>;

/** The token of the next page: services name it differently. */
const tokenNames = ["NextToken", "nextToken", "NextContinuationToken", "NextMarker"] as const;

/** A service that hands out the same page again would be asked for ever, or be taken for finished too early. */
export class RepeatedPageError extends Error {
  override readonly name = "RepeatedPageError";
}

/** Every page of a paginated call. Throws where a page points to itself: what came until then is not everything. */
export async function* everyPage<Config, Input, Output>(
  action: string,
  paginate: Paginator<Config, Input, Output>,
  config: Config,
  input: Input,
): AsyncGenerator<Output> {
  const seen = new Set<string>();
  for await (const page of paginate(config, input)) {
    yield page;
    const fields = page as Record<string, unknown>;
    const token = tokenNames.map((name) => fields[name]).find((value) => typeof value === "string" && value !== "");
    if (token === undefined) continue;
    if (seen.has(token as string)) throw new RepeatedPageError(`${action} gave the same page twice`);
    seen.add(token as string);
  }
}
