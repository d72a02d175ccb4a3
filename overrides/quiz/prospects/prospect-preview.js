// A file or a link that is being looked at: what is in it, what is wrong with it, and what the
// list would become. Nothing is kept before the reader says so.

import { download, fileName } from "../kept/backup.js";
import { isPlay, plays } from "../kept/plays.js";
import { keepRatings, merge, parseRatings, readRatings } from "../kept/ratings.js";
import { newId } from "../kept/record.js";
import { openStore } from "../kept/store.js";
import { FileError, readBytes } from "../kit/file-bytes.js";
import { fill, showOnly } from "../kit/fill.js";
import { readSeller } from "./seller.js";

/** @import { Actions, ColumnChoice, ColumnMapping, Handed, ListRow, NotText } from "../../types/page" */
/** @import { Opened, OpenedHow, Problem, Request } from "../../types/page" */
/** @import { Play, ProspectRecord, ProspectsHost, Rating, Source, Turn } from "../../types/page" */

const CHUNK = 100; // prospects in one request
const STATES = /** @type {const} */ (["new", "changed", "same"]);
const SHOWN = 20; // problems, and changes, that are written out

export class Preview {
  /** @type {Map<string, ListRow>} */
  rows = new Map(); // id → row as it would become
  /** @type {Map<string, ProspectRecord>} */
  #records = new Map(); // id → record as it would become, what stays the same left out
  #host;
  #box;
  /** @type {Source | null} */
  #source = null;
  /** @type {OpenedHow} */
  #how = {};
  /** @type {Rating[]} */
  #ratings = [];
  /** @type {Play[]} */
  #plays = [];
  /** @type {Turn[]} */
  #turns = []; // what becomes of verdicts and answers
  /** @type {AbortController | null} */
  #running = null; // an AbortController while something goes on

  /** @param {ProspectsHost} host */
  constructor(host) {
    this.#host = host;
    this.#box = host.querySelector("[data-preview]");
  }

  /** @type {(file: File) => Promise<void>} */
  async read(file) {
    this.#box.querySelector("[data-preview-name]").textContent = file.name;
    try {
      await this.open({ bytes: await readBytes(file), name: file.name });
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      this.#fail(error.reason);
    }
  }

  // Looks at a list or a backup; `how` says what the reader was asked about it.
  /** @type {(source: Source, how?: OpenedHow) => Promise<void>} */
  async open(source, how = {}) {
    const { name } = source;
    this.#clear();
    this.#source = source;
    this.#how = how;
    this.#box.querySelector("[data-preview-name]").textContent = name;
    const running = new AbortController();
    this.#running = running;
    this.#become("reading");
    this.#box.focus();
    const host = this.#host;
    host.say("");
    host.offerUndo("", "", null);
    host.collection.waiting = true;
    host.engine.start();
    host.engine.show();
    const now = new Date().toISOString();
    const found = await this.#ask(source, how, now);
    host.collection.waiting = false;
    host.engine.show();
    if (running.signal.aborted) return;
    if (found.not_text) {
      this.#fail("no-text");
      return;
    }
    this.#showAccents(found.accents);
    if (found.kind === "mapping") await this.#map(found, running);
    else await this.#take(found, running);
  }

