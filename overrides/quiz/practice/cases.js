// What <quiz-practice> and <quiz-group> share: cases, their keys, and one form that rates them.

import { answersIn, numbers } from "../kit/sheet.js";

/** @import { Answers, AnswerTexts, Cases, Marked, Rating } from "../../types/page" */

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

// Takes the reader to a case; `top` is what comes to the top of the screen, if not the case.
/** @type {(item: HTMLElement, top?: HTMLElement) => void} */
export function goToCase(item, top = item) {
  item.querySelector("h3").focus({ preventScroll: true });
  top.scrollIntoView({ block: "start" });
}

// Begins the form with answers that were given before, as texts; without them it is empty. Returns how
// many questions have an answer.
/** @type {(form: QuestionForm, ids: string[], given: { answers: AnswerTexts, stop?: boolean } | null) => number} */
export function beginForm(form, ids, given) {
  form.reset();
  if (!given) return 0;
  for (const id of ids) {
    const level = given.answers[id];
    for (const radio of form.elements[id]) radio.checked = radio.value === level;
  }
  const tick = form.querySelector("[data-stop-tick]");
  if (tick) tick.checked = given.stop === true;
  return Object.keys(answersIn(form, ids)).length;
}

// Answers with that among them, as keys have it, apart from each other again.
/** @type {(given: Marked) => Pick<Rating, "answers" | "stop">} */
export function apart({ stop, ...answers }) {
  return { answers: /** @type {Answers} */ (answers), ...(stop === true && { stop }) };
}
