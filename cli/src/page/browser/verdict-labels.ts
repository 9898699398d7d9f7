import { type Verdict, verdicts } from "../../../../modules/evidence/verdict";

/** Verdicts, worst first. */
export const verdictOrder = Object.keys(verdicts) as Verdict[];

export const verdictLabels: Readonly<Record<Verdict, string>> = {
  missing: "Missing",
  partial: "Partial",
  unknown: "Unknown",
  unlogged: "Never logged",
  open: "Open",
  refused: "Refused",
  recorded: "Recorded",
};

export const verdictMeanings: Readonly<Record<string, string>> = verdicts;
