// A check goes to the reader's prospects, under a name. The actions run with the <quiz-check> as
// `this`. Whatever goes wrong is said beside the button, and the answers stay in the form.

import { plain } from "../kept/record.js";
import { showOnly } from "../kit/fill.js";

/** @import { Actions, CheckHost } from "../../types/page" */

const SLOW = 400; // milliseconds after which it is said that saving goes on

/** @type {Actions<CheckHost>} */
export const saving = {
  save() {
    save(this);
  },
  "save-to"(_event, button) {
    save(this, /** @type {HTMLButtonElement} */ (button).value);
  },
  "save-other"() {
    save(this, "");
  },
  async "take-back"() {
    const { takeBack } = await import("./keep.js");
    await takeBack(this);
    this.querySelector("[data-do=save]").focus();
  },
  "to-name"(event) {
    event.preventDefault();
    this.querySelector("[data-name]").focus();
  },
};

// Enter in the name or the next step saves, as the button does.
/** @type {(check: CheckHost) => void} */
export function listenForSaving(check) {
  check.querySelector("[data-after]").addEventListener("keydown", (event) => {
    const field = /** @type {Element} */ (event.target);
    if (event.key !== "Enter" || event.isComposing) return;
    if (!field.matches("[data-name], [data-next-step] input")) return;
    event.preventDefault();
    /** @type {HTMLElement} */ (field).dispatchEvent(new Event("change")); // Enter alone says none
    save(check);
  });
}

// Shows one state of saving: "busy", "kept", "back", a reason of a StoreError, "damaged", or "" for none.
/** @type {(check: CheckHost, state?: string) => void} */
export function showSaved(check, state = "") {
  showOnly(check, "saved-when", state);
  showNameError(check, false);
  check.querySelector("[data-same]").hidden = true;
}

// `into` is the id of the prospect that gets the check, "" for a new one; undefined asks the reader
// if there is one of that name already.
/** @type {(check: CheckHost, into?: string) => Promise<void>} */
async function save(check, into) {
  showSaved(check);
  if (!plain(check.name)) {
    showNameError(check, true);
    return;
  }
  if (check.saving) return;
  check.saving = true;
  const slow = setTimeout(() => showSaved(check, "busy"), SLOW);
  try {
    const { saveTo } = await import("./keep.js");
    await saveTo(check, into);
  } catch (/** @type {any} */ error) {
    showSaved(check, error.reason ?? "failed");
    if (!error.reason) throw error;
  } finally {
    clearTimeout(slow);
    check.saving = false;
  }
}

/** @type {(check: CheckHost, wrong: boolean) => void} */
export function showNameError(check, wrong) {
  for (const part of check.querySelectorAll("[data-name-error]")) part.hidden = !wrong;
  const field = check.querySelector("[data-name]");
  if (wrong) {
    field.setAttribute("aria-invalid", "true");
    check.querySelector("[data-save-error]").focus();
  } else field.removeAttribute("aria-invalid");
}
