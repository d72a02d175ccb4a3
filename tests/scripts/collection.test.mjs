// The collection of prospects keeps the store and the engine's shelf in step, and tells what happens.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { Collection } from "../../overrides/quiz/prospects/collection.js";

/** @typedef {{ id: string, name: string, format: number, changed: string, note?: string }} Kept */

const FORMAT = 2;
let clock = 0;

/** @type {(id: string, more?: object) => Kept} */
function record(id, more) {
  return { id, name: `name of ${id}`, format: FORMAT, changed: `at ${++clock}`, ...more };
}

// What store.js does, without a browser: a write names what it saw.
class FakeStore {
  /** @type {Map<string, Kept>} */ kept = new Map();
  /** @type {(news: object) => unknown} */ told = () => {};
  full = false;

  /** @param {Kept[]} records */
  constructor(records) {
    for (const each of records) this.kept.set(each.id, each);
  }
  async all() {
    return [...this.kept.values()];
  }
  /** @param {string} id */
  async get(id) {
    return this.kept.get(id);
  }
  /** @param {Kept} given @param {string} expected */
  async put(given, expected) {
    if (this.full) throw Object.assign(new Error(), { reason: "full" });
    const current = this.kept.get(given.id);
    const conflict = Object.assign(new Error(), { reason: "conflict", current });
    if (current?.changed !== expected) throw conflict;
    this.kept.set(given.id, given);
    return current;
  }
  /** @param {Kept[]} records */
  async putMany(records) {
    for (const each of records) this.kept.set(each.id, each);
  }
  /** @param {string} id */
  async remove(id) {
    const there = this.kept.get(id);
    this.kept.delete(id);
    return there;
  }
  /** @param {(news: object) => unknown} callback */
  onChange(callback) {
    this.told = callback;
  }
}

// What Python does with its shelf: damaged records are refused, two of one prospect are merged.
class FakeEngine {
  /** @type {Map<string, Kept>} */ shelf = new Map();
  largest = 0;
  /** @type {Promise<void>} */ busy = Promise.resolve();

  // It answers nothing until it is let go.
  hold() {
    /** @type {() => void} */
    let free = () => {};
    this.busy = new Promise((resolve) => {
      free = resolve;
    });
    return free;
  }

  /** @param {any} request */
  ask = async ({ do: what, records, ids: some, mine, theirs }) => {
    await this.busy;
    if (what === "put") {
      this.largest = Math.max(this.largest, records.length);
      return records.map((/** @type {Kept} */ each) => {
        if (!each.name) return { problem: { where: each.id }, newer: false };
        this.shelf.set(each.id, each);
        return { row: { id: each.id } };
      });
    }
    if (what === "drop" && some === "*") this.shelf.clear();
    else if (what === "drop") for (const id of some) this.shelf.delete(id);
    if (what === "merge") return { record: { ...theirs, ...mine, format: FORMAT } };
    return {};
  };
}

/** @param {Kept[]} records */
async function opened(records) {
  const store = new FakeStore(records);
  const engine = new FakeEngine();
  const collection = new Collection(/** @type {any} */ (engine.ask));
  /** @type {string[]} */
  const told = [];
  for (const what of ["judging", "change", "problem", "other"]) {
    collection.addEventListener(what, () => told.push(what));
  }
  await collection.open(/** @type {any} */ (store));
  const last = () => told.splice(0);
  return { store, engine, collection, last };
}

test("what is kept goes on the shelf by the hundred, in the order of names", async () => {
  const records = Array.from({ length: 250 }, (_, index) => record(String(1000 - index)));
  const { engine, collection, last } = await opened(records);
  assert.equal(engine.shelf.size, 250);
  assert.equal(engine.largest, 100);
  assert.deepEqual(collection.names, records.map(({ name }) => name).sort());
  assert.equal(collection.waiting, false);
  assert.deepEqual(last(), ["judging", "change"]);
});

