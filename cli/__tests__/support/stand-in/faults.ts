/** An error of AWS, or a connection that breaks off. */
export type Fault = "dropped" | { readonly status: number; readonly code: string; readonly message: string };

/** What happens to calls in real life. `%` stands for the action. */
export const faults = {
  throttled: { status: 400, code: "ThrottlingException", message: "Rate exceeded" },
  denied: {
    status: 400,
    code: "AccessDeniedException",
    message: "User: arn:aws:sts::111122223333:assumed-role/Reader/session-audit is not authorized to perform: %",
  },
  expired: {
    status: 400,
    code: "ExpiredTokenException",
    message: "The security token included in the request is expired",
  },
  broken: { status: 500, code: "InternalFailure", message: "An internal failure occurred" },
} as const satisfies Readonly<Record<string, Exclude<Fault, "dropped">>>;
