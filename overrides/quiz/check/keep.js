// Keeps a check with a prospect, and takes that back: what save.js asks for once the reader saves.

import { keepDraft, PLAIN } from "../kept/draft.js";
import { newRecord, plain, sameName, stamped, withCheck, without } from "../kept/record.js";
import { openStore, persist, StoreError } from "../kept/store.js";
import { facts } from "../kit/facts.js";
import { daysOf, dayText, numbers } from "../kit/sheet.js";
import { stepToKeep } from "./next-step.js";
import { whose } from "./owner.js";
import { showNameError, showSaved } from "./save.js";
import { stopping } from "./stop.js";

/** @import { Answers, CheckHost, LastSave, NewRecord, PageEngine } from "../../types/page" */
/** @import { ProspectRecord, RecordCheck, Store, Stored } from "../../types/page" */

const TRIES = 5; // how often another tab may come first before we say so

// `into` is the id of the prospect that gets the check, "" for a new one; undefined asks the reader
// if there is one of that name already. Rejects with a StoreError.
/** @type {(check: CheckHost, into?: string) => Promise<void>} */
export async function saveTo(check, into) {
  const store = await openStore();
  const target = into ?? (await ownProspect(check, store));
  const same = target === undefined ? await named(check, store) : [];
  if (same.length) {
    showSaved(check);
    showSame(check, same);
  } else await keep(check, store, target);
}

// The prospect that this check was made from, or saved to as long as the name is still that one's.
/** @type {(check: CheckHost, store: Store) => Promise<string | undefined>} */
async function ownProspect(check, store) {
  if (check.rechecked) return check.rechecked.id;
  const record = check.prospect && (await store.get(check.prospect));
  return record && sameName(record.name, check.name) ? record.id : undefined;
}

/** @type {(check: CheckHost, store: Store) => Promise<Stored[]>} */
async function named(check, store) {
  return (await store.all()).filter(({ name }) => sameName(name, check.name));
}

// Adds the check to what is stored at this moment; where another tab comes in between, once more.
/** @type {(check: CheckHost, store: Store, target?: string) => Promise<void>} */
async function keep(check, store, target) {
  for (let tries = 1; ; tries++) {
    const raw = target ? await store.get(target) : undefined;
    const record = raw ? await sound(check, raw) : newRecord(plain(check.name), target);
    const how = { own: own(check, raw), unticked: Boolean(raw) && raw?.id === check.unticked };
    const step = stepToKeep(check);
    const added = record && withCheck(record, entryOf(check), how);
    const next =
      added && (await sound(check, step === undefined ? added : { ...added, next: step }));
    if (!next) {
      showSaved(check, raw ? "damaged" : "");
      if (!raw) showNameError(check, true); // the name is all that can be wrong with a new one
      return;
    }
    try {
      const before = await store.put(next, raw?.changed);
      check.lastSave = { before, after: next, draft: check.draft };
      savedAs(check, next);
      showKept(check, next);
      return;
    } catch (/** @type {any} */ error) {
      if (error.reason !== "conflict" || tries === TRIES) throw error;
    }
  }
}

// A check that is saved with a prospect is kept there from here on. The plain one stays in the form,
// so that it can go on; a further check and a copy are no longer kept as drafts.
/** @type {(check: CheckHost, record: ProspectRecord) => void} */
function savedAs(check, { id, checks }) {
  if (check.prospect && check.prospect !== id) check.aside = undefined; // it is kept with that one
  check.prospect = id;
  check.next = undefined; // what is in sight is that one's own
  whose.saved(check);
  const stop = checks.some((kept) => kept.stop);
  const learnt = stop && !check.stop; // that one had asked not to be contacted
  stopping.begin(check, stop);
  if (learnt) check.update();
  if (check.place === check.tabs.place && check.tabs.open) return; // that draft is another tab's
  if (check.place === PLAIN) check.keep();
  else keepDraft(null, check.place);
}

