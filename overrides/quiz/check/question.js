// The question to ask next, and others that can take its place: not every question suits everybody,
// and the seller knows whom they have before them.

import { announce } from "../engine/engine-view.js";
import { fill } from "../kit/fill.js";

/** @import { Actions, CheckHost, Report } from "../../types/page" */

// The first one is on screen: the result was filled with it.
/** @type {(check: CheckHost, words: Report["words"]) => void} */
export function beginWithFirst(check, { ask, ask_suits: suits, ask_instead }) {
  check.asks = [{ ask, suits }, ...ask_instead];
}

// The actions run with the <quiz-check> as `this`.
/** @type {Actions<CheckHost>} */
export const questioning = {
  "other-question"() {
    this.asks = [...this.asks.slice(1), this.asks[0]];
    const [{ ask, suits }] = this.asks;
    fill(this.querySelector("[data-question-next]"), { ask, ask_suits: suits });
    announce(this, ask);
  },
};
