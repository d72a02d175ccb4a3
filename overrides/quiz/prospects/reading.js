// What the page says while the prospects are read: how many are coming, and when they are there. Until
// the store has been asked, nobody knows that there are none.

import { showOnly } from "../kit/fill.js";

// So many are on their way, NaN for some; 0 for none that we know of.
/** @type {(host: HTMLElement, count: number) => void} */
export function showReading(host, count) {
  host.classList.toggle("prospects--expected", count !== 0);
  say(host, count === 1 ? "one" : count > 1 ? "many" : count === 0 ? "" : "some", count);
}

// They are in the list; it is told to those who do not see it, once.
/** @type {(host: HTMLElement, count: number) => void} */
export function showRead(host, count) {
  if (!host.classList.contains("prospects--expected")) return;
  showReading(host, 0);
  if (count) say(host, "done", count);
}

/** @type {(host: HTMLElement, when: string, count: number) => void} */
function say(host, when, count) {
  for (const part of host.querySelectorAll("[data-reading-count]")) {
    part.textContent = String(count);
  }
  showOnly(host, "reading-when", when);
}
