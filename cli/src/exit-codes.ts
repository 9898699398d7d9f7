/** What a command's exit code means: one table for every command, shown by `--help` and in the README. */
export const exitCodes = {
  fine: { code: 0, meaning: "everything was read, and no problem was found" },
  finding: {
    code: 1,
    meaning: "a problem was found: a recording is missing or incomplete, evidence was altered, or the audit is broken",
  },
  incomplete: { code: 2, meaning: "no problem was found, but something could not be read" },
  usage: { code: 3, meaning: "incorrect usage: an option, a file or the credentials" },
  defect: { code: 70, meaning: "the command itself failed, because of a bug" },
} as const;

export type Outcome = keyof typeof exitCodes;

/** A finding outweighs what could not be read: it is true whatever the rest would have shown. */
export function outcomeOf(state: { readonly finding: boolean; readonly incomplete: boolean }): Outcome {
  if (state.finding) return "finding";
  return state.incomplete ? "incomplete" : "fine";
}
