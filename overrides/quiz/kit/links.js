// All links of ours. What they carry is in the fragment of an address, which no browser sends.
//
//   #v1;five-conditions@1;need=3;trust=unknown;name=Bakkerij%20Jansen;on=2026-11-24    a check
//   #g1;five-conditions@1;by=k3x9f2;housing-stairs=20223;staffing-cheese=2uuuus    a group's ratings
//   #p1;…;end    a prospect: a backup with one in it, deflated, in the letters of base64url
//   #j1;housing-stairs;…    three cases for a group to rate; #s1;… those of a short session
//   #c1;five-conditions@2;potting-machine@1;…    a conversation that was played
//
// In a check, stop=1 says that they asked not to be contacted; then there may be no answer at all. The
// days behind an answer are needed_by and not_before, and revisit is when the reader looks again. In a group's link there is a digit or u
// (unknown) for each condition, in the order of the questions, and an s where they asked not to be
// contacted; `by` tells two people with the same answers apart and says nothing about them.
//
// Mail and chat change addresses. They encode signs, once or twice, put something behind, break lines
// and leave out a dot or a bracket at the end. So a link of ours ends in signs that all of them
// leave alone, and is read with whatever they did to it undone. What is then still not to be
// understood is refused: nothing is guessed.

import { facts } from "./facts.js";
import { isDay, isFor, LEVELS, readRef } from "./sheet.js";

/** @import { Bytes, ByCase, Check, GroupLinks, Level, LinkStart, Person, ReadLink } from "../../types/page" */

const LONGEST = 2000; // characters of a link, but for that to a prospect
const NAME = 80; // signs of a name; more would not fit beside the answers
const UNPACKED = 1_000_000; // bytes of a prospect; a small link could otherwise fill the memory
const SHOWN = 200; // characters at most of what is in front of a link that cannot be read, and of it
const LINES = 20; // that a link is broken into at most
const DAYS = /** @type {const} */ (["needed_by", "not_before", "revisit", "on"]);

const MARK = /(?:#|%(?:25)*23)([cgjpsv])(?=(?:[\t\r\n]|%(?:25)*0[9AaDd])*\d)/g; // where a link begins
const BETWEEN = /;|%(?:25)*3[Bb]/; // two parts of one
const NAMED = /(?:;|%(?:25)*3[Bb])name(?:=|%((?:25)*)3[Dd])/;
const FIELD = /^([\w-]+)=(\d{4}-\d\d-\d\d|\d|unknown)(.*)$/s;
const TRACKING = /[?&](?:amp;)?[\w.~-]+=.*$/s; // what is put behind a link; in one, such a sign is encoded
const BREAK = /[\t\r\n]|%(?:25)*0[9AaDd]/;
const BEHIND = /^[_-]*(?:$|\s|[^\w=%.,;\p{Cc}-]|[.,;](?!\w))/u; // how what is no part of a link begins
const ENDS = /^[\s.,:!?)\]}>'"»”’]*$/; // signs that end a sentence

// --- any link ---

// The first link of ours in a text: which it is, and its fragment; null for none.
/** @type {(text: string) => LinkStart | null} */
export function linkIn(text) {
  const [mark] = text.matchAll(MARK);
  if (!mark) return null;
  const [kind] = mark.slice(1);
  return { kind, fragment: `#${kind}${text.slice(mark.index + mark[0].length)}` };
}

// What stands behind the mark of a link of this kind; null where there is none.
/** @type {(text: string, kind: string) => string | null} */
function restOf(text, kind) {
  const link = linkIn(text);
  return link?.kind === kind ? link.fragment.slice(2) : null;
}

// A text with its signs as they were, however often they have been encoded.
/** @type {(text: string) => string} */
export function plain(text) {
  return text.replace(/(?:%(?:25)*[\da-f]{2})+/gi, (signs) => {
    try {
      return decodeURIComponent(signs.replace(/%(?:25)+(?=[\da-f]{2})/gi, "%"));
    } catch {
      return signs;
    }
  });
}

// --- a check ---

/** @type {(sheet: Check, name: string) => string} */
export function writeLink(sheet, name) {
  const parts = Object.entries(sheet.answers).map(([id, level]) => `${id}=${level}`);
  if (sheet.stop) parts.push("stop=1");
  parts.push(...DAYS.filter((day) => sheet[day]).map((day) => `${day}=${sheet[day]}`));
  const flat = cut(name.replace(/\s/g, " ")); // a break would count as one of a mail program
  if (flat) parts.splice(-1, 0, `name=${encoded(flat)}`); // never at the end
  return `#${["v1", sheet.definition, ...parts].join(";")}`;
}

