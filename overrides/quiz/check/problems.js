// Shows what is wrong with a link that was followed, or with what this browser keeps.

import { showOnly } from "../kit/fill.js";

/** @import { CheckHost } from "../../types/page" */

/** @type {(check: CheckHost, problem?: string) => void} */
export function showLinkProblem(check, problem) {
  const box = check.querySelector("[data-link-error]");
  box.hidden = !problem;
  showOnly(box, "link-problem", problem);
  if (problem) box.focus();
}

/** @type {(check: CheckHost, problem?: string) => void} */
export function showStoreProblem(check, problem) {
  const box = check.querySelector("[data-store-problems]");
  box.hidden = !problem;
  showOnly(box, "store-problem", problem);
}
