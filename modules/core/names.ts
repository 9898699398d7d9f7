/** `lost-events` of LostEvents, for names that AWS shows. */
export function kebab(words: string): string {
  return words.replace(/([a-z0-9])([A-Z])/g, "$1-$2").toLowerCase();
}

/** `MissingRecordings` of missing-recordings, for construct ids. */
export function pascal(words: string): string {
  return words.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
