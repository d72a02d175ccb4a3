// How many prospects there were the last time, so that room is kept for them until they are read.

import { siteKey } from "./site-key.js";

const SOME = siteKey("prospects");

// 0 for none, or where nobody knows; NaN for some.
export function remembered() {
  try {
    return Number(localStorage.getItem(SOME) ?? 0);
  } catch {
    return 0; // then the page moves once; nothing else depends on it
  }
}

/** @type {(count: number) => void} */
export function remember(count) {
  try {
    if (count) localStorage.setItem(SOME, String(count));
    else localStorage.removeItem(SOME);
  } catch {
    // as above
  }
}