// Returns null for a fragment that is not a share link; `on` may be missing.
/** @type {(text: string, definition: string, ids: string[]) => ReadLink | null} */
export function readLink(text, definition, ids) {
  const rest = restOf(text, "v")?.replace(TRACKING, "");
  if (rest === undefined) return null;
  const [head, ...others] = rest.split(BREAK);
  const found = readCheck([head, ...others].join(""), definition, ids);
  return others.length && found.problem ? readCheck(head, definition, ids) : found;
}

/** @type {(rest: string, definition: string, ids: string[]) => ReadLink} */
function readCheck(rest, definition, ids) {
  const damaged = /** @type {const} */ ({ problem: "damaged" });
  if (rest.replace(/%(?:25)+/g, "%").length + 2 > LONGEST) return damaged;
  const [, format, body = ""] = /^(\d+)(?:(?:;|%(?:25)*3[Bb])(.*))?$/s.exec(rest) ?? [];
  if (format && format !== "1") return { problem: "newer" };
  const named = NAMED.exec(body);
  const [ref, ...parts] = body.slice(0, named?.index).split(BETWEEN).map(plain);
  const made = ref.replace(/\s/g, "");
  const version = readRef(made)?.version;
  if (!version) return damaged;
  if (!isFor(made, definition)) return { problem: "other" };
  let name = "";
  if (named) {
    const dated = parts.some((part) => part.startsWith("on=")); // the name was the last part, once
    const after = body.slice(named.index + named[0].length);
    const [signs, ...fields] = splitName(after.replace(/;+$/, ""), dated, ids);
    name = decoded(signs, named[1] === undefined ? 0 : 1 + named[1].length / 2) ?? "";
    if (!name || signs.includes("=")) return damaged;
    parts.push(...fields);
  }
  if (parts.length > 1 && ENDS.test(parts.at(-1) ?? "")) parts.pop();
  const found = new Map();
  for (const [index, part] of parts.entries()) {
    const [key, value] = fieldOf(part, ids, index === parts.length - 1) ?? [];
    if (!key || found.has(key)) return damaged;
    found.set(key, value);
  }
  const days = DAYS.filter((day) => found.has(day)).map((day) => [day, found.get(day)]);
  for (const day of DAYS) found.delete(day);
  const stop = found.delete("stop");
  if (found.size === 0 && !stop) return damaged;
  return {
    definition: made,
    answers: Object.fromEntries(found),
    ...Object.fromEntries(days),
    ...(stop && { stop }),
    name: cut(name),
    otherVersion: version !== readRef(definition)?.version,
  };
}

// The name and the fields behind it. Where the semicolons are encoded, there may be some in the name
// as well: then one field at most is behind it, and none where a day is in front of it.
/** @type {(after: string, dated: boolean, ids: string[]) => string[]} */
function splitName(after, dated, ids) {
  const [name, ...fields] = after.split(";");
  if (fields.length) return [name, ...fields.flatMap((part) => part.split(BETWEEN)).map(plain)];
  const last = after.split(BETWEEN).at(-1) ?? "";
  if (dated || !fieldOf(plain(last), ids, true)) return [after];
  return [after.slice(0, -last.length).replace(/%(?:25)*3[Bb]$/, ""), plain(last)];
}

// Behind the last one may be what is no part of the link.
/** @type {(part: string, ids: string[], last: boolean) => [string, string] | null} */
function fieldOf(part, ids, last) {
  for (const text of [part.replace(/\s/g, ""), part.trim()]) {
    const [, key, value, behind] = FIELD.exec(text) ?? [];
    if (fits(key, value, ids) && (last ? BEHIND.test(behind) : !behind)) return [key, value];
  }
  return null;
}

/** @type {(key: string, value: string, ids: string[]) => boolean} */
function fits(key, value, ids) {
  if (DAYS.some((day) => day === key)) return isDay(value);
  if (key === "stop") return facts.stop && value === "1";
  return ids.includes(key) && LEVELS.has(value);
}

