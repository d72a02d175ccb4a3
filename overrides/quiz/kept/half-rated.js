// The case that is being rated, as far as it is filled in.

import { keepInTab, keptInTab } from "./in-tab.js";

/** @import { HalfRated } from "../../types/page" */

const NAME = "rating";

// `place` is what the case is rated in: a page, or a group by its cases.
/** @type {(place: string) => HalfRated | null} */
export function readHalf(place) {
  const half = keptInTab(NAME);
  return half?.place === place && half.answers ? half : null;
}

/** @type {(half: HalfRated) => void} */
export function keepHalf(half) {
  keepInTab(NAME, half);
}

export function dropHalf() {
  keepInTab(NAME, null);
}
