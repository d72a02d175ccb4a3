// Plays of one talk side by side, from links that a coach pastes. Python works it out; here each line is
// read, and the tables are put together from the templates. Nothing is kept, and nothing is sent.

import { facts } from "../kit/facts.js";
import { fill, showOnly } from "../kit/fill.js";
import { linkIn } from "../kit/links.js";
import { today } from "../kit/sheet.js";
import { writePlayLink } from "./play-links.js";

/** @import { BesideLine, BesideShown, BesideTemplate, BesideWrong, Requests, Talk, TalksHost } from "../../types/page" */

export class Beside {
  #host;
  #turn = 0; // counts what was asked, so that no answer comes after the next one's
  /** @type {string[]} */ #links = []; // to the plays that are shown

  /** @param {TalksHost} host */
  constructor(host) {
    this.#host = host;
    host.querySelector("[data-beside-form]").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#show();
    });
  }

  // Puts a link below those that stand there, and takes the reader to it.
  /** @type {(link: string) => void} */
  add(link) {
    const area = this.#host.querySelector("[data-beside-links]");
    const lines = area.value.split("\n").filter((line) => line.trim());
    if (!lines.some((line) => line.endsWith(link))) lines.push(link);
    area.value = `${lines.join("\n")}\n`;
    this.#host.querySelector("[data-beside-part]").scrollIntoView({ block: "start" });
    area.focus({ preventScroll: true });
    area.setSelectionRange(area.value.length, area.value.length);
    area.scrollLeft = 0; // there are the names
  }

  // Goes back to where this link was opened; returns whether it is to one of the plays.
  /** @type {(link: string) => boolean} */
  back(link) {
    const place = this.#links.indexOf(link);
    if (place < 0) return false;
    const anchor = this.#host.querySelectorAll("[data-beside-link]")[place];
    anchor.scrollIntoView({ block: "center" });
    anchor.focus({ preventScroll: true });
    return true;
  }

  async #show() {
    this.#turn += 1;
    const turn = this.#turn;
    const lines = this.#lines();
    const found = await this.#ask(lines);
    if (turn !== this.#turn) return;
    this.#tell(found.wrong);
    const part = this.#host.querySelector("[data-beside-shown]");
    part.hidden = !found.shown;
    this.#links = [];
    if (!found.shown) return;
    for (const { play } of lines) {
      if (play) this.#links.push(writePlayLink(play, facts.conditions));
    }
    this.#put(found.shown);
    part.scrollIntoView({ block: "start" });
    this.#host.querySelector("[data-beside-title]").focus({ preventScroll: true });
  }

  /** @type {(lines: BesideLine[]) => Promise<Requests["beside"]["gives"]>} */
  async #ask(lines) {
    const first = lines.find(({ play }) => play)?.play;
    const failed = { wrong: [{ line: 0, what: "failed" }], shown: null };
    /** @type {Talk | null} */
    let talk = null;
    try {
      if (first) talk = await this.#host.fetchTalk(first.conversation);
    } catch {
      return failed;
    }
    const { language } = this.#host.dataset;
    const asked = /** @type {const} */ ({ do: "beside", talk, lines, today: today(), language });
    const { ok } = await this.#host.wait(asked);
    return ok ?? failed;
  }

  // What stands on the lines that have anything on them.
  /** @type {() => BesideLine[]} */
  #lines() {
    const all = this.#host.querySelector("[data-beside-links]").value.split("\n");
    return [...all.entries()]
      .filter(([, text]) => text.trim())
      .map(([index, text]) => {
        const line = { line: index + 1, text };
        const links = text.split(/\s+/).filter((word) => linkIn(word)?.kind === "c");
        if (links.length > 1) return { ...line, problem: "two" };
        const found = links.length ? this.#host.readLink(links[0]) : null;
        if (!found) return { ...line, problem: "none" };
        return found.problem ? { ...line, problem: found.problem } : { ...line, play: found };
      });
  }

  /** @type {(wrong: BesideWrong[]) => void} */
  #tell(wrong) {
    const form = this.#host.querySelector("[data-beside-form]");
    const lines = wrong.map(({ line }) => ({ line: line ? String(line) : "" }));
    fill(form, { wrong: lines });
    for (const [place, item] of form.querySelectorAll("[data-wrong]").entries()) {
      showOnly(item, "wrong-when", wrong[place].what);
    }
    const area = this.#host.querySelector("[data-beside-links]");
    area.toggleAttribute("aria-invalid", wrong.length > 0);
    if (!wrong.length) return;
    area.focus();
    area.scrollLeft = 0;
  }

  // --- the tables ---

  /** @type {(shown: BesideShown) => void} */
  #put(shown) {
    const host = this.#host;
    host.querySelector("[data-beside-title]").textContent = shown.title;
    const ways = host.querySelector("[data-beside-ways]");
    fill(ways, { same: String(shown.same), seeds: shown.seeds });
    showOnly(ways, "parted-when", shown.parted);
    for (const row of host.querySelectorAll("[data-beside-names]")) {
      const span = Number(row.dataset.besideNames); // columns of a play
      const names = shown.names.map((name) => {
        const part = this.#part("template[data-beside-name]", { name });
        const cell = part.querySelector("th");
        cell.colSpan = span;
        cell.scope = span > 1 ? "colgroup" : "col";
        return part;
      });
      keepFirst(row, names);
    }
    const kinds = shown.names.map(() => this.#part("template[data-beside-kinds]", {}));
    host.querySelector("[data-beside-both]").replaceChildren(...kinds);
    host.querySelector("[data-beside-turns]").replaceChildren(
      ...shown.turns.map((said, index) => {
        const part = this.#part("template[data-beside-turn]", { turn: String(index + 1) });
        const cells = said.map((one) =>
          this.#part("template[data-beside-said]", one ? { ...one } : { over: true }),
        );
        const row = part.querySelector("tr");
        row.classList.toggle("beside__parted", index === shown.same);
        row.append(...cells);
        return part;
      }),
    );
    const opens = shown.names.map((name, index) => {
      const cell = this.#part("template[data-beside-open]", { name });
      cell.querySelector("[data-beside-link]").setAttribute("href", this.#links[index]);
      return cell;
    });
    keepFirst(host.querySelector("[data-beside-opens]"), opens);
    host.querySelector("[data-beside-rows]").replaceChildren(
      ...shown.rows.map(({ name, cells }) => {
        const part = this.#part("template[data-beside-row]", { name });
        part.querySelector("tr").append(...cells.map((cell) => this.#levels(cell)));
        return part;
      }),
    );
    const verdicts = shown.verdicts.map((both) =>
      this.#part("template[data-beside-verdict]", { ...both, other: !both.same }),
    );
    keepFirst(host.querySelector("[data-beside-verdicts]"), verdicts);
  }

  /** @type {(cell: BesideShown["rows"][number]["cells"][number]) => DocumentFragment} */
  #levels({ heard, mine, outcome }) {
    const part = this.#part("template[data-beside-levels]", {});
    for (const [index, cell] of part.querySelectorAll("td").entries()) {
      const level = index ? mine : heard;
      fill(cell, { level });
      showOnly(cell, "level-when", level);
    }
    part.querySelector("[data-outcome]").dataset.outcome = outcome;
    return part;
  }

  // A part as a template has it, filled.
  /** @type {(name: BesideTemplate, data: { [key: string]: any }) => DocumentFragment} */
  #part(name, data) {
    const part = this.#host.querySelector(name).content.cloneNode(true);
    fill(part, data);
    return part;
  }
}

// Puts cells into a row in place of all but its first, which is its heading.
/** @type {(row: HTMLElement, cells: DocumentFragment[]) => void} */
function keepFirst(row, cells) {
  row.replaceChildren(row.firstElementChild ?? "", ...cells);
}