// Every sign that some program takes for the end of an address, or for italics, is encoded. A name
// that has an encoded sign in it is encoded from the first sign to the last, so that it shows how
// often a program did so again.
/** @type {(name: string) => string} */
function encoded(name) {
  const all = /%[\da-f]{2}/i.test(name);
  const hex = (/** @type {string} */ sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(name).replace(all ? /%..|./g : /[!'()*._~]/g, (sign) =>
    sign.length > 1 ? sign : hex(sign),
  );
}

// `depth` is how often the sign in front of the name was encoded: the name was as often, or never.
/** @type {(signs: string, depth: number) => string | null} */
function decoded(signs, depth) {
  let once = signs;
  for (let left = depth; left && !/%(?!25[\da-f]{2})/i.test(once); left--) {
    once = once.replaceAll("%25", "%");
  }
  try {
    return decodeURIComponent(once);
  } catch {
    return null;
  }
}

/** @type {(name: string) => string} */
function cut(name) {
  return [...name].slice(0, NAME).join("");
}

// --- a group ---

/** @type {(definition: string, by: string, answers: ByCase, ids: string[]) => string} */
export function writeGroupLink(definition, by, answers, ids) {
  const cases = Object.entries(answers).map(([id, given]) => {
    const levels = ids.map((key) => (given[key] === "unknown" ? "u" : given[key]));
    return `${id}=${levels.join("")}${given.stop ? "s" : ""}`;
  });
  return `#${["g1", definition, `by=${by}`, ...cases].join(";")}`;
}

// Whose ratings are in a text, such as a chat; and what of it looks like a link and cannot be read. Each
// rated `count` of these cases.
/** @type {(text: string, definition: string, ids: string[], cases: string[], count?: number) => GroupLinks} */
export function groupLinksIn(text, definition, ids, cases, count = cases.length) {
  const ours = [...text.matchAll(MARK)].filter(([, kind]) => !"cjs".includes(kind));
  const marks = ours.map(({ index }) => index);
  /** @type {Map<string, Person>} */
  const people = new Map();
  /** @type {Set<string>} */
  const unread = new Set();
  for (const [place, index] of marks.entries()) {
    const piece = text.slice(index, marks[place + 1]).slice(0, 2 * LONGEST);
    const person = personIn(piece, definition, ids, cases, count);
    if (person) people.set(person.by, person);
    else {
      const before = text.slice(Math.max(marks[place - 1] ?? 0, index - SHOWN), index);
      unread.add(`${/\S*$/.exec(before)}${/^\S*/.exec(piece.slice(0, SHOWN))}`);
    }
  }
  return { people: [...people.values()], unread: [...unread] };
}

// The ratings in a piece that begins with a link. One that was broken is put together again, line by
// line, until it is whole.
/** @type {(piece: string, definition: string, ids: string[], cases: string[], count: number) => Person | null} */
function personIn(piece, definition, ids, cases, count) {
  const levels = `[0-3u]{${ids.length}}`;
  const whole = new RegExp(
    `^#g1;([^;]+);by=([a-z0-9]{6})((?:;[\\w-]+=${levels}s?){${count}})(.*)$`,
    "s",
  );
  const lines = plain(piece).split(/\s*[\r\n][\s>]*/);
  for (let first = 1; first <= Math.min(lines.length, LINES); first++) {
    const [, ref, by, parts, behind] = whole.exec(lines.slice(0, first).join("")) ?? [];
    if (!parts) continue;
    const ends = first === 1 ? BEHIND.test(behind) : /^[^\w=%]*$/.test(behind);
    const stops = !behind && !parts.endsWith("s") && /^s\W*$/.test(lines[first] ?? "");
    if (stops) continue; // the break was in front of the last sign
    const answers = ends && isFor(ref, definition) && ratingsIn(parts, ids, cases);
    return answers ? { by, answers } : null;
  }
  return null;
}

/** @type {(parts: string, ids: string[], cases: string[]) => ByCase | null} */
function ratingsIn(parts, ids, cases) {
  /** @type {ByCase} */
  const answers = {};
  for (const part of parts.slice(1).split(";")) {
    const [id, given] = part.split("=");
    const stop = given.endsWith("s");
    if (!cases.includes(id) || Object.hasOwn(answers, id) || (stop && !facts.stop)) return null;
    const asLevel = (/** @type {string} */ mark) =>
      /** @type {Level} */ (mark === "u" ? "unknown" : Number(mark));
    const asked = Object.fromEntries(ids.map((key, index) => [key, asLevel(given[index])]));
    answers[id] = { ...asked, ...(stop && { stop }) };
  }
  return answers;
}

// --- a prospect ---

// The link for a backup with one prospect in it.
/** @type {(backup: string) => Promise<string>} */
export async function writeProspectLink(backup) {
  const text = new Blob([backup]);
  const packed = await bytesOf(text.stream().pipeThrough(new CompressionStream("deflate-raw")));
  let signs = "";
  for (const byte of packed) signs += String.fromCharCode(byte);
  return `#p1;${btoa(signs).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "")};end`;
}

// Returns the text of the backup, or null if it is not such a link or is damaged.
/** @type {(text: string) => Promise<string | null>} */
export async function readProspectLink(text) {
  const rest = plain((restOf(text, "p") ?? "").replace(TRACKING, ""));
  const [, packed, behind] = /^1;([\w-]+)(?:;end)?(.*)$/s.exec(rest.replace(/\s/g, "")) ?? [];
  if (!packed || !BEHIND.test(behind)) return null;
  try {
    const signs = atob(packed.replace(/-/g, "+").replace(/_/g, "/"));
    const bytes = Uint8Array.from(signs, (sign) => sign.charCodeAt(0));
    const unpacking = new Blob([bytes])
      .stream()
      .pipeThrough(new DecompressionStream("deflate-raw"));
    return new TextDecoder("utf-8", { fatal: true }).decode(await bytesOf(unpacking, UNPACKED));
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
