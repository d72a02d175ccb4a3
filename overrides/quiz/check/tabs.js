// Each tab has a plain check of its own. The first has the one that was always there; a tab that finds
// it open in another shows it, and works apart from the moment something is changed in it. Which tab
// has which is said by a lock, which the browser lets go of when a tab closes, however it does.

import { newPlace, PLAIN, plainPlaces } from "../kept/draft.js";
import { siteKey } from "../kept/site-key.js";
import { embedded } from "../kit/embedded.js";
import { showOnly } from "../kit/fill.js";

/** @import { Actions, CheckHost } from "../../types/page" */

const OWN = siteKey("tab"); // in sessionStorage, which goes with the tab

export class Tabs {
  #check;
  #at = ""; // the place that this tab is in, or waits for
  #leave = () => {};
  #apart = false; // whether it has gone on by itself
  #unkept = false; // whether something was filled in that waits for the answer of another tab
  open = false; // whether another tab has that one open
  place = remembered();
  /** @type {Promise<void> | null} */
  finding = null; // whether another tab has it

  /** @param {CheckHost} check */
  constructor(check) {
    this.#check = check;
    // A page that is put aside whole lets go, or the browser would not put it aside.
    addEventListener("pagehide", () => {
      if (this.#unkept) this.#keepHere();
      this.show("");
    });
  }

  // The tab shows the plain check in this place; "" for another one.
  /** @type {(place: string) => void} */
  show(place) {
    if (embedded) return; // nothing is kept that two could write to
    if (place !== this.#at) {
      this.#leave();
      this.#at = place;
      this.open = false;
      this.#unkept = false;
      this.finding = place && navigator.locks ? this.#find(place) : null;
    }
    this.#say();
  }

  // Whoever leaves before it is known whether another tab has the place finds what was filled in in
  // a place of its own.
  #keepHere() {
    this.finding = null;
    this.take();
    this.#check.place = this.place;
    this.#check.keep();
  }

  /** @type {(place: string) => Promise<void>} */
  async #find(place) {
    const leaving = new AbortController();
    const { signal } = leaving;
    this.#leave = () => leaving.abort();
    const left = new Promise((resolve) => signal.addEventListener("abort", resolve));
    const name = siteKey(place);
    const found = await new Promise((/** @type {(found: boolean) => void} */ resolve) => {
      const hold = (/** @type {Lock | null} */ lock) => {
        resolve(Boolean(lock));
        return lock && left;
      };
      navigator.locks.request(name, { ifAvailable: true }, hold).catch(() => resolve(true));
    });
    if (signal.aborted) return;
    this.#unkept = false;
    this.finding = null;
    this.open = !found;
    this.#say();
    if (found) return;
    const freed = () => {
      this.open = false; // the other tab is closed
      this.#say();
      return left;
    };
    navigator.locks.request(name, { signal }, freed).catch(() => {});
  }

  // Whether what is filled in can be kept in this place. Where another tab has it open, it is kept in
  // a place of its own.
  /** @type {(place: string) => boolean} */
  ready(place) {
    if (place !== this.place) return true;
    if (this.finding) {
      this.#unkept = true;
      this.finding.then(() => this.#check.keep()); // a matter of milliseconds
      return false;
    }
    if (this.open) this.goApart();
    return true;
  }

  // A place of its own for what is filled in here, or for an empty check. Where something was said of
  // it, what comes instead takes as much room: the page must not move while somebody answers.
  goApart() {
    const box = this.#check.querySelector("[data-elsewhere]");
    const { offsetHeight } = box;
    box.style.minHeight = `${offsetHeight}px`;
    this.take();
    this.#apart = offsetHeight > 0;
    this.#check.place = this.place;
    this.show(this.place);
  }

  /** @type {(place?: string) => void} */
  take(place = newPlace()) {
    this.place = place;
    this.#apart = false;
    try {
      sessionStorage.setItem(OWN, place);
    } catch {
      // after a reload the tab begins with the first one
    }
  }

  async #say() {
    const box = this.#check.querySelector("[data-elsewhere]");
    const here = this.#at !== "";
    const waiting = here && !this.open && !this.#apart ? await this.waiting() : "";
    // Another tab may have it open without anything in it yet.
    const open = this.open && this.#check.read(this.place) !== null;
    const which = !here ? "" : open ? "open" : this.#apart ? "apart" : waiting && "waiting";
    box.hidden = !which;
    showOnly(box, "elsewhere-when", which);
    const name = which === "waiting" ? this.#check.read(waiting)?.name : "";
    box.querySelector("[data-elsewhere-name]").textContent = name ? `${name}.` : "";
  }

  // The place of a check that was begun in a tab that is gone, "" for none.
  async waiting() {
    const places = plainPlaces().filter((place) => place !== this.place);
    if (places.length === 0 || !navigator.locks) return places[0] ?? "";
    const { held = [] } = await navigator.locks.query();
    return places.find((place) => !held.some(({ name }) => name === siteKey(place))) ?? "";
  }
}

/** @type {Actions<CheckHost>} */
export const tabbing = {
  "own-tab"() {
    this.tabs.goApart();
    this.take(this.empty);
    this.form.querySelector("input").focus();
  },
  async "open-waiting"() {
    const place = await this.tabs.waiting();
    if (place) this.tabs.take(place);
    this.restore();
    this.form.querySelector("input").focus();
  },
};

function remembered() {
  if (embedded) return PLAIN;
  try {
    return sessionStorage.getItem(OWN) ?? PLAIN;
  } catch {
    return PLAIN;
  }
}
