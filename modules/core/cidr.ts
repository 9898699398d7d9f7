import { isIPv4, isIPv6 } from "node:net";

/** Whether a string is a valid address with a prefix length. */
export function isPrefixed(range: string): boolean {
  const [, address = "", length = ""] = /^([^/]+)\/(\d{1,3})$/.exec(range) ?? [];
  return bitsOf(address) > 0 && Number(length) <= bitsOf(address);
}

/** Whether a string is a valid CIDR range: no bit of its address is set beyond the prefix. */
export function isCidr(range: string): boolean {
  if (!isPrefixed(range)) return false;
  const [address = "", length = ""] = range.split("/");
  const hostBits = BigInt(bitsOf(address) - Number(length));
  const value = isIPv4(address) ? numberOf(address.split("."), 10, 8n) : numberOf(groupsOf(address), 16, 16n);
  return (value >> hostBits) << hostBits === value;
}

function bitsOf(address: string): number {
  return isIPv4(address) ? 32 : isIPv6(address) ? 128 : 0;
}

function numberOf(parts: readonly string[], radix: number, width: bigint): bigint {
  return parts.reduce((sum, part) => (sum << width) | BigInt(Number.parseInt(part, radix)), 0n);
}

/** The eight groups of an IPv6 address, including those that `::` stands for. */
function groupsOf(address: string): string[] {
  const [start = "", end] = address.split("::");
  const groups = (text: string) => (text === "" ? [] : text.split(":"));
  const [head, tail] = [groups(start), groups(end ?? "")];
  const missing = end === undefined ? 0 : 8 - head.length - tail.length;
  return [...head, ...Array.from({ length: missing }, () => "0"), ...tail];
}
