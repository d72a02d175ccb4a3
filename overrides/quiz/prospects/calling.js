// The call list: one prospect after the other, one question each. What is answered is kept at once, as
// a check of today; the list itself is drawn when the reader goes back to it.

import { fill } from "../kit/fill.js";
import { today } from "../kit/sheet.js";
import { worthACall } from "./calls.js";
import { isContact, ownColumns } from "./own-columns.js";

/** @import { Actions, Ladder, ListRow, ProspectsHost } from "../../types/page" */
/** @import { Saved } from "./collection.js" */
/** @typedef {{ id: string, condition: string, ask: string, level: string, said: string }} Call */

export class Calling {
  #host;
  #box;
  #form;
  /** @type {Map<string, Ladder>} */
  #ladders = new Map(); // by condition
  /** @type {Call[]} */
  #calls = [];
  #keeping = false;
  #at = 0;
  /** @type {{ at: number, saved: Saved } | null} */
  #before = null; // what the last answer changed

  /** @param {ProspectsHost} host */
  constructor(host) {
    this.#host = host;
    this.#box = host.querySelector("[data-calling]");
    this.#form = host.querySelector("[data-calling-form]");
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#keep();
    });
    this.#form.addEventListener("keydown", (event) => this.#key(event));
  }

  // Begins with those of the list that are worth a call, or goes back to the list.
  /** @type {(open: boolean, rows: ListRow[]) => Promise<void>} */
  async show(open, rows) {
    const host = this.#host;
    if (open === "calling" in host.dataset) return;
    this.#box.hidden = !open;
    if (!open) {
      delete host.dataset.calling;
      host.show();
      host.querySelector("#list-heading").focus();
      return;
    }
    host.dataset.calling = "";
    this.#form.hidden = true; // until there is a question in it: a key would go nowhere
    if (this.#ladders.size === 0) {
      const found = await host.ask({ do: "ladders" });
      if (Array.isArray(found)) this.#ladders = new Map(found.map((one) => [one.id, one]));
    }
    const day = today();
    // Who was called today has had a question; of whom nothing is known yet has not.
    this.#begin(worthACall(rows).filter((row) => row.unasked || row.on !== day));
  }

  /** @type {Actions<HTMLElement>} */
  actions = {
    "calling-skip": () => this.#go(this.#at + 1),
    "calling-back": () => this.#go(this.#at - 1),
    "calling-stop": () => {
      location.hash = "";
    },
    "calling-again": () => {
      const rows = this.#calls.filter(({ level }) => !level);
      this.#begin(worthACall(rows.flatMap(({ id }) => this.#host.collection.rows.get(id) ?? [])));
    },
    "calling-undo": async () => {
      const before = this.#before;
      if (!before) return;
      const call = this.#calls[before.at];
      if (!(await this.#host.collection.takeBack(before.saved))) return;
      Object.assign(call, { level: "", said: "" });
      this.#showKept(null);
      this.#go(before.at);
    },
  };

  /** @type {(rows: ListRow[]) => void} */
  #begin(rows) {
    this.#calls = rows.map(({ id, ask, ask_id }) => {
      return { id, condition: ask_id ?? "", ask, level: "", said: "" };
    });
    this.#showKept(null);
    this.#go(0);
  }

  /** @type {(at: number) => void} */
  #go(at) {
    this.#at = Math.max(0, at);
    const call = this.#calls[this.#at];
    const done = this.#box.querySelector("[data-calling-done]");
    this.#form.hidden = !call;
    done.hidden = Boolean(call);
    if (call) this.#showCall(call);
    else this.#showDone(done);
  }

  /** @type {(call: Call) => void} */
  #showCall(call) {
    const row = this.#host.collection.rows.get(call.id);
    const ladder = this.#ladders.get(call.condition);
    fill(this.#form, { name: row?.name ?? "", ask: call.ask });
    this.#form.querySelector("[data-calling-at]").textContent = String(this.#at + 1);
    this.#form.querySelector("[data-calling-of]").textContent = String(this.#calls.length);
    const columns = this.#form.querySelector("[data-calling-others]");
    columns.replaceChildren(...ownColumns((row?.others ?? []).filter(isContact), true));
    const texts = [
      ...(ladder?.rungs ?? []).entries(),
      /** @type {const} */ (["unknown", ladder?.unknown ?? ""]),
    ];
    const template = this.#form.querySelector("[data-calling-rung]");
    const answers = texts.map(([level, text]) => {
      const answer = template.content.cloneNode(true).firstElementChild;
      const radio = answer.querySelector("input");
      radio.value = String(level);
      radio.checked = radio.value === call.level;
      fill(answer, { text, key: level === "unknown" ? "?" : String(level) });
      return answer;
    });
    this.#form.querySelector("[data-calling-rungs]").replaceChildren(...answers);
    this.#form.elements.said.value = call.said;
    this.#form.querySelector("[data-do=calling-back]").disabled = this.#at === 0;
    this.#form.querySelector("input").focus({ preventScroll: true });
    this.#box.scrollIntoView({ block: "start" });
  }

  /** @type {(done: HTMLElement) => void} */
  #showDone(done) {
    const answered = this.#calls.filter(({ level }) => level).length;
    const skipped = this.#calls.length - answered;
    done.querySelector("[data-calling-none]").hidden = this.#calls.length > 0;
    done.querySelector("[data-calling-some]").hidden = this.#calls.length === 0;
    fill(done, { answered: String(answered), skipped: String(skipped) });
    done.querySelector("[data-do=calling-again]").hidden = skipped === 0;
    done.querySelector("h2").focus();
  }

  // Pressed twice, an answer is kept once: else the second press would pass the next one by.
  async #keep() {
    if (this.#keeping) return;
    this.#keeping = true;
    await this.#keepOnce().finally(() => {
      this.#keeping = false;
    });
  }

  async #keepOnce() {
    const call = this.#calls[this.#at];
    const { collection } = this.#host;
    const record = collection.records.get(call.id);
    const { level, said } = this.#form.elements;
    /** @type {number | "unknown"} */
    const number = level.value === "unknown" ? "unknown" : Number(level.value);
    const about = { id: call.id, condition: call.condition, level: number, note: said.value };
    const found = record && (await this.#host.ask({ do: "answer", ...about }));
    const changed = found?.record;
    if (!record || !changed) {
      this.#go(this.#at + 1); // it was removed meanwhile
      return;
    }
    const saved = await collection.save(call.id, () => changed);
    if (!saved) return; // why is said above
    this.#host.showStoreProblem(null);
    Object.assign(call, { level: level.value, said: said.value });
    this.#before = { at: this.#at, saved };
    this.#showKept(record.name);
    this.#go(this.#at + 1);
  }

  /** @type {(name: string | null) => void} */
  #showKept(name) {
    if (name === null) this.#before = null;
    const kept = this.#box.querySelector("[data-calling-kept]");
    kept.hidden = name === null;
    fill(kept, { name: name ?? "" });
  }

  // While an answer has the focus, its number or ? chooses it.
  /** @type {(event: KeyboardEvent) => void} */
  #key(event) {
    const { key, target } = event;
    if (!(/** @type {Element} */ (target).matches("[type=radio]"))) return;
    const value = key === "?" ? "unknown" : key;
    for (const radio of this.#form.querySelectorAll("input")) {
      if (radio.type !== "radio" || radio.value !== value) continue;
      event.preventDefault();
      radio.checked = true;
      radio.focus();
    }
  }
}
