import { ACCOUNT } from "../../support/synth";
import { PARTITION, REGION } from "./references";

type Context = Readonly<Record<string, string | string[]>>;

/** Who makes a call, and what AWS knows about them without being told. */
export interface Principal {
  readonly name: string;
  readonly arn: string;
  readonly account: string;
  /** Names of the managed policies attached, of the world's own. */
  readonly policies: readonly string[];
  /** Name of the permissions boundary, of the world's own. */
  readonly boundary?: string;
  /** Whether `AdministratorAccess` is attached too: only a Deny holds such a caller. */
  readonly almighty: boolean;
  readonly isService: boolean;
  readonly context: Context;
}

interface Attached {
  readonly policies?: readonly string[];
  readonly boundary?: string;
  readonly almighty?: boolean;
  readonly account?: string;
  readonly context?: Context;
}

/** A session of a role. Its user id is the role's id and the name of the session. */
export function role(name: string, session: string, attached: Attached = {}): Principal {
  const { policies = [], boundary, almighty = false, account = ACCOUNT, context } = attached;
  return {
    name: `${name}/${session}`,
    arn: `arn:${PARTITION}:sts::${account}:assumed-role/${name}/${session}`,
    account,
    policies,
    boundary,
    almighty,
    isService: false,
    context: {
      ...signed(account),
      "aws:PrincipalArn": `arn:${PARTITION}:iam::${account}:role/${name}`,
      "aws:PrincipalType": "AssumedRole",
      "aws:userid": `AROA${name.toUpperCase().replace(/\W/g, "")}:${session}`,
      ...context,
    },
  };
}

export function user(name: string, { policies = [], almighty = false }: Attached = {}): Principal {
  const arn = `arn:${PARTITION}:iam::${ACCOUNT}:user/${name}`;
  return {
    name,
    arn,
    account: ACCOUNT,
    policies,
    almighty,
    isService: false,
    context: {
      ...signed(ACCOUNT),
      "aws:PrincipalArn": arn,
      "aws:PrincipalType": "User",
      "aws:userid": `AIDA${name.toUpperCase().replace(/\W/g, "")}`,
      "aws:username": name,
    },
  };
}

/** Somebody whom a SAML provider vouches for. */
export function federated(provider: string): Principal {
  const arn = `arn:${PARTITION}:iam::${ACCOUNT}:saml-provider/${provider}`;
  return { name: provider, arn, account: ACCOUNT, policies: [], almighty: false, isService: false, context: {} };
}

/** A service of AWS, and what it says it acts for. */
export function service(principal: string, context: Context = {}): Principal {
  return {
    name: principal.split(".")[0]!,
    arn: principal,
    account: ACCOUNT,
    policies: [],
    almighty: false,
    isService: true,
    context: { "aws:PrincipalIsAWSService": "true", "aws:SecureTransport": "true", ...context },
  };
}

function signed(account: string): Context {
  return {
    "aws:PrincipalAccount": account,
    "aws:PrincipalIsAWSService": "false",
    "aws:RequestedRegion": REGION,
    "aws:SecureTransport": "true",
    "aws:SourceIp": "203.0.113.7",
  };
}
