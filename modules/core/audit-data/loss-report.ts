import { type AuditDataType, auditDataKinds } from "../../facts";
import type { Loss } from "./comparison";
import { type LockEntry, sameName, samePlace, typeOf } from "./lock-text";

/** Something the code creates that is not in the lock. What was lost may have become this. */
export interface Arrival extends LockEntry {
  /** The outermost construct of this library that contains it, and the prefix of the logical ids of its resources. */
  readonly owner: { readonly path: string; readonly logicalId: string };
}

/** The one error about audit data that the code no longer creates: what is missing, and every way to proceed. */
export function lossReport(lockFile: string, losses: readonly Loss[], arrivals: readonly Arrival[]): string {
  const lost = losses.map(
    ({ before, instead }) => `  ${described(before)}${instead ? `; ${becomes(before, instead)}` : ""}`,
  );
  return [
    `The code no longer makes audit data that ${lockFile} lists, and Terraform would delete it:`,
    ...lost,
    "Choose for each:",
    ...waysOn(lockFile, losses, arrivals).map((way) => `- ${way}`),
  ].join("\n");
}

function described(entry: LockEntry): string {
  const { called, loss } = auditDataKinds[typeOf(entry.address) as AuditDataType];
  return `${entry.address} (${called} ${placed(entry)}): ${loss} would be gone`;
}

function placed({ name, account, region }: LockEntry): string {
  return [name, account && `of account ${account}`, region && `in ${region}`].filter(Boolean).join(" ");
}

function becomes(before: LockEntry, instead: LockEntry): string {
  return before.address === instead.address
    ? `another one, ${placed(instead)}, would take its place`
    : `${instead.address}, ${placed(instead)}, is another one`;
}

function waysOn(lockFile: string, losses: readonly Loss[], arrivals: readonly Arrival[]): string[] {
  const gone = losses.filter(({ instead }) => !instead).map(({ before }) => before);
  const replaced = losses.filter(({ instead }) => instead);
  const moves = [...new Set(gone.flatMap((entry) => moveOf(entry, arrivals)))];
  const addresses = losses.map(({ before }) => `    "${before.address}",`).join("\n");
  return [
    ...(moves.length > 0
      ? [`it was renamed or moved: say where it was, and Terraform moves it:\n${moves.join("\n")}`]
      : []),
    ...(gone.length > 0 && moves.length === 0
      ? [
          "it was renamed or moved: give the construct that makes it now `moveFrom`, the path that it had below the stack",
        ]
      : []),
    ...(replaced.length > 0
      ? [
          "its name, account or Region was changed: change it back, or give the new one a construct id of its own and go on here",
        ]
      : []),
    `it stays in AWS, and Terraform forgets it (1.7 or later):\n    forgetAuditData(stack, [\n${indented(addresses)}\n    ]);`,
    'it may be deleted: put it back as it was with `removal: "destroy"`, apply, and take it out then',
    `it was never applied: delete its lines from ${lockFile}`,
  ];
}

/** The line to write, if something new has its name and the two ids show where the old one was. */
function moveOf(lost: LockEntry, arrivals: readonly Arrival[]): string[] {
  const type = typeOf(lost.address);
  const formerId = lost.address.slice(type.length + 1);
  return arrivals
    .filter(
      (arrival) => typeOf(arrival.address) === type && sameName(arrival.name, lost.name) && samePlace(arrival, lost),
    )
    .flatMap(({ address, owner }) => {
      const rest = address.slice(type.length + 1 + owner.logicalId.length);
      const former = formerId.slice(0, formerId.length - rest.length);
      return formerId.endsWith(rest) && former !== "" ? [`    ${owner.path}: moveFrom: "${former}"`] : [];
    });
}

function indented(lines: string): string {
  return lines.replace(/^/gm, "  ");
}
