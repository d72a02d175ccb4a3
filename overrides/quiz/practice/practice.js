// <quiz-practice>: rate a case on the five questions, then see the explained answer. The key is in
// the page; Python compares, measures and chooses what comes next.

import { announce, engineOf, whenUsable } from "../engine/engine-view.js";
import { markLessons } from "../frame/lessons.js";
import { download, fileName } from "../kept/backup.js";
import { keepDue } from "../kept/coming.js";
import { dropHalf, keepHalf, readHalf } from "../kept/half-rated.js";
import {
  asText,
  keepRatings,
  lastRated,
  merge,
  ratingsIn,
  readRatings,
  someUnread,
} from "../kept/ratings.js";
import { listenForActions } from "../kit/actions.js";
import { facts } from "../kit/facts.js";
import { fill, showOnly } from "../kit/fill.js";
import { answersIn, today } from "../kit/sheet.js";
import { showPicture } from "../pictures/pictures.js";
import { beginForm, goToCase, partsOf, ratingIn, stopIn } from "./cases.js";
import { stepsOf } from "./steps.js";
import { showLessonTalk, showTalkAgain, whenPlayed } from "./talks.js";

/** @import { Actions, Answers, Cases, PageEngine, Progress, Rating, Steps } from "../../types/page" */
/** @import { Session } from "./session.js" */
/** @typedef {Cases["cases"][number]} Case */

class QuizPractice extends /** @type {new () => With<"language" | "page">} */ (HTMLElement) {
  /** @type {Cases["keys"]} */ keys;
  /** @type {Cases["cases"]} */ cases;
  /** @type {Cases["form"]} */ form;
  /** @type {Cases["ids"]} */ ids;
  /** @type {Rating[]} */ ratings = [];
  /** @type {Rating[]} */ erased = []; // those that can be brought back
  /** @type {PageEngine} */ engine;
  /** @type {HTMLElement} */ choice;
  /** @type {Session | undefined} */ session; // none in a lesson
  /** @type {Case} */ current;
  /** @type {Steps} */ steps;
  /** @type {Pick<Progress, "path" | "place"> | undefined} */ found; // in what the learner chose
  waiting = false;
  all = false;

  connectedCallback() {
    Object.assign(this, partsOf(this)); // keys, cases, form, ids
    const bar = this.querySelector("[data-rating-form]").content.querySelector("[data-step-bar]");
    this.steps = stepsOf(this, bar, this.form);
    this.ratings = readRatings();
    this.querySelector("[data-store-unread]").hidden = !someUnread();
    this.engine = engineOf(this, () => this.waiting);
    this.all = this.dataset.mode === "all";
    if (this.all) this.choose();
    this.listen();
    if (this.all) this.showProgress();
    else {
      this.open(this.halfRated ?? this.longestAgo()[0]);
      showLessonTalk(this, this.dataset.language);
    }
    whenUsable(() => this.engine.begin());
  }

  // --- which case ---

  choose() {
    this.choice = this.querySelector("[data-choice]");
    this.querySelector("[data-progress-none]").hidden = this.ratings.length > 0;
    this.choice.addEventListener("change", async () => {
      this.found = undefined;
      if (this.engine.state !== "ready") this.follow(false); // until Python has chosen
      await this.showProgress(this.current);
      this.follow(false);
    });
    if (this.halfRated) this.open(this.halfRated);
    else if (!this.sessionAsked) this.follow(false); // something to read until then
    addEventListener("hashchange", () => this.openSession());
    this.openSession();
  }

  get sessionAsked() {
    return /^#s\d/.test(location.hash);
  }

  // A short session, where the address asks for one.
  async openSession() {
    if (!this.sessionAsked) return;
    const { Session } = await import("./session.js");
    this.session ??= new Session(this, Object.keys(this.keys));
    if (!this.session.begin()) return;
    if (!this.isBusy()) this.follow(false);
    this.showProgress();
  }

