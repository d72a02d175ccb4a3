// <quiz-check>: connects the form, the engine and the result. It holds no rules and no texts:
// Python decides, the template has the words.

import { listenForActions } from "./actions.js";
import { comparing, hideComparison, showComparison } from "./compare.js";
import { keepDraft, onOtherTab, readDraft } from "./draft.js";
import { announce, engineOf, whenIdle } from "./engine-view.js";
import { notesAsText, notesIn, showLevels, showNotes } from "./evidence.js";
import { fill, showOnly } from "./fill.js";
import { readLink } from "./link.js";
import {
  checkBefore,
  prospectAsked,
  readProspect,
  showRecheck,
  showRecheckProblem,
} from "./recheck.js";
import { saving, showSaved } from "./save.js";
import { listenForSharing, sharing, showDone, showShare } from "./share.js";
import { answersIn, asSheet, isDay, today } from "./sheet.js";

class QuizCheck extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.result = this.querySelector("[data-result]");
    this.ids = [...this.form.querySelectorAll("[data-question]")].map((q) => q.dataset.question);
    this.asked = false; // whether the reader asked for a result before the last answer
    this.name = "";
    this.prospect = ""; // the id of the one this check was made from or saved to
    this.rechecked = null; // the prospect that the address asks to check again, once it is read
    this.reading = false; // while that is read
    this.shown = ""; // the verdict on screen
    this.turn = 0; // counts requests, so that a late answer never replaces a newer one

    this.form.append(this.querySelector("[data-submit]").content);
    this.engine = engineOf(this, () => this.wanted);
    const early = this.answers; // chosen before this script was here
    this.restore();
    this.listen();
    if (!this.reading) this.addEarly(early);
    whenIdle(() => this.engine.start());
  }

  // --- the answers: form, draft and link ---

  get answers() {
    return answersIn(this.form, this.ids);
  }

  get draft() {
    const { definition, answers, name, asked, revisit, notes, prospect } = this;
    return { definition, answers, on: this.on || today(), name, asked, revisit, notes, prospect };
  }

  get notes() {
    return notesIn(this);
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
    hideComparison(this);
    showRecheck(this, null);
    this.rechecked = null;
    if (this.shared) {
      this.take({ ...this.shared, on: this.shared.on ?? today(), asked: true });
      showComparison(this, this.shared, this.ownDraft());
    } else if (prospectAsked()) this.recheck(prospectAsked());
    else this.take(this.ownDraft() ?? this.empty);
  }

  get empty() {
    const { id = "", name = "" } = this.rechecked ?? {};
    return { definition: this.dataset.definition, answers: {}, on: today(), name, prospect: id };
  }

  // The check that is kept while it is filled in: this prospect's, or the one of no prospect yet.
  ownDraft() {
    const { draft, problem } = readDraft(this.dataset.definition, this.ids, prospectAsked());
    this.showStoreProblem(problem);
    return draft;
  }

  async recheck(id) {
    this.reading = true;
    const found = await readProspect(id, this.dataset.definition, this.ids);
    this.reading = false;
    if (this.shared) return;
    if (found.problem) {
      history.replaceState(history.state, "", location.pathname + location.hash);
      this.restore();
      showRecheckProblem(this, found.problem);
      return;
    }
    const early = this.answers; // chosen while the prospect was read
    this.rechecked = found;
    const draft = this.ownDraft() ?? { ...found.checks.at(-1), asked: true };
    this.take({ ...draft, name: found.name, prospect: id });
    showRecheck(this, found);
    this.addEarly(early);
  }

  addEarly(early) {
    if (Object.keys(early).length === 0) return;
    for (const [id, level] of Object.entries(early)) this.form.elements[id].value = level;
    this.changed();
  }

  take({
    definition,
    answers,
    on,
    name = "",
    asked = false,
    revisit = "",
    notes = {},
    prospect = "",
  }) {
    for (const id of this.ids) {
      for (const radio of this.form.elements[id]) radio.checked = radio.value === answers[id];
    }
    this.definition = definition;
    this.on = on;
    this.asked = asked;
    this.revisit = revisit;
    this.name = name;
    this.prospect = prospect;
    this.querySelector("[data-name]").value = name;
    showNotes(this, notes);
    showSaved(this);
    this.update();
  }

  changed() {
    if (this.reading) return;
    this.on = today();
    this.definition = this.dataset.definition;
    this.showErased("");
    if (this.shared) {
      this.erased = this.ownDraft();
      if (this.erased) this.showErased("shared");
    }
    this.leaveLink();
    showRecheckProblem(this, "");
    showSaved(this);
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
    hideComparison(this);
  }

  showErased(by) {
    this.querySelector("[data-erased]").hidden = !by;
    showOnly(this, "erased-by", by);
  }

  keep() {
    if (this.shared) return;
    const written = [this.answers, this.notes].some((part) => Object.keys(part).length > 0);
    const kept = keepDraft(written || this.name ? this.draft : null, this.rechecked?.id);
    if (!kept) this.showStoreProblem("failed");
  }

  // A further check of a prospect is kept there from here on, and no longer as a draft.
  savedAs(id) {
    this.prospect = id;
    if (this.rechecked) keepDraft(null, this.rechecked.id);
    else this.keep();
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

  get previous() {
    const before = this.rechecked && checkBefore(this.rechecked.checks, this.on);
    return before && { previous: asSheet(before) };
  }

  async judge({ aloud, focus }) {
    const turn = ++this.turn;
    this.engine.start();
    const answer = await this.engine.ask({
      do: "report",
      sheet: asSheet(this),
      ...this.previous,
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
    const told = words.notices.length > 0 || due;
    // That a prospect has stalled says nothing about how old the answers are.
    const old = words.notices.length > (result.stalled ? 1 : 0) || due;
    fill(this.result, { ...words, ask_id: result.ask_next, told, old, parked });
    this.querySelector("[data-revisit]").value = result.revisit ?? "";
    for (const { condition, evidence } of words.chain) {
      this.result.querySelector(`[data-evidence=${condition}]`).textContent = evidence;
    }
    this.text = text;
    this.chain = words.chain;
    showLevels(this, result.answers);
    this.showName();
    this.result.hidden = false;
    this.querySelector("[data-after]").hidden = false;
    this.querySelector("[data-short]").hidden = false;
    this.querySelector("[data-count-line]").hidden = true;
    this.querySelector("[data-short]").dataset.verdict = result.verdict;
    this.querySelector("[data-short-verdict]").textContent = words.verdict;
    showShare(this);
    showDone(this);
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
    listenForActions(this, this.actions);
    this.querySelector("[data-name]").addEventListener("input", (event) => {
      this.name = event.target.value.trim();
      this.keep();
      this.showName();
      showSaved(this);
      showShare(this);
    });
    this.querySelector("[data-evidence-part]").addEventListener("input", () => {
      this.keep();
      showSaved(this);
    });
    listenForSharing(this);
    addEventListener("hashchange", () => this.restore());
    // From the back/forward cache a page comes as it was; the draft may be newer.
    addEventListener("pageshow", (event) => event.persisted && this.restore());
    onOtherTab(prospectAsked, () => this.shared || this.restore());
  }

  actions = {
    ...sharing,
    ...saving,
    ...comparing,
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
      this.take(this.empty);
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
  };

  get note() {
    const text = this.text + notesAsText(this, this.chain);
    return this.name ? `${this.name}\n\n${text}` : text;
  }

  showName() {
    const who = this.querySelector("[data-who]");
    who.textContent = this.name;
    who.hidden = !this.name;
  }

  showLinkProblem(problem) {
    const box = this.querySelector("[data-link-error]");
    box.hidden = !problem;
    showOnly(box, "link-problem", problem);
    if (problem) box.focus();
  }

  showStoreProblem(problem) {
    const box = this.querySelector("[data-store-problems]");
    box.hidden = !problem;
    showOnly(box, "store-problem", problem);
  }

  // The switch to the other language takes along what is kept nowhere, shared answers, and whom the
  // check is about.
  followLink() {
    for (const anchor of document.querySelectorAll("a[data-other-language]")) {
      anchor.hash = this.shared ? location.hash : "";
      anchor.search = location.search;
    }
  }
}

customElements.define("quiz-check", QuizCheck);
