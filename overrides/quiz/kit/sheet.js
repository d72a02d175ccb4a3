// How answers are written on the page's side: levels as text in forms, links and what is kept.

import { facts } from "./facts.js";

/** @import { Answers, AnswerTexts, Check, Day, Days, Level, LevelText, Sheet } from "../../types/page" */

export const LEVELS = new Set(facts.levels);

// A definition as sheets and links name it, five-conditions@1: {id, version}, null for anything else.
/** @type {(ref: unknown) => { id: string, version: string } | null} */
export function readRef(ref) {
  const [, id, version] = (typeof ref === "string" && /^(.+)@(\d+)$/s.exec(ref)) || [];
  return id ? { id, version } : null;
}

// Whether a sheet for `ref` is one for this definition, of whatever version.
/** @type {(ref: unknown, definition: string) => boolean} */
export function isFor(ref, definition) {
  return readRef(ref)?.id === readRef(definition)?.id;
}

// Whether a level is one as sheets have it, a number or "unknown".
/** @type {(level: unknown) => level is Level} */
export function isLevel(level) {
  return level === "unknown" || (typeof level === "number" && LEVELS.has(String(level)));
}

// Whether this can be the id of a condition, of this definition or of one that it had before.
/** @type {(id: string) => boolean} */
export function isCondition(id) {
  return /^[a-z][a-z0-9-]{0,39}$/.test(id);
}

// Levels are numbers in the sheets that Python reads.
/** @type {(answers: AnswerTexts) => Answers} */
export function numbers(answers) {
  const asNumber = (/** @type {[string, LevelText]} */ [id, level]) => [
    id,
    level === "unknown" ? level : Number(level),
  ];
  return Object.fromEntries(Object.entries(answers).map(asNumber));
}

// A check as the sheet that Python reads; only its answers are sure to be there.
/** @type {(check: Check) => Sheet} */
export function asSheet(check) {
  const { answers, definition, stop } = check;
  return { answers: numbers(answers), definition, ...daysOf(check), ...(stop && { stop }) };
}

// The days of a check, those that are there.
/** @type {(check: Days) => Days} */
export function daysOf({ on, revisit, needed_by, not_before }) {
  const days = Object.entries({ on, revisit, needed_by, not_before });
  return Object.fromEntries(days.filter(([, day]) => day));
}

// The answers that are chosen in a form, by condition.
/** @type {(form: QuestionForm, ids: string[]) => AnswerTexts} */
export function answersIn(form, ids) {
  const levels = ids.map((id) => [id, form.elements[id].value]);
  return Object.fromEntries(levels.filter(([, level]) => level));
}

// Whether a text is a day, written as YYYY-MM-DD; Python has no year 0.
/** @type {(text: unknown) => text is Day} */
export function isDay(text) {
  const sound = typeof text === "string" && /^\d{4}-\d\d-\d\d$/.test(text);
  return sound && !text.startsWith("0000") && new Date(text).toJSON()?.startsWith(text) === true;
}

// The reader's own day, or one some days ahead, as YYYY-MM-DD.
/** @type {(ahead?: number) => Day} */
export function today(ahead = 0) {
  const now = new Date();
  now.setDate(now.getDate() + ahead);
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

// A day as people write it in that language.
/** @type {(day: Day, language: string) => string} */
export function dayText(day, language) {
  const tag = language === "en" ? "en-GB" : language;
  const format = new Intl.DateTimeFormat(tag, { dateStyle: "long", timeZone: "UTC" });
  return format.format(new Date(day));
}
