import {
  type AccountRole,
  accountRoles,
  type LogRetentionDays,
  logRetentionDays,
  type ObjectLockMode,
  objectLockModes,
  type SessionCall,
  sessionCalls,
} from "../facts";
import { given } from "./given";
import type { AtLeastOne } from "./lists";
import { known, oneOf, type Rule } from "./schema";
import { refuse } from "./validation-error";

const check =
  <T extends string | number>(name: string, rule: Rule<T>) =>
  (value: string | number): T =>
    given(`checked.${name}`, rule, value as T, "value");

/**
 * Checks values from a file, the environment or a variable, whose TypeScript type is wider than the prop's. The result
 * has the type of the prop.
 *
 * @example
 * ```ts
 * new LogGroup(this, "Sessions", { name: "/acme", retentionDays: checked.retentionDays(days.numberValue) });
 * ```
 */
export const checked = {
  /** A call of Session Manager. */
  sessionCall: check("sessionCall", oneOf(sessionCalls)) as (text: string) => SessionCall,

  /** What an account of a landing zone is for. */
  accountRole: check("accountRole", known(oneOf(accountRoles))) as (text: string) => AccountRole,

  /** A mode of Object Lock. */
  objectLockMode: check("objectLockMode", oneOf(objectLockModes)) as (text: string) => ObjectLockMode,

  /** Days that CloudWatch Logs can keep events. A number known only to Terraform is accepted. */
  retentionDays: check("retentionDays", oneOf(logRetentionDays)) as (days: number) => LogRetentionDays,

  /** A list that is not empty. */
  atLeastOne<T>(list: readonly T[]): AtLeastOne<T> {
    if (!Array.isArray(list) || list.length === 0) {
      const fix = "look at where the list comes from";
      refuse("checked.atLeastOne", [{ prop: "list", allowed: "a list of at least one value", got: list, fix }]);
    }
    return list as unknown as AtLeastOne<T>;
  },
};
