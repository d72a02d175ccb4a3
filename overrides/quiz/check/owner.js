// Whose check is in the form, and what belongs to whom. Evidence was noted for one prospect: under
// another name it goes along only if the reader says so.

import { COPY } from "../kept/draft.js";
import { sameName } from "../kept/record.js";
import { showOnly } from "../kit/fill.js";
import { notesIn, showNotes } from "./evidence.js";
import { showStep } from "./next-step.js";

/** @import { Actions, Aside, CheckHost } from "../../types/page" */

export const whose = {
  // The form holds a check of this name, saved or not, to begin with.
  /** @type {(check: CheckHost, savedName?: string) => void} */
  begin(check, savedName = check.name) {
    check.owner = check.name;
    check.savedName = savedName;
    const said = check.shared || check.rechecked || (check.place === COPY && !check.name);
    check.querySelector("[data-whose]").hidden = Boolean(said); // there already
    show(check);
  },

  // It is saved under its name now.
  /** @type {(check: CheckHost) => void} */
  saved(check) {
    check.owner = check.name;
    check.savedName = check.name;
    show(check);
  },

  // The reader has given the check another name.
  /** @type {(check: CheckHost) => void} */
  renamed(check) {
    const { owner, name, notes, aside } = check;
    if (aside && sameName(aside.name, name)) {
      check.aside = undefined;
      showNotes(check, { ...notes, ...aside.notes });
      check.owner = name;
    } else if (owner && name && !sameName(owner, name)) {
      if (Object.keys(notes).length > 0) {
        check.aside = { name: owner, notes };
        showNotes(check, {});
      }
      if (!check.next) showStep(check); // what is in sight is kept with the one before
    }
    if (owner && name && !check.aside) check.owner = name;
    check.keep();
    check.update();
    show(check);
  },

  /** @type {Actions<CheckHost>} */
  actions: {
    "take-notes"() {
      const { notes } = /** @type {Aside} */ (this.aside);
      this.aside = undefined;
      showNotes(this, { ...notes, ...notesIn(this) });
      this.owner = this.name;
      this.keep();
      this.update();
      show(this);
      this.querySelector("[data-evidence-heading]").focus();
    },
  },
};

// What is above the questions comes with them: the page must not move while somebody types.
/** @type {(check: CheckHost) => void} */
function show(check) {
  const { aside, name, owner, prospect, savedName } = check;
  const box = check.querySelector("[data-whose]");
  const saved = prospect && sameName(savedName, name);
  showOnly(box, "whose-when", !owner || !name ? "new" : saved ? "saved" : "named");
  for (const part of box.querySelectorAll("[data-whose-named]")) part.hidden = !owner || !name;
  box.querySelector("[data-whose-name]").textContent = name;
  const put = check.querySelector("[data-aside]");
  put.hidden = !aside;
  for (const slot of put.querySelectorAll("[data-aside-name]"))
    slot.textContent = aside?.name ?? "";
}
