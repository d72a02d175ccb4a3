// <quiz-check>: connects the form, the engine and the result. It holds no rules and no texts:
// Python decides, the template has the words.

import { engineOf, whenUsable } from "../engine/engine-view.js";
import { COPY, keepDraft, onOtherTab, PLAIN, placeOf, readDraft } from "../kept/draft.js";
import { listenForActions } from "../kit/actions.js";
import { embedded, here } from "../kit/embedded.js";
import { showOnly } from "../kit/fill.js";
import { readLink } from "../kit/links.js";
import { answersIn, asSheet, isDay, today } from "../kit/sheet.js";
import { answeredAnew, givenBefore, showAnew } from "./anew.js";
import { copyShared, showBeside } from "./beside.js";
import { comparing, hideComparison, showComparison } from "./compare.js";
import { askForDates, datesIn, showDates } from "./dates.js";
import { Early } from "./early.js";
import { notesIn, showNotes } from "./evidence.js";
import { listenForStep, showStep, stepping } from "./next-step.js";
import { broughtAlong, goOn, showOwnWindow, standAlone } from "./own-window.js";
import { whose } from "./owner.js";
import { showLinkProblem, showStoreProblem } from "./problems.js";
import { questioning } from "./question.js";
import {
  addressOf,
  checkBefore,
  prospectAsked,
  readProspect,
  showRecheck,
  showRecheckProblem,
} from "./recheck.js";
import { goToResult, hideResult, showResult } from "./result.js";
import { listenForSaving, saving, showSaved } from "./save.js";
import { listenForSharing, sharing } from "./share.js";
import { beginAnew, newAsked, startingOver } from "./start-over.js";
import { stopping, stopTick } from "./stop.js";
import { Tabs, tabbing } from "./tabs.js";

/** @import { Actions, AnswerTexts, Aside, DatesBehind, Draft, How, KeptProspect } from "../../types/page" */
/** @import { CheckHost, NextStep, PageEngine, SharedCheck, StartingCheck } from "../../types/page" */

