// The list of prospects: found, filtered, put in order and shown a page at a time.

import { fill } from "../kit/fill.js";
import { partName, press } from "../pictures/glance.js";
import { showContact } from "./own-columns.js";
import { finder, searchable } from "./searching.js";

/** @import { Actions, Chosen, ListRow, Row } from "../../types/page" */
/** @typedef {(a: Row, b: Row) => number} Order */

const PAGE = 50; // rows on a page
const STEP = 4; // rows drawn in one go, so that typing and scrolling come in between
const FLAGS = { due: 1, stale: 1, "no-next": 1 }; // what is no place where a prospect stands
const LEVEL_ORDER = ["0", "1", "2", "3", "unknown"];

// What a table's parts are by themselves, until a stylesheet lays them out as something else.
/** @type {{ [tag: string]: string }} */
const ROLES = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell" };

export class List {
  #host;
  /** @type {Map<string, ListRow>} */
  #rows = new Map();
  /** @type {Map<string, ListRow[]>} */
  #sorted = new Map(); // order → all rows in it, so that a search need not sort again
  #page = 0;
  /** @type {Promise<void>} */
  #drawn;
  #drawing = 0; // counts, so that an older drawing stops when a newer one begins
  #last = ""; // the prospect whose row had the focus

  /** @param {HTMLElement} host */
  constructor(host) {
    this.#host = host;
    this.body = host.querySelector("[data-rows]");
    this.template = this.body.querySelector("template[data-row]");
    this.group = this.body.querySelector("template[data-group-row]");
    const around = host.querySelector("[data-prospect-table]").parentElement ?? host;
    for (const root of [around, this.template.content, this.group.content]) {
      for (const part of root.querySelectorAll("table, thead, tbody, tr, td, th")) {
        part.role = ROLES[part.tagName] ?? (part.scope === "col" ? "columnheader" : "rowheader");
      }
    }
    this.filters = host.querySelector("[data-filters]");
    this.controls = Object.fromEntries(
      [...this.filters.querySelectorAll("[name]")].map((control) => [control.name, control]),
    );
    this.filters.addEventListener("input", () => this.#change());
    this.body.addEventListener("focusin", ({ target }) => {
      this.#last =
        /** @type {Element} */ (target).closest("[data-prospect]")?.dataset.prospect ?? "";
    });
  }

  /** @type {(rows: Map<string, ListRow>) => void} */
  show(rows) {
    this.#rows = rows;
    this.#sorted.clear();
    this.#drawn = this.#draw();
  }

  // Back from a prospect: to where the reader was.
  async focus() {
    await this.#drawn;
    (this.#place() ?? this.#host.querySelector("#list-heading")).focus();
  }

  // Calls back with all rows that fit on the page at once, for paper.
  /** @type {(callback: () => void) => void} */
  withAll(callback) {
    this.#draw(Infinity);
    addEventListener("afterprint", () => this.#draw(), { once: true });
    callback();
  }

  /** @type {Actions<HTMLElement>} */
  actions = {
    filters: (_event, button) => {
      const open = this.filters.toggleAttribute("data-open");
      button.setAttribute("aria-expanded", String(open));
    },
    unfilter: (_event, { dataset: { filter = "" } }) => {
      clear(this.controls[filter]);
      this.#change();
      this.filters.querySelector("button").focus();
    },
    next: () => this.#turn(1),
    previous: () => this.#turn(-1),
    reset: () => {
      this.#clear();
      this.#change();
      this.controls.search.focus();
    },
    // Those that a number at the top counts, and no others; pressed once more, all of them.
    glance: (/** @type {Event} */ _event, /** @type {HTMLElement} */ button) => {
      const off = button.ariaPressed === "true";
      const part = off ? "" : (button.dataset.part ?? "");
      this.#clear();
      const { verdict, flag } = this.controls;
      (part in FLAGS ? flag : verdict).value = part;
      this.#change();
      if (off) return;
      const heading = this.#host.querySelector("#list-heading");
      heading.focus({ preventScroll: true });
      heading.scrollIntoView();
    },
  };

  #clear() {
    for (const control of Object.values(this.controls)) clear(control);
    this.controls.sort.value = "best";
  }

  /** @type {() => Chosen} */
  #chosen() {
    const chosen = Object.entries(this.controls).map(([name, { type, checked, value }]) => [
      name,
      type === "checkbox" ? checked : value,
    ]);
    return Object.fromEntries(chosen);
  }

  #change() {
    const { condition, level } = this.controls;
    /** @type {HTMLLabelElement} */ (level.closest("label")).hidden = !condition.value;
    if (!condition.value) level.value = "";
    this.#page = 0;
    this.#showFilters();
    this.#draw();
  }

