// One prospect: what to do, what was found when, what is agreed, and how to send it along.

import { plain } from "../kept/record.js";
import { copyText } from "../kit/copy.js";
import { fill, showOnly } from "../kit/fill.js";
import { drawQr } from "../kit/qr.js";
import { isDay, today } from "../kit/sheet.js";
import { showPicture } from "../pictures/pictures.js";
import { ownColumns } from "./own-columns.js";
import { writeProspectLink } from "./prospect-link.js";
import { saveCalendar } from "./take-along.js";

/** @import { Actions, Day, Picture, ProspectRecord, ProspectsHost } from "../../types/page" */
/** @import { RecordCheck } from "../../types/page" */
/** @typedef {"revisit" | "needed_by" | "not_before"} CheckDay */

/** @type {CheckDay[]} */
const DAYS = ["revisit", "needed_by", "not_before"]; // what of the last check is changed here
const QR_MOST = 1200; // characters of a link: a denser code is hard to read from a screen

export class Detail {
  #host;
  #box;
  #form;
  #id = ""; // of the prospect that is shown
  #text = "";

  /** @param {ProspectsHost} host */
  constructor(host) {
    this.#host = host;
    this.#box = host.querySelector("[data-detail]");
    this.#form = host.querySelector("[data-detail-form]");
    this.#form.addEventListener("change", ({ target }) => this.#keep(target));
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#keep(event.submitter);
    });
  }

  // Shows this prospect, or none for null; `quiet` leaves the focus where it is.
  /** @type {(id: string | null, how?: { quiet?: boolean }) => Promise<void>} */
  async show(id, { quiet = false } = {}) {
    const another = id !== this.#id;
    this.#id = id ?? "";
    if (!id) {
      this.#box.hidden = true;
      return;
    }
    const said = await this.#host.ask({ do: "prospect", id });
    if (this.#id !== id || !said.row) return;
    const { row, words, card, history, result, ended } = said;
    this.#box.dataset.verdict = row.verdict;
    fill(this.#box, {
      ...words,
      ...row,
      why: words.why,
      weakest: words.weakest,
      met: words.met,
      parked: row.verdict === "park" && !row.outcome,
      reachable: !row.stopped && !row.outcome,
      ended,
      card_verdict: card.verdict,
      card_questions: card.questions,
      card_evidence: card.evidence,
      card_next: card.next,
      entries: this.#entries(history),
    });
    for (const link of this.#box.querySelectorAll("[data-condition]")) {
      link.dataset.level = String(row.levels[link.dataset.condition]);
    }
    const columns = ownColumns(row.others, !row.stopped);
    this.#box.querySelector("[data-others]").replaceChildren(...columns);
    this.#text = said.text;
    showPicture(this.#box.querySelector("[data-history] [data-picture]"), history);
    if (another || !this.#form.contains(document.activeElement)) this.#fillForm();
    for (const day of DAYS) {
      const field = this.#form.elements[day]; // one may follow from another that was changed
      if (another || field !== document.activeElement) field.value = result[day] ?? "";
    }
    this.#box.hidden = false;
    this.#box.querySelector("[data-copy-text]").hidden = true;
    if (another && !quiet) {
      this.#box.querySelector("h2").focus({ preventScroll: true });
      this.#box.scrollIntoView({ block: "start" });
    }
    await this.#showLink();
  }

  /** @type {Actions<HTMLElement>} */
  actions = {
    back: (event) => {
      event.preventDefault();
      location.hash = "";
    },
    copy: () => this.#copy(this.#text),
    "copy-link": () => this.#copy(this.#box.querySelector("[data-send-link]").value),
    "calendar-one": () => saveCalendar(this.#host, [this.#id]),
    "print-one": () => this.#host.print("one"),
    "print-card": () => this.#host.print("card"),
    remove: () => this.#host.removeOne(this.#id),
    "remove-check": (_event, button) => this.#removeCheck(Number(button.dataset.index)),
  };

  get #record() {
    return /** @type {ProspectRecord} */ (this.#host.collection.records.get(this.#id));
  }

  // A prospect with one check keeps it: without any there is nothing to say about it.
  /** @type {(history: Pick<Picture, "table">) => { on?: Day }[]} */
  #entries({ table }) {
    const { checks } = this.#record;
    if (!checks || checks.length < 2) return [];
    queueMicrotask(() => {
      for (const [index, button] of [...this.#box.querySelectorAll("[data-index]")].entries()) {
        button.dataset.index = String(index);
      }
    });
    return checks.map((check, index) => ({ on: table?.rows[index]?.[0] ?? check.on }));
  }

  // The prospect that is shown; "" for none.
  get id() {
    return this.#id;
  }

  #fillForm() {
    const { elements } = this.#form;
    const { name, seller, note, next, outcome } = this.#record;
    elements.name.value = name;
    elements.seller.value = seller ?? "";
    elements.note.value = note ?? "";
    elements.what.value = next?.what ?? "";
    elements.on.value = next?.on ?? "";
    for (const radio of elements.outcome) radio.checked = radio.value === (outcome?.result ?? "");
    elements.closed.value = outcome?.on ?? "";
    const won = outcome?.result === "won";
    elements.held.value = (won && outcome.link) || "";
    elements.broke.value = (!won && outcome?.link) || "";
    this.#showNameError(false);
    this.#showClosed();
  }

  /** @type {(field: EventTarget | null) => Promise<void>} */
  async #keep(field) {
    const { name, seller, note, what, on, outcome, closed, broke, held } = this.#form.elements;
    this.#showNameError(!plain(name.value));
    if (!plain(name.value)) {
      name.focus();
      return;
    }
    if (
      /** @type {HTMLInputElement} */ (field).name === "outcome" &&
      outcome.value &&
      !closed.value
    )
      closed.value = today();
    this.#showClosed();
    const day = DAYS.find((one) => this.#form.elements[one] === field);
    const link = (outcome.value === "won" ? held : broke).value; // "" for skipped
    const next = { what: what.value.trim(), ...(isDay(on.value) && { on: on.value }) };
    await this.#host.collection.save(this.#id, (record) => ({
      ...record,
      name: plain(name.value),
      seller: plain(seller.value),
      note: note.value,
      next: next.what || next.on ? next : null,
      outcome: outcome.value
        ? {
            result: outcome.value,
            on: isDay(closed.value) ? closed.value : today(),
            ...(link && { link }),
          }
        : null,
      ...(day && { checks: withDay(record.checks, day, this.#form.elements[day].value) }),
    }));
    await this.show(this.#id, { quiet: true });
  }

  /** @type {(index: number) => Promise<void>} */
  async #removeCheck(index) {
    const { checks, name } = this.#record;
    const removed = checks[index];
    const id = this.#id;
    const put = (/** @type {(checks: RecordCheck[]) => RecordCheck[]} */ change) =>
      this.#host.collection.save(id, (record) => ({ ...record, checks: change(record.checks) }));
    // What they asked stays, though the check that says so goes.
    const without = (/** @type {RecordCheck[]} */ kept) => {
      const rest = kept.filter((_, place) => place !== index);
      const stop = kept[index]?.stop && { stop: true };
      return rest.map((check, place) =>
        place === rest.length - 1 ? { ...check, ...stop } : check,
      );
    };
    if (!(await put(without))) return;
    await this.show(id, { quiet: true });
    this.#host.offerUndo("check", name, async () => {
      await put((kept) => [
        ...kept.slice(0, index).map((check, place) => asBefore(check, checks[place])),
        removed,
        ...kept.slice(index),
      ]);
      await this.show(id, { quiet: true });
    });
  }

  async #showLink() {
    const id = this.#id;
    const fragment = await writeProspectLink(this.#record);
    if (id !== this.#id) return;
    const link = location.origin + location.pathname + fragment;
    this.#box.querySelector("[data-send-link]").value = link;
    const picture = this.#box.querySelector("[data-qr-picture]");
    const drawn = link.length <= QR_MOST && drawQr(picture, link);
    picture.classList.toggle("qr--none", !drawn);
    this.#box.querySelector("[data-qr-large]").hidden = drawn;
  }

  /** @type {(text: string) => Promise<void>} */
  async #copy(text) {
    const copied = await copyText(text, this.#box.querySelector("[data-copy-text]"));
    this.#host.say(copied ? "copied" : "copy-failed");
  }

  /** @type {(wrong: boolean) => void} */
  #showNameError(wrong) {
    const { name } = this.#form.elements;
    this.#box.querySelector("[data-name-error]").hidden = !wrong;
    if (wrong) name.setAttribute("aria-invalid", "true");
    else name.removeAttribute("aria-invalid");
  }

  #showClosed() {
    const { outcome } = this.#form.elements;
    this.#form.querySelector("[data-closed-on]").hidden = !outcome.value;
    showOnly(this.#form, "link-when", outcome.value);
  }
}

// One of the days of the last check; no day takes it off.
/** @type {(checks: RecordCheck[], which: CheckDay, day: Day) => RecordCheck[]} */
function withDay(checks, which, day) {
  const { [which]: _, ...last } = checks[checks.length - 1];
  return [...checks.slice(0, -1), { ...last, ...(isDay(day) && { [which]: day }) }];
}

// A check without a stop that it did not have when another one was removed.
/** @type {(check: RecordCheck, then?: RecordCheck) => RecordCheck} */
function asBefore(check, then) {
  const { stop: _, ...rest } = check;
  return then?.stop ? check : rest;
}
