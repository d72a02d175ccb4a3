// <quiz-practice>: rate a case on the five questions, then see the explained answer. The key is in
// the page; Python compares, measures and chooses what comes next.

import { announce, engineOf, whenIdle } from "../engine/engine-view.js";
import { markLessons } from "../frame/lessons.js";
import { download, fileName } from "../kept/backup.js";
import {
  asText,
  keepRatings,
  merge,
  parseRatings,
  readRatings,
  someUnread,
} from "../kept/ratings.js";
import { listenForActions } from "../kit/actions.js";
import { facts } from "../kit/facts.js";
import { fill, showOnly } from "../kit/fill.js";
import { answersIn, today } from "../kit/sheet.js";
import { draw } from "../pictures/drawing.js";
import { partsOf, ratingIn, stopIn } from "./cases.js";

/** @import { Actions, Answers, Cases, PageEngine, Progress, Rating } from "../../types/page" */
/** @typedef {Cases["cases"][number]} Case */

class QuizPractice extends /** @type {new () => With<"language">} */ (HTMLElement) {
  /** @type {Cases["keys"]} */ keys;
  /** @type {Cases["cases"]} */ cases;
  /** @type {Cases["form"]} */ form;
  /** @type {Cases["ids"]} */ ids;
  /** @type {Rating[]} */ ratings = [];
  /** @type {Rating[]} */ erased = []; // those that can be brought back
  /** @type {PageEngine} */ engine;
  /** @type {HTMLElement} */ choice;
  /** @type {Case} */ current;
  /** @type {string[] | undefined} */ path;
  waiting = false;
  all = false;

  connectedCallback() {
    Object.assign(this, partsOf(this)); // keys, cases, form, ids
    this.ratings = readRatings();
    this.querySelector("[data-store-unread]").hidden = !someUnread();
    this.engine = engineOf(this, () => this.waiting);
    this.all = this.dataset.mode === "all";
    if (this.all) this.choose();
    this.listen();
    if (this.all) this.showProgress();
    else this.open(this.cases.find((item) => !this.isRated(item)) ?? this.cases[0]);
    whenIdle(() => this.engine.start());
  }

  // --- which case ---

  choose() {
    this.choice = this.querySelector("[data-choice]");
    this.choice.addEventListener("change", () => this.follow(false));
    this.open(this.cases[0]); // something to read until Python has chosen
  }

  // Opens the case that comes next in this choice; `focus` takes the reader along.
  /** @type {(focus: boolean) => void} */
  follow(focus) {
    const condition = this.choice.querySelector("[name=focus]").value;
    const difficulty = this.choice.querySelector("[name=difficulty]").value;
    const fits = (/** @type {string} */ id) => {
      const { dataset } = this.find(id);
      return (
        (!condition || dataset.focus === condition) &&
        (!difficulty || dataset.difficulty === difficulty)
      );
    };
    const path = (this.path ?? Object.keys(this.keys)).filter(fits);
    this.querySelector("[data-left]").textContent = String(path.length);
    this.querySelector("[data-none]").hidden = path.length > 0;
    if (path.length) this.open(this.find(path[0]), focus);
    else this.open(null);
  }

  /** @type {(id: string) => Case} */
  find(id) {
    return /** @type {Case} */ (this.cases.find((item) => item.dataset.case === id));
  }

  /** @type {(item: Case) => boolean} */
  isRated(item) {
    return this.ratings.some((rating) => rating.case === item.dataset.case);
  }

  /** @type {(item?: Case | null, focus?: boolean) => void} */
  open(item, focus = false) {
    this.current = /** @type {Case} */ (item);
    for (const other of this.cases) {
      other.hidden = this.all && other !== item;
      if (other !== item) other.querySelector("[data-form-place]").replaceChildren();
    }
    if (!item) return;
    item.querySelector("[data-key-panel]").open = false;
    this.form.reset();
    this.form.hidden = false;
    item.querySelector("[data-form-place]").replaceChildren(this.form);
    if (focus) {
      item.querySelector("h3").focus({ preventScroll: true });
      item.scrollIntoView({ block: "start" });
    }
  }

  // --- rating ---

