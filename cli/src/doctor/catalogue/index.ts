import type { Breakage } from "./breakage";
import { bucket } from "./bucket";
import { documents } from "./documents";
import { events } from "./events";
import { keys } from "./keys";
import { logGroup } from "./log-group";
import { network } from "./network";
import { nodes } from "./nodes";
import { operators } from "./operators";
import { preferences } from "./preferences";
import { trail } from "./trail";

export type { Breakage, Means } from "./breakage";
export { means } from "./breakage";

/** Every known breakage by theme, in the order in which a session meets them. */
export const themes = {
  Preferences: preferences,
  "Other session documents": documents,
  "Bucket of transcripts": bucket,
  "Log group": logGroup,
  Keys: keys,
  Nodes: nodes,
  "People and their rights": operators,
  "Closed networks": network,
  "Events and alerts": events,
  Trail: trail,
} as const;

type Themes = typeof themes;
type Rows = { [T in keyof Themes]: Themes[T] }[keyof Themes];
type RowsOf<T> = T extends unknown ? { [Id in keyof T]: T[Id] } : never;
type Merged = (RowsOf<Rows> extends infer R ? (R extends unknown ? (row: R) => void : never) : never) extends (
  rows: infer All,
) => void
  ? All
  : never;

export type BreakageId = keyof Merged & string;

/** The breakages that the doctor claims to find. A rule can report no other, and each has a case in the doctor's test. */
export type DoctorId = {
  [Id in BreakageId]: Merged[Id] extends { readonly doctor: string } ? Id : never;
}[BreakageId];

export const catalogue = Object.assign({}, ...Object.values(themes)) as Readonly<Record<BreakageId, Breakage>>;

export const doctorIds = Object.entries<Breakage>(catalogue).flatMap(([id, row]) =>
  row.doctor ? [id as DoctorId] : [],
);
