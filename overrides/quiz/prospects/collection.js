// The prospects themselves: what the store has, and the engine's shelf in step with it. There is
// nothing of the page in here; what happens is told by events:
//
//   judging          records go on the shelf: the engine is needed
//   change           records or rows are others than before
//   saving, saved    a change is on its way to the store; the last one is there
//   problem          the store refused a change; `detail` is its error
//   other            another tab has changed something, and that is taken over

import { stamped } from "../kept/record.js";
import { facts } from "../kit/facts.js";

/** @import { Broken, News, Placed, ProspectRecord, ProspectsHost } from "../../types/page" */
/** @import { Row, Store, Stored, Unread } from "../../types/page" */
/** @typedef {Placed | Unread & { row?: undefined }} Put */
/** @typedef {(record: ProspectRecord) => ProspectRecord} Change */

const CHUNK = 100; // prospects in one request, so that no message holds up the page

export class Collection extends EventTarget {
  /** @type {Map<string, ProspectRecord>} */
  records = new Map(); // id → record, as stored
  /** @type {Map<string, Row>} */
  rows = new Map(); // id → what Python says of it
  /** @type {Map<string, Broken>} */
  broken = new Map(); // without a problem beyond reading
  /** @type {string[]} */
  names = []; // of all, read or not, for when Python does not start
  waiting = true; // for Python, before anything can be shown
  /** @type {Store} */ store;
  #ask;
  /** @type {Promise<unknown>} */
  #saving = Promise.resolve(); // one change after the other

  // `ask` carries a request to the engine.
  /** @param {ProspectsHost["ask"]} ask */
  constructor(ask) {
    super();
    this.#ask = ask;
  }

  // Reads everything from this store, and follows what other tabs do to it.
  /** @type {(store: Store) => Promise<void>} */
  async open(store) {
    this.store = store;
    store.onChange((news) => this.follow(news));
    await this.load();
  }

  async load() {
    const kept = (await this.store.all()).sort(alphabetically);
    for (const map of [this.records, this.rows, this.broken]) map.clear();
    this.names = kept.map(nameOf);
    this.waiting = kept.length > 0;
    if (kept.length) await this.#judge(kept, { fresh: true });
    await new Promise((resolve) => setTimeout(resolve)); // what the reader does comes in between
    this.waiting = false;
    this.#tell("change");
  }

  // Changes a prospect: `change` takes the record and returns the new one. What another tab has
  // changed in the meantime is merged in. Returns whether it is kept.
  /** @type {(id: string, change: Change) => Promise<boolean>} */
  save(id, change) {
    this.#tell("saving");
    const saved = this.#saving.then(() => this.#saveNow(id, change));
    /** @type {Promise<unknown>} */
    const last = saved.then(
      (kept) => kept && this.#saving === last && this.#tell("saved"),
      () => {}, // one that failed holds up no other
    );
    this.#saving = last;
    return saved;
  }

  // Returns the record that was removed, as it was. Rejects with a StoreError.
  /** @type {(id: string) => Promise<Stored | undefined>} */
  async remove(id) {
    const removed = await this.store.remove(id);
    await this.forget([id]);
    return removed;
  }

  // Removes what nobody can read; returns it. Rejects with a StoreError.
  /** @type {() => Promise<Stored[]>} */
  async removeBroken() {
    const gone = [...this.broken.values()].map(({ raw }) => raw);
    for (const raw of gone) await this.store.remove(raw.id);
    this.broken.clear();
    this.#tell("change");
    return gone;
  }

  // Takes off the shelf what is no longer in the store.
  /** @type {(ids: string[]) => Promise<void>} */
  async forget(ids) {
    for (const id of ids) {
      this.records.delete(id);
      this.rows.delete(id);
    }
    if (ids.length) await this.#ask({ do: "drop", ids });
    this.#tell("change");
  }

  // Records of an opened file that are stored now are on the engine's shelf as it handed them out.
  /** @type {(records: ProspectRecord[], rows: Map<string, Row>) => Promise<void>} */
  async keep(records, rows) {
    if (records.length) await this.#ask({ do: "keep", ids: records.map(({ id }) => id) });
    for (const record of records) {
      this.records.set(record.id, record);
      this.rows.set(record.id, /** @type {Row} */ (rows.get(record.id)));
      this.broken.delete(record.id);
    }
    this.#tell("change");
  }

  // Stores records as they were before. Rejects with a StoreError.
  /** @type {(records: Stored[]) => Promise<void>} */
  async bringBack(records) {
    await this.store.putMany(records);
    await this.#judge(records);
    this.#tell("change");
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
      await this.#judge(found.filter((record) => record !== undefined));
      this.#tell("change");
    }
    this.#tell("other");
  }

  // Puts records on the engine's shelf and keeps what it says about them.
  /** @type {(records: Stored[], how?: { fresh?: boolean }) => Promise<void>} */
  async #judge(records, { fresh = false } = {}) {
    this.#tell("judging");
    if (fresh) await this.#ask({ do: "drop", ids: "*" });
    for (let start = 0; start < records.length; start += CHUNK) {
      const part = records.slice(start, start + CHUNK);
      const said = await this.#put(part);
      for (const [index, raw] of part.entries()) {
        const { row, problem, newer } = said[index];
        if (row) {
          const current = raw.format === facts.format;
          const record = current ? /** @type {ProspectRecord} */ (raw) : await this.#upgraded(raw);
          this.records.set(row.id, record);
          this.rows.set(row.id, row);
        } else this.broken.set(raw.id, { raw, problem, newer });
      }
    }
  }

  // One record that cannot even be sent must not hold up the others.
  /** @type {(records: Stored[]) => Promise<Put[]>} */
  async #put(records) {
    const said = await this.#ask({ do: "put", records });
    if (Array.isArray(said)) return said;
    if (records.length === 1) return [{ problem: null, newer: false }];
    const each = [];
    for (const record of records) each.push(...(await this.#put([record])));
    return each;
  }

  // A record of an older format as it is written today; it is stored so with its next change.
  /** @type {(raw: Stored) => Promise<ProspectRecord>} */
  async #upgraded(raw) {
    const { record } = await this.#ask({ do: "merge", mine: raw, theirs: raw });
    return /** @type {ProspectRecord} */ (record);
  }

  /** @type {(id: string, change: Change) => Promise<boolean>} */
  async #saveNow(id, change) {
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
            const merged = await this.#ask({ do: "merge", mine: record, theirs: error.current });
            if (!merged.record) throw error;
            record = stamped(merged.record);
          }
        }
      }
    } catch (error) {
      this.#tell("problem", error);
      return false;
    }
    await this.#judge([record]);
    this.#tell("change");
    return true;
  }

  /** @type {(what: string, detail?: unknown) => void} */
  #tell(what, detail) {
    this.dispatchEvent(new CustomEvent(what, { detail }));
  }
}

// The name in a record as it was stored, whatever that is; "" for none.
/** @type {(raw: any) => string} */
export function nameOf(raw) {
  return typeof raw?.name === "string" ? raw.name : "";
}

// By code points: thousands of names are put in order without the page standing still.
/** @type {(a: Stored, b: Stored) => number} */
function alphabetically(a, b) {
  const [one, other] = [nameOf(a), nameOf(b)];
  return one < other ? -1 : one > other ? 1 : 0;
}