test("what cannot be read is set apart, and can be removed and brought back", async () => {
  const { store, collection } = await opened([record("a"), record("b", { name: "" })]);
  assert.deepEqual([...collection.rows.keys()], ["a"]);
  assert.deepEqual([...collection.broken.keys()], ["b"]);
  const gone = await collection.removeBroken();
  assert.deepEqual([...store.kept.keys()], ["a"]);
  assert.equal(collection.broken.size, 0);
  await collection.bringBack(gone);
  assert.deepEqual([...collection.broken.keys()], ["b"]);
});

test("a record of an older format is upgraded when it is read", async () => {
  const { store, collection } = await opened([record("a", { format: 1 })]);
  assert.equal(collection.records.get("a")?.format, FORMAT);
  assert.equal(store.kept.get("a")?.format, 1);
});

test("changes are kept one after the other", async () => {
  const { store, collection } = await opened([record("a")]);
  const one = collection.save("a", (each) => ({ ...each, note: "one" }));
  const two = collection.save("a", (each) => ({ ...each, name: each.note }));
  const [first, second] = await Promise.all([one, two]);
  assert.equal(store.kept.get("a")?.name, "one");
  assert.deepEqual(first?.after, second?.before);
});

test("a change is stored though the engine has not spoken of the one before", async () => {
  const { store, engine, collection, last } = await opened([record("a")]);
  last();
  const free = engine.hold();
  const one = collection.save("a", (each) => ({ ...each, name: "one" }));
  const two = collection.save("a", (each) => ({ ...each, note: `after ${each.name}` }));
  for (let turn = 0; turn < 20; turn++) await null;
  assert.equal(store.kept.get("a")?.note, "after one");
  assert.deepEqual(new Set(last()), new Set(["judging"]));
  free();
  await Promise.all([one, two]);
  assert.deepEqual(collection.records.get("a"), store.kept.get("a"));
  assert.deepEqual(engine.shelf.get("a"), store.kept.get("a"));
});

test("a change while all is read again waits for what is read", async () => {
  const { store, engine, collection } = await opened([record("a")]);
  const free = engine.hold();
  const loading = collection.load();
  const saving = collection.save("a", (each) => ({ ...each, note: "mine" }));
  free();
  await Promise.all([loading, saving]);
  assert.equal(store.kept.get("a")?.note, "mine");
  assert.deepEqual(collection.records.get("a"), store.kept.get("a"));
});

test("a prospect that is gone cannot be changed", async () => {
  const { store, collection } = await opened([]);
  assert.equal(await collection.save("a", (each) => ({ ...each, note: "mine" })), null);
  assert.equal(store.kept.size, 0);
});

test("a change that changes nothing is not written", async () => {
  const { store, collection } = await opened([record("a")]);
  const before = store.kept.get("a");
  const saved = await collection.save("a", (each) => ({ ...each }));
  assert.equal(saved?.before, saved?.after);
  assert.equal(store.kept.get("a"), before);
});

test("what another tab wrote meanwhile is merged in", async () => {
  const { store, collection } = await opened([record("a")]);
  store.kept.set("a", record("a", { seller: "Noor" }));
  await collection.save("a", (each) => ({ ...each, note: "mine" }));
  const { note, seller } = /** @type {any} */ (store.kept.get("a"));
  assert.deepEqual([note, seller], ["mine", "Noor"]);
});

test("a store that refuses is told, and holds up no later change", async () => {
  const { store, collection, last } = await opened([record("a")]);
  store.full = true;
  assert.equal(await collection.save("a", (each) => ({ ...each, note: "lost" })), null);
  assert.deepEqual(last().slice(-1), ["problem"]);
  store.full = false;
  assert.ok(await collection.save("a", (each) => ({ ...each, note: "kept" })));
  assert.equal(store.kept.get("a")?.note, "kept");
});

test("what a save changed is taken back to the letter", async () => {
  const { store, collection } = await opened([record("a", { format: 1 })]);
  const before = JSON.stringify(store.kept.get("a"));
  const saved = await collection.save("a", (each) => ({ ...each, note: "mine" }));
  assert.notEqual(JSON.stringify(store.kept.get("a")), before);
  assert.equal(await collection.takeBack(/** @type {any} */ (saved)), true);
  assert.equal(JSON.stringify(store.kept.get("a")), before);
});

