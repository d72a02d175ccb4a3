// <quiz-team>: a coach opens what several sellers exported and sees one picture of the whole team.
// The files live in this page alone: nothing is stored, and closing the page forgets them.

import { announce, engineOf } from "../engine/engine-view.js";
import { listenForActions } from "../kit/actions.js";
import { readBytes } from "../kit/file-bytes.js";
import { fill } from "../kit/fill.js";
import { today } from "../kit/sheet.js";
import { press, showGlance } from "../pictures/glance.js";
import { showPictures } from "../pictures/pictures.js";

/** @import { Actions, Bytes, PageEngine, Problem, Requests } from "../../types/page" */

/** @typedef {{ name: string, bytes: Bytes }} Opened */
/** @typedef {Requests["team"]["gives"]} Gives */
/** @typedef {Pick<Gives, "problems" | "not_text" | "prospects">} TeamAnswer */
/** @typedef {Gives["rows"][number]} Row */

const DRAGGING = /** @type {const} */ (["dragenter", "dragover", "dragleave", "drop"]);
const MOST_PROBLEMS = 20; // that are written out; the rest is counted
const MOST_ROWS = 200; // of prospects

class QuizTeam extends /** @type {new () => With<"language">} */ (HTMLElement) {
  /** @type {Opened[]} */
  files = [];
  /** @type {{ name: string, reason: string }[]} */
  unreadable = [];
  /** @type {Row[]} */
  rows = [];
  asked = 0;
  waiting = false;
  /** @type {PageEngine} */
  engine;
  /** @type {HTMLElement} */
  drop;

  connectedCallback() {
    this.engine = engineOf(this, () => this.waiting);
    this.drop = this.querySelector("[data-drop]");
    this.drop.hidden = false;
    this.listen();
  }

  listen() {
    const input = this.querySelector("[data-files]");
    input.addEventListener("change", () => {
      const chosen = [...(input.files ?? [])];
      input.value = ""; // the same file may be chosen again
      this.open(chosen);
    });
    for (const type of DRAGGING) {
      this.drop.addEventListener(type, (event) => this.drag(event));
    }
    this.querySelector("[data-by-seller]").addEventListener("change", () => this.show());
    listenForActions(this, this.actions);
    addEventListener("hashchange", () => {
      const id = new URLSearchParams(location.hash.slice(1)).get("id");
      const rows = this.rows.filter((row) => row.id === id);
      if (rows.length === 0) return;
      this.showRows("", rows);
      this.querySelector("[data-team-rows]").focus();
    });
  }

  /** @type {(event: DragEvent) => void} */
  drag(event) {
    event.preventDefault();
    this.drop.classList.toggle("drop--over", ["dragenter", "dragover"].includes(event.type));
    if (event.type === "drop") this.open([...(event.dataTransfer?.files ?? [])]);
  }

  // Adds these files to those that are open; one that is open already, word for word, stays one.
  /** @type {(chosen: File[]) => Promise<void>} */
  async open(chosen) {
    if (chosen.length === 0) return;
    this.unreadable = [];
    for (const file of chosen) {
      try {
        const bytes = await readBytes(file);
        const same = (/** @type {Opened} */ other) =>
          other.name === file.name && isSame(other.bytes, bytes);
        if (!this.files.some(same)) this.files.push({ name: file.name, bytes });
      } catch (/** @type {any} */ { reason }) {
        this.unreadable.push({ name: file.name, reason });
      }
    }
    await this.show();
    const problems = this.querySelector("[data-problems]");
    const heading = problems.hidden ? "[data-result-heading]" : "[data-problems-heading]";
    this.querySelector(heading).focus();
  }

