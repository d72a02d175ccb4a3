// A link that carries one prospect to another device, in the fragment, which no browser sends.
//
//   #p1;…   a backup with one prospect in it, deflated, in the letters of base64url

import { makeBackup } from "../kept/backup.js";

/** @import { Bytes, Stored } from "../../types/page" */

const LONGEST = 1_000_000; // bytes unpacked; a small link could otherwise fill the memory

/** @type {(record: Stored) => Promise<string>} */
export async function writeProspectLink(record) {
  const text = new Blob([makeBackup([record])]);
  const packed = await bytesOf(text.stream().pipeThrough(new CompressionStream("deflate-raw")));
  let signs = "";
  for (const byte of packed) signs += String.fromCharCode(byte);
  return `#p1;${btoa(signs).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "")}`;
}

// Returns the text of the backup, or null if it is not such a link or is damaged.
/** @type {(fragment: string) => Promise<string | null>} */
export async function readProspectLink(fragment) {
  // Some programs write the semicolon of a link as %3B.
  const packed = /^#p1(?:;|%3B)([\w-]+)$/i.exec(fragment)?.[1];
  if (!packed) return null;
  try {
    const signs = atob(packed.replace(/-/g, "+").replace(/_/g, "/"));
    const bytes = Uint8Array.from(signs, (sign) => sign.charCodeAt(0));
    const unpacking = new Blob([bytes])
      .stream()
      .pipeThrough(new DecompressionStream("deflate-raw"));
    return new TextDecoder("utf-8", { fatal: true }).decode(await bytesOf(unpacking, LONGEST));
  } catch {
    return null;
  }
}

// Throws a RangeError as soon as the stream turns out longer than `most` bytes.
/** @type {(stream: ReadableStream<Bytes>, most?: number) => Promise<Bytes>} */
async function bytesOf(stream, most = Infinity) {
  const parts = [];
  let length = 0;
  const reader = stream.getReader();
  while (true) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    length += value.byteLength;
    if (length > most) {
      await reader.cancel();
      throw new RangeError(`more than ${most} bytes`);
    }
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}