  // Which filters are on, each with a button that takes it off.
  #showFilters() {
    const { verdict, flag, condition, level, closed, sort } = this.controls;
    const on = [
      { filter: "verdict", text: verdict.value && chosenIn(verdict) },
      { filter: "flag", text: flag.value && partName(this.#host, flag.value) },
      {
        filter: "condition",
        text: condition.value && `${chosenIn(condition)}: ${chosenIn(level)}`,
      },
      { filter: "closed", text: closed.checked && closed.closest("label")?.textContent?.trim() },
    ].filter(({ text }) => text);
    const box = this.#host.querySelector("[data-filters-on]");
    fill(box, { on });
    for (const [index, button] of [...box.querySelectorAll("button")].entries()) {
      button.dataset.filter = on[index].filter;
    }
    const count = this.filters.querySelector("[data-filters-count]");
    count.textContent = on.length ? `(${on.length})` : "";
    this.#host.querySelector("[data-best]").hidden = sort.value !== "best";
  }

  /** @type {(by: number) => void} */
  #turn(by) {
    this.#page += by;
    this.#draw();
    this.#host.querySelector("#list-heading").focus();
  }

  /** @type {(sort: string) => ListRow[]} */
  #inOrder(sort) {
    let rows = this.#sorted.get(sort);
    if (!rows) {
      rows = [...this.#rows.values()].sort(ORDERS[sort] ?? weakestFirst(sort));
      this.#sorted.set(sort, rows);
    }
    return rows;
  }

  // What the filters leave, in the order that was chosen.
  get found() {
    return this.#find(this.#chosen()).found;
  }

