// <quiz-conversations>: choose a talk, play it, see what came of it. Python plays the other side and
// weighs what was said; this carries it between the page, what is kept, and links.

import { announce, engineOf, whenUsable } from "../engine/engine-view.js";
import { download, fileName } from "../kept/backup.js";
import { cameAnew, keepInTab, keptInTab } from "../kept/in-tab.js";
import { plays } from "../kept/plays.js";
import { listenForActions } from "../kit/actions.js";
import { copyText } from "../kit/copy.js";
import { facts } from "../kit/facts.js";
import { showOnly } from "../kit/fill.js";
import { dayText, today } from "../kit/sheet.js";
import { Beside } from "./beside.js";
import { showDebrief } from "./debrief.js";
import { readPlayLink, sheetOf, writePlayLink } from "./play-links.js";
import { showPlays } from "./plays-so-far.js";
import { Talking } from "./talking.js";

/** @import { Actions, Answer, PageEngine, Play, ReadPlay, Request, Requests, Talk, TalkShown, UnderWay } from "../../types/page" */

const NAME = "conversation"; // of the talk that is under way, in this tab

class QuizConversations extends /** @type {new () => With<"language">} */ (HTMLElement) {
  /** @type {PageEngine} */ engine;
  /** @type {Talking} */ talking;
  /** @type {Beside} */ beside;
  /** @type {Play[]} */ played = [];
  /** @type {Play[]} */ erased = []; // those that can be brought back
  /** @type {Map<string, Promise<Talk>>} */ talks = new Map();
  /** @type {Set<string>} */ failed = new Set(); // the talks that could not be fetched
  /** @type {Talk | undefined} */ talk;
  along = ""; // whose the talk is that is only read along
  waiting = false;

  connectedCallback() {
    this.querySelector("[data-scripted]").hidden = false;
    this.engine = engineOf(this, () => this.waiting);
    this.talking = new Talking(this, (way) => this.went(way));
    this.beside = new Beside(this);
    this.querySelector("[data-store-unread]").hidden = !plays.someUnread();
    listenForActions(this, this.actions, this.talking.actions);
    this.querySelector("[data-import]").addEventListener("change", (event) => this.read(event));
    addEventListener("hashchange", ({ oldURL }) => {
      if (this.openLink() || location.hash || this.along !== "shared") return;
      this.list(); // back from a play that was opened by link
      this.beside.back(new URL(oldURL).hash);
    });
    whenUsable(() => this.engine.begin());
    this.showHistory(plays.read());
    if (!this.openLink()) this.resume();
  }

  // --- which talk ---

  get cards() {
    return [...this.querySelectorAll("[data-talk-card]")];
  }

  /** @type {(id: string) => With<"talkCard" | "version" | "at"> | undefined} */
  card(id) {
    return this.cards.find(({ dataset }) => dataset.talkCard === id);
  }

  /** @type {(id: string) => string} */
  titleOf(id) {
    return this.card(id)?.querySelector("h3").textContent?.trim() ?? id;
  }

  // The talk as its file has it; rejects where it cannot be fetched.
  /** @type {(id: string) => Promise<Talk>} */
  fetchTalk(id) {
    // A browser may have kept the failure of the last time.
    const options = this.failed.has(id) ? { cache: /** @type {const} */ ("reload") } : {};
    const fetching =
      this.talks.get(id) ??
      fetch(/** @type {With<"at">} */ (this.card(id)).dataset.at, options).then((response) => {
        if (!response.ok) throw new Error(`${response.status}`);
        return response.json();
      });
    this.talks.set(id, fetching);
    fetching.catch(() => this.talks.delete(id) && this.failed.add(id));
    return fetching;
  }

  /** @type {(id: string, seed?: number) => Promise<void>} */
  async begin(id, seed = crypto.getRandomValues(new Uint32Array(1))[0]) {
    const version = Number(this.card(id)?.dataset.version);
    await this.open({ conversation: id, version, seed, moves: [], answers: {} }, "", true);
  }

