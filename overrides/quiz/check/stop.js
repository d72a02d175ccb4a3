// Whoever asked not to be contacted: a tick that stands above the questions. What a prospect has it
// keeps; only the reader takes it off, by hand.

/** @import { Actions, CheckHost } from "../../types/page" */

// A definition without words for it has no tick.
/** @type {(check: HTMLElement) => HTMLInputElement | null} */
export function stopTick(check) {
  return check.querySelector("[data-stop-tick]");
}

export const stopping = {
  // The form holds this check: with the tick or without, or with the tick of this prospect taken off.
  /** @type {(check: CheckHost, stop?: boolean, unticked?: string) => void} */
  begin(check, stop = false, unticked = "") {
    const tick = stopTick(check);
    if (!tick) return;
    tick.checked = stop;
    check.unticked = unticked;
    check.stopOf = stop || unticked ? check.prospect : "";
    show(check);
  },

  // The reader has changed something in the form; if it was the tick, for whom that counts.
  /** @type {(check: CheckHost, changed: EventTarget | null) => void} */
  changed(check, changed) {
    if (changed !== stopTick(check)) return;
    const off = !check.stop && check.prospect === check.stopOf;
    check.unticked = off ? check.prospect : "";
    show(check);
  },

  /** @type {Actions<CheckHost>} */
  actions: {
    "stop-again"() {
      const tick = /** @type {HTMLInputElement} */ (stopTick(this));
      tick.checked = true;
      stopping.changed(this, tick);
      this.changed();
      tick.focus();
    },
  },
};

/** @type {(check: CheckHost) => void} */
function show(check) {
  check.querySelector("[data-stop-off]").hidden = !check.unticked;
}
