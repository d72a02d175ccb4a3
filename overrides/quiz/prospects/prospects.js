// <quiz-prospects>: the pipeline. Holds what the store has and what Python says about it; its parts
// are the list, one prospect, and the preview of a file. It has no rules and no texts of its own.

import { engineOf, whenIdle } from "../engine/engine-view.js";
import { download, fileName, makeBackup } from "../kept/backup.js";
import { readRatings } from "../kept/ratings.js";
import { stamped } from "../kept/record.js";
import { siteKey } from "../kept/site-key.js";
import { openStore, persist, StoreError } from "../kept/store.js";
import { listenForActions } from "../kit/actions.js";
import { facts } from "../kit/facts.js";
import { fill, showOnly } from "../kit/fill.js";
import { dayText, today } from "../kit/sheet.js";
import { showPictures } from "../pictures/pictures.js";
import { Detail } from "./prospect-detail.js";
import { readProspectLink } from "./prospect-link.js";
import { Preview } from "./prospect-preview.js";
import { List } from "./prospects-list.js";
import { askSeller, naming, showSeller } from "./seller.js";

/** @import { Actions, News, PageEngine, Placed, Problem } from "../../types/page" */
/** @import { ProspectRecord, ProspectsHost, Row, Store, Stored, Task } from "../../types/page" */
/** @typedef {{ problem: Problem | null, newer: boolean }} Unread */
/** @typedef {Unread & { raw: Stored }} Broken */
/** @typedef {Placed | Unread & { row?: undefined }} Put */

const CHUNK = 100; // prospects in one request, so that no message holds up the page
const WEEK = 12; // lines of this week shown at first
const REMIND = 30; // days after a backup until the page asks for another

class QuizProspects extends /** @type {new () => With<"language" | "nameless">} */ (HTMLElement) {
  /** @type {Map<string, ProspectRecord>} */
  records = new Map(); // id → record, as stored
  /** @type {Map<string, Row>} */
  rows = new Map(); // id → what Python says of it
  /** @type {Map<string, Broken>} */
  broken = new Map(); // without a problem beyond reading
  /** @type {string[]} */
  names = []; // of all, read or not, for when Python does not start
  /** @type {(() => unknown) | null} */
  undo = null;
  lost = false; // whether a worker has failed since everything was put on its shelf
  /** @type {Promise<unknown>} */
  saving = Promise.resolve(); // one change after the other
  wanted = true;
  turn = 0;
  /** @type {Task[]} */ week = [];
  /** @type {PageEngine} */ engine;
  /** @type {Store} */ store;
  /** @type {List} */ list;
  /** @type {Detail} */ detail;
  /** @type {Preview} */ preview;

  connectedCallback() {
    this.engine = engineOf(this, () => this.wanted);
    this.list = new List(this);
    this.detail = new Detail(this);
    this.preview = new Preview(this);
    this.listen();
    this.expect(remembered());
    whenIdle(() => this.begin());
  }

  // Where there were prospects the last time, room is kept for them until they are read.
  /** @type {(some: boolean) => void} */
  expect(some) {
    this.classList.toggle("prospects--expected", some);
    if (some) this.querySelector("[data-empty]").hidden = true;
  }

  async begin() {
    try {
      this.store = await openStore();
      this.store.onChange((news) => this.follow(news));
      await showSeller(this);
      await this.load();
    } catch (error) {
      this.showStoreProblem(error);
      this.wanted = false;
      this.engine.show();
      this.show();
    }
    this.route();
  }

  // --- what is kept ---

  async load() {
    const kept = (await this.store.all()).sort(alphabetically);
    for (const map of [this.records, this.rows, this.broken]) map.clear();
    this.names = kept.map(nameOf);
    this.wanted = kept.length > 0;
    if (kept.length) await this.judge(kept, { fresh: true });
    await new Promise((resolve) => setTimeout(resolve)); // what the reader does comes in between
    this.wanted = false;
    this.show();
  }

