// Buttons and links name what they do (data-do); this calls it when one is pressed.

/** @import { Actions } from "../../types/page" */

// Calls back what the first of these sets has under that name, with `host` as `this`, the event and
// the button.
/** @type {<H extends HTMLElement>(host: H, ...sets: Actions<H>[]) => void} */
export function listenForActions(host, ...sets) {
  host.addEventListener("click", (event) => {
    const button = /** @type {Element} */ (event.target).closest("[data-do]");
    if (!button) return;
    const name = button.dataset.do;
    sets.find((some) => Object.hasOwn(some, name))?.[name].call(host, event, button);
  });
}
