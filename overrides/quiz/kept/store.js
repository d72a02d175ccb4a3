// Keeps the prospects in this browser. Nothing else on the site touches IndexedDB.
//
// The database holds raw records, by their id, as quiz/prospect.py describes them, and a few things
// about the store itself. Nothing is validated here: what is damaged stays until Python has seen it.

import { deleteDB, openDB } from "../idb.js";
import { embedded } from "../kit/embedded.js";
import { facts } from "../kit/facts.js";
import { comingChanged } from "./coming.js";
import { newId } from "./record.js";
import { siteKey } from "./site-key.js";

/** @import { Database, FitsIn, News, PutMany, LastSaid, Read, Stored, Write } from "../../types/page" */

const NAME = siteKey("prospects");
const VERSION = 1; // of the database's stores; a record carries a format of its own
const BATCH = 100; // records in one transaction, so that no batch holds up the page
const SAID = "said"; // in "meta": what Python said of all records, gone with any change of one
const ALIASES = "aliases"; // in "meta": from ids that prospects had before to those they have now

// What went wrong, as `reason`: "blocked" (the browser lets this site keep nothing), "full",
// "newer" (a later version of the site made the database), "conflict" (somebody else changed the
// record, which is now `current`, undefined where it is gone), "unconfirmed" (what was written is
// not what is there), "in-use" (another tab holds it) or "failed" (anything else).
export class StoreError extends Error {
  /** @param {string} reason @param {{ current?: Stored, cause?: unknown }} details */
  constructor(reason, details = {}) {
    super(reason, details);
    this.reason = reason;
    this.current = details.current;
  }
}

/** @type {Promise<Store> | undefined} */
let opening;

// One store a page. Rejects with a StoreError: "blocked", as within a page of somebody
// else, "full", "newer" or "failed".
export async function openStore() {
  if (embedded) throw new StoreError("blocked");
  opening ??= Store.open().catch((error) => {
    opening = undefined;
    throw error;
  });
  return opening;
}

// Asks the browser to keep everything until the reader erases it, once: some browsers put the
// question to the reader. Returns "persisted" or "may-evict".
export async function persist() {
  if (!navigator.storage?.persist) return "may-evict";
  if (await navigator.storage.persisted()) return "persisted";
  const store = await openStore();
  if (await store.meta("asked-to-persist")) return "may-evict";
  await store.setMeta("asked-to-persist", true);
  return (await navigator.storage.persist()) ? "persisted" : "may-evict";
}

// How many records there are; if nothing was ever stored, no database is created to find out.
export async function countStored() {
  const databases = await indexedDB.databases?.().catch(() => undefined);
  const none = databases && !databases.some(({ name }) => name === NAME);
  return none ? 0 : (await openStore()).count();
}

// Erases the database itself, in every tab. Rejects with a StoreError: "in-use" when a tab of an
// older version of this site does not let go of it, or "failed".
export async function deleteStore() {
  await new Promise((/** @type {(none: void) => void} */ resolve, reject) => {
    const blocked = () => reject(new StoreError("in-use"));
    deleteDB(NAME, { blocked }).then(resolve, (error) => reject(asStoreError(error, "opening")));
  });
  const store = await opening?.catch(() => undefined);
  if (store) store.tell({ all: true });
  else {
    const channel = new BroadcastChannel(NAME);
    channel.postMessage({ all: true });
    channel.close();
  }
}

class Store {
  /** @type {Promise<Database> | undefined} */
  #database; // a promise; undefined after the browser or a newer tab has closed it
  #channel = new BroadcastChannel(NAME);

  static async open() {
    const store = new Store();
    try {
      await store.#open();
    } catch (error) {
      store.#channel.close();
      throw error;
    }
    await store.#rename().catch(() => {}); // the next page that opens it tries again
    return store;
  }

