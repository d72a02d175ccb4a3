// Files to take along: the backup of everything, and the download of any file that a page makes.
//
//   {kind: "five-conditions-backup", format: 2, made: "…Z", seller: "Noor", prospects: [record…],
//    practice: [rating…], conversations: [play…]}

import { facts } from "../kit/facts.js";
import { today } from "../kit/sheet.js";

/** @import { Play, Rating, Stored } from "../../types/page" */

// Records as they are stored, damaged ones too; ratings and conversations as ratings.js and plays.js
// keep them, if any; `seller` is whose they are, if that is known.
/** @type {(records: Stored[], ratings?: Rating[], seller?: string, plays?: Play[]) => string} */
export function makeBackup(records, ratings = [], seller = "", plays = []) {
  return JSON.stringify({
    kind: facts.backup,
    format: facts.format,
    made: new Date().toISOString(),
    ...(seller && { seller }),
    prospects: records,
    ...(ratings.length && { practice: ratings }),
    ...(plays.length && { conversations: plays }),
  });
}

// A file's name, which begins as the site is called, with the day in it: on the site Five links
// fileName("prospects", "csv") → five-links-prospects-2026-11-24.csv
/** @type {(what: string, kind: string) => string} */
export function fileName(what, kind) {
  return `${facts.site}-${what}-${today()}.${kind}`;
}

/** @type {(contents: string | Uint8Array<ArrayBuffer>, name: string, type: string) => void} */
export function download(contents, name, type) {
  const anchor = document.createElement("a");
  anchor.href = URL.createObjectURL(new Blob([contents], { type }));
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(anchor.href), 1000);
}
