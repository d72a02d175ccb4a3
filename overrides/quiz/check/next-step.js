// What to do next, and on which day: asked where a check is saved, never needed, and kept with the
// prospect. Of whom nothing is to be done it is not asked, and what is kept stays.

import { isDay, today } from "../kit/sheet.js";
import { showSaved } from "./save.js";

/** @import { Actions, CheckHost, NextStep } from "../../types/page" */

const ASKED = ["pursue", "develop", "find-out"]; // verdicts after which there is something to do

// The form holds this step; undefined for what the prospect has itself.
/** @type {(check: CheckHost, step?: NextStep) => void} */
export function showStep(check, step) {
  const { what = "", on = "" } = step ?? check.rechecked?.next ?? {};
  check.next = step;
  fieldOf(check, "what").value = what;
  fieldOf(check, "on").value = on;
}

// Asks, if this verdict leaves something to do.
/** @type {(check: CheckHost, verdict: string) => void} */
export function askForStep(check, verdict) {
  const asked = ASKED.includes(verdict) && !check.stop && !check.rechecked?.closed;
  check.querySelector("[data-next-step]").hidden = !asked;
}

// The step as a record has it, null for none; undefined where what is kept stays.
/** @type {(check: CheckHost) => NextStep | null | undefined} */
export function stepToKeep(check) {
  const { next } = check;
  if (!next || check.querySelector("[data-next-step]").hidden) return undefined;
  return next.what || next.on ? next : null;
}

/** @type {(check: CheckHost) => void} */
export function listenForStep(check) {
  check.querySelector("[data-next-step]").addEventListener("input", () => changed(check));
}

/** @type {Actions<CheckHost>} */
export const stepping = {
  "next-day"(_event, button) {
    const field = fieldOf(this, "on");
    field.value = today(Number(button.dataset.ahead));
    changed(this);
    field.focus();
  },
};

/** @type {(check: CheckHost) => void} */
function changed(check) {
  const on = fieldOf(check, "on").value;
  check.next = { what: fieldOf(check, "what").value.trim(), ...(isDay(on) && { on }) };
  check.keep();
  showSaved(check);
}

/** @type {(check: CheckHost, name: "what" | "on") => HTMLInputElement} */
function fieldOf(check, name) {
  const field = check.querySelector(`[data-next-step] [name=${name}]`);
  return /** @type {HTMLInputElement} */ (field);
}
