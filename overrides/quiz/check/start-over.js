// The form is emptied, for the same prospect or the next one, and what was in it can be brought back.
// The actions run with the <quiz-check> as `this`.

import { here } from "../kit/embedded.js";

/** @import { Actions, CheckHost } from "../../types/page" */

/** @type {Actions<CheckHost>} */
export const startingOver = {
  own() {
    toOwn(this);
  },
  again() {
    if (this.shared) {
      // Shared answers are not kept: there is nothing to erase.
      toOwn(this);
      return;
    }
    startOver(this, "again");
    this.querySelector("[data-do=undo]").focus();
  },
  next() {
    if (this.place === this.tabs.place) startOver(this, "next");
    else {
      // A further check or a copy stays where it is kept, and so does a plain one that waits.
      if (this.read(this.tabs.place)) this.tabs.take();
      history.pushState(history.state, "", location.pathname);
      this.restore();
    }
    this.form.scrollIntoView({ block: "start" });
    this.form.querySelector("input").focus({ preventScroll: true });
  },
  undo() {
    this.take(this.erased);
    this.keep();
    this.showErased("");
    this.form.querySelector("input:checked")?.focus();
  },
};

// check/#new: an empty check. What was in the form is brought back at a press, as after a save.
export function newAsked() {
  const asked = location.hash === "#new";
  if (asked) history.replaceState(history.state, "", location.pathname + location.search);
  return asked;
}

/** @type {(check: CheckHost) => void} */
export function beginAnew(check) {
  const { answers, notes, stop, name } = check.draft;
  const parts = [answers, notes].some((part) => Object.keys(part ?? {}).length > 0);
  if (parts || stop || name) startOver(check, "next");
}

// Back from what was shared to the reader's own check.
/** @type {(check: CheckHost) => void} */
function toOwn(check) {
  history.pushState(history.state, "", here());
  check.restore();
  check.form.querySelector("input").focus();
}

// Empties the form, and offers to bring back what was in it.
/** @type {(check: CheckHost, by: string) => void} */
function startOver(check, by) {
  check.erased = check.draft;
  check.take(check.empty);
  check.keep();
  check.showErased(by);
}
