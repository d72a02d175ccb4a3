// Answers to an older version of the questions. Their result is shown as it was; the form has those
// whose rung still means the same, and asks the others again.

import { facts } from "../kit/facts.js";
import { readRef } from "../kit/sheet.js";

/** @import { AnswerTexts, Check, CheckHost, LevelText } from "../../types/page" */

// The answers as they were given, if that was to an older version than this page has; null otherwise.
/** @type {(check: Check) => AnswerTexts | null} */
export function givenBefore({ definition, answers }) {
  return version(definition) < version(facts.definition) ? answers : null;
}

// Returns what the form has of a check: nothing chosen in place of an answer that has come to mean
// something else, so that no advice comes of it before it is. Which these are is said at each question.
/** @type {(check: CheckHost, made: Check) => AnswerTexts} */
export function showAnew(check, { definition, answers }) {
  const shown = { ...answers };
  for (const question of check.querySelectorAll("[data-question]")) {
    question.querySelector("[data-anew]")?.remove();
    const id = question.dataset.question;
    if (!meansElse(definition, id, answers[id])) continue;
    delete shown[id];
    question.append(check.querySelector("[data-anew-template]").content.cloneNode(true));
  }
  return shown;
}

// Takes that away where the reader has chosen.
/** @type {(target?: EventTarget | null) => void} */
export function answeredAnew(target) {
  const question = target instanceof Element && target.closest("[data-question]");
  if (question) question.querySelector("[data-anew]")?.remove();
}

// Whether an answer to that version has come to mean something else.
/** @type {(ref: string, id: string, level?: LevelText) => boolean} */
export function meansElse(ref, id, level) {
  const later = Object.entries(facts.changed).filter(([at]) => Number(at) > version(ref));
  return later.some(([, rungs]) => level !== undefined && rungs[id]?.includes(level));
}

/** @type {(ref: string) => number} */
function version(ref) {
  return Number(readRef(ref)?.version);
}
