// What <quiz-practice> and <quiz-group> share: cases, their keys, and one form that rates them.

import { answersIn, numbers } from "../kit/sheet.js";

/** @import { Answers, Cases } from "../../types/page" */

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