  // Every record as it was stored, in the order of ids; read in parts, so that the page stays free.
  async all() {
    return this.#read("prospects", async (prospects) => {
      const found = [];
      /** @type {Stored[]} */
      let part = [];
      do {
        const after = part.length ? IDBKeyRange.lowerBound(part[part.length - 1].id, true) : null;
        part = await prospects.getAll(after, BATCH);
        found.push(...part);
      } while (part.length === BATCH);
      return found;
    });
  }

  async count() {
    return this.#read("prospects", (prospects) => prospects.count());
  }

  // The record with this id, or with the one that came in its place.
  /** @type {(id: string) => Promise<Stored | undefined>} */
  async get(id) {
    const found = await this.#read("prospects", (prospects) => prospects.get(id));
    if (found) return found;
    const now = (await this.aliases())[id];
    return now ? this.#read("prospects", (prospects) => prospects.get(now)) : undefined;
  }

  // From ids that prospects had before to those that they have now.
  /** @type {() => Promise<{ [before: string]: string }>} */
  async aliases() {
    return (await this.meta(ALIASES)) ?? {};
  }

  // The ids that this prospect had before.
  /** @type {(id: string) => Promise<string[]>} */
  async idsBefore(id) {
    const pairs = Object.entries(await this.aliases());
    return pairs.filter(([, now]) => now === id).map(([before]) => before);
  }

  // Stores a record if the one that is there is still the one the caller saw: `expected` is the
  // `changed` of that one, undefined for a record that must not be there yet. Returns that one.
  /** @type {(record: Stored, expected?: unknown) => Promise<Stored | undefined>} */
  async put(record, expected) {
    const before = await this.#write("prospects", async (prospects) => {
      const current = await prospects.get(record.id);
      const same = expected === undefined ? !current : current?.changed === expected;
      if (!same) throw new StoreError("conflict", { current });
      await prospects.put(record);
      return current;
    });
    await this.#confirm([record], () => expected);
    comingChanged();
    this.tell({ ids: [record.id] });
    return before;
  }

  // Stores many records, a batch at a time; a record that is there is replaced. `expected`, if
  // given, maps each id to the `changed` that the caller saw; what somebody else has changed since
  // is left alone. After an abort the batches that are in stay. Returns ids.
  /** @type {PutMany} */
  async putMany(records, { onProgress, signal, expected } = {}) {
    const stored = [];
    const conflicts = [];
    for (let start = 0; start < records.length && !signal?.aborted; start += BATCH) {
      const batch = records.slice(start, start + BATCH);
      const kept = await this.#write("prospects", async (prospects) => {
        const fits = await Promise.all(batch.map((record) => fitsIn(prospects, record, expected)));
        const free = batch.filter((_, index) => fits[index]);
        await Promise.all(free.map(async (record) => prospects.put(record)));
        return free;
      });
      await this.#confirm(kept, expected && ((record) => expected.get(record.id)));
      conflicts.push(...batch.filter((record) => !kept.includes(record)).map(({ id }) => id));
      stored.push(...kept.map(({ id }) => id));
      if (kept.length) this.tell({ ids: kept.map(({ id }) => id) });
      onProgress?.(Math.min(start + BATCH, records.length), records.length);
    }
    return { stored, conflicts };
  }

  // Returns the record that was removed, as it was; undefined if there was none. `expected`, if
  // given, is the `changed` that the caller saw.
  /** @type {(id: string, expected?: string) => Promise<Stored | undefined>} */
  async remove(id, expected) {
    const removed = await this.#write("prospects", async (prospects) => {
      const record = await prospects.get(id);
      if (expected && record && record.changed !== expected) {
        throw new StoreError("conflict", { current: record });
      }
      await prospects.delete(id);
      return record;
    });
    if (await this.get(id)) throw new StoreError("unconfirmed");
    this.tell({ ids: [id] });
    return removed;
  }

  /** @type {(key: string) => Promise<any>} */
  async meta(key) {
    return this.#read("meta", (meta) => meta.get(key));
  }

  /** @type {(key: string, value: unknown) => Promise<void>} */
  async setMeta(key, value) {
    await this.#write("meta", (meta) => meta.put(value, key));
  }

  // What was last said of the records as they are; undefined once one has changed.
  async said() {
    return this.meta(SAID);
  }

  /** @type {(said: LastSaid) => Promise<void>} */
  async setSaid(said) {
    await this.setMeta(SAID, said);
  }

  // Calls back when another tab has changed something: with {ids} or {all: true}.
  /** @type {(callback: (news: News) => void) => void} */
  onChange(callback) {
    this.#channel.addEventListener("message", ({ data }) => callback(data));
  }

  // Ids that were made of names give them away in the address of a page and in a calendar: such a
  // record gets another id. Each batch is stored as a whole, with the ids it had.
  async #rename() {
    const old = IDBKeyRange.bound(facts.nameId, `${facts.nameId}\uffff`);
    const left = () => this.#read("prospects", (prospects) => prospects.count(old));
    if (!(await left())) return;
    do {
      await this.#write(["prospects", "meta"], async (transaction) => {
        const prospects = transaction.objectStore("prospects");
        const meta = transaction.objectStore("meta");
        const aliases = (await meta.get(ALIASES)) ?? {};
        for (const record of await prospects.getAll(old, BATCH)) {
          const id = newId();
          aliases[record.id] = id;
          await prospects.delete(record.id);
          await prospects.put({ ...record, id });
        }
        await meta.put(aliases, ALIASES);
      });
    } while (await left());
    this.tell({ all: true });
  }

  // To every other tab.
  /** @type {(news: News) => void} */
  tell(news) {
    this.#channel.postMessage(news);
  }

  async #open() {
    try {
      this.#database ??= openDB(NAME, VERSION, {
        upgrade(database) {
          database.createObjectStore("prospects", { keyPath: "id" });
          database.createObjectStore("meta");
        },
        blocking: (_from, _to, event) => {
          // A newer tab wants to upgrade; this one asks again when it needs it.
          /** @type {IDBDatabase} */ (event.target).close();
          this.#database = undefined;
        },
        terminated: () => {
          this.#database = undefined;
        },
      });
      return await this.#database; // a browser that keeps nothing may throw at once, too
    } catch (error) {
      this.#database = undefined;
      throw asStoreError(error, "opening");
    }
  }

  /** @type {Read} */
  async #read(name, work) {
    const database = await this.#open();
    try {
      return await work(/** @type {any} */ (database.transaction(name).store));
    } catch (error) {
      throw asStoreError(error);
    }
  }

  // All of the work or none of it is stored, and once this resolves it is on the disk. The work gets
  // the one store of that name, or of several names the transaction.
  /** @type {Write} */
  async #write(name, work) {
    const database = await this.#open();
    let transaction;
    try {
      const names = name === "meta" ? [name] : ["prospects", "meta"];
      transaction = database.transaction(/** @type {any} */ (names), "readwrite", {
        durability: "strict",
      });
      // Where that fails, so does the transaction, which tells it.
      if (name !== "meta")
        transaction
          .objectStore("meta")
          .delete(SAID)
          .catch(() => {});
      const ended = transaction.done.then(
        () => null,
        (/** @type {Error} */ error) => error,
      );
      let failure;
      /** @type {any} */
      let done;
      try {
        done = await work(
          /** @type {any} */ (Array.isArray(name) ? transaction : transaction.objectStore(name)),
        );
      } catch (error) {
        failure = error;
        abort(transaction);
      }
      // A request that the browser cut short only says so; the transaction knows why.
      const reason = await ended;
      if (failure instanceof StoreError || reason?.name === "AbortError") throw failure ?? reason;
      if (reason ?? failure) throw reason ?? failure;
      return done;
    } catch (error) {
      throw asStoreError(error);
    }
  }

  // What was written is read back. Where `seen` tells what was there before, another tab may have
  // gone further on it in the meantime; all else that differs means that nothing was written.
  /** @type {(records: Stored[], seen?: (record: Stored) => unknown) => Promise<void>} */
  async #confirm(records, seen) {
    const found = await this.#read("prospects", (prospects) =>
      Promise.all(records.map((record) => prospects.get(record.id))),
    );
    for (const [index, record] of records.entries()) {
      const there = found[index];
      if (JSON.stringify(there) === JSON.stringify(record)) continue;
      const further = seen && there && ![record.changed, seen(record)].includes(there.changed);
      if (!further) throw new StoreError("unconfirmed");
    }
  }
}

/** @type {FitsIn} */
async function fitsIn(prospects, record, expected) {
  if (!expected) return true;
  const current = await prospects.get(record.id);
  const seen = expected.get(record.id);
  return seen === undefined ? !current : current?.changed === seen;
}

/** @type {(transaction: { abort(): void }) => void} */
function abort(transaction) {
  try {
    transaction.abort();
  } catch {
    // it has ended already
  }
}

/** @type {(error: any, during?: string) => StoreError} */
function asStoreError(error, during = "") {
  if (error instanceof StoreError) return error;
  /** @type {{ [name: string]: string }} */
  const reasons = { QuotaExceededError: "full", VersionError: "newer", SecurityError: "blocked" };
  const blocked = during && isBlocked();
  return new StoreError(blocked ? "blocked" : (reasons[error.name] ?? "failed"), { cause: error });
}

// Each browser words a refusal of IndexedDB in its own way; all refuse localStorage with it.
function isBlocked() {
  try {
    return !window.localStorage;
  } catch {
    return true;
  }
}