  // Opens a talk as it stands; `along` says whose it is when it is only to be read.
  /** @type {(way: UnderWay, along: "" | "shared" | "kept" | "example", focus: boolean) => Promise<void>} */
  async open(way, along, focus) {
    this.problem("");
    /** @type {Talk} */
    let talk;
    try {
      talk = await this.fetchTalk(way.conversation);
    } catch {
      this.problem("failed");
      return;
    }
    if (!along) keepInTab(NAME, way);
    const shown = await this.ask(way, talk, Boolean(along) || way.done === true);
    if (!shown) return;
    this.talk = talk;
    this.along = along;
    this.querySelector("[data-talk-list]").hidden = true;
    this.querySelector("[data-history-part]").hidden = true;
    const part = this.querySelector("[data-playing]");
    part.hidden = false;
    const note = this.querySelector("[data-read-along]");
    note.hidden = !along;
    showOnly(note, "along-when", along);
    const own = keptInTab(NAME); // what the example was opened from
    const back = along === "example" && own?.done && own.conversation === way.conversation;
    note.querySelector("[data-own-debrief]").hidden = !back;
    this.talking.begin(way, shown, { along, learns: this.played.length === 0 });
    if (shown.debrief) this.debrief(way, shown, along, focus);
    else if (focus && way.moves.length) this.talking.look();
    else if (focus) this.go(this.querySelector("[data-playing-title]"), part);
  }

  // What was under way in this tab, in either language.
  resume() {
    const way = keptInTab(NAME);
    const card = way && this.card(way.conversation);
    const sound = Array.isArray(way?.moves) && typeof way.seed === "number" && way.answers;
    if (!card || !sound || (way.done && cameAnew())) return;
    if (Number(card.dataset.version) === way.version) this.open(way, "", true);
    else {
      keepInTab(NAME, null);
      this.problem("lost");
    }
  }

  // The play that the link in a text is to, or what is wrong with it; null for no such link.
  /** @type {(text: string) => ReadPlay | null} */
  readLink(text) {
    const versions = Object.fromEntries(
      this.cards.map(({ dataset }) => [dataset.talkCard, Number(dataset.version)]),
    );
    return readPlayLink(text, facts.definition, facts.conditions, versions);
  }

  // Begins a talk that a page of the site leads to; the others are out of the way until then.
  /** @type {(id: string) => Promise<void>} */
  async beginFrom(id) {
    if (this.card(id)) {
      this.querySelector("[data-talk-list]").hidden = true;
      await this.begin(id);
      if (this.querySelector("[data-playing]").hidden) this.list();
    } else {
      this.list();
      this.problem("gone");
    }
  }

  // A talk that a page of the site leads to, or one that somebody sends to be read along; returns
  // whether there is a link to one.
  openLink() {
    const [, wanted] = /^#begin;([a-z0-9-]+)$/.exec(location.hash) ?? [];
    if (wanted) {
      this.unlink();
      this.beginFrom(wanted);
      return true;
    }
    const found = this.readLink(location.hash);
    if (!found) return false;
    if (found.problem) {
      this.list();
      this.problem(found.problem);
    } else this.open({ ...found, done: true }, "shared", true);
    return true;
  }

  list() {
    this.querySelector("[data-playing]").hidden = true;
    this.querySelector("[data-talk-list]").hidden = false;
    this.querySelector("[data-history-part]").hidden = false;
  }

  // --- asking ---

  // Asks Python something that the reader waits for.
  /** @type {<D extends keyof Requests>(request: Request<D>) => Promise<Answer<Requests[D]["gives"]>>} */
  async wait(request) {
    this.waiting = true;
    this.engine.start();
    this.engine.show();
    const answer = await this.engine.ask(request);
    this.waiting = false;
    this.engine.show();
    announce(this, "");
    return answer;
  }

