// <quiz-check>: connects the form, the engine and the result. It holds no rules and no texts:
// Python decides, the template has the words.

import { keepDraft, onOtherTab, readDraft } from "./draft.js";
import { announce, engineOf, whenIdle } from "./engine-view.js";
import { fill } from "./fill.js";
import { readLink, writeLink } from "./link.js";
import { answersIn, isDay, numbers, today } from "./sheet.js";

class QuizCheck extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.result = this.querySelector("[data-result]");
    this.ids = [...this.form.querySelectorAll("[data-question]")].map((q) => q.dataset.question);
    this.asked = false; // whether the reader asked for a result before the last answer
    this.name = "";
    this.shown = ""; // the verdict on screen
    this.turn = 0; // counts requests, so that a late answer never replaces a newer one

    this.form.append(this.querySelector("[data-submit]").content);
    this.engine = engineOf(this, () => this.wanted);
    const early = this.answers; // chosen before this script was here
    this.restore();
    this.listen();
    this.addEarly(early);
    whenIdle(() => this.engine.start());
  }

  // --- the answers: form, draft and link ---

  get answers() {
    return answersIn(this.form, this.ids);
  }

  get draft() {
    const { definition, answers, on, name, asked, revisit } = this;
    return { definition, answers, on, name, asked, revisit };
  }

  get complete() {
    return Object.keys(this.answers).length === this.ids.length;
  }

  get wanted() {
    return this.complete || this.asked;
  }

  restore() {
    const link = readLink(location.hash, this.dataset.definition, this.ids);
    this.shared = link && !link.problem ? link : null;
    this.querySelector("[data-shared]").hidden = !this.shared;
    this.querySelector("[data-shared-newer]").hidden = !this.shared?.otherVersion;
    this.showLinkProblem(link?.problem);
    this.followLink();
    this.querySelector("[data-shared-who]").textContent = this.shared?.name
      ? `${this.shared.name}.`
      : "";
    if (this.shared) {
      this.take({ ...this.shared, on: this.shared.on ?? today(), asked: true });
      return;
    }
    const { draft, problem } = readDraft(this.dataset.definition, this.ids);
    this.showStoreProblem(problem);
    this.take(draft ?? { definition: this.dataset.definition, answers: {}, on: today() });
  }

  addEarly(early) {
    if (Object.keys(early).length === 0) return;
    for (const [id, level] of Object.entries(early)) this.form.elements[id].value = level;
    this.changed();
  }

  take({ definition, answers, on, name = "", asked = false, revisit = "" }) {
    for (const id of this.ids) {
      for (const radio of this.form.elements[id]) radio.checked = radio.value === answers[id];
    }
    this.definition = definition;
    this.on = on;
    this.asked = asked;
    this.revisit = revisit;
    this.name = name;
    this.querySelector("[data-name]").value = name;
    this.update();
  }

  changed() {
    this.on = today();
    this.definition = this.dataset.definition;
    this.showErased("");
    if (this.shared) {
      this.erased = readDraft(this.dataset.definition, this.ids).draft;
      if (this.erased) this.showErased("shared");
    }
    this.leaveLink();
    this.keep();
    this.update({ aloud: true });
  }

  // What was in the address is the reader's own from here on.
  leaveLink() {
    this.shared = null;
    if (location.hash) {
      history.replaceState(history.state, "", location.pathname + location.search);
    }
    this.followLink();
    this.showLinkProblem(null);
    this.querySelector("[data-shared]").hidden = true;
  }

  showErased(by) {
    this.querySelector("[data-erased]").hidden = !by;
    for (const part of this.querySelectorAll("[data-erased-by]")) {
      part.hidden = part.dataset.erasedBy !== by;
    }
  }

  keep() {
    if (this.shared) return;
    const empty = Object.keys(this.answers).length === 0 && !this.name;
    const kept = keepDraft(empty ? null : this.draft);
    if (!kept) this.showStoreProblem("failed");
  }

  // --- the result ---

  update({ aloud = false, focus = false } = {}) {
    const { answers } = this;
    for (const link of this.querySelectorAll("[data-link]")) {
      link.dataset.level = answers[link.dataset.link] ?? "";
    }
    this.querySelector("[data-answered]").textContent = Object.keys(answers).length;
    for (const part of this.form.querySelectorAll("[data-open]")) part.hidden = this.complete;
    this.form.querySelector("[data-complete]").hidden = !this.complete;
    this.engine.show();
    if (this.wanted) this.judge({ aloud, focus });
    else this.hideResult();
  }

  get sheet() {
    const { on, definition, revisit } = this;
    return { answers: numbers(this.answers), on, definition, ...(revisit && { revisit }) };
  }

  async judge({ aloud, focus }) {
    const turn = ++this.turn;
    this.engine.start();
    const answer = await this.engine.ask({
      do: "report",
      sheet: this.sheet,
      today: today(),
      language: this.dataset.language,
    });
    if (turn !== this.turn) return;
    this.show(answer.ok, { aloud, focus });
  }

  show({ result, words, text }, { aloud, focus }) {
    const { dataset } = this.result;
    dataset.verdict = result.verdict;
    dataset.scoreLow = result.score.low;
    dataset.scoreHigh = result.score.high;
    if (result.weakest) dataset.weakest = result.weakest;
    else delete dataset.weakest;
    for (const link of this.result.querySelectorAll("[data-condition]")) {
      link.dataset.level = result.answers[link.dataset.condition];
    }
    const parked = result.verdict === "park";
    const due = parked && result.revisit <= today();
    const old = words.notices.length > 0 || due;
    fill(this.result, { ...words, ask_id: result.ask_next, old, parked });
    this.querySelector("[data-revisit]").value = result.revisit ?? "";
    for (const { condition, evidence } of words.chain) {
      this.result.querySelector(`[data-evidence=${condition}]`).textContent = evidence;
    }
    this.text = text;
    this.showName();
    this.result.hidden = false;
    this.querySelector("[data-after]").hidden = false;
    this.querySelector("[data-short]").hidden = false;
    this.querySelector("[data-count-line]").hidden = true;
    this.querySelector("[data-short]").dataset.verdict = result.verdict;
    this.querySelector("[data-short-verdict]").textContent = words.verdict;
    this.showShare();
    this.doneWith();
    if (focus) {
      announce(this, ""); // the heading that gets focus is read out already
      this.goToResult();
    } else if (aloud && this.shown !== words.headline) announce(this, words.headline);
    this.shown = words.headline;
  }

  hideResult() {
    this.turn++;
    this.shown = "";
    this.result.hidden = true;
    this.querySelector("[data-after]").hidden = true;
    this.querySelector("[data-short]").hidden = true;
    this.querySelector("[data-count-line]").hidden = false;
  }

  goToResult() {
    const heading = this.result.querySelector("h2");
    heading.focus({ preventScroll: true });
    this.result.scrollIntoView({ block: "start" });
  }

  // --- what the reader can do ---

  listen() {
    this.form.addEventListener("change", () => this.changed());
    this.querySelector("[data-revisit]").addEventListener("change", (event) => {
      this.revisit = isDay(event.target.value) ? event.target.value : "";
      this.changed();
    });
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.asked = true;
      this.keep();
      this.update({ focus: true });
    });
    this.addEventListener("click", (event) => {
      const action = event.target.closest("[data-do]")?.dataset.do;
      if (action in this.actions) this.actions[action].call(this, event);
    });
    this.querySelector("[data-name]").addEventListener("input", (event) => {
      this.name = event.target.value.trim();
      this.keep();
      this.showName();
      this.showShare();
    });
    this.querySelector("[data-share-name]").addEventListener("change", () => {
      this.showShare();
      this.doneWith();
    });
    addEventListener("hashchange", () => this.restore());
    // From the back/forward cache a page comes as it was; the draft may be newer.
    addEventListener("pageshow", (event) => event.persisted && this.restore());
    onOtherTab(() => this.shared || this.restore());
  }

  actions = {
    result(event) {
      event.preventDefault();
      this.goToResult();
    },
    own() {
      this.leaveLink();
      this.restore();
      this.form.querySelector("input").focus();
    },
    still() {
      this.changed();
      this.goToResult();
    },
    again() {
      if (this.shared) {
        this.actions.own.call(this); // shared answers are not kept: there is nothing to erase
        return;
      }
      this.erased = this.draft;
      this.take({ definition: this.dataset.definition, answers: {}, on: today() });
      this.keep();
      this.showErased("again");
      this.querySelector("[data-do=undo]").focus();
    },
    undo() {
      this.take(this.erased);
      this.keep();
      this.showErased("");
      this.form.querySelector("input:checked")?.focus();
    },
    print() {
      print();
    },
    share(event) {
      const panel = this.querySelector("[data-share]");
      panel.hidden = !panel.hidden;
      event.target.setAttribute("aria-expanded", String(!panel.hidden));
      this.showShare();
      this.doneWith();
    },
    copy() {
      this.copy(this.note());
    },
    "copy-link"() {
      this.copy(this.querySelector("[data-share-link]").value);
    },
  };

  async copy(text) {
    const area = this.querySelector("[data-copy-text]");
    let done = "copied";
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      done = "failed";
      area.value = text;
    }
    area.hidden = done === "copied";
    if (!area.hidden) area.select();
    this.doneWith(done);
  }

  doneWith(done) {
    for (const part of this.querySelectorAll("[data-done-when]")) {
      part.hidden = part.dataset.doneWhen !== done;
    }
    if (!done) this.querySelector("[data-copy-text]").hidden = true;
  }

  note() {
    return this.name ? `${this.name}\n\n${this.text}` : this.text;
  }

  showName() {
    const who = this.querySelector("[data-who]");
    who.textContent = this.name;
    who.hidden = !this.name;
  }

  showShare() {
    const tick = this.querySelector("[data-share-name]");
    tick.closest("label").hidden = !this.name;
    const { answers, on } = this;
    const sheet = { definition: this.dataset.definition, answers, on };
    const link = writeLink(sheet, tick.checked ? this.name : "");
    this.querySelector("[data-share-link]").value =
      location.origin + location.pathname + location.search + link;
  }

  showLinkProblem(problem) {
    const box = this.querySelector("[data-link-error]");
    box.hidden = !problem;
    for (const part of box.querySelectorAll("[data-link-problem]")) {
      part.hidden = part.dataset.linkProblem !== problem;
    }
    if (problem) box.focus();
  }

  showStoreProblem(problem) {
    const box = this.querySelector("[data-store-problems]");
    box.hidden = !problem;
    for (const part of box.querySelectorAll("[data-store-problem]")) {
      part.hidden = part.dataset.storeProblem !== problem;
    }
  }

  // Shared answers are kept nowhere: the switch to the other language takes the link along.
  followLink() {
    for (const anchor of document.querySelectorAll("a[data-other-language]")) {
      anchor.hash = this.shared ? location.hash : "";
    }
  }
}

customElements.define("quiz-check", QuizCheck);
