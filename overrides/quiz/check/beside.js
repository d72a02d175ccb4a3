// A check may be one of several: the reader's own, a copy of a shared one, one of a prospect. Here is
// what leads from one to another.

import { COPY, PLAIN } from "../kept/draft.js";
import { showOnly } from "../kit/fill.js";

/** @import { CheckHost } from "../../types/page" */

// Says that there is another check beside the one in the form, and leads to it.
/** @type {(check: CheckHost) => void} */
export function showBeside(check) {
  const own = check.read(PLAIN) !== null;
  for (const button of check.querySelectorAll("[data-do=own]")) {
    showOnly(button, "own-when", own ? "kept" : "none");
  }
  check.querySelector("[data-copy]").hidden = check.place !== COPY;
  const waits = check.place === PLAIN && !check.shared && check.read(COPY) !== null;
  check.querySelector("[data-copy-waits]").hidden = !waits;
}

// The switch to the other language takes along what is kept nowhere, shared answers, and whom the
// check is about.
/** @type {(check: CheckHost) => void} */
export function followLink(check) {
  for (const anchor of document.querySelectorAll("a[data-other-language]")) {
    anchor.hash = check.shared || check.place !== PLAIN ? location.hash : "";
  }
}
