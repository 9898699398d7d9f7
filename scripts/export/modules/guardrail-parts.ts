import { waysRound } from "../../../modules";
import { type AnyRule, known, listOf, oneOf, optional, snake } from "../../../modules/core/internal";
import type { Limit } from "../../../modules/facts";
import type { Precondition } from "../definition";
import { told } from "../validations";
import type { Override } from "../variables";

/** What the modules of guardrails have in common. */

type Way = keyof typeof waysRound;

const ways = new Map(Object.keys(waysRound).map((way) => [snake(way), way as Way]));

export const closesInput = {
  rule: optional(listOf(known(oneOf([...ways.keys()])), { unique: true })) as AnyRule,
  override: {
    description: `Ways around the audit to close too: ${[...ways.keys()].map((way) => `\`${way}\``).join(", ")}. Each removes something that somebody may be using: modules/session-access/README.md says what. Default: none.`,
  } satisfies Override,
  refused: ["closes", ["ssh"]] as const,
};

/** The ways by the names that they have in Terraform. */
export function waysNamed(names: unknown) {
  return ((names ?? []) as string[]).map((name) => waysRound[ways.get(name)!]);
}

const administrator = "arn:aws:iam::900000000008:role/zz-administrator";

export const administratorsInput = {
  override: {
    description:
      "ARNs of the exempt roles, including those that run Terraform. `*` is allowed in the name, and as the account: it then exempts a role of that name in every account, in one that joins with such a role too.",
    ...listed("administrators", "role", administrator),
  } satisfies Override,
  refused: ["administrators", ["arn:aws:iam::111122223333:role/*"]] as const,
};

/** For policies that nobody could ever change if they exempted nobody. */
export const administratorsGiven: Override = {
  ...administratorsInput.override,
  default: undefined,
  features: [{ name: "administrators", states: { set: { when: "true", value: () => [administrator] } } }],
};

/**
 * A list of texts, for each of which another text stands in the construct. In order, since policies of an organization are
 * compared by their letters; and no set, whose length Terraform does not know before all that is in it.
 */
export function listed(path: string, item: string, literal: string) {
  const list = `var.${path}`;
  return {
    type: "list(string)",
    features: [
      {
        name: path,
        states: {
          none: { when: `length(${list}) == 0` },
          some: { when: `length(${list}) > 0`, value: () => [literal] },
        },
      },
    ],
    placeholders: [{ literal, list, item }],
  } satisfies Override;
}

/** Where policies of the organization are attached. @param target the id that stands for each */
export function targetsInput(path: string, target: string): Override {
  const { placeholders, ...input } = listed(path, "target", target);
  const moved = placeholders.map((one) => ({ ...one, sample: "ou-a1b2-c3d4e5f6" }));
  return { ...input, type: "set(string)", placeholders: moved };
}

interface Size {
  readonly output: string;
  /** The policy, by its address. */
  readonly policy: string;
  readonly limit: Limit;
  /** What the policy grows with most. */
  readonly variable: string;
  readonly fix: string;
  readonly refused: NonNullable<Precondition["refused"]>;
}

/** That a policy is not longer than AWS takes, as `checkPolicySize` has it; without white space, as the module writes it. */
export function fits({ output, policy, limit: { max, unit }, variable, fix, refused }: Size): Precondition {
  const size = `length(jsonencode(jsondecode(${policy})))`;
  const allowed = `few enough for a policy of at most ${max} ${unit}`;
  return { output, condition: `${size} <= ${max}`, message: told(variable, allowed, size, fix), refused };
}

/** So many administrators that no policy fits. */
export const manyAdministrators =
  '[for number in range(150) : "arn:aws:iam::111122223333:role/administrator-with-a-very-long-name-${number}"]';
