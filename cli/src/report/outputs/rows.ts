import { csvOf, jsonLinesOf } from "../../outputs/write-rows";
import type { JudgedSession } from "../session";
import { columns, values } from "./columns";

const names = Object.keys(columns);

export function jsonLines(sessions: readonly JudgedSession[]): Generator<string> {
  return jsonLinesOf(names, sessions, values);
}

export function csv(sessions: readonly JudgedSession[]): Generator<string> {
  return csvOf(names, sessions, values);
}
