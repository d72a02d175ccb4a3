// One question a screen: where the styles lay the case and its questions side by side, the bar below
// them leads from one to the next and says which is on the screen. A swipe, and the focus, do so too.

import { fill, showOnly } from "../kit/fill.js";

/** @import { Steps } from "../../types/page" */

const SETTLED = 120; // ms after the last movement

// `form` has its questions in parts, the last of which has none: it ends the case.
/** @type {(host: HTMLElement, bar: HTMLElement, form: QuestionForm) => Steps} */
export function stepsOf(host, bar, form) {
  const questions = [...form.querySelectorAll("[data-side]")];
  /** @type {HTMLElement} */
  let sides;
  let at = 0; // 0 is the case
  let asked = 1; // the question to come back to from it
  let timer = 0;
  let going = false; // on the way to where a button leads

  const parts = () => [sides.querySelector("[data-case-text]"), ...questions];
  const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
  const onScreen = () => Math.round(sides.scrollLeft / sides.clientWidth);

  const show = () => {
    fill(bar, { question: String(at || asked) });
    showOnly(bar, "step-when", at ? "question" : "case");
    const last = at === questions.length;
    bar.querySelector("[data-do=step-back]").hidden = at === 0;
    bar.querySelector("[data-do=step-case]").hidden = at === 0;
    bar.querySelector("[data-step-at]").hidden = at === 0 || last;
    bar.querySelector("[data-do=step-on]").hidden = last;
  };

  const look = () => {
    if (going || onScreen() === at) return;
    at = onScreen();
    show();
  };

  // Whether the keyboard has led the reader on to another part of the page, while the case still moved.
  const isElsewhere = () => {
    const there = document.querySelector(":focus-visible");
    return there !== null && !sides.contains(there) && !bar.contains(there);
  };

  // Brings the top of what is on the screen into sight, unless the focus is further down in it.
  const settle = () => {
    going = false;
    look();
    if (at) asked = at; // not one that was only passed on the way
    if (isElsewhere() || parts()[at]?.contains(document.activeElement)) return;
    sides.scrollIntoView({ block: "start" });
  };

  // Where a browser does not say when it has come to rest, a pause does.
  const rests = "onscrollend" in window;
  /** @type {(type: string, heard: () => void) => void} */
  const on = (type, heard) =>
    host.addEventListener(
      type,
      ({ target }) => {
        if (target === sides && !bar.hidden) heard();
      },
      { capture: true, passive: true }, // it does not bubble
    );
  on("scroll", () => {
    look();
    if (rests) return;
    clearTimeout(timer);
    timer = setTimeout(settle, SETTLED);
  });
  on("scrollend", settle);

  /** @type {(to: number) => void} */
  const go = (to) => {
    const behavior = calm() || Math.abs(to - at) > 1 ? "instant" : "smooth";
    at = to;
    if (at) asked = at;
    going = true;
    show();
    const part = parts()[to].querySelector("fieldset") ?? parts()[to];
    part.tabIndex = -1;
    part.focus({ preventScroll: true });
    sides.scrollTo({ left: to * sides.clientWidth, behavior });
    sides.scrollIntoView({ block: "start" });
  };

  return {
    // Whether the reader has gone on from the case to its questions.
    isAway: () => !bar.hidden && at > 0,
    begin(item, answered = 0) {
      sides = item.querySelector("[data-sides]");
      sides.after(bar);
      sides.scrollLeft = 0;
      at = 0;
      asked = Math.min(answered + 1, questions.length - 1);
      bar.hidden = false;
      clearTimeout(timer);
      show();
    },
    end() {
      bar.hidden = true;
      clearTimeout(timer);
    },
    actions: {
      "step-back": () => go(at - 1),
      "step-case": () => go(0),
      "step-on": () => go(at ? at + 1 : asked),
    },
  };
}
