// What home tells a returning reader without an engine: from which day on there is how much to do, as
// Python last worked it out, and which page was read last. Counts and days alone, and no name.
//
//   week: {"week": {"2026-11-26": 3}, "stale": {"2026-12-20": 1}}, {"changed": true} once it is not so
//   due: {"bakery-oven": "2026-12-03"}, the day on which a practice case comes back
//   read: "training/need"
//   exercises: {"need": true}, the exercises of lessons that were done

import { siteKey } from "./site-key.js";

/** @import { Coming } from "../../types/messages" */
/** @import { Day } from "../../types/page" */

// What is to be done about the prospects; null where there are none.
/** @type {(coming: Coming | null) => void} */
export function keepComing(coming) {
  keep("week", coming);
}

// A prospect was changed where nobody works out what that means for the week.
export function comingChanged() {
  keep("week", { changed: true });
}

// The days on which cases come back, all of them or those of some.
/** @type {(days: { [case_id: string]: Day }, whole?: boolean) => void} */
export function keepDue(days, whole = false) {
  const all = whole ? days : { ...kept("due"), ...days };
  keep("due", Object.keys(all).length ? all : null);
}

/** @type {(page: string) => void} */
export function keepRead(page) {
  keep("read", page);
}

/** @type {(lesson: string) => void} */
export function keepExercise(lesson) {
  keep("exercises", { ...kept("exercises"), [lesson]: true });
}

/** @type {(lesson: string) => boolean} */
export function isExerciseDone(lesson) {
  return kept("exercises")?.[lesson] === true;
}

/** @type {(name: string) => any} */
function kept(name) {
  try {
    return JSON.parse(localStorage.getItem(siteKey(name)) ?? "{}");
  } catch {
    return {};
  }
}

/** @type {(name: string, value: unknown) => void} */
function keep(name, value) {
  try {
    if (value === null) localStorage.removeItem(siteKey(name));
    else localStorage.setItem(siteKey(name), JSON.stringify(value));
  } catch {
    // then home does not tell of it; nothing else depends on it
  }
}
