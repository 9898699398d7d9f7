import type { RunResult } from "./child-process";

export interface Diagnostic {
  readonly severity: "error" | "warning";
  readonly summary: string;
  readonly detail: string;
  readonly address?: string;
}

export interface Diagnostics {
  readonly errors: readonly Diagnostic[];
  readonly warnings: readonly Diagnostic[];
}

export type Action = "create" | "read" | "update" | "replace" | "delete" | "move" | "import" | "remove" | "noop";

export interface PlannedChange {
  readonly address: string;
  readonly action: Action;
}

/** One line of `terraform plan -json` or `apply -json`. */
export interface Message {
  readonly type: string;
  readonly diagnostic?: Diagnostic;
  readonly change?: { readonly action: Action; readonly resource: { readonly addr: string } };
  readonly hook?: { readonly resource?: { readonly addr: string }; readonly elapsed_seconds?: number };
  readonly outputs?: Readonly<Record<string, { readonly action?: Action }>>;
}

/** What Terraform reports when it stops, with its own diagnostics as the message. */
export class TerraformError extends Error {
  readonly diagnostics: Diagnostics;

  constructor(command: string, diagnostics: Diagnostics, output = "") {
    const reasons = diagnostics.errors.map(({ address, summary, detail }) =>
      [`${address ? `${address}: ` : ""}${summary}`, detail].filter(Boolean).join("\n"),
    );
    super(`terraform ${command} failed:\n${reasons.join("\n\n") || output.trim()}`);
    this.name = "TerraformError";
    this.diagnostics = diagnostics;
  }
}

export function parseMessage(line: string): Message | undefined {
  if (!line.startsWith("{")) return undefined;
  try {
    return JSON.parse(line);
  } catch {
    return undefined; // a line cut off when Terraform was stopped
  }
}

export function messagesOf(stdout: string): Message[] {
  return stdout
    .split("\n")
    .map(parseMessage)
    .filter((message) => message !== undefined);
}

export function diagnosticsOf(diagnostics: readonly Diagnostic[]): Diagnostics {
  return {
    errors: diagnostics.filter(({ severity }) => severity === "error"),
    warnings: diagnostics.filter(({ severity }) => severity === "warning"),
  };
}

/** The diagnostics of a command that streams messages. Throws when there are errors, or no word about why it failed. */
export function checked(command: string, result: RunResult, messages: readonly Message[]): Diagnostics {
  const diagnostics = diagnosticsOf(messages.flatMap(({ diagnostic }) => diagnostic ?? []));
  if (result.exitCode !== 0) throw new TerraformError(command, diagnostics, `${result.stdout}\n${result.stderr}`);
  return diagnostics;
}

export function plannedChanges(messages: readonly Message[]): PlannedChange[] {
  return messages
    .filter(({ type, change }) => type === "planned_change" && change)
    .map(({ change }) => ({ address: change!.resource.addr, action: change!.action }));
}

/** Outputs that the plan would change: they make a plan non-empty although no resource does. */
export function changedOutputs(messages: readonly Message[]): string[] {
  const outputs = messages
    .filter(({ type }) => type === "outputs")
    .flatMap((message) => Object.entries(message.outputs ?? {}));
  return outputs.filter(([, { action }]) => action && action !== "noop").map(([name]) => name);
}