class QuizCheck extends /** @type {new () => With<"definition" | "language" | "verdicts">} */ (
  HTMLElement
) {
  /** @type {QuestionForm} */ form;
  /** @type {HTMLElement} */ result;
  /** @type {string[]} */ ids;
  /** @type {PageEngine} */ engine;
  /** @type {Early | undefined} */ early;
  /** @type {SharedCheck | null} */ shared;
  /** @type {Draft} */ erased;
  /** @type {Aside | undefined} */ aside;
  /** @type {Promise<void> | void} */ judged;
  /** @type {AnswerTexts | null} */ given = null; // to an older version, until one is changed
  owner = "";
  savedName = "";
  definition = "";
  on = "";
  revisit = "";
  text = "";
  asks = /** @type {CheckHost["asks"]} */ ([]); // the questions of which one is on screen
  saving = false;
  asked = false; // whether the reader asked for a result before the last answer
  name = "";
  prospect = ""; // the id of the one this check was made from or saved to
  stopOf = ""; // that of the one whose tick is in the form: they asked not to be contacted
  unticked = ""; // and of the one whose tick the reader has taken off
  tabs = new Tabs(this);
  place = PLAIN; // where what is filled in is kept
  /** @type {NextStep | undefined} */ next; // what the reader has filled in
  /** @type {KeptProspect | null} */
  rechecked = null; // the prospect that the address asks to check again, once it is read
  reading = false; // while that is read
  shown = ""; // the verdict on screen
  turn = 0; // counts requests, so that a late answer never replaces a newer one

  connectedCallback() {
    this.form = /** @type {QuestionForm} */ (this.querySelector("form"));
    this.result = this.querySelector("[data-result]");
    this.ids = [...this.form.querySelectorAll("[data-question]")].map((q) => q.dataset.question);
    this.form.append(this.querySelector("[data-submit]").content);
    this.engine = engineOf(this, () => this.wanted && !this.early?.shown);
    this.early = new Early(this);
    const early = this.chosen; // before this script was here
    this.restore({ first: true });
    this.listen();
    if (!this.reading) this.addEarly(early);
    whenUsable(() => this.engine.begin());
  }

  // --- the answers: form, draft and link ---

  get answers() {
    return this.given ?? answersIn(this.form, this.ids);
  }

  // Whether they asked not to be contacted.
  get stop() {
    return stopTick(this)?.checked ?? false;
  }

  /** @type {DatesBehind} */
  get dates() {
    return datesIn(this);
  }

  get chosen() {
    return { answers: this.answers, stop: this.stop };
  }

  /** @type {Draft} */
  get draft() {
    const { definition, name, asked, revisit, notes, prospect, savedName, aside, unticked, next } =
      this;
    const kept = { name, asked, revisit, notes, prospect, savedName, aside, unticked, next };
    return { definition, ...this.chosen, ...this.dates, on: this.on || today(), ...kept };
  }

  get notes() {
    return notesIn(this);
  }

  get complete() {
    return Object.keys(this.answers).length === this.ids.length;
  }

  get wanted() {
    return this.complete || this.asked || this.stop;
  }

  // What was chosen before this script was here stays in the form, nothing that was there later.
  restore({ first = false } = {}) {
    if (!first) this.form.reset();
    this.given = null;
    const anew = newAsked();
    const link = readLink(location.hash, this.dataset.definition, this.ids);
    const brought = broughtAlong(this, link);
    this.shared = link && !link.problem && !brought ? link : null;
    this.querySelector("[data-shared]").hidden = !this.shared;
    this.querySelector("[data-shared-newer]").hidden = !this.shared?.otherVersion;
    showLinkProblem(this, link?.problem);
    this.querySelector("[data-shared-who]").textContent = this.shared?.name
      ? `${this.shared.name}.`
      : "";
    hideComparison(this);
    showRecheck(this, null);
    this.rechecked = null;
    const asked = this.shared ? "" : prospectAsked();
    const copied = location.hash === `#${COPY}` && this.read(COPY);
    const { tabs } = this;
    this.place = copied ? COPY : asked ? placeOf(asked) : tabs.place;
    tabs.show(this.shared || this.place !== tabs.place ? "" : this.place);
    if (this.shared) {
      this.take({ ...this.shared, on: this.shared.on ?? today(), asked: true });
      showComparison(this, this.shared, this.read(tabs.place));
    } else if (brought) {
      this.take({ ...brought, on: brought.on ?? today(), asked: true });
      goOn(this);
    } else if (asked) this.recheck(asked);
    else this.take(copied || this.read(tabs.place) || this.empty);
    if (anew) beginAnew(this);
    showBeside(this);
  }

  /** @type {StartingCheck} */
  get empty() {
    const { id = "", name = "" } = this.rechecked ?? {};
    return { definition: this.dataset.definition, answers: {}, on: today(), name, prospect: id };
  }

  // The check that is kept in a place while it is filled in, null for none.
  /** @type {(place: string) => Draft | null} */
  read(place) {
    const { draft, problem } = readDraft(this.dataset.definition, this.ids, place);
    if (place === this.place) showStoreProblem(this, problem);
    return draft;
  }

  /** @type {(id: string) => Promise<void>} */
  async recheck(id) {
    this.reading = true;
    const found = await readProspect(id, this.dataset.definition, this.ids);
    this.reading = false;
    if (this.shared || this.place !== placeOf(id)) return;
    if (found.problem) {
      history.replaceState(history.state, "", location.pathname);
      this.restore();
      showRecheckProblem(this, found.problem);
      return;
    }
    if (found.id !== id) history.replaceState(history.state, "", addressOf(found.id));
    const early = this.chosen; // while the prospect was read
    this.rechecked = found;
    this.place = placeOf(found.id);
    const last = found.checks[found.checks.length - 1];
    /** @type {StartingCheck} */
    const draft = this.read(this.place) ?? { ...last, asked: true };
    const known = found.checks.some((check) => check.stop) && !draft.unticked;
    const stop = draft.stop || known;
    this.take({ ...draft, stop, name: found.name, prospect: found.id });
    showRecheck(this, found);
    this.addEarly(early);
  }

  /** @type {(early: { answers: AnswerTexts, stop: boolean }) => void} */
  addEarly({ answers, stop }) {
    if (Object.keys(answers).length === 0 && !stop) return;
    for (const [id, level] of Object.entries(answers)) this.form.elements[id].value = level;
    const tick = stopTick(this);
    if (tick && stop) tick.checked = true;
    this.changed();
  }

  /** @type {(check: StartingCheck) => void} */
  take({
    definition,
    answers,
    on,
    name = "",
    asked = false,
    revisit = "",
    notes = {},
    prospect = "",
    savedName,
    aside,
    stop,
    unticked,
    next,
    ...days
  }) {
    this.given = givenBefore({ definition, answers });
    const shown = showAnew(this, { definition, answers });
    for (const id of this.ids) {
      for (const radio of this.form.elements[id]) radio.checked = radio.value === shown[id];
    }
    this.definition = definition;
    this.on = on;
    this.asked = asked;
    this.revisit = revisit;
    this.name = name;
    this.prospect = prospect;
    this.aside = aside;
    showDates(this, days);
    stopping.begin(this, stop, unticked);
    this.querySelector("[data-name]").value = name;
    showNotes(this, notes);
    showStep(this, next);
    showSaved(this);
    whose.begin(this, savedName);
    this.update();
  }

  /** @type {(event?: Event) => void} */
  changed(event) {
    if (this.reading) return;
    answeredAnew(event?.target);
    this.on = today();
    this.definition = this.dataset.definition;
    if (this.given && this.querySelector("[data-anew]")) this.asked = false; // that one comes first
    this.given = null;
    this.showErased("");
    copyShared(this);
    this.leaveBadLink();
    showRecheckProblem(this, "");
    showSaved(this);
    this.keep();
    this.update({ aloud: true });
  }

  leaveBadLink() {
    if (this.querySelector("[data-link-error]").hidden) return;
    history.replaceState(history.state, "", here());
    showLinkProblem(this);
  }

  /** @type {(by: string) => void} */
  showErased(by) {
    this.querySelector("[data-erased]").hidden = !by;
    showOnly(this, "erased-by", by);
  }

  keep() {
    if (this.shared || !this.tabs.ready(this.place)) return;
    const parts = [this.answers, this.notes].some((part) => Object.keys(part).length > 0);
    const written = parts || this.stop || this.unticked || this.next;
    const kept = keepDraft(written || this.name ? this.draft : null, this.place);
    if (!kept) showStoreProblem(this, "failed");
  }

  // --- the result ---

  /** @type {(how?: How) => void} */
  update({ aloud = false, focus = false } = {}) {
    const { answers } = this;
    for (const link of this.querySelectorAll("[data-link]")) {
      link.dataset.level = answers[link.dataset.link] ?? "";
    }
    this.querySelector("[data-answered]").textContent = String(Object.keys(answers).length);
    for (const part of this.form.querySelectorAll("[data-open]")) part.hidden = this.complete;
    this.form.querySelector("[data-complete]").hidden = !this.complete;
    askForDates(this);
    showOwnWindow(this);
    this.engine.show();
    this.judged = this.wanted ? this.judge({ aloud, focus }) : hideResult(this);
  }

  get previous() {
    const before = this.rechecked && checkBefore(this.rechecked.checks, this.on);
    return before && { previous: asSheet(before) };
  }

  /** @type {(how: How) => Promise<void>} */
  async judge({ aloud, focus }) {
    const turn = ++this.turn;
    this.engine.begin();
    this.early?.show({ aloud, focus });
    const answer = await this.engine.ask({
      do: "report",
      sheet: asSheet({ ...this.draft, on: this.on }),
      ...this.previous,
      name: this.name,
      notes: this.notes,
      today: today(),
      language: this.dataset.language,
    });
    if (turn !== this.turn) return;
    if (answer.ok) showResult(this, answer.ok, this.early?.shown ? {} : { aloud, focus });
    else this.refuse();
  }

  // What none of our forms writes cannot be judged: it came from storage or an address.
  refuse() {
    hideResult(this);
    showStoreProblem(this, "damaged");
  }

  // --- what the reader can do ---

  listen() {
    this.form.addEventListener("change", (event) => {
      stopping.changed(this, event.target);
      this.changed(event);
    });
    const revisit = this.querySelector("[data-revisit]");
    revisit.addEventListener("change", () => {
      this.revisit = isDay(revisit.value) ? revisit.value : "";
      this.changed();
    });
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.asked = true;
      this.keep();
      this.update({ focus: true });
    });
    listenForActions(this, this.actions);
    const name = this.querySelector("[data-name]");
    name.addEventListener("input", () => {
      this.name = name.value.trim();
      this.keep();
      showSaved(this);
      this.update();
    });
    name.addEventListener("change", () => whose.renamed(this));
    this.querySelector("[data-evidence-part]").addEventListener("input", () => {
      this.keep();
      showSaved(this);
      this.update();
    });
    listenForSharing(this);
    listenForSaving(this);
    listenForStep(this);
    standAlone(this);
    addEventListener("hashchange", () => this.restore());
    // From the back/forward cache a page comes as it was; the draft may be newer, where there is one.
    addEventListener("pageshow", (event) => event.persisted && !embedded && this.restore());
    onOtherTab(
      () => this.place,
      () => this.shared || this.restore(),
    );
  }

  /** @type {Actions<QuizCheck>} */
  actions = {
    ...sharing,
    ...saving,
    ...stepping,
    ...tabbing,
    ...comparing,
    ...questioning,
    ...whose.actions,
    ...stopping.actions,
    ...startingOver,
    result(event) {
      event.preventDefault();
      goToResult(this);
    },
    "open-copy"() {
      location.hash = COPY;
      this.form.querySelector("input").focus();
    },
    still() {
      this.changed();
      goToResult(this);
    },
  };
}

customElements.define("quiz-check", QuizCheck);
