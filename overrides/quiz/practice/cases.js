// What <quiz-practice> and <quiz-group> share: cases, their keys, and one form that rates them.

import { answersIn, numbers } from "../kit/sheet.js";

/** @import { Answers, Cases, Marked, Rating } from "../../types/page" */

// The parts of a component with cases: keys by case, the cases, the form and its conditions.
/** @type {(host: HTMLElement) => Cases} */
export function partsOf(host) {
  const form = /** @type {QuestionForm} */ (
    host.querySelector("[data-rating-form]").content.querySelector("form")
  );
  return {
    keys: JSON.parse(host.querySelector("[data-keys]").textContent),
    cases: [...host.querySelectorAll("[data-case]")],
    form,
    ids: [...form.querySelectorAll("[data-question]")].map((q) => q.dataset.question),
  };
}

// The rating in a form, as a sheet has it; what is left open counts as unknown.
/** @type {(form: QuestionForm, ids: string[]) => Answers} */
export function ratingIn(form, ids) {
  const given = numbers(answersIn(form, ids));
  return Object.fromEntries(ids.map((id) => [id, given[id] ?? "unknown"]));
}

// Whether the form says that they asked not to be contacted.
/** @type {(form: QuestionForm) => boolean} */
export function stopIn(form) {
  return form.querySelector("[data-stop-tick]")?.checked ?? false;
}

// Answers with that among them, as keys have it, apart from each other again.
/** @type {(given: Marked) => Pick<Rating, "answers" | "stop">} */
export function apart({ stop, ...answers }) {
  return { answers: /** @type {Answers} */ (answers), ...(stop === true && { stop }) };
}
