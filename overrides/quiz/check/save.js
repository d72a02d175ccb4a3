// A check goes to the reader's prospects, under a name. The actions run with the <quiz-check> as
// `this`. Whatever goes wrong is said beside the button, and the answers stay in the form.

import { newRecord, plain, sameName, withCheck } from "../kept/record.js";
import { openStore, persist, StoreError } from "../kept/store.js";
import { showOnly } from "../kit/fill.js";
import { daysOf, dayText, numbers } from "../kit/sheet.js";

/** @import { Actions, Answers, CheckHost, NewRecord, ProspectRecord } from "../../types/page" */
/** @import { RecordCheck, Store, Stored } from "../../types/page" */

const TRIES = 5; // how often another tab may come first before we say so

/** @type {Actions<CheckHost>} */
export const saving = {
  save() {
    save(this);
  },
  "save-to"(_event, button) {
    save(this, /** @type {HTMLButtonElement} */ (button).value);
  },
  "save-other"() {
    save(this, "");
  },
  "to-name"(event) {
    event.preventDefault();
    this.querySelector("[data-name]").focus();
  },
};

// Shows one state of saving: "kept", a reason of a StoreError, "damaged", or "" for none.
/** @type {(check: CheckHost, state?: string) => void} */
export function showSaved(check, state = "") {
  showOnly(check, "saved-when", state);
  showNameError(check, false);
  check.querySelector("[data-same]").hidden = true;
}

// `into` is the id of the prospect that gets the check, "" for a new one; undefined asks the reader
// if there is one of that name already.
/** @type {(check: CheckHost, into?: string) => Promise<void>} */
async function save(check, into) {
  showSaved(check);
  if (!plain(check.name)) {
    showNameError(check, true);
    return;
  }
  if (check.saving) return;
  check.saving = true;
  try {
    const store = await openStore();
    const target = into ?? (await ownProspect(check, store));
    const same = target === undefined ? await named(check, store) : [];
    if (same.length) showSame(check, same);
    else await keep(check, store, target);
  } catch (/** @type {any} */ error) {
    showSaved(check, error.reason ?? "failed");
    if (!(error instanceof StoreError)) throw error;
  } finally {
    check.saving = false;
  }
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
    const next = record && (await sound(check, withCheck(record, entryOf(check), how)));
    if (!next) {
      if (raw) showSaved(check, "damaged");
      else showNameError(check, true); // the name is all that can be wrong with a new one
      return;
    }
    try {
      await store.put(next, raw?.changed);
      const stop = next.checks.some((kept) => kept.stop);
      check.savedAs(next.id, stop);
      showKept(check, next);
      return;
    } catch (/** @type {any} */ error) {
      if (error.reason !== "conflict" || tries === TRIES) throw error;
    }
  }
}

/** @type {(check: CheckHost, raw?: Stored) => boolean} */
function own(check, raw) {
  return raw?.id === check.prospect;
}

// A record in the form of today, by Python, which refuses one that is wrong: null.
/** @type {(check: CheckHost, record: NewRecord | Stored) => Promise<ProspectRecord | null>} */
async function sound(check, record) {
  check.engine.start();
  const answer = await check.engine.ask({ do: "merge", mine: record, theirs: record });
  return answer.ok?.record ?? null;
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

/** @type {(check: CheckHost, wrong: boolean) => void} */
function showNameError(check, wrong) {
  for (const part of check.querySelectorAll("[data-name-error]")) part.hidden = !wrong;
  const field = check.querySelector("[data-name]");
  if (wrong) {
    field.setAttribute("aria-invalid", "true");
    check.querySelector("[data-save-error]").focus();
  } else field.removeAttribute("aria-invalid");
}
