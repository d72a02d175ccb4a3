// The question to ask next, and others that can take its place: not every question suits everybody,
// and the seller knows whom they have before them.

import { announce } from "../engine/engine-view.js";
import { fill } from "../kit/fill.js";

/** @import { Actions, AskWords, CheckHost, Report } from "../../types/page" */

// The first one is on screen: the result was filled with it.
/** @type {(check: CheckHost, words: Report["words"]) => void} */
export function beginWithFirst(check, { ask, ask_suits: suits, ask_instead }) {
  const asks = [{ ask, suits }, ...ask_instead];
  const known = (/** @type {AskWords[]} */ some) =>
    some
      .map((one) => one.ask)
      .sort()
      .join();
  const same = check.asks.length === asks.length && known(check.asks) === known(asks);
  if (same)
    showFirst(check); // the reader may have gone on to another one
  else check.asks = asks;
}

// The actions run with the <quiz-check> as `this`.
/** @type {Actions<CheckHost>} */
export const questioning = {
  "other-question"() {
    this.asks = [...this.asks.slice(1), this.asks[0]];
    showFirst(this);
    announce(this, this.asks[0].ask);
  },
};

/** @type {(check: CheckHost) => void} */
function showFirst(check) {
  const [{ ask, suits }] = check.asks;
  fill(check.querySelector("[data-question-next]"), { ask, ask_suits: suits });
}
