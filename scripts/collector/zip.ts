import { crc32 } from "node:zlib";

/**
 * A zip of one file, without compression and without a time of day: the same content makes the same bytes, whatever the
 * version of Node is. @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */
export function zipOf(name: string, content: Buffer): Buffer {
  const path = Buffer.from(name);
  const facts = Buffer.alloc(26);
  facts.writeUInt16LE(20, 0); // Needed: version 2.0.
  facts.writeUInt16LE(0x800, 2); // Names are UTF-8.
  facts.writeUInt16LE(0x21, 8); // 1 January 1980, the first day that a zip knows.
  facts.writeUInt32LE(crc32(content), 10);
  facts.writeUInt32LE(content.length, 14);
  facts.writeUInt32LE(content.length, 18);
  facts.writeUInt16LE(path.length, 22);
  const local = Buffer.concat([signature(0x04034b50), facts, path, content]);

  const readableByAll = Buffer.alloc(14);
  readableByAll.writeUInt32LE(0o100644 * 0x10000, 6);
  const madeOnUnix = Buffer.from([20, 3]);
  const central = Buffer.concat([signature(0x02014b50), madeOnUnix, facts, readableByAll, path]);

  const end = Buffer.alloc(18);
  end.writeUInt16LE(1, 4);
  end.writeUInt16LE(1, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(local.length, 12);
  return Buffer.concat([local, central, signature(0x06054b50), end]);
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
