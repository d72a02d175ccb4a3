// <quiz-prospects>: the pipeline, as a page. The prospects themselves are its collection; its parts
// are the list, one prospect, and the preview of a file. It has no rules and no texts of its own.

import { engineOf, whenIdle, whenUsable } from "../engine/engine-view.js";
import { download, fileName, makeBackup } from "../kept/backup.js";
import { newId, newRecord, plain, sameName, stamped } from "../kept/record.js";
import { remember, remembered } from "../kept/remembered.js";
import { openStore, persist, StoreError } from "../kept/store.js";
import { listenForActions } from "../kit/actions.js";
import { showOnly } from "../kit/fill.js";
import { Said } from "../kit/said.js";
import { today } from "../kit/sheet.js";
import { showGlance } from "../pictures/glance.js";
import { showPictures } from "../pictures/pictures.js";
import { Collection, nameOf } from "./collection.js";
import { keepSaid, recall } from "./last-said.js";
import { Preview } from "./prospect-preview.js";
import { List } from "./prospects-list.js";
import { showRead, showReading } from "./reading.js";
import { showReminder } from "./reminder.js";
import { naming, showSeller } from "./seller.js";
import { taking } from "./take-along.js";
import { showBroken, showNames } from "./unread.js";
import { Week } from "./week.js";

/** @import { Calling } from "./calling.js" */
/** @import { Pipeline } from "../../types/messages" */
/** @import { Detail } from "./prospect-detail.js" */
/** @import { Actions, PageEngine, ProspectsHost, Stored } from "../../types/page" */

const TITLE = document.title;

