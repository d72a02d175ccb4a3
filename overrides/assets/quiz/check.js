// <quiz-check>: connects the form, the engine and the result. It holds no rules and no texts:
// Python decides, the template has the words.

import { keepDraft, onOtherTab, readDraft } from "./draft.js";
import { Engine } from "./engine.js";
import { fill } from "./fill.js";
import { readLink, writeLink } from "./link.js";

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
    this.engine = this.prepareEngine();
    const early = this.answers; // chosen before this script was here
    this.restore();
    this.listen();
    this.addEarly(early);
    whenIdle(() => this.engine.start());
  }

  // --- the engine and its state ---

  prepareEngine() {
    const { folder, files, lock } = JSON.parse(
      this.querySelector("[data-engine-files]").textContent,
    );
    const address = (name) => new URL(`${folder}/${name}`, document.baseURI).href;
    const engine = new Engine({
      files: files.map(({ role, name, bytes }) => ({ role, bytes, url: address(name) })),
      lock,
    });
    engine.addEventListener("state", () => this.showEngine());
    engine.addEventListener("progress", ({ detail }) => {
      const percent = Math.min(99, Math.floor(detail.share * 100));
      this.querySelector("progress").value = percent;
      for (const element of this.querySelectorAll("[data-percent]")) {
        element.textContent = `${percent}%`;
      }
    });
    return engine;
  }

  showEngine() {
    const { state, reason } = this.engine;
    this.dataset.engine = state;
    const status = this.querySelector("[data-engine-status]");
    const show = state === "loading" && this.wanted ? "pending" : state;
    status.hidden = show !== "loading" && show !== "pending" && show !== "failed";
    for (const part of status.querySelectorAll("[data-engine-when]")) {
      part.hidden = !part.dataset.engineWhen.split(" ").includes(show);
    }
    for (const part of status.querySelectorAll("[data-reason]")) {
      part.hidden = part.dataset.reason !== reason;
    }
    const news =
      state === "failed" ? `[data-reason="${reason}"]` : "[data-engine-when=pending] [data-news]";
    if (state === "failed" || show === "pending") {
      this.announce(status.querySelector(news).textContent);
    }
  }

  // --- the answers: form, draft and link ---

  get answers() {
    return Object.fromEntries(
      this.ids.flatMap((id) => {
        const value = this.form.elements[id].value;
        return value ? [[id, value]] : [];
      }),
    );
  }

  get draft() {
    const { definition, answers, on, name, asked } = this;
    return { definition, answers, on, name, asked };
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
    if (this.shared) {
      this.take({ ...this.shared, on: today(), asked: true });
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

  take({ definition, answers, on, name = "", asked = false }) {
    for (const id of this.ids) {
      for (const radio of this.form.elements[id]) radio.checked = radio.value === answers[id];
    }
    this.definition = definition;
    this.on = on;
    this.asked = asked;
    this.name = name;
    this.querySelector("[data-name]").value = name;
    this.update();
  }

  changed() {
    this.on = today();
    this.definition = this.dataset.definition;
    if (this.shared) {
      this.shared = null;
      history.replaceState(history.state, "", location.pathname + location.search);
      this.followLink();
      this.querySelector("[data-shared]").hidden = true;
    }
    this.querySelector("[data-erased]").hidden = true;
    this.keep();
    this.update({ announce: true });
  }

  keep() {
    if (this.shared) return;
    const empty = Object.keys(this.answers).length === 0 && !this.name;
    const kept = keepDraft(empty ? null : this.draft);
    if (!kept) this.showStoreProblem("failed");
  }

  // --- the result ---

  update({ announce = false, focus = false } = {}) {
    const { answers } = this;
    for (const link of this.querySelectorAll("[data-link]")) {
      link.dataset.level = answers[link.dataset.link] ?? "";
    }
    this.showEngine();
    if (this.wanted) this.judge({ announce, focus });
    else this.hideResult();
  }

  async judge({ announce, focus }) {
    const turn = ++this.turn;
    this.engine.start();
    const answer = await this.engine.ask({
      do: "report",
      sheet: { answers: numbers(this.answers), on: this.on, definition: this.definition },
      today: today(),
      language: this.dataset.language,
    });
    if (turn !== this.turn) return;
    this.show(answer.ok, { announce, focus });
  }

  show({ result, words, text }, { announce, focus }) {
    const { dataset } = this.result;
    dataset.verdict = result.verdict;
    dataset.scoreLow = result.score.low;
    dataset.scoreHigh = result.score.high;
    if (result.weakest) dataset.weakest = result.weakest;
    else delete dataset.weakest;
    for (const link of this.result.querySelectorAll("[data-condition]")) {
      link.dataset.level = result.answers[link.dataset.condition];
    }
    fill(this.result, { ...words, ask_id: result.ask_next });
    this.text = text;
    this.showName();
    this.result.hidden = false;
    this.querySelector("[data-after]").hidden = false;
    this.querySelector("[data-short]").hidden = false;
    this.querySelector("[data-short]").dataset.verdict = result.verdict;
    this.querySelector("[data-short-verdict]").textContent = words.verdict;
    this.showShare();
    this.doneWith();
    if (focus) {
      this.announce(""); // the heading that gets focus is read out already
      this.goToResult();
    } else if (announce && this.shown !== words.headline) this.announce(words.headline);
    this.shown = words.headline;
  }

  hideResult() {
    this.turn++;
    this.shown = "";
    this.result.hidden = true;
    this.querySelector("[data-after]").hidden = true;
    this.querySelector("[data-short]").hidden = true;
  }

  goToResult() {
    const heading = this.result.querySelector("h2");
    heading.focus({ preventScroll: true });
    this.result.scrollIntoView({ block: "start" });
  }

  announce(said) {
    this.querySelector("[data-live]").textContent = said;
  }

  // --- what the reader can do ---

  listen() {
    this.form.addEventListener("change", () => this.changed());
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.asked = true;
      this.keep();
      this.update({ focus: true });
    });
    this.addEventListener("click", (event) => {
      const action = event.target.closest("[data-do]")?.dataset.do;
      if (action) this.actions[action].call(this, event);
    });
    this.querySelector("[data-name]").addEventListener("input", (event) => {
      this.name = event.target.value.trim();
      this.keep();
      this.showName();
      this.showShare();
    });
    this.querySelector("[data-share-name]").addEventListener("change", () => this.showShare());
    addEventListener("hashchange", () => this.restore());
    // From the back/forward cache a page comes as it was; the draft may be newer.
    addEventListener("pageshow", (event) => event.persisted && this.restore());
    onOtherTab(() => this.shared || this.restore());
  }

  actions = {
    retry() {
      this.engine.start();
    },
    result(event) {
      event.preventDefault();
      this.goToResult();
    },
    own() {
      history.replaceState(history.state, "", location.pathname + location.search);
      this.restore();
      this.form.querySelector("input").focus();
    },
    again() {
      this.erased = this.draft;
      this.shared = null;
      history.replaceState(history.state, "", location.pathname + location.search);
      this.followLink();
      this.querySelector("[data-shared]").hidden = true;
      this.take({ definition: this.dataset.definition, answers: {}, on: today() });
      this.keep();
      this.querySelector("[data-erased]").hidden = false;
      this.querySelector("[data-do=undo]").focus();
    },
    undo() {
      this.take(this.erased);
      this.keep();
      this.querySelector("[data-erased]").hidden = true;
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
    const sheet = { definition: this.dataset.definition, answers: this.answers };
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

// Levels travel as text in forms and links, as numbers in sheets.
function numbers(answers) {
  const asNumber = ([id, level]) => [id, level === "unknown" ? level : Number(level)];
  return Object.fromEntries(Object.entries(answers).map(asNumber));
}

// The reader's own day, as YYYY-MM-DD.
function today() {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

// The page comes first: nothing of the engine is asked for before it is there and at rest.
function whenIdle(callback) {
  const rest = () => (window.requestIdleCallback ?? setTimeout)(callback);
  if (document.readyState === "complete") rest();
  else addEventListener("load", rest, { once: true });
}

customElements.define("quiz-check", QuizCheck);
