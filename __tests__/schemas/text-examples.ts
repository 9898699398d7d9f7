/** Texts that a pattern takes, and others that it does not, by the words of the refusal. */
export interface Examples {
  readonly takes: readonly string[];
  readonly refuses: readonly string[];
}

const lettersHyphensUnderscores: Examples = {
  takes: ["a", "Acme_alerts-1"],
  refuses: ["", "acme alerts", "acme.fifo", "acme:alerts", "acme/alerts", "acme-*"],
};

const ec2Id = (prefix: string): Examples => ({
  takes: [`${prefix}-0123456789abcdef0`, `${prefix}-01234567`],
  refuses: [
    "",
    "web",
    `${prefix}-012345678`,
    `${prefix}-0123456789ABCDEF0`,
    "x-0123456789abcdef0",
    `a${prefix}-01234567`,
  ],
});

export const textExamples: Readonly<Record<string, Examples>> = {
  "the path of a construct below its stack": {
    takes: ["Audit", "Security/Audit", "eu-west-1/Logs.Key"],
    refuses: ["", "/Audit", "Audit/", "A//B", "an audit", "aws_kms_key.audit[0]"],
  },
  "letters, digits, hyphens and underscores": lettersHyphensUnderscores,
  "the 12 digits of an account": {
    takes: ["111122223333"],
    refuses: ["", "11112222333", "1111222233334", "1111-2222-3333", "acme"],
  },
  "letters and digits, with single dots, underscores or hyphens between them": {
    takes: ["abc", "Acme.audit_1-2"],
    refuses: ["acme audit", "-acme", "acme-", "acme--audit", "acme._audit", "acme/audit"],
  },
  "o- and 10 to 32 lower-case letters and digits": {
    takes: [`o-${"a".repeat(10)}`, `o-${"1".repeat(32)}`],
    refuses: [`o-${"a".repeat(9)}`, `o-${"a".repeat(33)}`, "o-ABCDEFGHIJ", "ou-abcdefghij", "abcdefghijkl", ""],
  },
  "alias/ and letters, digits, slash, underscore or hyphen, but not alias/aws/": {
    takes: ["alias/acme/sessions_2-b", "alias/awsome"],
    refuses: ["acme-sessions", "alias/aws/sns", "alias/acme sessions", "alias/acme:sessions"],
  },
  "letters, digits and ._-, not starting with aws., and not default": {
    takes: ["a", "Acme.audit_1-2", "defaults", "awsome"],
    refuses: ["default", "aws.partner", "acme audit", "acme/audit", "acme*"],
  },
  "letters, digits and +=,.@_-": {
    takes: ["a", "acme+=,.@_-1"],
    refuses: ["a b", "path/name", "arn:aws:iam::111122223333:role/x", "acme*"],
  },
  "lower-case letters, digits and inner hyphens, without dots": {
    takes: ["abc", "acme-transcripts-1", "1-a"],
    refuses: ["acme.transcripts", "Acme-transcripts", "acme_transcripts", "-acme", "acme-", "{{bucket}}"],
  },
  "letters, digits and _-/.#, not starting with aws/": {
    takes: ["a", "/acme/sessions", "Acme.Sessions_1-2#3", "/aws/acme"],
    refuses: ["acme sessions", "acme:sessions", "acme*", "acmé", "aws/acme", "{{name}}"],
  },
  "an ARN, with * where it may differ": {
    takes: ["arn:aws:cloudtrail:*:*:trail/acme", "arn:aws:s3:::acme"],
    refuses: ["", "acme", "arn:aws:s3", "arn:aws:sns:eu-west-1:111122223333:"],
  },
  "the ARN of a role, with a name that is more than *": {
    takes: ["arn:aws:iam::*:role/acme-audit", "arn:aws-cn:iam::111122223333:role/path/Audit*"],
    refuses: ["admin", "arn:aws:iam::*:role/*", "arn:aws:iam::1:role/a", "arn:aws:iam::*:user/a", "*"],
  },
  "an address range in CIDR notation, and not every address": {
    takes: ["203.0.113.0/24", "2001:db8::/32", "128.0.0.0/1"],
    refuses: ["0.0.0.0/0", "::/0", "203.0.113.7", "203.0.113.0/33", "2001:db8::/129", "abc/8"],
  },
  "an IPv4 address range in CIDR notation, and not every address": {
    takes: ["10.0.0.0/16", "128.0.0.0/1", "10.0.0.1/32"],
    refuses: ["0.0.0.0/0", "10.0.0.0", "10.0.0.0/33", "2001:db8::/32"],
  },
  "the id of a root, an organizational unit or an account": {
    takes: ["r-a1b2", "ou-a1b2-c3d4e5f6", "111122223333"],
    refuses: ["", "r-a", "ou-a1b2", "o-a1b2c3d4e5", "11112222333", "acme", "*"],
  },
  "the id of a key": {
    takes: ["1234abcd-12ab-34cd-56ef-1234567890ab", "mrk-1234abcd12ab34cd56ef1234567890ab"],
    refuses: [
      "",
      "alias/acme",
      "1234abcd",
      "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
    ],
  },
  "the id of a VPC": ec2Id("vpc"),
  "the id of a subnet": ec2Id("subnet"),
  "the id of a security group": ec2Id("sg"),
  "the id of a route table": ec2Id("rtb"),
  // The agent puts the name into a shell command.
  "a POSIX user name of at most 32 characters (a-z, 0-9, _ and -), and not root": {
    takes: ["a", "_svc", "ssm-user", "rooty", "u".repeat(32)],
    refuses: ["", "root", "Alice", "1user", "-user", "a b", "$(id)", "a;b", "DOMAIN\\user", "{{user}}", "u".repeat(33)],
  },
  "letters, digits and _-., not starting with aws, amazon or amzn": {
    takes: ["abc", "Acme-Shell_1.0", "my-aws"],
    refuses: ["Acme Shell", "Acme/Shell", "AWS-Shell", "amazon-shell", "amzn.shell"],
  },
  "a path without leading or trailing slash, empty, `.` or `..` segments, `*` or {{parameters}}": {
    takes: ["s", "sessions/shell", "a.b/c-d_e", "..a/b.."],
    refuses: [
      ...["/sessions", "sessions/", "sessions//shell", "..", "../other", "sessions/../other", "sessions/.."],
      ...["./sessions", "sessions/{{x}}", "sessions/*", "a b", ""],
    ],
  },
  "1 to 200 letters, digits, spaces and ._-, not starting with sg-": {
    takes: ["acme session.endpoints_1-2", "a".repeat(200)],
    refuses: ["", "sg-acme", "acme/endpoints", "a".repeat(201)],
  },
  "lower-case letters, digits and single inner hyphens, starting with a letter": {
    takes: ["abc", "acme-audit", "a1-2"],
    refuses: ["Acme", "acme.audit", "acme_audit", "-acme", "acme-", "acme--audit", "1acme"],
  },
  "lower-case letters, digits and single inner hyphens": {
    takes: ["shop", "shop-production", "1st"],
    refuses: ["", "Shop", "shop_production", "-shop", "shop-", "shop--production"],
  },
};
