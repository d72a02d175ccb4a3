// Files to take along: the backup of everything, and the download of any file that a page makes.
//
//   {kind: "five-conditions-backup", format: 2, made: "…Z", prospects: [record…], practice: [rating…]}

import { today } from "./sheet.js";

const FORMAT = 2; // the same number as in the records, see quiz/record.py

// Records as they are stored, damaged ones too; ratings as ratings.js keeps them, if any.
export function makeBackup(records, ratings = []) {
  return JSON.stringify({
    kind: "five-conditions-backup",
    format: FORMAT,
    made: new Date().toISOString(),
    prospects: records,
    ...(ratings.length && { practice: ratings }),
  });
}

// A file's name with the day in it: fileName("prospects", "csv") → five-links-prospects-2026-11-24.csv
export function fileName(what, kind) {
  return `five-links-${what}-${today()}.${kind}`;
}

export function download(text, name, type) {
  const anchor = document.createElement("a");
  anchor.href = URL.createObjectURL(new Blob([text], { type }));
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(anchor.href), 1000);
}