  // Asks which column is which, and goes on with the answer; where it was given before, with that.
  /** @type {(found: ColumnMapping, running: AbortController) => Promise<void>} */
  async #map(found, running) {
    const { Mapping } = await import("./mapping.js");
    const go = async (/** @type {ColumnChoice} */ choice) => {
      this.#how = { ...this.#how, choice };
      this.#become("reading");
      const read = await this.#host.ask({ do: "map", choice });
      if (!running.signal.aborted) await this.#take(read, running);
    };
    if (this.#how.choice) {
      await go(this.#how.choice);
      return;
    }
    const again = (/** @type {OpenedHow} */ how) => {
      if (this.#source) this.open(this.#source, { ...this.#how, ...how });
    };
    new Mapping(this.#host, found, go, again);
    this.#become("mapping");
    this.#box.focus();
  }

  // Shows what would come in.
  /** @type {(found: Handed<Opened>, running: AbortController) => Promise<void>} */
  async #take(found, running) {
    const host = this.#host;
    this.#showProblems(found.problems ?? [], found.skipped ?? 0);
    if (!found.count) {
      this.#ratings = found.practice ?? [];
      this.#plays = found.conversations ?? [];
      const learnt = this.#ratings.length + this.#plays.length > 0;
      this.#become(found.kind && !learnt ? "empty" : found.kind ? "ready" : "failed");
      return;
    }
    this.#ratings = found.practice;
    this.#plays = found.conversations;
    const counts = { new: 0, changed: 0, same: 0 };
    for (let from = 0; from < found.count; from += CHUNK) {
      const part = await host.ask({ do: "take", from, count: CHUNK });
      if (running.signal.aborted) return;
      if (!Array.isArray(part)) {
        this.#fail("");
        return;
      }
      for (const { record, row, rows, state, turn } of part) {
        counts[state] += rows;
        if (turn) this.#turns.push(turn);
        if (state === "same") continue;
        this.#records.set(record.id, record);
        this.rows.set(row.id, { ...row, state });
      }
      this.#progress(from + part.length, found.count);
    }
    for (const state of STATES) {
      this.#box.querySelector(`[data-preview-${state}]`).textContent = String(counts[state]);
    }
    this.#showTurns();
    this.#running = null;
    this.#become("ready");
    host.show();
    this.#box.focus();
  }

  /** @type {(source: Source, how: OpenedHow, now: string) => Promise<Handed<Opened | ColumnMapping | NotText>>} */
  async #ask({ bytes, text, name }, { encoding, headed, sheet }, now) {
    // Ids of what is new say nothing about it, and differ from those of any other file.
    const ids = `${newId()}-`;
    const { seller, aliases, mappings } = await known();
    const asked = { ...(encoding && { encoding }), ...(headed !== undefined && { headed }), sheet };
    const about = { name: name || "link", now, ids, seller, aliases, mappings, ...asked };
    return this.#host.ask({ do: "open", ...about, ...(!bytes && { text }) }, bytes && [bytes]);
  }

