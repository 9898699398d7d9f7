/**
 * Undoes what would outlive this process: children, temporary folders. Runs on a normal end and on Ctrl-C, `kill` and a closed
 * terminal, which by default end Node without any `exit` event. Undoing is synchronous because nothing else is possible then.
 *
 * Jest gives tests a copy of `process` that hears of none of these. There the emulator ends when its standard input closes, and
 * Terraform, having nobody to talk to, within seconds.
 */
const undo = new Set<() => void>();
const signals: readonly NodeJS.Signals[] = ["SIGINT", "SIGTERM", "SIGHUP"];

/** Registers a clean-up for the end of the process. The function returned takes it back. */
export function atExit(cleanUp: () => void): () => void {
  if (undo.size === 0) listen();
  undo.add(cleanUp);
  return () => {
    undo.delete(cleanUp);
    if (undo.size === 0) ignore();
  };
}

function listen(): void {
  process.on("exit", runAll);
  for (const signal of signals) process.on(signal, endBy);
}

function ignore(): void {
  process.off("exit", runAll);
  for (const signal of signals) process.off(signal, endBy);
}

function endBy(signal: NodeJS.Signals): void {
  runAll();
  ignore();
  // Once more, now without a listener: the shell sees the true reason.
  process.kill(process.pid, signal);
}

function runAll(): void {
  // Last in, first out: a child ends before the folder that it works in is removed.
  for (const cleanUp of [...undo].reverse()) {
    undo.delete(cleanUp);
    try {
      cleanUp();
    } catch {
      // Nothing can be done about it any more, and the others must run.
    }
  }
}
