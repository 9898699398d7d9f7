import { isUnknown, type Violation } from "../core/internal";
import { DEFAULT_DOCUMENT_NAME } from "../facts";
import type { SessionDocumentProps } from "./session-document";

type Concerned = Pick<
  SessionDocumentProps,
  "justInTimeAccess" | "idleTimeoutMinutes" | "maxDurationMinutes" | "encryptionKey" | "name"
>;

/**
 * What just-in-time node access needs of the preferences. It ends no session when an approval expires, so both timeouts
 * must end it, and its policies allow no key without its tag.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-just-in-time-node-access-session-preferences.html
 */
export function justInTime(props: Concerned): Violation[] {
  if (!props.justInTimeAccess) return [];
  const { encryptionKey: key, name } = props;
  const timeouts = (["idleTimeoutMinutes", "maxDurationMinutes"] as const).filter((prop) => props[prop] === undefined);
  return [
    ...timeouts.map((prop) => ({
      prop,
      allowed: "given with justInTimeAccess",
      got: undefined,
      fix: "set it: only a timeout ends a session whose approval has expired",
    })),
    ...violationUnless(key === undefined || key.justInTimeAccess === true, {
      prop: "encryptionKey",
      allowed: "a key with justInTimeAccess",
      got: key?.keyArn,
      fix: "set justInTimeAccess on the key, or on EncryptionKey.fromArn where it has the tag already",
    }),
    ...violationUnless(name === undefined || name === DEFAULT_DOCUMENT_NAME || isUnknown(name), {
      prop: "name",
      allowed: "left out with justInTimeAccess",
      got: name,
      fix: `leave it out: just-in-time sessions use ${DEFAULT_DOCUMENT_NAME} only`,
    }),
  ];
}

function violationUnless(fine: boolean, violation: Violation): Violation[] {
  return fine ? [] : [violation];
}
