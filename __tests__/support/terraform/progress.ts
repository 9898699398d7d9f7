import type { Message } from "./messages";

const secondsBetweenLines = 10;

/** Tells a person that work goes on: one line that changes on a terminal, and in a log a line every ten seconds. */
export class Progress {
  private readonly start = Date.now();
  private readonly onTerminal = process.stdout.isTTY === true;
  private readonly timer: NodeJS.Timeout;
  private readonly pending = new Set<string>();
  private text = "";
  private printed = "";
  private printedAt = 0;
  private planned = 0;
  private created = 0;

  constructor() {
    this.timer = setInterval(() => this.print(), this.onTerminal ? 200 : 1000);
  }

  step(text: string): void {
    this.text = text;
    this.print(true);
  }

  /** From here on the text says how many of the planned resources are there. */
  deploying(planned: number): void {
    this.planned = planned;
    this.count();
    this.print(true);
  }

  /** Counts with the messages of `terraform apply -json`. */
  follow({ type, hook }: Message): void {
    const address = hook?.resource?.addr;
    if (!address) return;
    if (type === "apply_start") this.pending.add(address);
    if (type === "apply_complete") {
      this.pending.delete(address);
      this.created++;
    }
    this.count();
  }

  done(): void {
    clearInterval(this.timer);
    if (this.onTerminal && this.printed) process.stdout.write("\r\x1b[K");
    this.printed = "";
  }

  private count(): void {
    const types = [...new Set([...this.pending].map((address) => address.split(".")[0]))];
    const waiting =
      types.length > 0 && types.length <= 3 ? `, the provider waits for ${types.join(", ")} to settle` : "";
    this.text = `${this.created}/${this.planned} resources created${waiting}`;
  }

  private print(isNew = false): void {
    const seconds = Math.round((Date.now() - this.start) / 1000);
    const line = `[${String(seconds).padStart(3)} s] ${this.text}`;
    if (this.onTerminal) {
      const columns = process.stdout.columns || 80;
      if (line !== this.printed) process.stdout.write(`\r\x1b[K${line.slice(0, columns - 1)}`);
    } else if (isNew || seconds - this.printedAt >= secondsBetweenLines) {
      process.stdout.write(`${line}\n`);
      this.printedAt = seconds;
    }
    this.printed = line;
  }
}