  listen() {
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.compare();
    });
    listenForActions(this, this.actions);
    this.querySelector("[data-import]")?.addEventListener("change", (event) => this.read(event));
  }

  async compare() {
    const item = this.current;
    const answers = ratingIn(this.form, this.ids);
    const stop = stopIn(this.form);
    const { definition } = facts;
    const rated = { case: item.dataset.case, on: today(), answers, definition };
    this.ratings = [...this.ratings, { ...rated, ...(stop && { stop }) }];
    this.querySelector("[data-store-failed]").hidden = keepRatings(this.ratings);
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
    for (const [id, outcome] of Object.entries(ok.outcomes)) {
      item.querySelector(`[data-answer=${id}] [data-outcome]`).dataset.outcome = outcome;
    }
    if (ok.stop) item.querySelector("[data-answer=stop] [data-outcome]").dataset.outcome = ok.stop;
    const verdicts = item.querySelector("[data-verdicts]");
    fill(verdicts, ok);
    verdicts.hidden = false;
    if (this.all) this.showProgress(item);
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
    item.querySelector("[data-verdicts]").hidden = true;
    item.querySelector("[data-ways]").hidden = false;
    this.form.hidden = true;
    const panel = item.querySelector("[data-key-panel]");
    panel.open = true;
    const done = !this.all && this.cases.every((other) => this.isRated(other));
    const next = this.all || this.cases.some((other) => !this.isRated(other));
    item.querySelector("[data-do=next]").hidden = !next;
    const finished = this.querySelector("[data-all-done]");
    if (finished) finished.hidden = !done;
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
      else
        this.open(
          this.cases.find((other) => !this.isRated(other)),
          true,
        );
    },
    "rate-again"(_event, button) {
      this.open(button.closest("[data-case]"), true);
    },
    reread(event) {
      event.preventDefault();
      this.current.querySelector("h3").focus({ preventScroll: true });
      this.current.scrollIntoView({ block: "start" });
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
    const found = file.size < 5_000_000 ? parseRatings(await file.text()) : null;
    if (found) this.take(merge(this.ratings, found), "imported");
    else this.say("failed");
  }

  /** @type {(ratings: Rating[], said: string) => void} */
  take(ratings, said) {
    this.ratings = ratings;
    this.querySelector("[data-store-failed]").hidden = keepRatings(ratings);
    markLessons(document, ratings);
    this.say(said);
    this.showProgress();
  }

  /** @type {(what: string) => void} */
  say(what) {
    showOnly(this, "kept-when", what);
  }

  // `stay` is the case that the reader is looking at, if any: it is not taken away.
  /** @type {(stay?: Case) => Promise<void>} */
  async showProgress(stay) {
    this.querySelector("[data-progress-panel]").hidden = false;
    const { ok } = await this.engine.ask({
      do: "progress",
      ratings: this.ratings,
      keys: this.keys,
      keys_before: JSON.parse(this.querySelector("[data-keys-before]").textContent),
      today: today(),
      language: this.dataset.language,
    });
    if (!ok) return;
    this.path = ok.path;
    this.querySelector("[data-next-due]").textContent = ok.next_due;
    if (stay) this.querySelector("[data-left]").textContent = String(ok.path.length);
    else if (!this.isBusy()) this.follow(false);
    this.showFigures(ok);
    announce(this, "");
  }

  // Whether the reader is in the middle of a case.
  isBusy() {
    const started = Object.keys(answersIn(this.form, this.ids)).length > 0 || stopIn(this.form);
    return started || this.current?.querySelector("[data-key-panel]").open;
  }

  /** @type {(progress: Progress) => void} */
  showFigures({ ratings, figures, days, curve, stop }) {
    const said = Object.values(stop).some((count) => count > 0);
    const ticks = this.querySelector("[data-stop-figures]");
    ticks.hidden = !said;
    fill(ticks, Object.fromEntries(Object.entries(stop).map(([how, n]) => [how, String(n)])));
    this.querySelector("[data-progress-none]").hidden = ratings > 0;
    this.querySelector("[data-progress-some]").hidden = ratings === 0;
    for (const [name, { state, text }] of Object.entries(figures)) {
      const figure = this.querySelector(`[data-figure=${name}]`);
      showOnly(figure, "figure-when", state);
      figure.querySelector("[data-value]").textContent = text;
    }
    this.querySelector("[data-days]").replaceChildren(...days.map(asRow));
    const place = this.querySelector("[data-curve]");
    place.replaceChildren(...(curve ? [draw(curve)] : []));
    place.firstElementChild?.setAttribute("aria-label", place.dataset.curve);
  }
}

/** @type {(cells: string[]) => HTMLTableRowElement} */
function asRow(cells) {
  const row = document.createElement("tr");
  row.append(
    ...cells.map((text) => {
      const cell = document.createElement("td");
      cell.textContent = text;
      return cell;
    }),
  );
  return row;
}

customElements.define("quiz-practice", QuizPractice);
