// A check may be one of several: the reader's own, a copy of a shared one, one of a prospect. Here is
// what leads from one to another.

import { COPY } from "../kept/draft.js";
import { showOnly } from "../kit/fill.js";

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
