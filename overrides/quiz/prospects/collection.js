// The prospects themselves: what the store has, and the engine's shelf in step with it. There is
// nothing of the page in here; what happens is told by events:
//
//   early            what Python said of the same records the last time; `detail` are the pictures
//   judged           it says the same again
//   found            the store was read; `names` has all that are in it
//   judging          records go on the shelf: the engine is needed
//   change           records or rows are others than before
//   problem          the store refused a change; `detail` is its error
//   other            another tab has changed something, and that is taken over

import { same, stamped, without } from "../kept/record.js";
import { facts } from "../kit/facts.js";

/** @import { Broken, News, Placed, ProspectRecord, ProspectsHost } from "../../types/page" */
/** @import { Row, Store, Stored, Unread } from "../../types/page" */
/** @typedef {Placed | Unread & { row?: undefined }} Put */
/** @typedef {typeof import("./last-said.js").recall} Recall */
/** @typedef {(record: ProspectRecord) => ProspectRecord} Change */
/** @typedef {{ before: ProspectRecord, after: ProspectRecord }} Saved */

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
  /** @type {Recall} */
  #recall = async () => null;
  /** @type {Promise<unknown>} */
  #saving = Promise.resolve(); // one change after the other, and none while all is read

  // `ask` carries a request to the engine.
  /** @param {ProspectsHost["ask"]} ask */
  constructor(ask) {
    super();
    this.#ask = ask;
  }

  // Reads everything from this store, and follows what other tabs do to it. `recall` gives what was
  // said of the same records the last time, or null.
  /** @type {(store: Store, recall?: Recall) => Promise<void>} */
  async open(store, recall) {
    this.store = store;
    if (recall) this.#recall = recall;
    store.onChange((news) => this.follow(news));
    await this.load();
  }

  async load() {
    const reading = this.#saving.then(() => this.#read());
    const judging = reading.then(
      async ({ kept, early }) => kept.length > 0 && this.#judge(kept, { fresh: true, early }),
    );
    // What is there early can be changed at once, all else when the engine has spoken of it.
    this.#saving = reading.then(({ early }) => early || judging).catch(() => {});
    const unchanged = await judging;
    const known = (await reading).early;
    await new Promise((resolve) => setTimeout(resolve)); // what the reader does comes in between
    this.waiting = false;
    this.#tell(known && unchanged ? "judged" : "change");
  }

  // All that is in the store, and whether what was said of it the last time is there already.
  async #read() {
    const kept = (await this.store.all()).sort(alphabetically);
    for (const map of [this.records, this.rows, this.broken]) map.clear();
    this.names = kept.map(nameOf);
    this.waiting = kept.length > 0;
    this.#tell("found");
    const said = await this.#recall(this.store, kept);
    for (const record of said ? kept : []) {
      this.records.set(record.id, /** @type {ProspectRecord} */ (record));
      this.rows.set(record.id, /** @type {Row} */ (said?.rows.get(record.id)));
    }
    if (said) this.#tell("early", said.pictures);
    return { kept, early: Boolean(said) };
  }

  // Changes a prospect: `change` takes the record and returns the new one. What another tab has
  // changed in the meantime is merged in. Returns what was there and what is now, the same where
  // nothing has changed; null where it is not kept.
  /** @type {(id: string, change: Change) => Promise<Saved | null>} */
  save(id, change) {
    const saved = this.#saving.then(() => this.#store(id, change));
    this.#saving = saved.catch(() => {}); // one that failed holds up no other
    return saved.then((done) => this.#judgeSaved(done));
  }

  // Takes back what a save has changed, and nothing that came after it: if nothing did, what was there
  // is there again to the letter. Returns whether it is.
  /** @type {(saved: Saved) => Promise<boolean>} */
  async takeBack({ before, after }) {
    await this.#saving;
    const current = this.records.get(after.id);
    if (!current) return false; // another tab has removed it
    if (!same(current, after)) {
      const then = before.format === facts.format ? before : await this.#upgraded(before);
      return Boolean(await this.save(after.id, (record) => without(record, then, after)));
    }
    try {
      await this.store.put(before, after.changed);
    } catch (/** @type {any} */ error) {
      if (error.reason === "conflict" && error.current) {
        await this.#judge([error.current]); // another tab was first
        return this.takeBack({ before, after });
      }
      this.#tell("problem", error);
      return false;
    }
    await this.#judge([before]);
    this.#tell("change");
    return true;
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

  // Puts records on the engine's shelf and keeps what it says about them. Those that are known
  // early, before it has spoken, may have been changed or removed by the time it is their turn. Returns
  // whether what it says of each is what was known.
  /** @type {(records: Stored[], how?: { fresh?: boolean, early?: boolean }) => Promise<boolean>} */
  async #judge(records, { fresh = false, early = false } = {}) {
    this.#tell("judging");
    if (fresh) await this.#ask({ do: "drop", ids: "*" });
    let unchanged = true;
    for (let start = 0; start < records.length; start += CHUNK) {
      const part = records
        .slice(start, start + CHUNK)
        .filter(({ id }) => !early || this.records.has(id))
        .map((record) => (early && this.records.get(record.id)) || record);
      const said = await this.#put(part);
      for (const [index, raw] of part.entries()) {
        const { row, problem, newer } = said[index];
        const current = !row || raw.format === facts.format;
        const record = current ? /** @type {ProspectRecord} */ (raw) : await this.#upgraded(raw);
        if (early && this.records.get(raw.id) !== raw) continue; // it has been changed, and judged
        unchanged &&= JSON.stringify(row) === JSON.stringify(this.rows.get(raw.id));
        if (row) {
          this.records.set(row.id, record);
          this.rows.set(row.id, row);
        } else this.broken.set(raw.id, { raw, problem, newer });
      }
    }
    return unchanged;
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

  /** @type {(id: string, change: Change) => Promise<Saved | null>} */
  async #store(id, change) {
    const seen = this.records.get(id);
    if (!seen) return null; // another tab has removed it
    const changed = change(seen);
    if (JSON.stringify(changed) === JSON.stringify(seen)) return { before: seen, after: seen };
    let record = stamped(changed);
    let before;
    try {
      for (let expected = seen.changed; ; ) {
        try {
          before = await this.store.put(record, expected);
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
      return null;
    }
    this.records.set(id, record); // what the next change starts from
    return { before: /** @type {ProspectRecord} */ (before ?? seen), after: record };
  }

  // The next change may be stored before the engine has spoken of this one.
  /** @type {(saved: Saved | null) => Promise<Saved | null>} */
  async #judgeSaved(saved) {
    if (!saved || saved.before === saved.after) return saved;
    await this.#judge([saved.after], { early: true });
    this.#tell("change");
    return saved;
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
