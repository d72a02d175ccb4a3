// Shows a verdict before the engine is there, from the table of verdicts. What depends on a day is
// left to the engine, and so is a check to which days belong already: nothing is shown that would be
// reworded. Where the engine does not come, the table is all there is, and that is said.

import { today } from "../kit/sheet.js";
import { showEarly } from "./result.js";
import { fetchTable, lookUp } from "./verdict-table.js";

/** @import { CheckHost, How, VerdictTable } from "../../types/page" */

export class Early {
  #check;
  /** @type {VerdictTable | null} */
  #table = null;

  /** @param {CheckHost} check */
  constructor(check) {
    this.#check = check;
    check.engine.addEventListener("state", () => check.engine.state === "failed" && this.show());
    fetchTable(check.dataset.verdicts).then((table) => {
      this.#table = table;
      this.show({ aloud: true });
    });
  }

  // Whether the verdict on screen is the table's.
  get shown() {
    const { result } = this.#check;
    return !result.hidden && result.dataset.from === "table";
  }

  /** @param {How} how */
  show(how = {}) {
    const { engine, answers, stop, wanted } = this.#check;
    const only = engine.state === "failed";
    if (!this.#table || !wanted || engine.state === "ready" || (!only && this.#hasDays)) return;
    showEarly(this.#check, lookUp(this.#table, answers, stop), { ...how, only });
    engine.show();
  }

  get #hasDays() {
    const { on, revisit, rechecked, given } = this.#check;
    return on !== today() || Boolean(revisit) || rechecked !== null || given !== null;
  }
}
