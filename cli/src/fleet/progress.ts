import { SingleBar } from "cli-progress";
import type { Io } from "../io";

export interface Progress {
  step(): void;
  stop(): void;
}

/** A bar on standard error, and nothing at all where that is not a terminal. */
export function showProgress({ stderr }: Pick<Io, "stderr">, what: string, total: number): Progress {
  if (!stderr.isTTY) return { step: () => {}, stop: () => {} };
  const bar = new SingleBar({
    format: `${what} {bar} {value} of {total}, {eta_formatted} left`,
    stream: stderr as NodeJS.WritableStream,
    barsize: 24,
    hideCursor: true,
    clearOnComplete: true,
  });
  bar.start(total, 0);
  return { step: () => bar.increment(), stop: () => bar.stop() };
}
