// One person's ratings of a group's cases as a code that can be read out and typed: KM3F-9TQX-07AB.
//
// It is a number in the 32 signs of Crockford's alphabet, which has no letters that are taken for
// digits. In it are, for each case in the group's order, a level for each condition and whether
// they asked not to be contacted; who gave them (`by`, as the link has it); and in the room that
// is left, a check that tells a slip, other cases and other questions.

import { facts } from "../kit/facts.js";

/** @import { ByCase, Level, Person } from "../../types/page" */

const SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LEVELS = /** @type {const} */ ([0, 1, 2, 3, "unknown"]);
const PEOPLE = 2 ** 15;
const PART = 4; // signs between two hyphens
const SLIPS = 100n; // the check finds all slips but one in so many, at least

// Somebody new, as links and codes name them: six signs that say nothing.
/** @type {() => string} */
export function someone() {
  const [number] = crypto.getRandomValues(new Uint16Array(1));
  return asBy(number % PEOPLE);
}

/** @type {(number: number) => string} */
function asBy(number) {
  return number.toString(36).padStart(6, "0");
}

// A number below 2³² that changes with the text (FNV-1a).
/** @type {(text: string) => number} */
export function digest(text) {
  let hash = 0x81_1c_9d_c5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01_00_01_93);
  return hash >>> 0;
}

// How many ratings there can be, and how long a code is for it: a multiple of four signs.
/** @type {(ids: string[], cases: string[]) => { ratings: bigint, length: number }} */
function sizeOf(ids, cases) {
  const each = BigInt(LEVELS.length) ** BigInt(ids.length) * 2n;
  const ratings = each ** BigInt(cases.length) * BigInt(PEOPLE);
  let length = PART;
  while (32n ** BigInt(length) < SLIPS * ratings) length += PART;
  return { ratings, length };
}

/** @type {(definition: string, cases: string[], rated: bigint, room: bigint) => bigint} */
function checkOf(definition, cases, rated, room) {
  return BigInt(digest([definition, ...cases, rated].join(";"))) % room;
}

// `by` is one that someone() gave.
/** @type {(definition: string, by: string, answers: ByCase, ids: string[]) => string} */
export function writeCode(definition, by, answers, ids) {
  const cases = Object.keys(answers);
  const { ratings, length } = sizeOf(ids, cases);
  let rated = BigInt(Number.parseInt(by, 36));
  for (const id of cases) {
    for (const key of ids) {
      rated = rated * 5n + BigInt(LEVELS.indexOf(/** @type {Level} */ (answers[id][key])));
    }
    rated = rated * 2n + BigInt(answers[id].stop === true);
  }
  const room = 32n ** BigInt(length) / ratings;
  let left = rated * room + checkOf(definition, cases, rated, room);
  let code = "";
  for (let at = 0; at < length; at++) {
    code = SIGNS[Number(left % 32n)] + code;
    left /= 32n;
  }
  return code.match(/.{4}/g)?.join("-") ?? "";
}

// Whose ratings of these cases a code holds; null for what is none, or is one with a slip in it.
/** @type {(text: string, definition: string, ids: string[], cases: string[]) => Person | null} */
export function readCode(text, definition, ids, cases) {
  const { ratings, length } = sizeOf(ids, cases);
  const signs = text
    .toUpperCase()
    .replace(/[\s\-–]/g, "")
    .replace(/O/g, "0")
    .replace(/[IL]/g, "1");
  if (signs.length !== length || [...signs].some((sign) => !SIGNS.includes(sign))) return null;
  let whole = 0n;
  for (const sign of signs) whole = whole * 32n + BigInt(SIGNS.indexOf(sign));
  const room = 32n ** BigInt(length) / ratings;
  let rated = whole / room;
  if (rated >= ratings || whole % room !== checkOf(definition, cases, rated, room)) return null;
  const take = (/** @type {bigint} */ many) => {
    const taken = Number(rated % many);
    rated /= many;
    return taken;
  };
  /** @type {ByCase} */
  const answers = {};
  for (const id of [...cases].reverse()) {
    const stop = take(2n) === 1;
    if (stop && !facts.stop) return null;
    const levels = [...ids].reverse().map((key) => [key, LEVELS[take(5n)]]);
    answers[id] = { ...Object.fromEntries(levels.reverse()), ...(stop && { stop }) };
  }
  const inOrder = Object.fromEntries(cases.map((id) => [id, answers[id]]));
  return { by: asBy(Number(rated)), answers: inOrder };
}

// The codes in a text such as a chat, and what looks like one and is none. A text that is nothing
// but a code needs no hyphens.
/** @type {(text: string, definition: string, ids: string[], cases: string[]) => { people: Person[], unread: string[] }} */
export function codesIn(text, definition, ids, cases) {
  const { length } = sizeOf(ids, cases);
  const parts = length / PART - 1;
  const form = new RegExp(`(?<![\\w;=-])[0-9a-z]{4}(?:-[0-9a-z]{4}){${parts}}(?![\\w;=-])`, "gi");
  const alone = readCode(text, definition, ids, cases);
  if (alone) return { people: [alone], unread: [] };
  const bare = text.replace(/[\s\-–]/g, "");
  const slip = bare.length === length && /^\w*\d\w*$/.test(bare);
  const found = slip ? [text.trim()] : (text.match(form) ?? []);
  /** @type {Person[]} */
  const people = [];
  /** @type {string[]} */
  const unread = [];
  for (const code of found) {
    const person = readCode(code, definition, ids, cases);
    if (person) people.push(person);
    else unread.push(code);
  }
  return { people, unread };
}

// The four digits on the coach's screen that open the key on a phone.
/** @type {(cases: string[]) => string} */
export function openingNumber(cases) {
  return String(digest(cases.join(";")) % 10_000).padStart(4, "0");
}