  async show() {
    const names = this.files.map(({ name }) => ({ name }));
    fill(this.querySelector("[data-open-files]"), { files: names });
    const asked = ++this.asked;
    const nothing = { problems: [], not_text: [], prospects: 0 };
    const answer = this.files.length ? await this.ask(names) : nothing;
    if (asked !== this.asked) return; // more files have come meanwhile
    this.showProblems(answer.problems, answer.not_text);
    this.querySelector("[data-team-result]").hidden = answer.prospects === 0;
    this.querySelector("[data-team-none]").hidden = this.files.length === 0 || answer.prospects > 0;
    if (answer.prospects === 0) return;
    this.querySelector("[data-prospects]").textContent = String(answer.prospects);
    const team = /** @type {Gives} */ (answer);
    this.querySelector("[data-sellers]").textContent = String(team.sellers);
    this.rows = team.rows;
    this.showRows("", []);
    showGlance(this, team.glance);
    showPictures(this, team);
  }

  // Shows these prospects, which a number at the top counts, or one of which a picture has the name.
  /** @type {(part: string, rows: Row[]) => void} */
  showRows(part, rows) {
    const box = this.querySelector("[data-team-rows]");
    press(this, part);
    box.hidden = rows.length === 0;
    fill(box, { rows: rows.slice(0, MOST_ROWS) });
    box.querySelector("[data-shown]").textContent = String(rows.length);
    box.querySelector("[data-total]").textContent = String(this.rows.length);
  }

  /** @type {(files: { name: string }[]) => Promise<TeamAnswer>} */
  async ask(files) {
    this.waiting = true;
    this.engine.start();
    this.engine.show();
    const request = {
      do: /** @type {const} */ ("team"),
      files,
      by_seller: this.querySelector("[data-by-seller]").checked,
      today: today(),
      language: this.dataset.language,
    };
    const contents = this.files.map(({ bytes }) => bytes);
    const { ok, problems } = await this.engine.ask(request, contents);
    this.waiting = false;
    announce(this, "");
    return ok ?? { problems, not_text: [], prospects: 0 };
  }

  /** @type {(problems: Problem[], notText: string[]) => void} */
  showProblems(problems, notText) {
    const unreadable = [
      ...this.unreadable,
      ...notText.map((name) => ({ name, reason: "no-text" })),
    ];
    const panel = this.querySelector("[data-problems]");
    panel.hidden = problems.length + unreadable.length === 0;
    const template = panel.querySelector("[data-unreadable-item]");
    const items = unreadable.map(({ name, reason }) => {
      const item = template.content.cloneNode(true);
      fill(item, { name });
      item.querySelector(`[data-file-problem=${reason}]`).hidden = false;
      return item;
    });
    panel.querySelector("[data-unreadable]").replaceChildren(...items);
    fill(panel, { problems: problems.slice(0, MOST_PROBLEMS) });
    const rest = problems.length - MOST_PROBLEMS;
    panel.querySelector("[data-more-problems]").hidden = rest <= 0;
    panel.querySelector("[data-count-problems]").textContent = String(rest);
  }

  /** @type {Actions<QuizTeam>} */
  actions = {
    async "close-file"(_event, button) {
      const item = /** @type {HTMLElement} */ (button.closest("[data-team-file]"));
      const items = [...this.querySelectorAll("[data-team-file]")];
      this.files.splice(items.indexOf(item), 1);
      this.unreadable = [];
      await this.show();
      this.querySelector("[data-files]").focus();
    },
    glance(_event, button) {
      const part = button.ariaPressed === "true" ? "" : (button.dataset.part ?? "");
      const open = (/** @type {Row} */ row) => row.standing === part || row.flags.includes(part);
      this.showRows(part, this.rows.filter(open));
    },
    "close-all"() {
      this.files = [];
      this.unreadable = [];
      this.show();
      this.querySelector("[data-files]").focus();
    },
    // On paper the pictures alone, without the page around them.
    print() {
      this.dataset.printing = "";
      addEventListener("afterprint", () => delete this.dataset.printing, { once: true });
      print();
    },
  };
}

/** @type {(one: Bytes, other: Bytes) => boolean} */
function isSame(one, other) {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}

customElements.define("quiz-team", QuizTeam);
