// A check may be one of several: the reader's own, a copy of a shared one, one of a prospect. Here is
// what leads from one to another.

import { COPY } from "../kept/draft.js";
import { embedded, here } from "../kit/embedded.js";
import { showOnly } from "../kit/fill.js";
import { hideComparison } from "./compare.js";

/** @import { CheckHost } from "../../types/page" */

// Says that there is another check beside the one in the form, and leads to it.
/** @type {(check: CheckHost) => void} */
export function showBeside(check) {
  const { place } = check.tabs;
  const own = check.read(place) !== null;
  for (const button of check.querySelectorAll("[data-do=own]")) {
    showOnly(button, "own-when", own ? "kept" : "none");
  }
  check.querySelector("[data-copy]").hidden = check.place !== COPY;
  const waits = check.place === place && !check.shared && check.read(COPY) !== null;
  check.querySelector("[data-copy-waits]").hidden = !waits;
}

// What was in the address is a copy of the reader's own from here on; their own check stays what it
// is, beside it, and the way back leads to what was shared. Where nothing is kept there is no other.
/** @type {(check: CheckHost) => void} */
export function copyShared(check) {
  if (!check.shared) return;
  const before = check.read(COPY);
  check.shared = null;
  check.prospect = "";
  if (embedded) history.replaceState(history.state, "", here());
  else {
    check.place = COPY;
    history.pushState(history.state, "", `#${COPY}`);
  }
  check.querySelector("[data-shared]").hidden = true;
  hideComparison(check);
  showBeside(check);
  if (before) {
    check.erased = before;
    check.showErased("shared");
  }
}
