import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Where a test stands: its file, relative to the root, and its line. */
export interface Proof {
  readonly path: string;
  readonly line: number;
}

/** Finds tests by what they are called, without running them. */
export class TestTitles {
  private readonly files: readonly { readonly path: string; readonly text: string }[];

  constructor(root: string, folders = ["__tests__", "cli/__tests__"]) {
    this.files = folders.flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
        .filter((path) => path.endsWith(".ts"))
        .sort()
        .map((path) => ({ path: join(folder, path), text: readFileSync(join(root, folder, path), "utf8") })),
    );
  }

  /**
   * A title is the text of a test, of a row of a table that tests are made of, or of an `@ts-expect-error`; before
   * `>` stands that of a `describe` in the same file.
   */
  find(title: string): Proof | undefined {
    const parts = title.split(" > ");
    for (const { path, text } of this.files) {
      const places = parts.map((part) => placeOf(text, part));
      if (places.every((place) => place >= 0)) return { path, line: text.slice(0, places.at(-1)).split("\n").length };
    }
    return undefined;
  }
}

function placeOf(text: string, title: string): number {
  const literal = text.indexOf(JSON.stringify(title));
  return literal >= 0 ? literal : text.indexOf(`@ts-expect-error: ${title}\n`);
}
