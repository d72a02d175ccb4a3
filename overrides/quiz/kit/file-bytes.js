// Reads a file that someone chose, as bytes: what they say, Python finds out (quiz/files/decoding.py).

/** @import { Bytes } from "../../types/page" */

const MOST = 20_000_000; // bytes; a file with more was not made here

// `reason` is "large", "no-text" or "unreadable"; its words are in _file-problems.html.
export class FileError extends Error {
  /** @param {string} reason @param {ErrorOptions} [options] */
  constructor(reason, options) {
    super(reason, options);
    this.reason = reason;
  }
}

// Returns the bytes of a file; rejects with FileError.
/** @type {(file: File) => Promise<Bytes>} */
export async function readBytes(file) {
  if (file.size > MOST) throw new FileError("large");
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (cause) {
    throw new FileError("unreadable", { cause }); // gone, a folder, or not ours to read
  }
}