class QuizProspects extends /** @type {new () => With<"definition" | "delimiter" | "from" | "language" | "nameless" | "pastedName">} */ (
  HTMLElement
) {
  /** @type {(() => unknown) | null} */
  undo = null;
  lost = false; // whether a worker has failed since everything was put on its shelf
  turn = 0;
  drawn = ""; // the pictures on screen, as they came from Python
  /** @type {PageEngine} */ engine;
  collection = new Collection((request, contents) => this.ask(request, contents));
  /** @type {Said} */ said;
  /** @type {List} */ list;
  /** @type {Detail | null} */ detail = null; // comes with the first prospect that is opened
  /** @type {Calling | null} */ calling = null; // comes with the first call list
  /** @type {Preview} */ preview;
  /** @type {Week} */ week;

  connectedCallback() {
    this.engine = engineOf(this, () => this.collection.waiting && !this.dataset.from);
    this.said = new Said(this);
    this.list = new List(this);
    this.preview = new Preview(this);
    this.week = new Week(this);
    this.listen();
    this.expect(remembered());
    whenUsable(() => this.begin());
  }

  // Where there were prospects the last time, room is kept for them until they are read.
  /** @type {(count: number) => void} */
  expect(count) {
    showReading(this, count);
    if (count !== 0) this.querySelector("[data-empty]").hidden = true;
  }

  async begin() {
    try {
      const store = await openStore();
      await showSeller(this, store);
      await this.collection.open(store, recall);
      this.dataset.read = "";
    } catch (error) {
      this.showStoreProblem(error);
      this.collection.waiting = false;
      this.engine.show();
      this.show();
    }
    this.route();
  }

  // --- what is kept ---

  followCollection() {
    const { collection } = this;
    const on = (/** @type {string} */ what, /** @type {(event: any) => unknown} */ listen) =>
      collection.addEventListener(what, listen);
    on("found", () => "read" in this.dataset || this.expect(collection.names.length));
    on("judging", () => {
      this.engine.begin();
      this.engine.show();
    });
    on("early", ({ detail }) => this.showEarly(detail));
    on("judged", () => {
      this.settle();
      this.showPictures();
    });
    on("change", () => {
      this.settle();
      this.show();
      const gone = !collection.rows.has(this.detail?.id ?? ""); // the one that is open, by undo
      if (gone && this.dataset.view === "detail") location.hash = "";
    });
    on("problem", ({ detail }) => this.showStoreProblem(detail));
    on("other", async () => {
      await this.preview.refresh();
      if (this.dataset.view === "detail") this.route({ quiet: true });
      this.say("other");
    });
  }

  // Reads everything again; readers stay where they are.
  async again() {
    await this.collection.load();
    await this.route({ quiet: true });
  }

  /** @type {ProspectsHost["ask"]} */
  async ask(request, contents) {
    const about = { today: today(), language: this.dataset.language, ...request };
    const answer = await this.engine.ask(about, contents);
    return answer.ok ?? { problems: answer.problems };
  }

  /** @type {(id: string) => Promise<void>} */
  async removeOne(id) {
    let removed;
    try {
      removed = await this.collection.remove(id);
    } catch (error) {
      this.showStoreProblem(error);
      return;
    }
    this.dataset.view = "list"; // the focus goes to the way back from this, not to the list
    location.hash = "";
    const undo = () => this.collection.bringBack(removed ? [removed] : []);
    if (removed) this.offerUndo("removed", this.nameOf(removed), undo);
  }

  // Puts one of whom nothing is known yet in the list; one that is there already is shown.
  /** @type {(name: string) => Promise<void>} */
  async addOne(name) {
    const { records, store } = this.collection;
    const there = [...records.values()].find((record) => sameName(record.name, name));
    const id = there?.id ?? newId();
    if (!there && store) {
      const check = { definition: this.dataset.definition, on: today(), answers: {}, notes: {} };
      const record = { ...newRecord(plain(name), id), checks: [check] };
      try {
        await this.collection.bringBack([stamped(record)]);
      } catch (error) {
        this.showStoreProblem(error);
        return;
      }
    }
    location.hash = `id=${id}`;
  }

  // --- what is shown ---

  show() {
    if ("calling" in this.dataset) return; // the list is not to be seen, and drawn after it
    // Those of a file that is being looked at stand in for the ones they would replace.
    const { records, broken } = this.collection;
    const ofFile = this.preview.rows;
    const kept = this.collection.rows;
    const rows = ofFile.size ? new Map([...kept, ...ofFile]) : kept;
    const some = rows.size > 0;
    const settled = !this.collection.waiting || some;
    this.querySelector("[data-empty]").hidden = some || !settled || broken.size > 0;
    if (settled) showRead(this, rows.size);
    remember(records.size);
    this.querySelector("[data-pipeline]").hidden = !some;
    for (const part of this.querySelectorAll("[data-when-some]")) {
      part.hidden = records.size + broken.size === 0;
    }
    this.list.show(rows);
    showBroken(this);
    this.showReminder();
    this.showPictures();
  }

  async showPictures() {
    const part = this.querySelector("[data-pictures-part]");
    const none = this.collection.rows.size === 0;
    part.hidden = this.querySelector("[data-glance]").hidden = none;
    if (none) this.week.hide(!this.collection.waiting);
    if (part.hidden || this.dataset.from) return;
    const turn = ++this.turn;
    const pictures = await this.ask({ do: "pictures" });
    if (turn !== this.turn || !pictures.pictures) return;
    this.draw(pictures, JSON.stringify(pictures));
    whenIdle(() => keepSaid(this.collection, this.drawn));
  }

  // The same pictures again are left as they are.
  /** @type {(pictures: Pipeline, text: string) => void} */
  draw(pictures, text) {
    if (text === this.drawn) return;
    this.drawn = text;
    this.week.show(pictures);
    showGlance(this, pictures.glance);
    showPictures(this.querySelector("[data-pictures-part]"), pictures);
  }

  // What was said the last time stands for the list until the engine has said it anew.
  /** @type {(pictures: string) => void} */
  showEarly(pictures) {
    if (location.hash) return; // to somewhere else than the list
    this.dataset.from = "kept";
    this.draw(JSON.parse(pictures), pictures);
    this.show();
    this.engine.show();
  }

  settle() {
    this.dataset.from = "";
    this.engine.show();
  }

  // A worker that failed has lost its shelf: the next one is given everything again.
  followEngine() {
    const { state } = this.engine;
    if (state === "failed") this.lost = true;
    if (state === "ready" && this.lost && this.collection.store) {
      this.lost = false;
      this.again();
    }
    showNames(this);
  }

  async showReminder() {
    await showReminder(this);
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
    showOnly(this.querySelector("[data-said]"), "said-what", what);
    if (what === "imported") this.showStoreProblem(null);
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
    const there = id !== null && this.collection.rows.has(id);
    const from = this.dataset.view;
    this.dataset.view = there ? "detail" : "list";
    document.title = there ? `${this.collection.rows.get(id)?.name} · ${TITLE}` : TITLE;
    await this.showCalling(location.hash === "#calls");
    for (const part of this.querySelectorAll("[data-list-view]")) part.hidden = there;
    if (there && !this.detail) await this.bringDetail();
    await this.detail?.show(there ? id : null, { quiet });
    if (!there && from === "detail" && !quiet) this.list.focus();
    if (/^#p\d/.test(location.hash)) await this.openLink();
  }

  // The call list, which stands in for the list while it lasts.
  /** @type {(open: boolean) => Promise<void>} */
  async showCalling(open) {
    if (!open && !this.calling) return;
    if (!this.calling) {
      const { Calling } = await import("./calling.js");
      this.calling ??= new Calling(this);
      listenForActions(this, this.calling.actions);
    }
    await this.calling.show(open, this.list.found);
  }

  async bringDetail() {
    const { Detail } = await import("./prospect-detail.js");
    if (this.detail) return; // two were opened at once
    this.detail = new Detail(this);
    listenForActions(this, this.detail.actions);
  }

  // The id in the address, or the one that has come in its place.
  /** @type {() => Promise<string | null>} */
  async idAsked() {
    const id = new URLSearchParams(location.hash.slice(1)).get("id");
    const { rows, store } = this.collection;
    if (!id || rows.has(id) || !store) return id;
    const aliases = await store.aliases().catch(() => null);
    const now = aliases?.[id];
    if (now) history.replaceState(history.state, "", `#id=${now}`);
    return now ?? id;
  }

  async openLink() {
    const { readProspectLink } = await import("../kit/links.js");
    const text = await readProspectLink(location.hash);
    history.replaceState(history.state, "", location.pathname + location.search);
    const bad = this.querySelector("[data-link-problem]");
    bad.hidden = text !== null;
    if (text === null) bad.focus();
    else await this.preview.open({ text, name: "" });
  }

  // --- what the reader can do ---

  listen() {
    this.followCollection();
    this.engine.addEventListener("state", () => this.followEngine());
    addEventListener("hashchange", () => this.route());
    // From the back/forward cache a page comes as it was; what is kept may be newer.
    addEventListener(
      "pageshow",
      (event) => event.persisted && this.collection.store && this.again(),
    );
    const input = this.querySelector("[data-import]");
    input.addEventListener("change", () => {
      const file = input.files?.[0];
      input.value = ""; // the same file may be chosen again
      if (file) this.preview.read(file);
    });
    const added = this.querySelector("[data-new-prospect]");
    added.addEventListener("submit", (event) => {
      event.preventDefault();
      this.addOne(added.elements.name.value);
      added.reset();
    });
    listenForActions(
      this,
      this.actions,
      taking,
      naming,
      this.list.actions,
      this.preview.actions,
      this.week.actions,
    );
  }

  /** @type {Actions<HTMLElement>} */
  actions = {
    "choose-file": () => this.querySelector("[data-import]").click(),
    "choose-paste": () => {
      this.querySelector("[data-paste-list]").open = true;
      this.querySelector("[data-pasted]").focus();
    },
    "open-pasted": () => {
      const box = this.querySelector("[data-pasted]");
      if (box.value.trim()) this.preview.open({ text: box.value, name: this.dataset.pastedName });
      else box.focus();
    },
    undo: async () => {
      const { undo } = this;
      this.offerUndo("", "", null);
      try {
        await undo?.();
        this.say("back");
        this.querySelector("[data-said]").focus(); // the button is gone
      } catch (error) {
        this.showStoreProblem(error);
      }
    },
    "save-broken": () => {
      const raw = [...this.collection.broken.values()].map((item) => item.raw);
      download(makeBackup(raw), fileName("unread", "json"), "application/json");
    },
    "remove-broken": async () => {
      const gone = await this.collection.removeBroken();
      this.offerUndo("broken", "", () => this.collection.bringBack(gone));
    },
    "print-calls": async () => {
      const { fillCalls } = await import("./calls.js");
      fillCalls(this, this.list.found);
      this.print("calls");
    },
    "print-week": () => this.print("week"),
    "print-all": () => this.list.withAll(() => this.print("all")),
  };

  // On paper one part alone.
  /** @type {(part: string) => void} */
  print(part) {
    this.dataset.printing = part;
    addEventListener("afterprint", () => delete this.dataset.printing, { once: true });
    print();
  }

  askToKeep() {
    const remind = () => this.showReminder();
    return persist().then(remind, remind);
  }
}

customElements.define("quiz-prospects", QuizProspects);