  // How a talk stands; undefined, and said, where it cannot be told.
  /** @type {(way: UnderWay, talk: Talk, debrief: boolean) => Promise<TalkShown | undefined>} */
  async ask({ seed, moves, answers, stop }, talk, debrief) {
    const { ok, problems } = await this.wait({
      ...{ do: "conversation", talk, seed, moves },
      ...{ today: today(), language: this.dataset.language },
      ...(debrief && { answers, stop: stop === true }),
    });
    if (ok) return ok;
    const fetched = !problems.some(({ where }) => where === "talk");
    this.problem(fetched ? "offer" : "failed");
    const kept = keptInTab(NAME);
    if (fetched && kept?.seed === seed && String(kept.moves) === String(moves)) {
      keepInTab(NAME, null); // it would be refused each time
    }
    return undefined;
  }

  // What the reader did in a talk: said something, wrote on the sheet, or ended it.
  /** @type {(way: UnderWay) => Promise<TalkShown | undefined>} */
  async went(way) {
    this.problem("");
    const shown = await this.ask(way, /** @type {Talk} */ (this.talk), way.done === true);
    if (!shown) return undefined;
    keepInTab(NAME, way);
    if (shown.debrief) {
      this.keep(way, shown);
      this.debrief(way, shown, "", true);
    }
    return shown;
  }

  /** @type {(way: UnderWay, shown: TalkShown) => void} */
  keep(way, { debrief }) {
    if (!debrief) return;
    const { conversation, version, seed, moves, answers, stop, stopped, own } = way;
    /** @type {Play} */
    const play = {
      ...{ conversation, version, definition: facts.definition, on: today(), seed, moves, answers },
      ...(stop && { stop }),
      ...(stopped && { stopped }),
      ...{ regret: debrief.regret, won: debrief.won, open: debrief.open },
      ...{ assumed: debrief.assumed, tip: debrief.tip },
      ...(own && Object.keys(own).length > 0 && { own }),
    };
    this.take([...plays.read(), play], "");
  }

  /** @type {(way: UnderWay, shown: TalkShown, along: string, focus: boolean) => void} */
  debrief(way, shown, along, focus) {
    this.talking.end(shown);
    const part = this.querySelector("[data-debrief]");
    const other = along === "example" || along === "shared";
    const said = /** @type {NonNullable<TalkShown["debrief"]>} */ (shown.debrief);
    showDebrief(part, said);
    showOnly(this, "who-when", other ? "other" : "me");
    part.querySelector("[data-tip]").hidden = along === "example";
    // One reads how an experienced seller has it before what came of it.
    const sides = this.querySelector("[data-sides]");
    if (along === "example") sides.after(part);
    else sides.before(part);
    part.querySelector("[data-do=share-talk]").hidden = along === "example";
    part.querySelector("[data-do=example]").hidden = along === "example";
    part.querySelector("[data-do=next-talk]").hidden = this.next(way.conversation) === undefined;
    const heading = along === "example" ? "[data-playing-title]" : "[data-debrief-heading]";
    if (focus) this.go(this.querySelector(heading), this.querySelector("[data-playing]"));
  }

  /** @type {(heading: HTMLElement, top: HTMLElement) => void} */
  go(heading, top) {
    heading.focus({ preventScroll: true });
    top.scrollIntoView({ block: "start" });
  }

  // The talk behind this one that was played least often; undefined where there is no other.
  /** @type {(id: string) => string | undefined} */
  next(id) {
    const ids = this.cards.map(({ dataset }) => dataset.talkCard);
    const at = ids.indexOf(id);
    const others = [...ids.slice(at + 1), ...ids.slice(0, at)];
    const often = (/** @type {string} */ other) =>
      this.played.filter(({ conversation }) => conversation === other).length;
    return others.sort((one, other) => often(one) - often(other))[0];
  }

  /** @type {(what: string) => void} */
  problem(what) {
    const box = this.querySelector("[data-talk-problem]");
    box.hidden = !what;
    showOnly(box, "problem-when", what);
  }

