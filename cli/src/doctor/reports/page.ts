import pc from "picocolors";
import { describeUnreadable } from "../../fleet/place";
import { plural, printable } from "../../terminal/text";
import type { Diagnosis } from "../diagnose";
import type { Severity } from "../rules";
import { counts } from "./report";

/** A terminal, as reports see it. */
export interface Page {
  readonly colors: boolean;
  readonly width: number;
}

export type Colors = ReturnType<typeof pc.createColors>;
export const colorsOf = ({ colors }: Page): Colors => pc.createColors(colors);

export function badge(c: Colors, severity: Severity): string {
  return { error: c.red("✖ error  "), warning: c.yellow("▲ warning"), note: c.cyan("● note   ") }[severity];
}

export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** The first line by itself, the others indented to stand below it. */
export function bullets(texts: readonly string[], bullet: string, width: number): string[] {
  const blank = " ".repeat(bullet.length);
  return texts.flatMap((text) =>
    wrap(text, width - bullet.length).map((line, index) => `${index === 0 ? bullet : blank}${line}`),
  );
}

export function unread(c: Colors, { gaps }: Diagnosis, width: number): string[] {
  if (gaps.length === 0) return [];
  const title = c.magenta("? Not checked, because it could not be read:");
  return [
    title,
    ...bullets(
      gaps.map((gap) => printable(describeUnreadable(gap))),
      "  - ",
      width,
    ),
    "",
  ];
}

export function summary(c: Colors, { places, findings, gaps }: Diagnosis): string {
  const accounts = new Set(places.map(({ account }) => account)).size;
  const nodes = places.reduce((sum, place) => sum + (place.nodes ?? 0), 0);
  const where = [plural(accounts, "account"), plural(places.length, "Region"), plural(nodes, "node")].join(", ");
  const rest = gaps.length > 0 ? `; ${plural(gaps.length, "item")} could not be read` : "";
  return c.bold(`${where}: ${counts(findings)}${rest}`);
}