  // Everything anew, the reader staying where they are.
  async again() {
    await this.load();
    await this.route({ quiet: true });
  }

  // Puts records on the engine's shelf and keeps what it says about them.
  /** @type {(records: Stored[], how?: { fresh?: boolean }) => Promise<void>} */
  async judge(records, { fresh = false } = {}) {
    this.engine.start();
    this.engine.show();
    if (fresh) await this.ask({ do: "drop", ids: "*" });
    for (let start = 0; start < records.length; start += CHUNK) {
      const part = records.slice(start, start + CHUNK);
      const said = await this.put(part);
      for (const [index, raw] of part.entries()) {
        const { row, problem, newer } = said[index];
        if (row) {
          const current = raw.format === facts.format;
          const record = current ? /** @type {ProspectRecord} */ (raw) : await this.upgraded(raw);
          this.records.set(row.id, record);
          this.rows.set(row.id, row);
        } else this.broken.set(raw.id, { raw, problem, newer });
      }
    }
  }

  // One record that cannot even be sent must not hold up the others.
  /** @type {(records: Stored[]) => Promise<Put[]>} */
  async put(records) {
    const said = await this.ask({ do: "put", records });
    if (Array.isArray(said)) return said;
    if (records.length === 1) return [{ problem: null, newer: false }];
    const each = [];
    for (const record of records) each.push(...(await this.put([record])));
    return each;
  }

  // A record of an older format as it is written today; it is stored so with its next change.
  /** @type {(raw: Stored) => Promise<ProspectRecord>} */
  async upgraded(raw) {
    const { record } = await this.ask({ do: "merge", mine: raw, theirs: raw });
    return /** @type {ProspectRecord} */ (record);
  }

  /** @type {ProspectsHost["ask"]} */
  async ask(request, contents) {
    const about = { today: today(), language: this.dataset.language, ...request };
    const answer = await this.engine.ask(about, contents);
    return answer.ok ?? { problems: answer.problems };
  }

  // Changes a prospect: `change` takes the record and returns the new one. What another tab has
  // changed in the meantime is merged in. Returns whether it is kept.
  /** @type {ProspectsHost["save"]} */
  save(id, change) {
    this.say("");
    const saved = this.saving.then(() => this.saveNow(id, change));
    /** @type {Promise<unknown>} */
    const last = saved.then(
      (kept) => kept && this.saving === last && this.say("kept"),
      () => {}, // one that failed holds up no other
    );
    this.saving = last;
    return saved;
  }

  /** @type {ProspectsHost["save"]} */
  async saveNow(id, change) {
    const before = /** @type {ProspectRecord} */ (this.records.get(id));
    const changed = change(before);
    if (JSON.stringify(changed) === JSON.stringify(before)) return true;
    let record = stamped(changed);
    try {
      for (let expected = before.changed; ; ) {
        try {
          await this.store.put(record, expected);
          break;
        } catch (/** @type {any} */ error) {
          if (error.reason !== "conflict") throw error;
          expected = error.current?.changed;
          if (error.current) {
            const merged = await this.ask({ do: "merge", mine: record, theirs: error.current });
            if (!merged.record) throw error;
            record = stamped(merged.record);
          }
        }
      }
    } catch (error) {
      this.showStoreProblem(error);
      return false;
    }
    await this.judge([record]);
    this.show();
    return true;
  }

  /** @type {(id: string) => Promise<void>} */
  async removeOne(id) {
    let removed;
    try {
      removed = await this.store.remove(id);
    } catch (error) {
      this.showStoreProblem(error);
      return;
    }
    await this.forget([id]);
    this.dataset.view = "list"; // the focus goes to the way back from this, not to the list
    location.hash = "";
    if (removed) this.offerUndo("removed", this.nameOf(removed), () => this.bringBack([removed]));
  }

