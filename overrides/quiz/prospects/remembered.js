// Whether there were prospects the last time, so that room is kept for them until they are read.

import { siteKey } from "../kept/site-key.js";

const SOME = siteKey("prospects");

export function remembered() {
  try {
    return localStorage.getItem(SOME) !== null;
  } catch {
    return false; // then the page moves once; nothing else depends on it
  }
}

/** @type {(some: boolean) => void} */
export function remember(some) {
  try {
    if (some) localStorage.setItem(SOME, "some");
    else localStorage.removeItem(SOME);
  } catch {
    // as above
  }
}
