/** Replaces what stands between `<!-- name:start -->` and `<!-- name:end -->` by what the block of that name says. */
export function fillMarkers(path: string, text: string, blocks: Readonly<Record<string, () => string>>): string {
  return text.replace(
    /<!-- (\w+):start -->\n[\s\S]*?<!-- (\w+):end -->/g,
    (_found: string, start: string, end: string) => {
      const block = blocks[start];
      if (!block || start !== end) throw new Error(`${path}: nothing fills ${start}:start to ${end}:end`);
      return `<!-- ${start}:start -->\n${block().trimEnd()}\n<!-- ${end}:end -->`;
    },
  );
}

/** A Markdown table; cells are Markdown already, except that a line break would end the row. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replace(/\s+/g, " ").trim()).join(" | ")} |`;
  return [line(header), line(header.map(() => "---")), ...rows.map(line)].join("\n");
}

/** A code span that may stand in a table cell. */
export function code(text: string): string {
  const fence = text.includes("`") ? "``" : "`";
  return `${fence}${text.replaceAll("|", "\\|")}${fence}`;
}

/** Text of a doc comment as Markdown of a table cell: code spans stay, everything else is taken literally. */
export function prose(text: string): string {
  return text
    .split(/(`[^`]*`)/)
    .map((part, index) =>
      index % 2 === 1
        ? part.replaceAll("|", "\\|")
        : part.replace(/[|*]/g, "\\$&").replaceAll("<", "&lt;").replaceAll(">", "&gt;"),
    )
    .join("");
}
