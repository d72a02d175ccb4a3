// What the check's page itself needs to know of a stored prospect. quiz/record.py has the rules;
// what it refuses is refused when it is saved.

import { isDay, LEVELS } from "./sheet.js";

const FORMAT = 2;

// The checks of a record as it was stored, oldest first, in the way a draft has them: levels as
// text. Returns {checks} or {problem: "damaged" | "newer"}.
export function checksOf(record, definition, ids) {
  if (record?.format > FORMAT) return { problem: "newer" };
  const kept = Array.isArray(record?.checks) ? record.checks : [record]; // one, in the first format
  const checks = kept.map((check) => asDraft(check, definition, ids));
  if (checks.length === 0 || checks.includes(null)) return { problem: "damaged" };
  return { checks };
}

function asDraft(check, definition, ids) {
  const { answers, on, revisit, notes } = check ?? {};
  const made = String(check?.definition);
  if (made.split("@")[0] !== definition.split("@")[0]) return null;
  const levels = Object.entries(answers ?? {}).map(([id, level]) => [id, String(level)]);
  if (!levels.every(([id, level]) => ids.includes(id) && LEVELS.has(level))) return null;
  return {
    definition: made,
    answers: Object.fromEntries(levels),
    on: isDay(on) ? on : "", // a spreadsheet may not have told
    revisit: isDay(revisit) ? revisit : "",
    notes: notes ?? {},
  };
}

// A prospect of whom nothing is known yet but the name; `id` is that of one that has been removed.
export function newRecord(name, id) {
  return {
    format: FORMAT,
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

function newId() {
  const bytes = [...crypto.getRandomValues(new Uint8Array(16))];
  return bytes.map((byte) => (byte % 36).toString(36)).join("");
}

// The record with a check added, which Python puts in its place by its day. The same answers of the
// same day are the same check, if what was noted then is kept or is the reader's own to change (`own`).
export function withCheck(record, check, own) {
  const same = (kept) =>
    kept.on === check.on &&
    JSON.stringify(levelsOf(kept)) === JSON.stringify(levelsOf(check)) &&
    (own || Object.entries(kept.notes ?? {}).every(([id, text]) => check.notes[id] === text));
  const others = record.checks.filter((kept) => !same(kept));
  return stamped({ ...record, checks: [...others, check] });
}

// The record as changed now; `changed` moves on, even where the clock went back.
export function stamped(record) {
  const last = Date.parse(record.changed) + 1 || 0;
  return { ...record, changed: new Date(Math.max(Date.now(), last)).toISOString() };
}

function levelsOf({ answers }) {
  return Object.entries(answers).sort();
}

// Names are the same when people would write them the same.
export function sameName(one, other) {
  return plain(one) === plain(other);
}

export function plain(name) {
  return String(name ?? "")
    .trim()
    .normalize("NFC");
}
