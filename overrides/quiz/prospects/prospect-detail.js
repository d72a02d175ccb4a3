// One prospect: what to do, what was found when, what is agreed, and how to send it along.

import { makeBackup } from "../kept/backup.js";
import { plain } from "../kept/record.js";
import { copyText } from "../kit/copy.js";
import { fill, showOnly } from "../kit/fill.js";
import { writeProspectLink } from "../kit/links.js";
import { drawQr } from "../kit/qr.js";
import { isDay, today } from "../kit/sheet.js";
import { showPicture } from "../pictures/pictures.js";
import { isContact, ownColumns } from "./own-columns.js";
import { saveCalendar } from "./take-along.js";

/** @import { Actions, Day, Picture, ProspectRecord, ProspectsHost } from "../../types/page" */
/** @import { RecordCheck } from "../../types/page" */
/** @import { Change, Saved } from "./collection.js" */
/** @typedef {"revisit" | "needed_by" | "not_before"} CheckDay */

/** @type {CheckDay[]} */
const DAYS = ["revisit", "needed_by", "not_before"]; // what of the last check is changed here
const QR_MOST = 1200; // characters of a link: a denser code is hard to read from a screen

export class Detail {
  #host;
  #box;
  #form;
  #folds;
  #id = ""; // of the prospect that is shown
  #leads = false; // whether the reader is to be led to it, once the engine knows it
  #text = "";
  /** @type {Map<string, string>} */
  #filled = new Map(); // what was filled in, by field
  #pending = 0; // changes on their way to the store
  #turn = 0; // of the last change
  /** @type {{ saved: Saved, what: string } | null} */
  #last = null; // what was done last, which can be taken back

