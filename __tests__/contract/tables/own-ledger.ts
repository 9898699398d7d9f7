import * as the from "../support/names";
import { role } from "../support/principals";
import { allows, denies, type Row } from "../support/table";

const collector = role("acme-session-ledger", "acme-session-ledger", {
  policies: ["acme-session-ledger/session-ledger"],
});

export const ownSessions: readonly Row[] = [
  allows(collector, "ssm:DescribeSessions", "*", "reads its own account"),
  denies(collector, "ssm:DescribeSessions", "*", "another Region", { "aws:RequestedRegion": "us-east-1" }),
  denies(collector, "sts:AssumeRole", "arn:aws:iam::444455556666:role/acme-ledger-reader", "no other account"),
  denies(collector, "s3:ListBucket", the.bucket("acme-archive"), "looks for transcripts", {
    "s3:prefix": "sessions/111122223333/",
  }),
];