  /** @type {(ids: string[]) => Promise<void>} */
  async forget(ids) {
    for (const id of ids) {
      this.records.delete(id);
      this.rows.delete(id);
    }
    if (ids.length) await this.ask({ do: "drop", ids });
    this.show();
  }

  // Records of an opened file that are stored now are on the engine's shelf as it handed them out.
  /** @type {(records: ProspectRecord[], rows: Map<string, Row>) => Promise<void>} */
  async keep(records, rows) {
    if (records.length) await this.ask({ do: "keep", ids: records.map(({ id }) => id) });
    for (const record of records) {
      this.records.set(record.id, record);
      this.rows.set(record.id, /** @type {Row} */ (rows.get(record.id)));
      this.broken.delete(record.id);
    }
  }

  /** @type {(records: Stored[]) => Promise<void>} */
  async bringBack(records) {
    await this.store.putMany(records);
    await this.judge(records);
    this.show();
  }

  // Another tab changed something: take it over.
  /** @type {(news: News) => Promise<void>} */
  async follow({ ids, all }) {
    if (all) {
      await this.load();
    } else {
      const found = await Promise.all(ids.map((id) => this.store.get(id)));
      const gone = ids.filter((_, index) => !found[index]);
      for (const id of ids) this.broken.delete(id);
      await this.forget(gone);
      await this.judge(found.filter((record) => record !== undefined));
      this.show();
    }
    await this.preview.refresh();
    if (this.dataset.view === "detail") this.route({ quiet: true });
    this.say("other");
  }

  // --- what is shown ---

  show() {
    // Those of a file that is being looked at stand in for the ones they would replace.
    const ofFile = this.preview.rows;
    const rows = ofFile.size ? new Map([...this.rows, ...ofFile]) : this.rows;
    const some = rows.size > 0;
    const settled = !this.wanted || some;
    this.querySelector("[data-empty]").hidden = some || !settled || this.broken.size > 0;
    if (settled) this.expect(false);
    remember(this.records.size > 0);
    this.querySelector("[data-pipeline]").hidden = !some;
    for (const part of this.querySelectorAll("[data-when-some]")) {
      part.hidden = this.records.size + this.broken.size === 0;
    }
    this.list.show(rows);
    this.showBroken();
    this.showReminder();
    this.showPictures();
  }

  async showPictures() {
    const part = this.querySelector("[data-pictures-part]");
    const week = this.querySelector("[data-week]");
    part.hidden = week.hidden = this.rows.size === 0;
    if (this.rows.size === 0) return;
    const turn = ++this.turn;
    const pictures = await this.ask({ do: "pictures" });
    if (turn !== this.turn || !pictures.pictures) return;
    this.week = pictures.week;
    this.showWeek();
    showPictures(part, pictures);
  }

  /** @type {(all?: boolean) => void} */
  showWeek(all = false) {
    const week = this.querySelector("[data-week]");
    const items = all ? this.week : this.week.slice(0, WEEK);
    fill(week, { week: items });
    for (const [index, item] of [...week.querySelectorAll("li")].entries()) {
      item.dataset.overdue = String(items[index].overdue);
    }
    week.querySelector("[data-week-none]").hidden = this.week.length > 0;
    week.querySelector("[data-week-more]").hidden = items.length === this.week.length;
    week.querySelector("[data-week-count]").textContent = String(this.week.length);
    week.querySelector("[data-do=print-week]").hidden = this.week.length === 0;
  }

  showBroken() {
    const box = this.querySelector("[data-broken]");
    box.hidden = this.broken.size === 0;
    const items = [...this.broken.values()].map(({ raw, problem, newer }) => ({
      name: problem && !newer ? `${problem.where}:` : this.nameOf(raw),
      newer,
      unreadable: !problem,
      damaged: problem && !newer ? `${problem.what}; ${problem.fix}.` : "",
    }));
    fill(box, { broken: items });
  }