  // After a change in another tab, the file may bring something else.
  async refresh() {
    if (this.#source && this.#box.dataset.state === "ready") {
      await this.open(this.#source, this.#how);
    }
  }

  /** @type {Actions<HTMLElement>} */
  actions = {
    keep: () => this.#keep(),
    "accents-mac": () => {
      if (this.#source) this.open(this.#source, { ...this.#how, encoding: "mac-roman" });
    },
    "accents-right": () => this.#showAccents(null),
    columns: () => {
      const { choice: _, ...how } = this.#how;
      if (this.#source) this.open(this.#source, how);
    },
    "left-out": async () => {
      const { delimiter } = this.#host.dataset;
      const { csv } = await this.#host.ask({ do: "left_out", delimiter });
      if (csv) download(`\ufeff${csv}`, fileName("skipped", "csv"), "text/csv");
    },
    cancel: () => {
      const keeping = this.#box.dataset.state === "keeping";
      this.#running?.abort();
      if (!keeping) this.#close();
    },
  };

  async #keep() {
    const host = this.#host;
    const { collection } = host;
    const records = [...this.#records.values()];
    const before = records.map(({ id }) => collection.records.get(id));
    const old = new Map(
      before.filter((record) => record !== undefined).map((record) => [record.id, record]),
    );
    const expected = new Map([...old].map(([id, { changed }]) => [id, changed]));
    this.#running = new AbortController();
    const { signal } = this.#running;
    this.#become("keeping");
    /** @type {{ stored: string[], conflicts: string[] }} */
    let done = { stored: [], conflicts: [] };
    let failure = null;
    try {
      done = await collection.store.putMany(records, {
        onProgress: (some, all) => this.#progress(some, all),
        signal,
        expected,
      });
    } catch (error) {
      failure = error;
    }
    // After a failure some batches may be in: what is there is what counts.
    const kept = failure ? await this.#found(records) : new Set(done.stored);
    const stored = records.filter(({ id }) => kept.has(id));
    if (this.#ratings.length && !failure && !signal.aborted) {
      keepRatings(merge(readRatings(), parseRatings(asRatings(this.#ratings)) ?? []));
    }
    if (this.#plays.length && !failure && !signal.aborted) {
      plays.keep(plays.merge(plays.read(), this.#plays.filter(isPlay)));
    }
    const { conflicts } = done;
    const stopped = signal.aborted;
    const source = /** @type {Source} */ (this.#source);
    const how = this.#how;
    const { rows } = this;
    await collection.keep(stored, rows);
    this.#close();
    if (failure) {
      host.showStoreProblem(failure);
    } else if (conflicts.length) {
      await this.open(source, how); // another tab came first: look again
    } else {
      host.askToKeep(); // Firefox asks the reader: nothing waits for that
      host.say("imported");
      const undo = () => this.#takeBack(stored, old);
      if (stored.length) {
        host.offerUndo(stopped ? "stopped" : "imported", String(stored.length), undo);
      }
    }
  }

  /** @type {(records: ProspectRecord[]) => Promise<Set<string>>} */
  async #found(records) {
    const there = await this.#host.collection.store.all().catch(() => []);
    const stamps = new Map(there.map(({ id, changed }) => [id, changed]));
    return new Set(records.filter((r) => stamps.get(r.id) === r.changed).map(({ id }) => id));
  }

  /** @type {(stored: ProspectRecord[], old: Map<string, ProspectRecord>) => Promise<void>} */
  async #takeBack(stored, old) {
    const { collection } = this.#host;
    const added = stored.filter(({ id }) => !old.has(id));
    for (const { id } of added) await collection.store.remove(id);
    await collection.forget(added.map(({ id }) => id));
    await collection.bringBack([...old.values()]);
  }

  /** @type {(reason: string) => void} */
  #fail(reason) {
    this.#clear();
    this.#become("failed");
    showOnly(this.#box, "file-problem", reason);
    this.#box.focus();
  }

  #clear() {
    this.#running?.abort();
    this.#running = null;
    this.#source = null;
    this.#how = {};
    this.#showAccents(null);
    this.#records.clear();
    this.#ratings = [];
    this.#plays = [];
    this.#turns = [];
    this.rows = new Map();
    this.#progress(0, 1);
    this.#showProblems([], 0);
    this.#showTurns();
    showOnly(this.#box, "file-problem", "");
    for (const part of this.#box.querySelectorAll("[data-preview-count]")) part.textContent = "0";
  }

  #close() {
    this.#clear();
    this.#become("");
    const host = this.#host;
    host.show();
    const list = host.collection.rows.size > 0;
    if (list) host.querySelector("#list-heading").focus();
    else host.querySelector("[data-empty] a").focus();
  }

  /** @type {(state: string) => void} */
  #become(state) {
    this.#box.dataset.state = state;
    this.#box.hidden = !state;
    showOnly(this.#box, "preview-when", state);
    const read = ["ready", "failed", "empty"].includes(state);
    this.#box.querySelector("[data-columns-again]").hidden = !(read && this.#how.choice);
  }

  /** @type {(done: number, all: number) => void} */
  #progress(done, all) {
    this.#box.querySelector("progress").value = Math.round((100 * done) / all);
  }

  // A word whose accents may be wrong; null where there is none to ask about.
  /** @type {(accents: { now: string, mac: string } | null | undefined) => void} */
  #showAccents(accents) {
    const part = this.#box.querySelector("[data-accents]");
    part.hidden = !accents;
    part.querySelector("[data-accents-now]").textContent = accents?.now ?? "";
    part.querySelector("[data-accents-mac]").textContent = accents?.mac ?? "";
  }

  // How a file would change what is known: from which verdict to which.
  #showTurns() {
    const turns = this.#turns;
    const part = this.#box.querySelector("[data-preview-turns]");
    part.hidden = turns.length === 0;
    const items = turns
      .slice(0, SHOWN)
      .map((turn) => ({ ...turn, turned: turn.same ? "" : turn.after }));
    fill(part, { turns: items });
    part.querySelector("[data-preview-turned]").textContent = String(turns.length);
    part.querySelector("[data-preview-turns-more]").hidden = turns.length <= SHOWN;
    part.querySelector("[data-preview-turns-rest]").textContent = String(turns.length - SHOWN);
  }

  // `skipped` rows were left out; of one row there may be several problems.
  /** @type {(problems: Problem[], skipped: number) => void} */
  #showProblems(problems, skipped) {
    const part = this.#box.querySelector("[data-preview-problems]");
    part.hidden = problems.length === 0;
    fill(part, { problems: problems.slice(0, SHOWN) });
    part.querySelector("[data-preview-wrong]").textContent = String(skipped || "");
    part.querySelector("[data-preview-rows]").hidden = !skipped;
    part.querySelector("[data-preview-whole]").hidden = skipped > 0;
    part.querySelector("[data-preview-more]").hidden = problems.length <= SHOWN;
    part.querySelector("[data-preview-rest]").textContent = String(problems.length - SHOWN);
    part.querySelector("[data-preview-mend]").hidden = !skipped;
  }
}

// Who the reader is, the ids that prospects had before, and which columns were chosen before; a store
// that cannot be read has none of it.
/** @type {() => Promise<Pick<Request<"open">, "seller" | "aliases" | "mappings">>} */
async function known() {
  try {
    const store = await openStore();
    const mappings = (await store.meta("mappings")) ?? {};
    return { seller: await readSeller(store), aliases: await store.aliases(), mappings };
  } catch {
    return {};
  }
}

/** @type {(ratings: Rating[]) => string} */
function asRatings(ratings) {
  return JSON.stringify({ format: 1, ratings });
}
