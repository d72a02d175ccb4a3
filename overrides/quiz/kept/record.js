// What the check's page itself needs to know of a stored prospect. quiz/prospect.py has the rules;
// what it refuses is refused when it is saved.

import { facts } from "../kit/facts.js";
import { daysOf, isCondition, isDay, isFor, isLevel } from "../kit/sheet.js";

/** @import { HowAdded, KeptCheck, KeptChecks, NewRecord, ProspectRecord } from "../../types/page" */
/** @import { RecordCheck } from "../../types/page" */

// The checks of a record as it was stored, oldest first, in the way a draft has them: levels as
// text.
/** @type {(record: any, definition: string, ids: string[]) => KeptChecks} */
export function checksOf(record, definition, ids) {
  if (record?.format > facts.format) return { problem: "newer" };
  const kept = Array.isArray(record?.checks) ? record.checks : [record]; // one, in the first format
  const checks = kept.map((/** @type {any} */ check) => asDraft(check, definition, ids));
  if (checks.length === 0 || checks.includes(null)) return { problem: "damaged" };
  return { checks: /** @type {KeptCheck[]} */ (checks) };
}

// What Python would refuse is refused here too, since the page shows it before Python is there. What
// was answered to conditions that there are not any more is left in the record, and not shown.
/** @type {(check: unknown, definition: string, ids: string[]) => KeptCheck | null} */
function asDraft(check, definition, ids) {
  if (!isObject(check)) return null;
  const { answers, notes = null, definition: made = definition, stop = false } = check;
  const { on, revisit, needed_by, not_before } = check;
  const sound =
    isFor(made, definition) &&
    isObject(answers) &&
    Object.entries(answers).every(([id, level]) => isCondition(id) && isLevel(level)) &&
    [on, revisit, needed_by, not_before].every((day) => day === undefined || isDay(day)) &&
    typeof stop === "boolean" &&
    (notes === null || isObject(notes)) &&
    Object.entries(notes ?? {}).every(([id, text]) => isCondition(id) && typeof text === "string");
  if (!sound) return null;
  const levels = ids.map((id) => [id, String(answers[id] ?? "unknown")]);
  return {
    definition: made,
    answers: Object.fromEntries(levels),
    on: on ?? "", // a spreadsheet may not have told
    revisit: revisit ?? "",
    needed_by: needed_by ?? "",
    not_before: not_before ?? "",
    notes: Object.fromEntries(Object.entries(notes ?? {}).filter(([id]) => ids.includes(id))),
    stop: facts.stop && stop,
  };
}

/** @type {(value: unknown) => value is { [key: string]: any }} */
function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

// A prospect of whom nothing is known yet but the name; `id` is that of one that has been removed.
/** @type {(name: string, id?: string) => NewRecord} */
export function newRecord(name, id) {
  return {
    format: facts.format,
    id: id || newId(),
    name,
    seller: "",
    note: "",
    next: null,
    outcome: null,
    checks: [],
    other: {},
  };
}

// An id that says nothing about whose it is.
export function newId() {
  const bytes = [...crypto.getRandomValues(new Uint8Array(16))];
  return bytes.map((byte) => (byte % 36).toString(36)).join("");
}

// The record with a check added, which Python puts in its place by its day. The same answers of the
// same day are the same check, if what was noted then is kept or is the reader's own to change (`own`).
// Who once asked not to be contacted has asked so for good, until the reader takes that off (`unticked`).
// A check that was made apart from the record says nothing against the days that are known in it.
/** @type {(record: NewRecord, check: RecordCheck, how: HowAdded) => ProspectRecord} */
export function withCheck(record, check, { own, unticked }) {
  /** @type {RecordCheck[]} */
  const before = unticked ? record.checks.map(({ stop: _, ...kept }) => kept) : record.checks;
  const stop = check.stop || before.some((kept) => kept.stop);
  const alike = (/** @type {RecordCheck} */ kept) =>
    kept.on === check.on &&
    JSON.stringify(levelsOf(kept)) === JSON.stringify(levelsOf(check)) &&
    (own || Object.entries(kept.notes ?? {}).every(([id, text]) => check.notes[id] === text));
  const others = before.filter((kept) => !alike(kept));
  const { needed_by, not_before } = record.checks.at(-1) ?? {};
  const known = own ? {} : daysOf({ needed_by, not_before });
  return stamped({ ...record, checks: [...others, { ...known, ...check, ...(stop && { stop }) }] });
}

// The record without what made `after` of `before`, whatever has come of it since.
/** @type {(record: ProspectRecord, before: ProspectRecord, after: ProspectRecord) => ProspectRecord} */
export function without(record, before, after) {
  /** @type {{ [key: string]: any }[]} */
  const [back, from, to] = [{ ...record }, before, after];
  for (const key of new Set([...Object.keys(from), ...Object.keys(to)])) {
    if (same(from[key], to[key]) || !same(back[key], to[key])) continue;
    if (key in from) back[key] = from[key];
    else delete back[key];
  }
  /** @type {(list: RecordCheck[]) => (one: RecordCheck) => boolean} */
  const isIn = (list) => (one) => list.some((check) => same(check, one));
  const [inBefore, inAfter] = [before.checks, after.checks].map(isIn);
  const stays = record.checks.filter((one) => inBefore(one) || !inAfter(one));
  const lost = before.checks.filter((one) => !inAfter(one) && !isIn(stays)(one));
  const checks = [...stays, ...lost].sort((a, b) => (a.on ?? "").localeCompare(b.on ?? ""));
  return { .../** @type {ProspectRecord} */ (back), checks };
}

// Whether two values are the same as data, whatever the order of their keys.
/** @type {(one: unknown, other: unknown) => boolean} */
export function same(one, other) {
  return ordered(one) === ordered(other);
}

/** @type {(value: unknown) => string} */
function ordered(value) {
  return JSON.stringify(value, (_, part) =>
    isObject(part) ? Object.fromEntries(Object.entries(part).sort()) : part,
  );
}

// The record as changed now; `changed` moves on, even where the clock went back.
/** @type {(record: NewRecord) => ProspectRecord} */
export function stamped(record) {
  const last = Date.parse(record.changed ?? "") + 1 || 0;
  return { ...record, changed: new Date(Math.max(Date.now(), last)).toISOString() };
}

/** @type {(check: RecordCheck) => [string, unknown][]} */
function levelsOf({ answers }) {
  return Object.entries(answers).sort();
}

// Names are the same when people would write them the same.
/** @type {(one: unknown, other: unknown) => boolean} */
export function sameName(one, other) {
  return folded(one) === folded(other);
}

const UNSEEN = /[\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

// A name as names are compared: whatever the case, the spaces and the marks that nobody sees.
/** @type {(name: unknown) => string} */
export function folded(name) {
  const seen = plain(name).replace(UNSEEN, "").normalize("NFKC").toLowerCase();
  return seen.split(new RegExp(SPACE)).filter(Boolean).join(" ");
}

// What Python takes for space, which differs a little from trim().
const SPACE =
  "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+";
const AROUND = new RegExp(`^${SPACE}|${SPACE}$`, "g");

// A name as it is kept, the same for the same name from every keyboard.
/** @type {(name: unknown) => string} */
export function plain(name) {
  return String(name ?? "")
    .toWellFormed()
    .replace(AROUND, "")
    .normalize("NFC");
}