  // The cases of what the learner chose, in the order for new ones.
  chosen() {
    const condition = this.choice.querySelector("[name=focus]").value;
    const difficulty = this.choice.querySelector("[name=difficulty]").value;
    const fits = this.cases.filter(
      ({ dataset }) =>
        (!condition || dataset.focus === condition) &&
        (!difficulty || dataset.difficulty === difficulty),
    );
    return fits.map(({ dataset }) => dataset.case);
  }

  // The case that was being rated when this tab left the page, if any.
  get halfRated() {
    const half = readHalf(this.dataset.page);
    return this.cases.find(({ dataset }) => dataset.case === half?.case);
  }

  // Opens the case that comes next in this choice; `focus` takes the reader along.
  /** @type {(focus: boolean) => void} */
  follow(focus) {
    if (this.session?.wanted) return this.open(null); // Python is still to choose
    const session = this.session?.path;
    const chosen = this.chosen();
    const isNew = (/** @type {string} */ id) => !this.ratings.some((rating) => rating.case === id);
    const path = session ?? this.found?.path ?? chosen.filter(isNew);
    const { number, of } = this.session?.place ??
      this.found?.place ?? { number: chosen.length - path.length + 1, of: chosen.length };
    this.querySelector("[data-left]").textContent = String(path.length);
    this.querySelector("[data-left-part]").hidden = false;
    this.querySelector("[data-none]").hidden = path.length > 0 || session !== undefined;
    if (path.length) {
      const item = this.find(path[0]);
      fill(item.querySelector("[data-place]"), { number: String(number), of: String(of) });
      if (focus || !this.isOpen(item)) this.open(item, focus);
    } else {
      this.open(null);
      if (focus) this.session?.focus();
    }
  }

  // Whether a case is there to be rated: then it stays as it is, with the question one was at.
  /** @type {(item: Case) => boolean} */
  isOpen(item) {
    return item === this.current && item.contains(this.form) && !this.form.hidden;
  }

  // The cases of a lesson, those first that were not rated here, then as long ago as possible.
  longestAgo() {
    const last = (/** @type {Case} */ { dataset }) =>
      lastRated(this.ratings, dataset.case, this.dataset.page);
    return [...this.cases].sort((one, other) => last(one).localeCompare(last(other)));
  }

  // The case of a lesson that comes next, if any is not rated today.
  nextHere() {
    const [next] = this.longestAgo();
    const last = lastRated(this.ratings, next.dataset.case, this.dataset.page);
    return last < today() ? next : undefined;
  }

  /** @type {(id: string) => Case} */
  find(id) {
    return /** @type {Case} */ (this.cases.find((item) => item.dataset.case === id));
  }

  /** @type {(item?: Case | null, focus?: boolean) => void} */
  open(item, focus = false) {
    this.current = /** @type {Case} */ (item);
    for (const other of this.cases) {
      other.hidden = other !== item;
      if (other !== item) other.querySelector("[data-form-place]").replaceChildren();
    }
    if (!item) return this.steps.end();
    item.querySelector("[data-key-panel]").open = false;
    // A case that is almost the same as one that the learner knows is not left unannounced.
    const alike = item.querySelector("[data-alike]");
    if (alike) alike.hidden = !this.ratings.some((rating) => rating.case === item.dataset.pair);
    const half = readHalf(this.dataset.page);
    const given = half?.case === item.dataset.case ? half : null;
    const answered = beginForm(this.form, this.ids, given);
    this.form.hidden = false;
    item.querySelector("[data-form-place]").replaceChildren(this.form);
    this.steps.begin(item, answered);
    if (focus) goToCase(item);
  }

  // --- rating ---