  // With it, how many more there would be if closed ones were shown.
  /** @type {(chosen: Chosen) => { found: Row[], away: number }} */
  #find(chosen) {
    const all = this.#inOrder(chosen.sort).filter(fitting(chosen));
    const found = chosen.closed ? all : all.filter(({ outcome }) => !outcome);
    return { found, away: all.length - found.length };
  }

  async #draw(size = PAGE) {
    const drawing = ++this.#drawing;
    const chosen = this.#chosen();
    const { found, away } = this.#find(chosen);
    const groups = chosen.sort === "best" ? groupsIn(found) : [];
    const pages = Math.max(1, Math.ceil(found.length / size));
    this.#page = Math.min(this.#page, pages - 1);
    const start = this.#page * size || 0;
    const part = found.slice(start, start + size);
    this.#host.querySelector("[data-prospect-table]").hidden = part.length === 0;
    this.#host.querySelector("[data-none]").hidden = found.length > 0 || this.#rows.size === 0;
    press(this.#host, chosen.verdict || chosen.flag);
    this.#host.querySelector("[data-shown]").textContent = String(found.length);
    this.#host.querySelector("[data-total]").textContent = String(this.#rows.size);
    this.#host.querySelector("[data-put-away]").hidden = away === 0;
    this.#host.querySelector("[data-put-away-count]").textContent = String(away);
    const pager = this.#host.querySelector("[data-pager]");
    pager.hidden = pages === 1;
    pager.querySelector("[data-page]").textContent = String(this.#page + 1);
    pager.querySelector("[data-pages]").textContent = String(pages);
    pager.querySelector("[data-do=previous]").disabled = this.#page === 0;
    pager.querySelector("[data-do=next]").disabled = this.#page === pages - 1;
    const focused = this.body.contains(document.activeElement) && this.#last;
    this.body.replaceChildren(this.template, this.group);
    const step = size === PAGE ? STEP : Infinity; // paper does not wait
    for (let from = 0; from < part.length; from += step) {
      if (from) await new Promise((resolve) => setTimeout(resolve));
      if (drawing !== this.#drawing) return;
      const some = part.slice(from, from + step);
      this.body.append(...some.flatMap((row) => [...this.#heading(row, groups), this.#row(row)]));
    }
    if (focused) this.#place()?.focus(); // the row is another element now
  }

  // Above the first of a group: how many they are.
  /** @type {(row: ListRow, groups: ListRow[][]) => HTMLElement[]} */
  #heading(row, groups) {
    const alike = groups.find(([first]) => row === first);
    if (!alike) return [];
    const heading = this.group.content.cloneNode(true).firstElementChild;
    fill(heading, { ...row, count: String(alike.length) });
    return [heading];
  }

  #place() {
    return this.body.querySelector(`[data-prospect="${CSS.escape(this.#last)}"] a`);
  }

  /** @type {(row: ListRow) => HTMLElement} */
  #row(row) {
    const element = this.template.content.cloneNode(true).firstElementChild;
    const { state } = row;
    const { what: next_what, on_text: next_on } = row.next ?? {};
    const flags = { fresh: state === "new", changed: state === "changed", next_what, next_on };
    fill(element, { ...row, ...flags });
    element.dataset.prospect = row.id;
    element.dataset.verdict = row.verdict;
    if (state) element.dataset.state = state;
    showContact(element.querySelector("[data-contact]"), row);
    for (const link of element.querySelectorAll("[data-link]")) {
      link.dataset.level = String(row.levels[link.dataset.link]);
    }
    return element;
  }
}

/** @type {(control: Control) => void} */
function clear(control) {
  if (control.type === "checkbox") control.checked = false;
  else control.value = "";
}

// The words of what is chosen.
/** @type {(control: Control) => string} */
function chosenIn(control) {
  return /** @type {HTMLSelectElement} */ (control).selectedOptions[0].text;
}

// Those of whom nothing was asked yet, and those who asked to stop: each stands under a heading.
/** @type {(rows: ListRow[]) => ListRow[][]} */
function groupsIn(rows) {
  return [rows.filter((row) => row.unasked), rows.filter((row) => row.stopped)];
}

/** @type {WeakMap<Row, string>} */
const texts = new WeakMap(); // row → what is searched in it

/** @type {(row: Row) => string} */
function textOf(row) {
  let text = texts.get(row);
  if (text === undefined) {
    const { name, seller, note, next, others } = row;
    const own = others.map(({ value }) => value);
    text = searchable([name, seller, note, next?.what ?? "", ...own]);
    texts.set(row, text);
  }
  return text;
}

/** @type {(chosen: Chosen) => (row: Row) => boolean} */
function fitting({ search, verdict, flag, condition, level }) {
  const found = finder(search);
  return (row) =>
    (!verdict || row.standing === verdict) &&
    (!flag || row.flags.includes(flag)) &&
    (!condition ||
      (level ? String(row.levels[condition]) === level : row.weak.includes(condition))) &&
    (!search || found(textOf(row)));
}

const { compare } = new Intl.Collator(document.documentElement.lang, { numeric: true });
/** @type {Order} */
const byName = (a, b) => compare(a.name, b.name);
/** @type {Order} */
const best = (a, b) => a.order - b.order || byName(a, b);
const day = (/** @type {Row} */ row) =>
  [row.revisit, row.needed_by, row.next?.on].filter(Boolean).sort()[0] ?? "9999";
const older = (/** @type {string} */ a, /** @type {string} */ b) => (a < b ? -1 : a > b ? 1 : 0);

/** @type {{ [name: string]: Order }} */
const ORDERS = {
  best,
  name: byName,
  newest: (a, b) => older(b.on ?? "", a.on ?? "") || best(a, b),
  oldest: (a, b) => older(a.on ?? "", b.on ?? "") || best(a, b),
  date: (a, b) => older(day(a), day(b)) || best(a, b),
  least: (a, b) => a.known - b.known || best(a, b),
};

/** @type {(condition: string) => Order} */
function weakestFirst(condition) {
  const place = (/** @type {Row} */ row) => LEVEL_ORDER.indexOf(String(row.levels[condition]));
  return (a, b) => place(a) - place(b) || best(a, b);
}
