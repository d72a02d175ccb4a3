// Reads a file that someone chose as text, whatever program wrote it.

const MOST = 20_000_000; // bytes; a file with more was not made here

// `reason` is "large", "no-text" or "unreadable"; its words are in quiz/_file-problems.html.
export class FileError extends Error {
  constructor(reason, options) {
    super(reason, options);
    this.reason = reason;
  }
}

// Returns the text of a file: UTF-8, or what Excel writes in Western Europe. Rejects with FileError.
export async function readText(file) {
  if (file.size > MOST) throw new FileError("large");
  let bytes;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch (cause) {
    throw new FileError("unreadable", { cause }); // gone, a folder, or not ours to read
  }
  // A workbook, a picture, a PDF: no text has this byte in it.
  if (bytes.includes(0)) throw new FileError("no-text");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