  listen() {
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.compare();
    });
    this.form.addEventListener("change", () => {
      const answers = answersIn(this.form, this.ids);
      const { page: place } = this.dataset;
      keepHalf({ place, case: this.current.dataset.case, answers, stop: stopIn(this.form) });
    });
    listenForActions(this, this.actions, this.steps.actions);
    this.querySelector("[data-import]")?.addEventListener("change", (event) => this.read(event));
  }

  async compare() {
    const item = this.current;
    const answers = ratingIn(this.form, this.ids);
    const stop = stopIn(this.form);
    const { definition } = facts;
    const { page } = this.dataset;
    const rated = { case: item.dataset.case, on: today(), answers, definition, page };
    this.ratings = [...this.ratings, { ...rated, ...(stop && { stop }) }];
    this.querySelector("[data-store-failed]").hidden = keepRatings(this.ratings);
    dropHalf();
    this.session?.rated(item.dataset.case);
    this.showKey(item, answers);
    this.showStop(item, stop);
    markLessons(document, this.ratings);
    this.waiting = true;
    this.engine.start();
    const { ok } = await this.engine.ask({
      do: "rating",
      answers,
      stop,
      key: this.keys[item.dataset.case],
      today: today(),
      language: this.dataset.language,
    });
    this.waiting = false;
    if (!ok) return;
    keepDue({ [rated.case]: ok.comes_back });
    for (const [id, outcome] of Object.entries(ok.outcomes)) {
      item.querySelector(`[data-answer=${id}] [data-outcome]`).dataset.outcome = outcome;
    }
    if (ok.stop) item.querySelector("[data-answer=stop] [data-outcome]").dataset.outcome = ok.stop;
    const right = item.querySelector("[data-right]");
    right.textContent = ok.right;
    right.hidden = false;
    const verdicts = item.querySelector("[data-verdicts]");
    fill(verdicts, ok);
    verdicts.hidden = false;
    if (!this.all) return;
    const progress = await this.showProgress(item);
    const again = item.querySelector("[data-last-time]");
    again.textContent = progress?.last_time ?? "";
    again.hidden = !progress?.last_time;
    if (!progress || progress.ratings < 2) return;
    const soFar = item.querySelector("[data-so-far]");
    fill(soFar, progress);
    soFar.hidden = false;
  }

  // What needs no reckoning is there at once, with or without an engine.
  /** @type {(item: Case, answers: Answers) => void} */
  showKey(item, answers) {
    for (const [id, level] of Object.entries(answers)) {
      const answer = item.querySelector(`[data-answer=${id}]`);
      const mine = answer.querySelector("[data-own-level]");
      mine.dataset.level = String(level);
      mine.hidden = false;
      answer.querySelector("[data-outcome]").dataset.outcome = "";
    }
    item.querySelector("[data-right]").hidden = true;
    item.querySelector("[data-so-far]").hidden = true;
    item.querySelector("[data-last-time]").hidden = true;
    item.querySelector("[data-verdicts]").hidden = true;
    item.querySelector("[data-ways]").hidden = false;
    this.form.hidden = true;
    this.steps.end();
    const panel = item.querySelector("[data-key-panel]");
    panel.open = true;
    const next = this.all || this.nextHere();
    item.querySelector("[data-do=next]").hidden = !next;
    const finished = this.querySelector("[data-all-done]");
    if (finished) {
      const { page } = this.dataset;
      finished.hidden = !this.cases.every(({ dataset }) =>
        lastRated(this.ratings, dataset.case, page),
      );
    }
    panel.querySelector("[data-key-heading]").focus({ preventScroll: true });
    panel.scrollIntoView({ block: "start" });
  }

  // The tick is told of where the case or the reader has it.
  /** @type {(item: Case, stop: boolean) => void} */
  showStop(item, stop) {
    if (!this.form.querySelector("[data-stop-tick]")) return;
    const answer = item.querySelector("[data-answer=stop]");
    answer.hidden = !stop && !this.keys[item.dataset.case].stop;
    answer.querySelector("[data-outcome]").dataset.outcome = "";
  }

  /** @type {Actions<QuizPractice>} */
  actions = {
    next() {
      if (this.all) this.follow(true);
      else this.open(this.nextHere(), true);
    },
    "rate-again"(_event, button) {
      this.open(button.closest("[data-case]"), true);
    },
    reread(event) {
      event.preventDefault();
      goToCase(this.current);
    },
    "leave-session"() {
      this.session?.leave();
      this.follow(true);
    },
    export() {
      download(asText(this.ratings), fileName("practice", "json"), "application/json");
    },
    erase() {
      this.erased = this.ratings;
      this.take([], "erased");
    },
    "bring-back"() {
      this.take(this.erased, "");
    },
  };

  // --- progress ---

  /** @type {(event: Event) => Promise<void>} */
  async read({ target }) {
    const input = /** @type {HTMLInputElement} */ (target);
    const file = input.files?.[0];
    input.value = "";
    if (!file) return;
    const found = await ratingsIn(file);
    if (found) this.take(merge(this.ratings, found), "imported");
    else this.say("failed");
  }

  /** @type {(ratings: Rating[], said: string) => void} */
  take(ratings, said) {
    this.ratings = ratings;
    this.querySelector("[data-store-failed]").hidden = keepRatings(ratings);
    keepDue({}, true); // until the engine says it anew
    markLessons(document, ratings);
    this.say(said);
    this.showProgress();
  }

  /** @type {(what: string) => void} */
  say(what) {
    showOnly(this, "kept-when", what);
  }

  // `stay` is the case that the reader is looking at, if any: it is not taken away.
  /** @type {(stay?: Case) => Promise<Progress | undefined>} */
  async showProgress(stay) {
    this.querySelector("[data-progress-panel]").hidden = false;
    const kept = {
      ratings: this.ratings,
      keys: this.keys,
      keys_before: JSON.parse(this.querySelector("[data-keys-before]").textContent),
    };
    if (this.session?.wanted) {
      await this.session.choose(this.engine, { ...kept, today: today() });
      if (!this.isBusy()) this.follow(false);
    }
    const { ok } = await this.engine.ask({
      do: "progress",
      ...kept,
      about: this.about(),
      chosen: this.chosen(),
      plays: whenPlayed(),
      today: today(),
      language: this.dataset.language,
    });
    if (!ok) return undefined;
    keepDue(ok.comes_back, true);
    this.found = ok;
    this.querySelector("[data-next-due]").textContent = ok.next_due;
    this.querySelector("[data-left]").textContent = String(ok.path.length);
    this.querySelector("[data-left-part]").hidden = false;
    this.querySelector("[data-due]").textContent = String(ok.due);
    this.querySelector("[data-due-part]").hidden = ok.due === 0;
    const mixed = this.chosen().length === this.cases.length && !this.session?.wanted;
    showTalkAgain(this, ok.talks, mixed);
    if (!stay && !this.isBusy()) this.follow(false);
    this.showFigures(ok);
    announce(this, "");
    return ok;
  }

  // The title of each case, and its look-alike if it has one.
  about() {
    const told = this.cases.map((item) => [
      item.dataset.case,
      { title: item.querySelector("h3").textContent, pair: item.dataset.pair },
    ]);
    return Object.fromEntries(told);
  }

  // Whether the reader is in the middle of a case.
  isBusy() {
    const started = Object.keys(answersIn(this.form, this.ids)).length > 0 || stopIn(this.form);
    return started || this.steps.isAway() || this.current?.querySelector("[data-key-panel]").open;
  }

  /** @type {(progress: Progress) => void} */
  showFigures({ ratings, right, hardest, figures, pictures, stop }) {
    const said = Object.values(stop).some((count) => count > 0);
    const ticks = this.querySelector("[data-stop-figures]");
    ticks.hidden = !said;
    fill(ticks, Object.fromEntries(Object.entries(stop).map(([how, n]) => [how, String(n)])));
    this.querySelector("[data-progress-none]").hidden = ratings > 0;
    const some = this.querySelector("[data-progress-some]");
    some.hidden = ratings === 0;
    fill(some, { right, hardest });
    for (const picture of pictures) {
      showPicture(some.querySelector(`[data-picture=${picture.id}]`), picture);
    }
    for (const [name, { state, text }] of Object.entries(figures)) {
      const figure = this.querySelector(`[data-figure=${name}]`);
      showOnly(figure, "figure-when", state);
      figure.querySelector("[data-value]").textContent = text;
    }
  }
}

customElements.define("quiz-practice", QuizPractice);