  // With a worker that failed its shelf is gone: the next one is given everything anew.
  followEngine() {
    const { state } = this.engine;
    if (state === "failed") this.lost = true;
    if (state === "ready" && this.lost && this.store) {
      this.lost = false;
      this.again();
    }
    this.showNames();
  }

  // Without an engine the names at least, so that nothing seems lost.
  showNames() {
    const box = this.querySelector("[data-names]");
    const needed = this.engine.state === "failed" && this.rows.size === 0;
    box.hidden = !needed || this.names.length === 0;
    if (needed) fill(box, { names: this.names });
  }

  async showReminder() {
    const box = this.querySelector("[data-backup-reminder]");
    if (this.records.size === 0 || !this.store) {
      box.hidden = true;
      return;
    }
    try {
      const [kept, last] = await Promise.all([
        navigator.storage?.persisted?.() ?? false,
        this.store.meta("backup"),
      ]);
      const old = !last || (Date.parse(today()) - Date.parse(last)) / 86_400_000 > REMIND;
      box.hidden = kept || !old;
      box.querySelector("[data-backup-never]").hidden = Boolean(last);
      box.querySelector("[data-backup-last]").hidden = !last;
      const day = last ? dayText(last, this.dataset.language) : "";
      box.querySelector("[data-backup-day]").textContent = day;
    } catch {
      box.hidden = true; // a store that answers nothing has said so already
    }
  }

  /** @type {(error: any) => void} */
  showStoreProblem(error) {
    if (error && !(error instanceof StoreError)) throw error;
    const box = this.querySelector("[data-store-problems]");
    box.hidden = !error;
    const known = box.querySelector(`[data-store-problem=${error?.reason}]`);
    showOnly(box, "store-problem", known ? error.reason : "failed");
    if (error) box.focus();
  }

  /** @type {(what: string) => void} */
  say(what) {
    showOnly(this, "said-what", what);
    if (what === "kept" || what === "imported") this.showStoreProblem(null);
  }

  /** @type {(what: string, name: string, undo: (() => unknown) | null) => void} */
  offerUndo(what, name, undo) {
    this.undo = undo;
    const box = this.querySelector("[data-undo]");
    box.hidden = !undo;
    if (!undo) return;
    box.querySelector("[data-undo-name]").textContent = name;
    showOnly(box, "undo-what", what);
    box.focus();
  }

  /** @type {(raw: unknown) => string} */
  nameOf(raw) {
    return nameOf(raw) || this.dataset.nameless;
  }

  // --- where we are ---

  async route({ quiet = false } = {}) {
    const id = await this.idAsked();
    const there = id !== null && this.rows.has(id);
    const from = this.dataset.view;
    this.dataset.view = there ? "detail" : "list";
    for (const part of this.querySelectorAll("[data-list-view]")) part.hidden = there;
    await this.detail.show(there ? id : null, { quiet });
    if (!there && from === "detail" && !quiet) this.list.focus();
    if (location.hash.startsWith("#p1")) await this.openLink();
  }

  // The id in the address; where a prospect had that one before, the one it has now.
  /** @type {() => Promise<string | null>} */
  async idAsked() {
    const id = new URLSearchParams(location.hash.slice(1)).get("id");
    if (!id || this.rows.has(id) || !this.store) return id;
    const aliases = await this.store.aliases().catch(() => null);
    const now = aliases?.[id];
    if (now) history.replaceState(history.state, "", `#id=${now}`);
    return now ?? id;
  }

  async openLink() {
    const text = await readProspectLink(location.hash);
    history.replaceState(history.state, "", location.pathname + location.search);
    const bad = this.querySelector("[data-link-problem]");
    bad.hidden = text !== null;
    if (text === null) bad.focus();
    else await this.preview.open({ text, name: "" });
  }

  // --- what the reader can do ---

