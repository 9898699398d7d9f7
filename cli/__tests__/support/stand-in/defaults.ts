import type { Answer, StandInOptions } from "./stand-in";

/** What every account answers: who the caller is, roles, accounts and Regions. */
export function defaultAnswers({ accounts, regions }: Required<StandInOptions>): Readonly<Record<string, Answer>> {
  return {
    "sts:GetCallerIdentity": ({ account }) => ({
      Arn: `arn:aws:sts::${account}:assumed-role/Auditor/alice`,
      UserId: "AROAEXAMPLE:alice",
      Account: account,
    }),
    "sts:AssumeRole": ({ input }) => ({
      Credentials: {
        AccessKeyId: input.RoleArn.split(":")[4],
        SecretAccessKey: "stand-in",
        SessionToken: "stand-in",
        Expiration: new Date(Date.now() + 3_600_000),
      },
      AssumedRoleUser: { Arn: input.RoleArn, AssumedRoleId: "AROAEXAMPLE:session-audit" },
    }),
    "ec2:DescribeRegions": () => ({
      regionInfo: regions.map((regionName) => ({ regionName, optInStatus: "opt-in-not-required" })),
    }),
    "organizations:ListAccounts": paged(
      "Accounts",
      accounts.map((Id) => ({ Id, Status: "ACTIVE", State: "ACTIVE" })),
      20,
    ),
  };
}

/** An answer in pages, for services whose token is `NextToken` or `nextToken`. */
export function paged(
  member: string,
  rows: readonly unknown[] | ((call: Parameters<Answer>[0]) => readonly unknown[]),
  size: number,
): Answer {
  const token = member[0] === member[0]!.toLowerCase() ? "nextToken" : "NextToken";
  return (call) => {
    const all = typeof rows === "function" ? rows(call) : rows;
    const start = Number(call.input[token] ?? 0);
    const end = start + size;
    return { [member]: all.slice(start, end), ...(end < all.length && { [token]: String(end) }) };
  };
}
