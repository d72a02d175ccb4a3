// This week, above the list: what Python says there is to do, who is to be called about it, and where
// there is nothing, what comes after it. What home tells of it is kept on the way.

import { keepComing } from "../kept/coming.js";
import { fill } from "../kit/fill.js";
import { addressOf } from "./own-columns.js";

/** @import { Pipeline, ProspectsHost, Task } from "../../types/page" */

const narrow = (/** @type {number} */ em) => matchMedia(`(max-width: ${em}em)`).matches;
const LINES = narrow(30) ? 1 : narrow(60) ? 2 : 8; // shown at first: the list is to be in sight

export class Week {
  #host;
  #part;
  /** @type {Task[]} */
  #items = [];
  /** @type {Pipeline["ahead"]} */
  #ahead = null;

  /** @param {ProspectsHost} host */
  constructor(host) {
    this.#host = host;
    this.#part = host.querySelector("[data-week]");
  }

  // Nobody is in the list; `settled` when that is sure.
  /** @type {(settled: boolean) => void} */
  hide(settled) {
    this.#part.hidden = true;
    fill(this.#part, { week: [] });
    if (settled) keepComing(null);
  }

  /** @type {(pipeline: Pipeline) => void} */
  show({ week, ahead, coming }) {
    this.#items = week;
    this.#ahead = ahead;
    this.#draw(LINES);
    keepComing(coming);
  }

  actions = {
    "week-all": () => this.#draw(Infinity),
  };

  /** @type {(lines: number) => void} */
  #draw(lines) {
    const part = this.#part;
    const ahead = this.#items.length === 0 ? this.#ahead : null;
    const items = ahead ? [ahead] : this.#items.slice(0, lines);
    fill(part, { week: items.map((item) => ({ ...item, ...this.#phoneOf(item) })), ...ahead });
    for (const [index, item] of [...part.querySelectorAll("li")].entries()) {
      item.dataset.overdue = String(items[index].overdue);
    }
    part.hidden = false;
    part.querySelector("[data-week-ahead]").hidden = !ahead;
    part.querySelector("[data-week-none]").hidden = items.length > 0;
    part.querySelector("[data-week-more]").hidden = items.length >= this.#items.length;
    part.querySelector("[data-week-count]").textContent = String(this.#items.length);
    part.querySelector("[data-do=print-week]").hidden = this.#items.length === 0;
  }

  // The number to call, as it stands in the list that they came from.
  /** @type {(item: Task) => { phone?: string, number?: string }} */
  #phoneOf({ id }) {
    for (const column of this.#host.collection.rows.get(id)?.others ?? []) {
      const [kind, number] = addressOf(column).split(":");
      if (kind === "tel") return { phone: column.value, number };
    }
    return {};
  }
}
