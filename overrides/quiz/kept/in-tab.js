// Keeps something for as long as a tab is open: a page that is loaded again, or in the other language,
// has it still. Where a browser keeps nothing, such a page begins anew.

import { siteKey } from "./site-key.js";

// What is kept under this name, null for nothing, and for nothing of ours.
/** @type {(name: string) => any} */
export function keptInTab(name) {
  try {
    return JSON.parse(sessionStorage.getItem(siteKey(name)) ?? "null");
  } catch {
    return null;
  }
}

// null for nothing any more.
/** @type {(name: string, value: unknown) => void} */
export function keepInTab(name, value) {
  try {
    if (value === null) sessionStorage.removeItem(siteKey(name));
    else sessionStorage.setItem(siteKey(name), JSON.stringify(value));
  } catch {
    // this browser keeps nothing
  }
}

// Whether the reader came here from elsewhere: neither loaded this page again nor switched language.
export function cameAnew() {
  const [{ type }] = /** @type {PerformanceNavigationTiming[]} */ (
    performance.getEntriesByType("navigation")
  );
  const page = location.pathname.split("/").at(-2);
  return type === "navigate" && !document.referrer.endsWith(`/${page}/`);
}
