// <quiz-exercise>: mark words, put steps in order, choose a question or count back, and see the
// answer with its reasons. These are in the page; Python says how each part was done.

import { first } from "../engine/begin.js";
import { isExerciseDone, keepExercise } from "../kept/coming.js";
import { listenForActions } from "../kit/actions.js";
import { fill, showOnly } from "../kit/fill.js";

/** @import { Actions, ExerciseKey, Tried } from "../../types/page" */

class QuizExercise extends /** @type {new () => With<"exercise" | "language">} */ (HTMLElement) {
  /** @type {ExerciseKey} */ key;
  /** @type {HTMLFormElement} */ form;
  /** @type {HTMLElement | null} */ steps;
  /** @type {HTMLElement[]} */ laid;
  waits = false;

  connectedCallback() {
    this.key = JSON.parse(this.querySelector("[data-key]").textContent ?? "");
    this.form = this.querySelector("form");
    this.steps = this.querySelector("[data-steps]");
    this.laid = [...this.querySelectorAll("[data-step]")];
    for (const part of this.querySelectorAll("[data-scripted]")) part.hidden = false;
    this.querySelector("[data-exercise-done]").hidden = !isExerciseDone(this.dataset.exercise);
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.compare();
    });
    listenForActions(this, this.actions);
    first.addEventListener("state", () => this.showState());
  }

  // What the learner gave, as quiz/exercise.py takes it.
  /** @type {() => Tried} */
  given() {
    if (this.key.kind === "order") {
      return [...this.querySelectorAll("[data-step]")].map((step) => Number(step.dataset.step));
    }
    const given = [...new FormData(this.form).values()].map(String);
    return this.key.kind === "count-back" ? given : given.map(Number);
  }

  // The answer is there at once, with or without an engine; how it was done comes with that.
  async compare() {
    const panel = this.querySelector("[data-exercise-answer]");
    panel.open = true;
    this.querySelector("[data-exercise-again]").hidden = false;
    this.querySelector("[data-exercise-heading]").focus({ preventScroll: true });
    panel.scrollIntoView({ block: "start" });
    keepExercise(this.dataset.exercise);
    this.querySelector("[data-exercise-done]").hidden = false;
    const { key } = this;
    const given = this.given();
    this.clear();
    this.waits = true;
    first.start();
    this.showState();
    const { language } = this.dataset;
    const { ok } = await first.ask({ do: "exercise", key, given, language });
    this.waits = false;
    this.showState();
    // What was changed meanwhile is compared when the learner asks again.
    if (!ok || JSON.stringify(given) !== JSON.stringify(this.given())) return;
    for (const [index, { how, own }] of ok.parts.entries()) {
      const part = this.querySelector(`[data-exercise-part="${index}"]`);
      showOnly(part, "how-when", how);
      for (const place of part.querySelectorAll("[data-own]")) place.textContent = own;
    }
    const score = this.querySelector("[data-exercise-score]");
    fill(score, { right: String(ok.right), of: String(ok.of) });
    showOnly(score, "chose-when", ok.chose);
    score.hidden = false;
  }

  showState() {
    const failed = first.state === "failed";
    this.querySelector("[data-exercise-waits]").hidden = !this.waits || failed;
    this.querySelector("[data-exercise-failed]").hidden = !this.waits || !failed;
  }

  clear() {
    this.querySelector("[data-exercise-score]").hidden = true;
    showOnly(this, "how-when", undefined);
  }

  /** @type {Actions<QuizExercise>} */
  actions = {
    earlier(_event, button) {
      const step = button.closest("[data-step]");
      step?.previousElementSibling?.before(step);
      this.moved(step, button);
    },
    later(_event, button) {
      const step = button.closest("[data-step]");
      step?.nextElementSibling?.after(step);
      this.moved(step, button);
    },
    again() {
      this.form.reset();
      this.steps?.append(...this.laid);
      this.clear();
      this.querySelector("[data-exercise-answer]").open = false;
      this.querySelector("[data-exercise-again]").hidden = true;
      this.form.querySelector("h3").focus();
    },
  };

  // Says where a step now stands; the button that moved it keeps the focus.
  /** @type {(step: HTMLElement | null, button: HTMLElement) => void} */
  moved(step, button) {
    button.focus();
    const place = [...this.querySelectorAll("[data-step]")].indexOf(/** @type {any} */ (step)) + 1;
    const said = this.querySelector("[data-moved]");
    fill(said, { step: step?.firstElementChild?.textContent, place: String(place) });
    this.querySelector("[data-moved-to]").hidden = false;
  }
}

customElements.define("quiz-exercise", QuizExercise);
