// Keeps the checks that are being filled in, in this browser, under the address of this site.
//
// There is one for a check of no prospect yet, and one more for each further tab with such a check;
// one for each prospect that is being checked again, and one for a copy of a check that somebody
// shared. Within a page of somebody else there is none.

import { embedded } from "../kit/embedded.js";
import { isDay, isFor, LEVELS, readRef } from "../kit/sheet.js";
import { newId } from "./record.js";
import { siteKey } from "./site-key.js";

/** @import { Draft, Notes, ReadDraft } from "../../types/page" */

export const PLAIN = "check";
export const COPY = "copy";
const FURTHER = `${PLAIN}-`; // how the places of further tabs begin

/** @type {Map<string, string | null>} */
const seen = new Map(); // what this page has last read or written in a place

export const newPlace = () => FURTHER + newId().slice(0, 8);

// The places with a check of no prospect yet.
/** @type {() => string[]} */
export function plainPlaces() {
  if (embedded) return [];
  try {
    const start = siteKey("");
    const places = Object.keys(localStorage).flatMap((key) =>
      key.startsWith(start) ? key.slice(start.length) : [],
    );
    return places.filter((place) => place === PLAIN || place.startsWith(FURTHER));
  } catch {
    return [];
  }
}

// Where the draft of a further check of this prospect is.
/** @type {(prospect: string) => string} */
export function placeOf(prospect) {
  return prospect ? `check/${prospect}` : PLAIN;
}

/** @type {(definition: string, ids: string[], place?: string) => ReadDraft} */
export function readDraft(definition, ids, place = PLAIN) {
  if (embedded) return { draft: null };
  let text;
  try {
    text = localStorage.getItem(siteKey(place));
  } catch {
    return { draft: null, problem: "failed" };
  }
  seen.set(place, text);
  if (text === null) return { draft: null };
  const draft = parse(text);
  if (!draft) return { draft: null, problem: "damaged" };
  if (!isFor(draft.definition, definition)) return { draft: null, problem: "other" };
  const known = Object.entries(draft.answers).filter(
    ([id, level]) => ids.includes(id) && LEVELS.has(level),
  );
  return { draft: { ...draft, answers: Object.fromEntries(known) } };
}

// Returns whether the draft is kept; null erases it. What another tab has written there since this
// page looked is not lost: only what was changed here is written over it.
/** @type {(draft: Draft | null, place?: string) => boolean} */
export function keepDraft(draft, place = PLAIN) {
  if (embedded) return true; // nothing was to be kept
  try {
    const key = siteKey(place);
    const there = localStorage.getItem(key);
    const before = seen.get(place) ?? null;
    const further = there !== null && before !== null && there !== before;
    if (draft === null) {
      if (!further) localStorage.removeItem(key);
      return true;
    }
    const text = JSON.stringify(
      further ? joined(JSON.parse(before), JSON.parse(there), draft) : draft,
    );
    localStorage.setItem(key, text);
    seen.set(place, text);
    return true;
  } catch {
    return false;
  }
}

// `mine` with what has become of `before` elsewhere, where mine has not changed it as well.
/** @type {(before: any, there: any, mine: any) => any} */
function joined(before, there, mine) {
  if (!mine || !there || typeof mine !== "object" || typeof there !== "object") {
    return JSON.stringify(mine) === JSON.stringify(before) ? there : mine;
  }
  const keys = [...new Set([...Object.keys(there), ...Object.keys(mine)])];
  return Object.fromEntries(keys.map((key) => [key, joined(before?.[key], there[key], mine[key])]));
}

// What was begun under an id that a prospect had before goes on under the one it has now.
/** @type {(before: string, now: string) => void} */
export function moveDraft(before, now) {
  try {
    const [from, to] = [before, now].map((id) => siteKey(placeOf(id)));
    const text = localStorage.getItem(from);
    if (text === null) return;
    if (localStorage.getItem(to) === null) localStorage.setItem(to, text);
    localStorage.removeItem(from);
  } catch {
    // it stays where it is
  }
}

// Calls back when another tab of this browser changes the draft in that place.
/** @type {(place: () => string, callback: () => void) => void} */
export function onOtherTab(place, callback) {
  if (embedded) return;
  addEventListener("storage", (event) => {
    if (event.key === siteKey(place()) || event.key === null) callback();
  });
}

/** @type {(text: string) => Draft | null} */
function parse(text) {
  try {
    const draft = JSON.parse(text);
    const sound =
      readRef(draft.definition) &&
      typeof draft.answers === "object" &&
      draft.answers !== null &&
      !Array.isArray(draft.answers) &&
      isDay(draft.on);
    if (!sound) return null;
    const { aside } = draft;
    return {
      ...draft,
      name: String(draft.name ?? ""),
      asked: draft.asked === true,
      revisit: dayIn(draft.revisit),
      needed_by: dayIn(draft.needed_by),
      not_before: dayIn(draft.not_before),
      notes: textsIn(draft.notes),
      prospect: String(draft.prospect ?? ""),
      savedName: typeof draft.savedName === "string" ? draft.savedName : undefined,
      stop: draft.stop === true,
      unticked: String(draft.unticked ?? ""),
      next: draft.next && {
        what: String(draft.next.what ?? ""),
        ...(isDay(draft.next.on) && { on: draft.next.on }),
      },
      aside: aside && { name: String(aside.name ?? ""), notes: textsIn(aside.notes) },
    };
  } catch {
    return null;
  }
}

/** @type {(day: unknown) => string} */
function dayIn(day) {
  return isDay(day) ? day : "";
}

/** @type {(notes?: object) => Notes} */
function textsIn(notes) {
  const texts = Object.entries(notes ?? {}).filter(([, text]) => typeof text === "string");
  return Object.fromEntries(texts);
}
