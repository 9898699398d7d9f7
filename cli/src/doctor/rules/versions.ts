/** Compares the numbers that dots part: 3.0.1124.0 is not older than 3.0.356.0. What is no number counts as 0. */
export function isOlder(version: string, minimum: string): boolean {
  const [own, other] = [version, minimum].map((text) => text.split(".").map((part) => Number.parseInt(part, 10) || 0));
  for (let index = 0; index < Math.max(own!.length, other!.length); index++) {
    const difference = (own![index] ?? 0) - (other![index] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
