import type { PageData } from "../page-data";

/** The text of a block of the page: gzip in base64. */
async function blockText(id: string): Promise<string | undefined> {
  const base64 = document.getElementById(id)?.textContent;
  if (!base64) return undefined;
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).text();
}

export async function pageData(): Promise<PageData> {
  return JSON.parse((await blockText("data"))!);
}

export function transcriptText(row: number): Promise<string | undefined> {
  return blockText(`transcript-${row}`);
}
