// The days behind an answer: when it must work, and before when nothing happens. They are asked for
// once that answer is a level; what is filled in stays in sight whatever the answer becomes.

import { isDay } from "../kit/sheet.js";

/** @import { CheckHost, DatesBehind } from "../../types/page" */

const FIELDS = /** @type {const} */ (["needed_by", "not_before"]);

// A definition whose conditions have no such days has no such fields.
/** @type {(check: CheckHost, name: string) => HTMLInputElement | null} */
const fieldOf = (check, name) => check.querySelector(`[data-dates] [name=${name}]`);

// The form holds these days; "" for none.
/** @type {(check: CheckHost, days: DatesBehind) => void} */
export function showDates(check, days) {
  for (const name of FIELDS) {
    const field = fieldOf(check, name);
    if (field) field.value = days[name] ?? "";
  }
}

/** @type {(check: CheckHost) => DatesBehind} */
export function datesIn(check) {
  const days = FIELDS.map((name) => [name, fieldOf(check, name)?.value]);
  // While a year is typed, it is the year 2, 20 and 202 first.
  return Object.fromEntries(days.filter(([, day]) => isDay(day) && day > "1900"));
}

/** @type {(check: CheckHost) => void} */
export function askForDates(check) {
  const part = check.querySelector("[data-dates]");
  if (!part) return;
  const level = check.answers[part.dataset.dates] ?? "unknown";
  part.hidden = level === "unknown" && Object.keys(datesIn(check)).length === 0;
}
