// How a list stands at a glance: see _glance.html.

/** @import { Glance } from "../../types/messages" */

const RARE = ["unasked", "stopped"]; // shown only where there are any

// Shows how many there are of each part, and how much of the whole that is.
/** @type {(root: Element, counts: Glance) => void} */
export function showGlance(root, counts) {
  const glance = root.querySelector("[data-glance]");
  glance.hidden = false;
  for (const button of glance.querySelectorAll("[data-part]")) {
    const { part } = button.dataset;
    const count = counts[part] ?? 0;
    button.querySelector("b").textContent = String(count);
    button.style.setProperty("--share", String(count / (counts.all || 1)));
    button.hidden = !count && RARE.includes(part);
  }
}

// Marks the part that was chosen; "" for none.
/** @type {(root: Element, chosen: string) => void} */
export function press(root, chosen) {
  for (const button of root.querySelectorAll("[data-part]")) {
    button.ariaPressed = String(button.dataset.part === chosen);
  }
}

// What a part is called.
/** @type {(root: Element, part: string) => string} */
export function partName(root, part) {
  return root.querySelector(`[data-part="${part}"]`)?.lastChild?.textContent?.trim() ?? "";
}
