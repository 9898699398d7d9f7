import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { createGzip } from "node:zlib";
import type { Report } from "../report/session";
import { encode, transcriptRows } from "./encode";

/** The page's own script and style, as built. */
export interface PageAssets {
  readonly script: string;
  readonly style: string;
}

/**
 * One page that needs no network and can reach none. Everything it shows is data, compressed and in base64, so that nothing in it can
 * be taken for markup; its script writes text only, which the browser enforces.
 */
export async function* html(report: Report, { script, style }: PageAssets): AsyncGenerator<string> {
  const policy = [
    "default-src 'none'",
    `script-src '${hash(script)}'`,
    `style-src '${hash(style)}'`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join("; ");
  yield `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>Session evidence</title>
<style>${style}</style>
</head>
<body>
<noscript>This page shows its sessions with a script of its own, which your browser does not run.</noscript>
<main id="app"></main>
`;
  yield* block("data", encode(report));
  for (const { row } of transcriptRows(report)) {
    const { text } = report.transcripts.get(report.sessions[row]!.id)!;
    yield* block(`transcript-${row}`, [text]);
  }
  yield `<script>${script}</script>\n</body>\n</html>\n`;
}

/** Data that no browser runs: base64 holds no character of markup. */
async function* block(id: string, pieces: Iterable<string>): AsyncGenerator<string> {
  yield `<script type="application/gzip" id="${id}">`;
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of Readable.from(pieces).pipe(createGzip({ level: 4 }))) {
    const bytes = Buffer.concat([rest, chunk as Buffer]);
    // Three bytes are four characters: what is left over waits for the next.
    const whole = bytes.length - (bytes.length % 3);
    yield bytes.toString("base64", 0, whole);
    rest = bytes.subarray(whole);
  }
  yield `${rest.toString("base64")}</script>\n`;
}

function hash(source: string): string {
  if (/<\/(script|style)/i.test(source)) throw new Error("the page's script or style would end its own element");
  return `sha256-${createHash("sha256").update(source).digest("base64")}`;
}
