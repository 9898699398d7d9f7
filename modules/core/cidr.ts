import { isIPv4, isIPv6 } from "node:net";

/** Whether a range in CIDR notation is one: a real address, of which nothing is set beyond the prefix. */
export function isCidr(range: string): boolean {
  const [address = "", length = ""] = range.split("/");
  const bits = isIPv4(address) ? 32 : isIPv6(address) ? 128 : 0;
  const hostBits = BigInt(Math.max(bits - Number(length), 0));
  const value = bits === 32 ? numberOf(address.split("."), 10, 8n) : numberOf(groupsOf(address), 16, 16n);
  return bits > 0 && Number(length) <= bits && (value >> hostBits) << hostBits === value;
}

function numberOf(parts: readonly string[], radix: number, width: bigint): bigint {
  return parts.reduce((sum, part) => (sum << width) | BigInt(Number.parseInt(part, radix)), 0n);
}

/** The eight groups of an IPv6 address, those included that `::` stands for. */
function groupsOf(address: string): string[] {
  const [start = "", end] = address.split("::");
  const groups = (text: string) => (text === "" ? [] : text.split(":"));
  const [head, tail] = [groups(start), groups(end ?? "")];
  const missing = end === undefined ? 0 : 8 - head.length - tail.length;
  return [...head, ...Array.from({ length: missing }, () => "0"), ...tail];
}
