import type { Obstacle, Place, Unreadable } from "./place";

/** What `markAction` leaves on an error of the SDK. */
const actionOf = new WeakMap<object, string>();

/** Remembers which call an error belongs to: the SDK's errors do not say. */
export function rememberAction(error: unknown, action: string): void {
  if (typeof error === "object" && error !== null && !actionOf.has(error)) actionOf.set(error, action);
}

const codes: Readonly<Record<Exclude<Obstacle, "failed">, RegExp>> = {
  denied:
    /AccessDenied|UnauthorizedOperation|NotAuthorized|Forbidden|AuthorizationError|OptInRequired|SubscriptionRequired|^403$/,
  expired:
    /Expired|InvalidClientTokenId|UnrecognizedClient|InvalidAccessKeyId|TokenRefreshRequired|CredentialsProviderError/,
  throttled: /Throttl|TooManyRequests|RequestLimitExceeded|SlowDown|RateExceeded|Bandwidth/,
  unreachable:
    /TimeoutError|ECONN|ENOTFOUND|EAI_AGAIN|EPIPE|ETIMEDOUT|NetworkingError|socket hang up|ServiceUnavailable|^50[023]$/,
};

/** Turns what a call threw into a result. Errors of the program itself, a TypeError say, are thrown on: they are defects. */
export function unreadable(
  error: unknown,
  { account, region }: { account: string; region?: Place["region"] },
): Unreadable {
  if (error instanceof UnreadableError) return error.unreadable;
  if (!(error instanceof Error) || isDefect(error)) throw error;
  const fields = error as Error & { code?: string; $metadata?: { httpStatusCode?: number } };
  const names = [error.name, fields.code ?? "", String(fields.$metadata?.httpStatusCode ?? ""), error.message];
  const obstacle = (Object.keys(codes) as (keyof typeof codes)[]).find((kind) => {
    // A message is free text: only a lost connection is recognized by it.
    const candidates = kind === "unreachable" ? names : names.slice(0, 3);
    return candidates.some((name) => codes[kind].test(name));
  });
  const denied = /not authorized to perform: ([\w-]+:\w+)/.exec(error.message)?.[1];
  return {
    account,
    ...(region && { region }),
    obstacle: obstacle ?? "failed",
    action: denied ?? actionOf.get(error),
    message: oneLine(error),
  };
}

/** Carries an obstacle that is no error of the SDK, such as a page that comes twice. */
export class UnreadableError extends Error {
  readonly unreadable: Unreadable;
  constructor(unreadable: Unreadable) {
    super(unreadable.message);
    this.unreadable = unreadable;
  }
}

function isDefect(error: Error): boolean {
  return ["TypeError", "ReferenceError", "RangeError", "SyntaxError"].includes(error.name) && !("$metadata" in error);
}

/** AWS's messages may hold several lines; a report has one for each. */
function oneLine(error: Error): string {
  const text = (error.message || error.name).replace(/\s+/g, " ").trim();
  return text.length > 300 ? `${text.slice(0, 297)}...` : text;
}
