// A talk that is being played: what was said, what is on offer, and the sheet beside it.

import { keepInTab, keptInTab } from "../kept/in-tab.js";
import { facts } from "../kit/facts.js";
import { fill, showOnly } from "../kit/fill.js";
import { answersIn, numbers } from "../kit/sheet.js";
import { hideDebrief } from "./debrief.js";

/** @import { Actions, Piece, TalkShown, UnderWay } from "../../types/page" */

const FIRST = "write-first"; // whether one writes before the choices are shown
const WRITES = "textarea, select, input:not([type=radio], [type=checkbox])";

export class Talking {
  /** @type {UnderWay | undefined} */
  way;
  /** @type {TalkShown | undefined} */
  shown;
  #host;
  #went;
  #sheet;
  #busy = false;
  #learns = false;
  #wrote = ""; // in this turn, before the choices
  #warned = false; // that the sheet is empty, just now

  // `went` is told of each step, and gives how the talk stands then.
  /** @param {HTMLElement} host @param {(way: UnderWay) => Promise<TalkShown | undefined>} went */
  constructor(host, went) {
    this.#host = host;
    this.#went = went;
    this.#sheet = /** @type {QuestionForm} */ (host.querySelector("[data-sheet]"));
    this.#sheet.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#stop();
    });
    // The button that ends a talk is the form's: Enter on an answer must not press it.
    this.#sheet.addEventListener("keydown", (event) => {
      const { target, key } = event;
      if (key === "Enter" && target instanceof HTMLInputElement) event.preventDefault();
    });
    this.#sheet.addEventListener("change", () => this.#note());
    const first = host.querySelector("[data-write-first]");
    first.checked = keptInTab(FIRST) === true;
    first.addEventListener("change", () => {
      keepInTab(FIRST, first.checked || null);
      this.#offer();
      if (first.checked) host.querySelector("[data-own-words]").focus();
    });
    host.querySelector("[data-own-form]").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#wrote = host.querySelector("[data-own-words]").value.trim();
      this.#offer(true);
      host.querySelector(".offer__move").focus();
    });
    document.addEventListener("keydown", (event) => this.#key(event));
  }

  // Shows a talk as it stands; `along` where it is only to be read, `learns` where it is the first.
  /** @type {(way: UnderWay, shown: TalkShown, how: { along: string, learns: boolean }) => void} */
  begin(way, shown, { along, learns }) {
    const host = this.#host;
    this.way = way;
    this.#learns = learns && !along;
    host.querySelector("[data-playing]").dataset.learns = String(this.#learns);
    host.querySelector("[data-playing-title]").textContent = shown.title;
    putPieces(host.querySelector("[data-scene]"), shown.scene);
    fill(host.querySelector("[data-playing]"), { people: shown.people });
    hideDebrief(host.querySelector("[data-debrief]"));
    host.querySelector("[data-playing]").dataset.state = along || way.done ? "ended" : "going";
    this.#fillSheet();
    this.#panel("talk");
    host.querySelector("[data-log]").replaceChildren();
    this.#show(shown);
  }

  // After the debrief: the log with its marks, and nothing more to say.
  /** @type {(shown: TalkShown) => void} */
  end(shown) {
    const host = this.#host;
    host.querySelector("[data-playing]").dataset.state = "ended";
    host.querySelector("[data-log]").replaceChildren();
    putPieces(host.querySelector("[data-scene]"), shown.scene);
    this.#show(shown);
    host.querySelector("[data-log-marks]").hidden = !host.querySelector("mark");
    for (const tip of host.querySelectorAll("[data-tip-when]")) tip.hidden = true;
  }

  /** @type {(shown: TalkShown) => void} */
  #show(shown) {
    const host = this.#host;
    this.shown = shown;
    const log = host.querySelector("[data-log]");
    const { own = {} } = this.way ?? {};
    const template = host.querySelector("template[data-log-line]");
    for (const [turn, said] of [...shown.said.entries()].slice(log.children.length)) {
      const line = template.content.cloneNode(true);
      fill(line, { ...said, own: own[turn] ?? "" });
      putPieces(line.querySelector("[data-reply]"), said.reply);
      log.append(line);
    }
    log.hidden = log.children.length === 0;
    const last = host.querySelector("[data-last-reply]");
    const said = shown.said.at(-1);
    last.hidden = !said;
    if (said) {
      fill(last, { name: said.name, parting: said.parting });
      putPieces(last.querySelector("[data-reply]"), said.reply);
    }
    host.querySelector("[data-log-marks]").hidden = true;
    const going = !shown.over && !this.way?.done;
    host.querySelector("[data-offer-part]").hidden = !going;
    host.querySelector("[data-turns-left]").textContent = String(shown.left);
    showOnly(host, "left-when", shown.left === 1 ? "one" : "more");
    const over = host.querySelector("[data-over]");
    over.hidden = going || this.way?.done === true;
    showOnly(over, "over-when", shown.ended ? "ended" : "turns");
    showOnly(host, "stop-when", shown.over ? "over" : "going");
    this.#teach(shown, going);
    this.#wrote = "";
    this.#warn(false);
    if (going) this.#offer();
    else host.querySelector("[data-offer]").replaceChildren();
  }

  // The first talk says how it goes while it is played.
  /** @type {(shown: TalkShown, going: boolean) => void} */
  #teach({ said }, going) {
    const step = ["start", "reply", "enough"][said.length];
    for (const tip of this.#host.querySelectorAll("[data-tip-when]")) {
      tip.hidden = !this.#learns || !going || tip.dataset.tipWhen !== step;
    }
  }

  // What is on offer; where one writes first, once that was done.
  #offer(written = false) {
    const host = this.#host;
    const hides = host.querySelector("[data-write-first]").checked && !written;
    const own = host.querySelector("[data-own-form]");
    own.hidden = !hides;
    if (hides) host.querySelector("[data-own-words]").value = "";
    const template = host.querySelector("template[data-offer-move]");
    const moves = (this.shown?.offer ?? []).map((move, index) => {
      const button = template.content.cloneNode(true).firstElementChild;
      fill(button, { ...move, number: String(index + 1) });
      button.dataset.move = move.move;
      return button;
    });
    const wrote = host.querySelector("[data-wrote]");
    wrote.hidden = !this.#wrote;
    fill(wrote, { wrote: this.#wrote });
    const place = host.querySelector("[data-offer]");
    place.replaceChildren(...moves);
    place.hidden = hides;
  }

  /** @type {(move: string) => Promise<void>} */
  async #say(move) {
    const { way, shown } = this;
    if (this.#busy || !way || way.done || !shown?.offer.some((one) => one.move === move)) return;
    this.#busy = true;
    const own = this.#wrote ? { ...way.own, [way.moves.length]: this.#wrote } : way.own;
    const next = { ...way, ...this.#given(), moves: [...way.moves, move], ...(own && { own }) };
    const now = await this.#went(next);
    this.#busy = false;
    if (!now) return;
    this.way = next;
    this.#note(); // what was answered meanwhile
    this.#show(now);
    this.look();
  }

  // Takes the reader to where the talk stands.
  look() {
    const log = this.#host.querySelector("[data-log]");
    const over = this.shown?.over;
    const heading = this.#host.querySelector(over ? "[data-over]" : "[data-offer-heading]");
    heading.focus({ preventScroll: true });
    // What can be said next, and above it the reply, which comes first where there is no room.
    this.#host.querySelector("[data-offer-part]").scrollIntoView({ block: "end" });
    heading.scrollIntoView({ block: "nearest" });
    log.lastElementChild?.scrollIntoView({ block: "nearest" });
  }

  // Number keys say what has that number, unless one is writing.
  /** @type {(event: KeyboardEvent) => void} */
  #key(event) {
    const { target, key } = event;
    const other = event.repeat || event.ctrlKey || event.altKey || event.metaKey;
    const writes = target instanceof Element && target.closest(WRITES);
    const part = this.#host.querySelector("[data-offer]");
    if (other || writes || part.hidden || !part.checkVisibility()) return;
    const button = [...part.querySelectorAll("[data-move]")][Number(key) - 1];
    if (button) this.#say(button.dataset.move);
  }

  async #stop() {
    const { way, shown } = this;
    if (this.#busy || !way || way.done) return;
    const given = this.#given();
    if (Object.keys(given.answers).length === 0 && !given.stop && !this.#warned) {
      this.#warn(true);
      return;
    }
    this.#busy = true;
    this.way = { ...way, ...given, done: true, stopped: !shown?.over };
    if (!(await this.#went(this.way))) this.way = way;
    this.#busy = false;
  }

  // --- the sheet ---

  #given() {
    const answers = numbers(answersIn(this.#sheet, facts.conditions));
    const stop = this.#sheet.querySelector("[data-stop-tick]")?.checked === true;
    return { answers, stop };
  }

  // Whoever ends it with an empty sheet is asked once more.
  /** @type {(now: boolean) => void} */
  #warn(now) {
    this.#warned = now;
    this.#host.querySelector("[data-empty-sheet]").hidden = !now;
  }

  #note() {
    this.#warn(false);
    if (!this.way || this.way.done) return;
    this.way = { ...this.way, ...this.#given() };
    keepInTab("conversation", this.way);
    this.#count();
  }

  #count() {
    const { answers } = this.#given();
    for (const place of this.#host.querySelectorAll("[data-filled]")) {
      place.textContent = String(Object.keys(answers).length);
    }
  }

  #fillSheet() {
    this.#sheet.reset();
    for (const [id, level] of Object.entries(this.way?.answers ?? {})) {
      for (const radio of this.#sheet.elements[id] ?? [])
        radio.checked = radio.value === String(level);
    }
    const tick = this.#sheet.querySelector("[data-stop-tick]");
    if (tick) tick.checked = this.way?.stop === true;
    this.#count();
  }

  /** @type {(name: "talk" | "sheet") => void} */
  #panel(name) {
    const part = this.#host.querySelector("[data-playing]");
    part.dataset.panel = name;
    showOnly(part, "panel-when", name);
  }

  /** @type {Actions<HTMLElement>} */
  actions = {
    say: (_event, button) => this.#say(button.dataset.move ?? ""),
    panel: () => {
      const sheet = this.#host.querySelector("[data-playing]").dataset.panel !== "sheet";
      this.#panel(sheet ? "sheet" : "talk");
      const heading = this.#host.querySelector(
        sheet ? "[data-sheet-heading]" : "[data-offer-heading]",
      );
      heading.focus({ preventScroll: true });
      const top = this.#host.querySelector("[data-sides]"); // the last reply stands above the sheet
      if (sheet) top.scrollIntoView({ block: "start" });
      else heading.scrollIntoView({ block: "nearest" });
    },
  };
}

// Puts a text in its place, with the words that show something marked, and what they show.
/** @type {(place: HTMLElement, pieces: Piece[]) => void} */
function putPieces(place, pieces) {
  place.replaceChildren(
    ...pieces.map(({ text, about, sure }) => {
      if (!about) return text;
      const mark = document.createElement("mark");
      mark.className = sure ? "shows" : "shows shows--hearsay";
      const name = document.createElement("span");
      name.className = "shows__about";
      name.textContent = ` (${about})`;
      mark.append(text, name);
      return mark;
    }),
  );
}