  /** @type {Actions<QuizConversations>} */
  actions = {
    begin(_event, button) {
      this.begin(/** @type {string} */ (button.dataset.conversation));
    },
    leave() {
      if (!this.along) keepInTab(NAME, null); // what is only read along leaves one's own as it is
      const { hash } = location;
      this.unlink();
      this.problem("");
      const { way } = this.talking;
      this.list();
      const card = way && this.card(way.conversation);
      if (!this.beside.back(hash)) card?.querySelector("[data-conversation]").focus();
    },
    "play-again"() {
      this.unlink();
      if (this.talking.way) this.begin(this.talking.way.conversation);
    },
    "next-talk"() {
      this.unlink();
      const next = this.talking.way && this.next(this.talking.way.conversation);
      if (next) this.begin(next);
    },
    "own-debrief"() {
      this.open(keptInTab(NAME), "", true);
    },
    example() {
      const { talk } = this;
      if (!talk) return;
      const [{ seed, moves, answers }] = talk.playthroughs;
      const { id: conversation, version } = talk;
      const sheet = sheetOf(answers, facts.conditions);
      const way = { conversation, version, seed, moves, ...sheet };
      this.open({ ...way, done: true }, "example", true);
    },
    "put-beside"() {
      const { address } = this;
      this.unlink();
      this.list();
      this.beside.add(address);
    },
    async "share-talk"() {
      const copied = await copyText(this.address, this.querySelector("[data-copy-text]"));
      showOnly(this, "copied-when", copied ? "copied" : "shown");
    },
    "print-talk"() {
      print();
    },
    reopen(_event, button) {
      const play = this.played[Number(button.dataset.play)];
      const card = this.card(play.conversation);
      if (!card) return this.problem("gone");
      if (Number(card.dataset.version) !== play.version || play.definition !== facts.definition) {
        return this.problem("version");
      }
      this.open({ ...play, done: true }, "kept", true);
    },
    export() {
      download(plays.asText(this.played), fileName("conversations", "json"), "application/json");
    },
    erase() {
      this.erased = plays.read();
      this.take([], "erased");
    },
    "bring-back"() {
      this.take(this.erased, "");
    },
  };

  // A link to the talk that is shown.
  get address() {
    const way = /** @type {UnderWay} */ (this.talking.way);
    const link = writePlayLink({ ...way, definition: facts.definition }, facts.conditions);
    return `${location.href.split("#")[0]}${link}`;
  }

  unlink() {
    if (location.hash) history.replaceState(null, "", location.pathname);
  }

  // --- history ---

  /** @type {(event: Event) => Promise<void>} */
  async read({ target }) {
    const input = /** @type {HTMLInputElement} */ (target);
    const file = input.files?.[0];
    input.value = "";
    if (!file) return;
    const found = await plays.inFile(file);
    if (found) this.take(plays.merge(plays.read(), found), "imported");
    else showOnly(this, "kept-when", "failed");
  }

  /** @type {(played: Play[], said: string) => void} */
  take(played, said) {
    this.querySelector("[data-store-failed]").hidden = plays.keep(played);
    showOnly(this, "kept-when", said);
    this.showHistory(played);
  }

  /** @type {(played: Play[]) => Promise<void>} */
  async showHistory(played) {
    this.played = played;
    const { language } = this.dataset;
    for (const card of this.cards) {
      const last = played
        .filter(({ conversation }) => conversation === card.dataset.talkCard)
        .at(-1);
      showOnly(card, "card-when", last ? "played" : "new");
      card.querySelector("[data-played]").hidden = !last;
      card.querySelector("[data-played-on]").textContent = last ? dayText(last.on, language) : "";
    }
    const playing = !this.querySelector("[data-playing]").hidden;
    this.querySelector("[data-history-part]").hidden = playing;
    this.querySelector("[data-plays-none]").hidden = played.length > 0;
    this.querySelector("[data-plays-some]").hidden = played.length === 0;
    if (!played.length) return;
    const titles = Object.fromEntries(
      this.cards.map(({ dataset }) => [dataset.talkCard, this.titleOf(dataset.talkCard)]),
    );
    const part = this.querySelector("[data-plays-some]");
    await showPlays(part, played, titles, this.engine, language);
  }
}

customElements.define("quiz-conversations", QuizConversations);
