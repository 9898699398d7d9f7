import Table from "cli-table3";
import type { Diagnosis } from "../diagnose";
import { severities } from "../rules";
import { badge, type Colors, colorsOf, type Page, summary, unread, wrap } from "./page";
import { byPlace, reported, worst } from "./report";

/** Accounts by Regions in one table, then what was found, each kind once with the first places that have it. */
export function fleetReport(diagnosis: Diagnosis, page: Page): string {
  const c = colorsOf(page);
  const lines = [
    table(c, diagnosis),
    "",
    [
      `${c.green("✔")} fine`,
      `${c.dim("·")} no nodes, no audit`,
      `${c.red("✖")} errors`,
      `${c.yellow("▲")} warnings`,
      `${c.magenta("?")} partly unreadable`,
    ].join("   "),
    "",
    ...kinds(c, diagnosis, page.width),
    ...unread(c, diagnosis, page.width),
    summary(c, diagnosis),
  ];
  return `${lines.join("\n")}\n`;
}

type Entry = ReturnType<typeof byPlace>[number];

function table(c: Colors, diagnosis: Diagnosis): string {
  const places = byPlace(diagnosis);
  const regions = [...new Set(places.map(({ region }) => region))].sort();
  const rows = new Map<string, string[]>();
  for (const place of places) {
    const row = rows.get(place.account) ?? regions.map(() => "");
    row[regions.indexOf(place.region)] = cell(c, place);
    rows.set(place.account, row);
  }
  const drawn = new Table({
    head: ["account", ...regions.map(shortName)].map((text) => c.bold(text)),
    style: { head: [], border: [], compact: true, "padding-left": 0, "padding-right": 1 },
    chars: { ...noBorders, middle: " " },
    colAligns: ["left", ...regions.map(() => "right" as const)],
  });
  for (const [account, row] of rows) drawn.push([account, ...row]);
  return drawn.toString();
}

function cell(c: Colors, { findings, gaps, nodes, isAudited }: Entry): string {
  const unknown = gaps.length > 0 ? c.magenta("?") : "";
  const serious = findings.filter(({ severity }) => severity !== "note");
  if (serious.length > 0) {
    const isError = worst(serious) === "error";
    return `${isError ? c.red(`✖${serious.length}`) : c.yellow(`▲${serious.length}`)}${unknown}`;
  }
  if (unknown) return unknown;
  return nodes === 0 && !isAudited ? c.dim("·") : c.green("✔");
}

const shownPlaces = 3;

function kinds(c: Colors, { findings }: Diagnosis, width: number): string[] {
  const lines = severities.flatMap((severity) => {
    const ofSeverity = findings.filter((finding) => finding.severity === severity);
    return [...new Set(ofSeverity.map(({ id }) => id))].flatMap((id) => {
      const all = ofSeverity.filter((finding) => finding.id === id).map(reported);
      const where = all.slice(0, shownPlaces).map(({ account, region }) => `${account} ${region}`);
      const rest = all.length > shownPlaces ? `, and ${all.length - shownPlaces} more` : "";
      return [
        `${badge(c, severity)} ${c.bold(id)} ${c.dim(`${all.length} × ${where.join(", ")}${rest}`)}`,
        ...wrap(`${all[0]!.why}.`, width - 2).map((line) => `  ${line}`),
      ];
    });
  });
  return lines.length > 0 ? [...lines, ""] : [];
}

/** `euw1` for eu-west-1: seventeen Regions fit on a screen. */
export function shortName(region: string): string {
  const [area = "", ...rest] = region.split("-");
  const number = rest.pop() ?? "";
  const direction = rest.join("").replace(/north|south|east|west|central/g, (word) => word[0]!);
  return `${area}${direction}${number}`;
}

const edges = ["top", "bottom", "left", "right", "mid"];
const noBorders = Object.fromEntries(
  edges.flatMap((edge) => [edge, `${edge}-mid`, `${edge}-left`, `${edge}-right`]).map((name) => [name, ""]),
);