// The prospect is again what it was before the save, and the form is not saved; what another tab has
// made of the prospect since stays.
/** @type {(check: CheckHost) => Promise<void>} */
export async function takeBack(check) {
  const { before, after, draft } = /** @type {LastSave} */ (check.lastSave);
  try {
    const store = await openStore();
    try {
      if (before) await store.put(before, after.changed);
      else await store.remove(after.id, after.changed);
    } catch (/** @type {any} */ error) {
      const { reason, current } = error;
      if (reason !== "conflict" || !current) throw error;
      const then = before && (await sound(check, before));
      if (!then) {
        showSaved(check, "late"); // a new one that has become more than this check
        return;
      }
      await store.put(stamped(without(current, then, after)), current.changed);
    }
    check.take(draft);
    check.keep();
    showSaved(check, "back");
  } catch (/** @type {any} */ error) {
    showSaved(check, error.reason ?? "failed");
    if (!error.reason) throw error;
  }
}

/** @type {(check: CheckHost, raw?: Stored) => boolean} */
function own(check, raw) {
  return raw?.id === check.prospect;
}

// A record in the form of today, by Python, which refuses one that is wrong: null. Where the engine
// does not come, one that has that form already is kept as it is. A further try that the reader makes
// of it is not waited for: it may take long to fail as well.
/** @type {(check: CheckHost, record: NewRecord | Stored) => Promise<ProspectRecord | null>} */
async function sound(check, record) {
  const { engine } = check;
  engine.begin();
  const answer = await Promise.race([
    engine.ask({ do: "merge", mine: record, theirs: record }),
    failureOf(engine),
  ]);
  if (answer) return answer.ok?.record ?? null;
  if (record.format !== facts.format) throw new StoreError("failed");
  return /** @type {ProspectRecord} */ (record);
}

/** @type {(engine: PageEngine) => Promise<null>} */
function failureOf(engine) {
  return new Promise((resolve) => {
    const look = () => engine.failures > 0 && engine.state !== "ready" && resolve(null);
    engine.addEventListener("state", look);
    look();
  });
}

/** @type {(check: CheckHost) => RecordCheck} */
function entryOf(check) {
  const { definition, on, revisit, notes, ids, stop, dates } = check;
  /** @type {Answers} */
  const unknown = Object.fromEntries(ids.map((id) => [id, "unknown"]));
  const answers = { ...unknown, ...numbers(check.answers) };
  const days = daysOf({ on, revisit, ...dates });
  return { definition, answers, notes, ...days, ...(stop && { stop }) };
}

/** @type {(check: CheckHost, record: ProspectRecord) => Promise<void>} */
async function showKept(check, { id, name }) {
  const anchor = check.querySelector("[data-saved-link]");
  anchor.hash = `id=${id}`;
  check.querySelector("[data-saved-name]").textContent = name;
  showSaved(check, "kept");
  check.querySelector("[data-saved]").scrollIntoView({ block: "nearest" });
  // Firefox asks the reader, and answers when they have: what is kept is said before that.
  const keeping = await persist().catch(() => "may-evict");
  check.querySelector("[data-may-evict]").hidden = keeping === "persisted";
}

// One button for each prospect of that name, with the day of its last check.
/** @type {(check: CheckHost, records: Stored[]) => void} */
function showSame(check, records) {
  const box = check.querySelector("[data-same]");
  const list = box.querySelector("[data-same-list]");
  const template = list.querySelector("template");
  const items = records.map((/** @type {any} */ { id, name, checks }) => {
    const item = template.content.cloneNode(true);
    item.querySelector("button").value = id;
    item.querySelector("[data-same-name]").textContent = name;
    const on = checks?.at(-1)?.on;
    item.querySelector("[data-same-on]").hidden = !on;
    item.querySelector("[data-same-day]").textContent = on
      ? dayText(on, check.dataset.language)
      : "";
    return item;
  });
  list.replaceChildren(template, ...items);
  box.hidden = false;
  box.focus();
}