  /** @param {ProspectsHost} host */
  constructor(host) {
    this.#host = host;
    this.#box = host.querySelector("[data-detail]");
    this.#form = host.querySelector("[data-detail-form]");
    this.#folds = [...this.#box.querySelectorAll("[data-fold]")];
    this.#unfold(!matchMedia("(max-width: 59.9375em)").matches); // where there is room, all is open
    addEventListener("beforeprint", () => this.#unfold(true));
    this.#form.addEventListener("change", ({ target }) => this.#keep(target));
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#keep(event.submitter);
    });
    for (const control of this.#form.querySelectorAll("input, select, textarea, button")) {
      host.said.lineOf(control);
    }
  }

  // Shows this prospect, or none for null; `quiet` leaves the focus where it is, `anew` fills in the
  // form though the focus is in it.
  /** @type {(id: string | null, how?: { quiet?: boolean, anew?: boolean }) => Promise<void>} */
  async show(id, { quiet = false, anew = false } = {}) {
    const another = id !== this.#id;
    this.#id = id ?? "";
    if (another) {
      this.#leads = !quiet;
      this.#last = null;
      this.#host.said.clear();
    }
    if (!id) {
      this.#box.hidden = true;
      return;
    }
    const said = await this.#host.ask({ do: "prospect", id });
    if (this.#id !== id || !said.row) return;
    const { row, words, card, history, result, ended, gone } = said;
    const contacts = row.others.filter(isContact);
    const others = row.others.filter((column) => !isContact(column));
    this.#box.dataset.verdict = row.verdict;
    fill(this.#box, {
      ...words,
      ...row,
      why: reasonIn(words.why, row.do),
      doing: row.do,
      ask_heading: words.ask_heading,
      contacts,
      others,
      weakest: words.weakest,
      met: words.met,
      parked: row.verdict === "park" && !row.outcome,
      reachable: !row.stopped && !row.outcome,
      ended,
      card_verdict: card.verdict,
      card_questions: card.questions,
      card_evidence: card.evidence,
      card_next: card.next,
      gone,
      entries: this.#entries(history),
    });
    for (const link of this.#box.querySelectorAll("[data-condition]")) {
      link.dataset.level = String(row.levels[link.dataset.condition]);
    }
    const reachable = !row.stopped;
    this.#box.querySelector("[data-others]").replaceChildren(...ownColumns(contacts, reachable));
    this.#box.querySelector("[data-others-rest]").replaceChildren(...ownColumns(others, reachable));
    this.#text = said.text;
    showPicture(this.#box.querySelector("[data-history] [data-picture]"), history);
    const all = another || anew || !this.#form.contains(document.activeElement);
    const fresh = another || this.#pending === 0; // else the form knows more than the record
    if (fresh) this.#fillForm(all);
    for (const day of fresh ? DAYS : []) {
      const field = this.#form.elements[day]; // one may follow from another that was changed
      if (all || field !== document.activeElement) field.value = result[day] ?? "";
    }
    this.#box.hidden = false;
    this.#box.querySelector("[data-copy-text]").hidden = true;
    if (this.#leads) {
      this.#leads = false;
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
    copy: (_event, button) => this.#copy(button, this.#text),
    "copy-link": (_event, button) =>
      this.#copy(button, this.#box.querySelector("[data-send-link]").value),
    "calendar-one": () => saveCalendar(this.#host, [this.#id]),
    "print-one": () => this.#host.print("one"),
    "print-card": () => this.#host.print("card"),
    remove: () => this.#host.removeOne(this.#id),
    "remove-check": (_event, button) => this.#removeCheck(button),
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

  // Fills in what is kept, which another tab may have changed; unless it is all to be filled in, what
  // is being typed stays, and so does what was answered before about another outcome.
  /** @type {(all: boolean) => void} */
  #fillForm(all) {
    const { elements } = this.#form;
    const { name, seller, note, next, outcome } = this.#record;
    const won = outcome?.result === "won";
    const texts = {
      ...{ name, seller, note, what: next?.what, on: next?.on },
      ...((all || outcome) && { closed: outcome?.on }),
      ...((all || won) && { held: won ? outcome.link : "" }),
      ...((all || (outcome && !won)) && { broke: won ? "" : outcome?.link }),
    };
    for (const [key, text] of Object.entries(texts)) {
      const field = /** @type {HTMLInputElement} */ (elements.namedItem(key));
      const typing = field === document.activeElement && field.value !== this.#filled.get(key);
      if (typing && !all) continue;
      field.value = text ?? "";
      this.#filled.set(key, field.value);
    }
    for (const radio of elements.outcome) radio.checked = radio.value === (outcome?.result ?? "");
    this.#showNameError(false);
    this.#showClosed();
    if (outcome) this.#box.querySelector("[data-ending]").open = true;
  }

  /** @type {(open: boolean) => void} */
  #unfold(open) {
    for (const fold of this.#folds) fold.open = open;
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
    const change = (/** @type {ProspectRecord} */ record) => ({
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
    });
    await this.#save(/** @type {HTMLElement} */ (field), change);
  }

  /** @type {(button: HTMLElement) => Promise<void>} */
  async #removeCheck(button) {
    const index = Number(button.dataset.index);
    // What they asked stays, though the check that says so goes.
    const without = (/** @type {RecordCheck[]} */ kept) => {
      const rest = kept.filter((_, place) => place !== index);
      const stop = kept[index]?.stop && { stop: true };
      return rest.map((check, place) =>
        place === rest.length - 1 ? { ...check, ...stop } : check,
      );
    };
    const list = /** @type {HTMLElement} */ (button.closest("ul")); // the button goes with its check
    await this.#save(list, (record) => ({ ...record, checks: without(record.checks) }), "check");
    this.#host.said.lineOf(list).querySelector("button")?.focus();
  }

  // Keeps a change, and says below the control that it was made with what was done.
  /** @type {(control: HTMLElement, change: Change, what?: string) => Promise<void>} */
  async #save(control, change, what) {
    const host = this.#host;
    const id = this.#id;
    host.say("");
    host.said.clear(); // nothing is said to be kept that is still on its way
    host.said.lineOf(control);
    this.#pending++;
    const turn = ++this.#turn;
    const saved = await host.collection.save(id, change).finally(() => {
      this.#pending--;
    });
    if (!saved || this.#id !== id) return;
    host.showStoreProblem(null);
    await this.#inPlace(control, { quiet: true });
    const { before, after } = saved;
    const turned = Boolean(before.outcome) !== Boolean(after.outcome);
    const kept = `${turned ? (after.outcome ? "closed" : "opened") : ""} kept`;
    // A button that finds everything kept already says once more what was done, and how to go back.
    if (before !== after) this.#last = { saved, what: what ?? kept };
    if (turn === this.#turn) this.#say(control); // else a later change is still on its way
  }

  /** @type {(control: HTMLElement) => void} */
  #say(control) {
    const { said, collection } = this.#host;
    const last = this.#last;
    said.say(
      control,
      last?.what ?? "kept",
      last &&
        (async () => {
          this.#last = null;
          if (!(await collection.takeBack(last.saved))) return;
          await this.#inPlace(control, { quiet: true, anew: true });
          said.say(control, "undone");
          focusOn(control);
        }),
    );
  }

  // Shows what has become of it, with this control where it was: parts above it may come or go.
  /** @type {(control: HTMLElement, how: { quiet: boolean, anew?: boolean }) => Promise<void>} */
  async #inPlace(control, how) {
    const before = control.getBoundingClientRect().top;
    await this.show(this.#id, how);
    const moved = control.getBoundingClientRect().top - before;
    const there = control.getClientRects().length > 0;
    if (there && moved) scrollBy({ top: moved, behavior: "instant" });
  }

  async #showLink() {
    const id = this.#id;
    const fragment = await writeProspectLink(makeBackup([this.#record]));
    if (id !== this.#id) return;
    const link = location.origin + location.pathname + fragment;
    this.#box.querySelector("[data-send-link]").value = link;
    const picture = this.#box.querySelector("[data-qr-picture]");
    const drawn = link.length <= QR_MOST && drawQr(picture, link);
    picture.classList.toggle("qr--none", !drawn);
    this.#box.querySelector("[data-qr-large]").hidden = drawn;
  }

  /** @type {(button: HTMLElement, text: string) => Promise<void>} */
  async #copy(button, text) {
    this.#host.said.lineOf(button);
    const copied = await copyText(text, this.#box.querySelector("[data-copy-text]"));
    this.#host.said.say(button, copied ? "copied" : "copy-failed");
  }

  /** @type {(wrong: boolean) => void} */
  #showNameError(wrong) {
    const { name } = this.#form.elements;
    this.#box.querySelector("[data-name-error]").hidden = !wrong;
    if (wrong) {
      name.setAttribute("aria-invalid", "true");
      this.#unfold(true); // it may be in one of them
    } else name.removeAttribute("aria-invalid");
  }

  #showClosed() {
    const { outcome } = this.#form.elements;
    this.#form.querySelector("[data-closed-on]").hidden = !outcome.value;
    showOnly(this.#form, "link-when", outcome.value);
  }
}

// The reason of a verdict, where its words end with what to do, which is said by itself.
/** @type {(why: string, doing: string) => string} */
function reasonIn(why, doing) {
  return doing && why.endsWith(doing) ? why.slice(0, -doing.length).trim() : why;
}

// One of the days of the last check; no day takes it off.
/** @type {(checks: RecordCheck[], which: CheckDay, day: Day) => RecordCheck[]} */
function withDay(checks, which, day) {
  const { [which]: _, ...last } = checks[checks.length - 1];
  return [...checks.slice(0, -1), { ...last, ...(isDay(day) && { [which]: day }) }];
}

// The control has the focus; of a list, its first button.
/** @type {(control: HTMLElement) => void} */
function focusOn(control) {
  /** @type {HTMLElement} */ (control.querySelector("button") ?? control).focus();
}