  listen() {
    this.engine.addEventListener("state", () => this.followEngine());
    addEventListener("hashchange", () => this.route());
    // From the back/forward cache a page comes as it was; what is kept may be newer.
    addEventListener("pageshow", (event) => event.persisted && this.store && this.again());
    const input = this.querySelector("[data-import]");
    input.addEventListener("change", () => {
      const file = input.files?.[0];
      input.value = ""; // the same file may be chosen again
      if (file) this.preview.read(file);
    });
    const parts = [this, { actions: naming }, this.list, this.detail, this.preview];
    listenForActions(this, ...parts.map((part) => part.actions));
  }

  /** @type {Actions<HTMLElement>} */
  actions = {
    "choose-file": () => this.querySelector("[data-import]").click(),
    "week-all": () => this.showWeek(true),
    undo: async () => {
      const { undo } = this;
      this.offerUndo("", "", null);
      try {
        await undo?.();
        this.say("back");
      } catch (error) {
        this.showStoreProblem(error);
      }
    },
    backup: () =>
      askSeller(this, async (seller) => {
        const all = await this.store.all(); // as it lies there, whatever Python makes of it
        const text = makeBackup(all, readRatings(), seller);
        download(text, fileName("backup", "json"), "application/json");
        this.say("backup");
        await this.store.setMeta("backup", today()).catch(() => {});
        await this.showReminder();
      }),
    csv: () => askSeller(this, (seller) => this.export(",", "", seller)),
    // By its mark Excel sees that it is UTF-8.
    excel: () => askSeller(this, (seller) => this.export(";", "\ufeff", seller)),
    calendar: () => this.calendar(null),
    "save-broken": () => {
      const raw = [...this.broken.values()].map((item) => item.raw);
      download(makeBackup(raw), fileName("unread", "json"), "application/json");
    },
    "remove-broken": async () => {
      const gone = [...this.broken.values()].map(({ raw }) => raw);
      for (const raw of gone) await this.store.remove(raw.id);
      this.broken.clear();
      this.show();
      this.offerUndo("broken", "", () => this.bringBack(gone));
    },
    "print-week": () => this.print("week"),
    "print-all": () => this.list.withAll(() => this.print("all")),
  };

  /** @type {(delimiter: string, mark: string, seller: string) => Promise<void>} */
  async export(delimiter, mark, seller) {
    const { csv } = await this.ask({ do: "export", ids: null, delimiter, seller });
    download(mark + csv, fileName("prospects", "csv"), "text/csv");
  }

  /** @type {(ids: string[] | null) => Promise<void>} */
  async calendar(ids) {
    const { ics } = await this.ask({ do: "calendar", ids });
    download(/** @type {string} */ (ics), fileName("calendar", "ics"), "text/calendar");
  }

  // On paper one part alone.
  /** @type {(part: string) => void} */
  print(part) {
    this.dataset.printing = part;
    addEventListener("afterprint", () => delete this.dataset.printing, { once: true });
    print();
  }

  async askToKeep() {
    await persist().catch(() => {});
    await this.showReminder();
  }
}

/** @type {(raw: any) => string} */
function nameOf(raw) {
  return typeof raw?.name === "string" ? raw.name : "";
}

const SOME = siteKey("prospects");

function remembered() {
  try {
    return localStorage.getItem(SOME) !== null;
  } catch {
    return false; // then the page moves once; nothing else depends on it
  }
}

/** @type {(some: boolean) => void} */
function remember(some) {
  try {
    if (some) localStorage.setItem(SOME, "some");
    else localStorage.removeItem(SOME);
  } catch {
    // as above
  }
}

// By code points: thousands of names are put in order without the page standing still.
/** @type {(a: Stored, b: Stored) => number} */
function alphabetically(a, b) {
  const [one, other] = [nameOf(a), nameOf(b)];
  return one < other ? -1 : one > other ? 1 : 0;
}

customElements.define("quiz-prospects", QuizProspects);
