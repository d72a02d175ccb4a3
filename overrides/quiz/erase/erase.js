// <quiz-erase>: shows what this site keeps in this browser, and erases all of it. What other sites
// of the same address keep is theirs.

import { plays } from "../kept/plays.js";
import { readRatings } from "../kept/ratings.js";
import { siteKey } from "../kept/site-key.js";
import { countStored, deleteStore } from "../kept/store.js";
import { showOnly } from "../kit/fill.js";

const HOME = new URL("../../..", import.meta.url); // of this site
const OURS = [siteKey(""), `${HOME.pathname}.__`]; // what our keys begin with, and Material's
const COMING = ["week", "due", "read", "exercises"].map(siteKey);
const TOLD = [...COMING, siteKey("practice"), siteKey("conversations")];

class QuizErase extends HTMLElement {
  /** @type {HTMLDialogElement} */ dialog;
  /** @type {number | null} */ prospects = null;

  connectedCallback() {
    this.dialog = this.querySelector("dialog");
    this.querySelector("[data-do=ask]").addEventListener("click", () => this.dialog.showModal());
    this.dialog.addEventListener("close", () => {
      if (this.dialog.returnValue === "erase") this.erase();
      this.dialog.returnValue = "";
    });
    this.querySelector("[data-kept]").hidden = false;
    this.show(countStored());
  }

  // `counting` is a promise of the number of prospects.
  /** @type {(counting: Promise<number | null>) => Promise<void>} */
  async show(counting) {
    const prospects = await counting.catch(() => null);
    this.prospects = prospects;
    const keys = tried(ourKeys) ?? [];
    const kept = {
      prospects,
      check: keys.some(([, key]) => isCheck(key)),
      practice: readRatings().length,
      conversations: plays.read().length,
      coming: keys.some(([, key]) => COMING.includes(key)),
      other: keys.some(([, key]) => !isCheck(key) && !TOLD.includes(key)),
    };
    for (const [what, value] of Object.entries(kept)) {
      for (const item of this.querySelectorAll(`[data-kept-item=${what}]`)) item.hidden = !value;
      for (const slot of this.querySelectorAll(`[data-kept-count=${what}]`)) {
        slot.textContent = String(value ?? "");
      }
    }
    this.querySelector("[data-unread]").hidden = prospects !== null;
    const nothing = Object.values(kept).every((value) => value === 0 || value === false);
    this.querySelector("[data-kept-none]").hidden = !nothing;
    this.querySelector("[data-kept-some]").hidden = nothing;
    this.querySelector("[data-backup]").hidden = !(
      prospects ||
      kept.practice ||
      kept.conversations
    );
  }

  // Each kind of storage is tried, even if the one before it failed.
  async erase() {
    this.say("");
    const done = await Promise.allSettled([deleteStore(), eraseKeys(), eraseOffline()]);
    const failed = done.find((each) => each.status === "rejected")?.reason;
    const inUse = failed?.reason === "in-use";
    // A database that is being deleted must not be opened: that would create it again.
    await this.show(inUse ? Promise.resolve(this.prospects) : countStored());
    this.say(!failed ? "erased" : inUse ? "in-use" : "failed");
    this.querySelector("[data-said]").focus();
  }

  /** @type {(what: string) => void} */
  say(what) {
    showOnly(this, "said-what", what);
  }
}

// Whether a key is that of a check that was begun, in this tab or a further one.
/** @type {(key: string) => boolean} */
function isCheck(key) {
  return key === siteKey("check") || key.startsWith(siteKey("check-"));
}

// The keys of this site: [[storage, key], …]
/** @type {() => [Storage, string][]} */
function ourKeys() {
  return [localStorage, sessionStorage].flatMap((storage) =>
    Object.keys(storage)
      .filter((key) => OURS.some((start) => key.startsWith(start)))
      .map((key) => [storage, key]),
  );
}

async function eraseKeys() {
  for (const [storage, key] of ourKeys()) storage.removeItem(key);
  if (ourKeys().length) throw new Error("keys are left");
}

// What a service worker of this site has put by, and the worker itself.
async function eraseOffline() {
  const names = (await window.caches?.keys()) ?? [];
  const ours = names.filter((name) => OURS.some((start) => name.startsWith(start)));
  await Promise.all(ours.map((name) => caches.delete(name)));
  const workers = (await navigator.serviceWorker?.getRegistrations()) ?? [];
  const our = workers.filter(({ scope }) => scope === HOME.href);
  await Promise.all(our.map((worker) => worker.unregister()));
}

/** @type {<T>(work: () => T) => T | undefined} */
function tried(work) {
  try {
    return work();
  } catch {
    return undefined; // the browser lets this site keep nothing
  }
}

customElements.define("quiz-erase", QuizErase);
