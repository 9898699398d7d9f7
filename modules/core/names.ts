/** `lost-events` of LostEvents, for names that AWS shows. */
export function kebab(words: string): string {
  return words.replace(/([a-z0-9])([A-Z])/g, "$1-$2").toLowerCase();
}
