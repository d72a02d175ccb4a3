// Share links: answers in the fragment of an address, which no browser sends to a server.
//
//   #v1;five-conditions@1;need=3;trust=unknown;on=2026-11-24;name=Bakkerij%20Jansen
//
// With stop=1 they asked not to be contacted; then there may be no answer at all. The days behind an
// answer are needed_by and not_before.

import { facts } from "../kit/facts.js";
import { isDay, isFor, LEVELS, readRef } from "../kit/sheet.js";

/** @import { Check, ReadLink } from "../../types/page" */

const LONGEST = 2000; // characters
const DAYS = /** @type {const} */ (["needed_by", "not_before", "on"]);
const NAME = 80; // signs of a name; more would not fit beside the answers

/** @type {(sheet: Check, name: string) => string} */
export function writeLink(sheet, name) {
  const answers = Object.entries(sheet.answers).map(([id, level]) => `${id}=${level}`);
  const who = name ? [`name=${encodeURIComponent(cut(name))}`] : [];
  const days = DAYS.filter((day) => sheet[day]).map((day) => `${day}=${sheet[day]}`);
  const stop = sheet.stop ? ["stop=1"] : [];
  return `#${["v1", sheet.definition, ...answers, ...stop, ...days, ...who].join(";")}`;
}

// Returns null for a fragment that is not a share link; `on` may be missing.
/** @type {(fragment: string, definition: string, ids: string[]) => ReadLink | null} */
export function readLink(fragment, definition, ids) {
  if (!/^#v\d/.test(fragment)) return null;
  if (fragment.length > LONGEST) return { problem: "damaged" };
  const [format, ref, ...parts] = plain(fragment).slice(1).split(";");
  if (/^v\d+$/.test(format) && format !== "v1") return { problem: "newer" };
  const made = readRef(ref);
  if (format !== "v1" || !made) return { problem: "damaged" };
  if (!isFor(ref, definition)) return { problem: "other" };
  const found = new Map();
  for (const part of parts) {
    const [key, value, ...rest] = part.split("=");
    if (!fits(key, value, ids) || rest.length || found.has(key)) return { problem: "damaged" };
    found.set(key, value);
  }
  const name = readName(found.get("name") ?? "");
  const days = DAYS.filter((day) => found.has(day)).map((day) => [day, found.get(day)]);
  for (const key of ["name", ...DAYS]) found.delete(key);
  const stop = found.delete("stop");
  if (name === null || (found.size === 0 && !stop)) return { problem: "damaged" };
  return {
    definition: ref,
    answers: Object.fromEntries(found),
    ...Object.fromEntries(days),
    ...(stop && { stop }),
    name,
    otherVersion: made.version !== readRef(definition)?.version,
  };
}

/** @type {(key: string, value: string, ids: string[]) => boolean} */
function fits(key, value, ids) {
  if (key === "name") return Boolean(value);
  if (DAYS.some((day) => day === key)) return isDay(value);
  if (key === "stop") return facts.stop && value === "1";
  return ids.includes(key) && LEVELS.has(value);
}

// Some programs write the signs between the parts as %3B and the like; in a name they stay so.
/** @type {(fragment: string) => string} */
function plain(fragment) {
  if (fragment.includes(";")) return fragment;
  return fragment.replace(/%3B|%3D|%40/gi, decodeURIComponent);
}

/** @type {(encoded: string) => string | null} */
function readName(encoded) {
  try {
    return cut(decodeURIComponent(encoded));
  } catch {
    return null;
  }
}

/** @type {(name: string) => string} */
function cut(name) {
  return [...name].slice(0, NAME).join("");
}