for (const told of [true, false]) {
  test(`what another tab did since stays when a save is taken back, ${told ? "" : "not "}told`, async () => {
    const check = (/** @type {string} */ on) => ({ on, answers: {}, notes: {} });
    const { store, collection } = await opened([record("a", { checks: [check("2026-01-05")] })]);
    const saved = await collection.save("a", (each) => ({
      ...each,
      note: "mine",
      checks: [...each.checks, /** @type {any} */ (check("2026-02-01"))],
    }));
    const further = /** @type {any} */ (store.kept.get("a"));
    const checks = [...further.checks, check("2026-03-01")];
    store.kept.set("a", record("a", { ...further, seller: "Noor", checks, changed: "later" }));
    if (told) await collection.follow({ ids: ["a"] });
    assert.equal(await collection.takeBack(/** @type {any} */ (saved)), true);
    const kept = /** @type {any} */ (store.kept.get("a"));
    assert.deepEqual([kept.note, kept.seller], [undefined, "Noor"]);
    assert.deepEqual(
      kept.checks.map((/** @type {{ on: string }} */ { on }) => on),
      ["2026-01-05", "2026-03-01"],
    );
  });
}

test("what another tab has removed is not brought back by taking back a save", async () => {
  const { store, collection } = await opened([record("a")]);
  const saved = await collection.save("a", (each) => ({ ...each, note: "mine" }));
  store.kept.delete("a");
  await collection.follow({ ids: ["a"] });
  assert.equal(await collection.takeBack(/** @type {any} */ (saved)), false);
  assert.equal(store.kept.size, 0);
});

test("store and shelf are in step, however quickly one change follows the other", async () => {
  const quick = fc.array(fc.tuple(fc.constantFrom("a", "b"), fc.nat(6), fc.boolean()), {
    maxLength: 12,
  });
  const property = fc.asyncProperty(quick, async (all) => {
    const { store, engine, collection } = await opened([record("a"), record("b")]);
    /** @type {Promise<unknown>[]} */
    const under = [];
    const written = new Map();
    for (const [id, turns, again] of all) {
      const note = String(++clock);
      written.set(id, note);
      under.push(collection.save(id, (each) => ({ ...each, note })));
      if (again) under.push(collection.load());
      for (let turn = 0; turn < turns; turn++) await null;
    }
    await Promise.all(under);
    for (const [id, note] of written) assert.equal(store.kept.get(id)?.note, note);
    assert.deepEqual(new Map([...collection.records].sort()), new Map([...store.kept].sort()));
    assert.deepEqual(new Map([...engine.shelf].sort()), new Map([...store.kept].sort()));
  });
  await fc.assert(property, { numRuns: 200, seed: 1 });
});

const ids = fc.constantFrom("a", "b", "c");
const steps = fc.array(
  fc.tuple(fc.constantFrom("save", "remove", "back", "other", "gone", "again", "keep"), ids),
  { maxLength: 12 },
);

test("store and shelf are in step, whatever happens", async () => {
  const property = fc.asyncProperty(steps, async (all) => {
    const { store, engine, collection } = await opened([record("a"), record("b")]);
    for (const [what, id] of all) {
      const there = store.kept.has(id);
      if (what === "save" && there) {
        await collection.save(id, (each) => ({ ...each, note: String(++clock) }));
      } else if (what === "remove") await collection.remove(id);
      else if (what === "back") await collection.bringBack([/** @type {any} */ (record(id))]);
      else if (what === "again") await collection.load();
      else if (what === "keep") {
        const given = /** @type {any} */ (record(id));
        await store.putMany([given]);
        engine.shelf.set(id, given);
        await collection.keep([given], new Map([[id, /** @type {any} */ ({ id })]]));
      } else if (what === "other" || what === "gone") {
        if (what === "other") store.kept.set(id, record(id));
        else store.kept.delete(id);
        await store.told({ ids: [id] });
      }
    }
    assert.deepEqual(new Map([...collection.records].sort()), new Map([...store.kept].sort()));
    assert.deepEqual(new Map([...engine.shelf].sort()), new Map([...store.kept].sort()));
    assert.deepEqual([...collection.rows.keys()].sort(), [...store.kept.keys()].sort());
  });
  await fc.assert(property, { numRuns: 100, seed: 1 });
});
