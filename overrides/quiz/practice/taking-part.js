// Who takes part in a group: rates the cases apart, hands in by code or link, and opens the key
// with the number that the coach shows.

import { dropHalf, keepHalf, readHalf } from "../kept/half-rated.js";
import { fill } from "../kit/fill.js";
import { writeGroupLink } from "../kit/links.js";
import { drawQr } from "../kit/qr.js";
import { answersIn } from "../kit/sheet.js";
import { beginForm, goToCase, ratingIn, stopIn } from "./cases.js";
import { openingNumber, someone, writeCode } from "./short-code.js";
import { stepsOf } from "./steps.js";

/** @import { Actions, AnswerTexts, ByCase, GroupHost } from "../../types/page" */

export class TakingPart {
  /** @type {ByCase} */
  mine = {};
  by = "";
  /** @type {string | null} */
  current = null; // the case that is being rated

  /** @param {GroupHost} host */
  constructor(host) {
    this.host = host;
    const bar = host.querySelector("[data-rating-form]").content.querySelector("[data-step-bar]");
    this.steps = stepsOf(host, bar, host.form);
    host.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.keep();
    });
    host.form.addEventListener("change", () => this.keepHalf());
    const opening = host.querySelector("[data-open-key]");
    opening.addEventListener("submit", (event) => {
      event.preventDefault();
      this.open(opening.elements.number);
    });
    host.querySelector("[data-do=send]").hidden = !navigator.share;
  }

  // `state` is what was kept of it in this tab, if anything.
  /** @type {(state: { by: string, mine: ByCase } | null) => void} */
  begin(state) {
    this.by = state?.by ?? someone();
    this.mine = state?.mine ?? {};
    this.next(false);
  }

  // The case to rate now: the first that is not rated.
  /** @type {(focus: boolean) => void} */
  next(focus) {
    this.rate(this.host.chosen.find((id) => !(id in this.mine)) ?? null, focus);
  }

  /** @type {(id: string | null, focus: boolean) => void} */
  rate(id, focus) {
    const { host } = this;
    this.current = id;
    host.querySelector("[data-rating-at]").hidden = id === null;
    host.querySelector("[data-mine]").hidden = id !== null;
    host.showCases(id === null ? [] : [id]);
    if (id === null) {
      this.steps.end();
      this.show();
      if (focus) host.querySelector("[data-mine-heading]").focus();
      return;
    }
    host.querySelector("[data-at]").textContent = String(host.chosen.indexOf(id) + 1);
    const item = host.find(id);
    const answered = this.fillIn(id);
    item.querySelector("[data-form-place]").replaceChildren(host.form);
    this.steps.begin(item, answered);
    if (focus) goToCase(item, host.querySelector("[data-rating-at]"));
  }

  // The form begins with what was given before, when it is changed once more, or was left half way.
  // Returns how many questions have an answer.
  /** @type {(id: string) => number} */
  fillIn(id) {
    const { form, ids } = this.host;
    const half = readHalf(this.place);
    if (half?.case === id) return beginForm(form, ids, half);
    const given = this.mine[id];
    if (!given) return beginForm(form, ids, null);
    const answers = /** @type {AnswerTexts} */ (
      Object.fromEntries(ids.map((key) => [key, String(given[key])]))
    );
    return beginForm(form, ids, { answers, stop: given.stop === true });
  }

  // A group, by its cases.
  get place() {
    return this.host.chosen.join(";");
  }

  keepHalf() {
    const { form, ids } = this.host;
    if (this.current === null) return;
    const answers = answersIn(form, ids);
    keepHalf({ place: this.place, case: this.current, answers, stop: stopIn(form) });
  }

  keep() {
    const { host } = this;
    if (this.current === null) return;
    const stop = stopIn(host.form) && { stop: true };
    const rated = { ...this.mine, [this.current]: { ...ratingIn(host.form, host.ids), ...stop } };
    const inOrder = host.chosen.filter((id) => id in rated).map((id) => [id, rated[id]]);
    this.mine = Object.fromEntries(inOrder);
    dropHalf();
    host.keepState();
    this.next(true);
  }

  get handedIn() {
    return this.host.chosen.length > 0 && this.host.chosen.every((id) => id in this.mine);
  }

  // What is handed in: the same answers as a picture, as letters and as a link.
  show() {
    const { host, by, mine } = this;
    const { definition } = host.dataset;
    const link = host.address + writeGroupLink(definition, by, mine, host.ids);
    host.querySelector("[data-mine-link]").value = link;
    host.querySelector("[data-mine-code]").textContent = writeCode(definition, by, mine, host.ids);
    drawQr(host.querySelector("[data-mine-qr]"), link);
    const titles = host.chosen.map((id) => ({ title: host.titleOf(id) }));
    fill(host.querySelector("[data-mine-cases]"), { rated: titles });
    host.tell([{ by, answers: mine }]);
  }

  /** @type {(field: HTMLInputElement) => void} */
  open(field) {
    const { host } = this;
    const right = field.value.replace(/\D/g, "") === openingNumber(host.chosen);
    host.querySelector("[data-number-error]").hidden = right;
    field.setAttribute("aria-invalid", String(!right));
    if (!right) {
      field.focus();
      return;
    }
    host.querySelector("[data-mine]").hidden = true;
    host.querySelector("[data-own-key]").hidden = false;
    host.showCases(host.chosen);
    for (const id of host.chosen) this.showBeside(id);
    host.openKeys();
    host.querySelector("[data-own-key-heading]").focus();
  }

  // One's own answers beside those of the key.
  /** @type {(id: string) => void} */
  showBeside(id) {
    const { host } = this;
    const item = host.find(id);
    const { stop, ...answers } = this.mine[id];
    for (const [key, level] of Object.entries(answers)) {
      const own = item.querySelector(`[data-answer=${key}]`).querySelector("[data-own-level]");
      own.dataset.level = String(level);
      own.hidden = false;
    }
    if (!stop) return;
    const answer = item.querySelector("[data-answer=stop]");
    answer.hidden = false;
    answer.querySelector("[data-outcome]").dataset.outcome = answer.dataset.ticked;
  }

  /** @type {Actions<HTMLElement>} */
  actions = {
    copy: (_event, button) => this.host.copy(this.host.querySelector("[data-mine-link]"), button),
    send: () => {
      const url = this.host.querySelector("[data-mine-link]").value;
      navigator.share({ url }).catch(() => {}); // the reader thought better of it
    },
    redo: (_event, button) => {
      const buttons = [...this.host.querySelectorAll("[data-do=redo]")];
      this.rate(this.host.chosen[buttons.indexOf(/** @type {HTMLButtonElement} */ (button))], true);
    },
    reread: (event) => {
      event.preventDefault();
      if (this.current !== null) goToCase(this.host.find(this.current));
    },
  };
}
