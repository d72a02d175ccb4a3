// The form is emptied, for the same prospect or the next one, and what was in it can be brought back.
// The actions run with the <quiz-check> as `this`.

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
    startOver(this, "next");
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

// Back from what was shared to the reader's own check.
/** @type {(check: CheckHost) => void} */
function toOwn(check) {
  history.pushState(history.state, "", location.pathname);
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
