// A history that this browser keeps, one text under one key: {format, [list]: […], unread: […]}.
//
// What of it is not sound is never thrown away: it stays among the unread, as it was.

import { siteKey } from "./site-key.js";

const LARGEST = 5_000_000; // bytes of a file
const MOST = 5000; // items; a file with more was not made here

/** @template Item */
export class History {
  #key;
  #list;
  #formats;
  #isSound;

  // `formats` are those that can be read, the last one is written; `list` is what the items are under.
  /** @param {string} name @param {string} list @param {number[]} formats @param {(item: any) => item is Item} isSound */
  constructor(name, list, formats, isSound) {
    this.#key = siteKey(name);
    this.#list = list;
    this.#formats = formats;
    this.#isSound = isSound;
  }

  // What is kept; nothing where nothing is kept or it cannot be read.
  read() {
    return this.#kept().sound;
  }

  // Whether something is kept that cannot be read; it stays where it is.
  someUnread() {
    return this.#kept().unread.length > 0;
  }

  // Returns whether they are kept.
  /** @type {(items: Item[]) => boolean} */
  keep(items) {
    try {
      const { unread } = this.#kept();
      if (items.length + unread.length === 0) localStorage.removeItem(this.#key);
      else localStorage.setItem(this.#key, this.asText(items, unread));
      return true;
    } catch {
      return false;
    }
  }

  /** @type {(items: Item[], unread?: unknown[]) => string} */
  asText(items, unread = []) {
    const format = this.#formats.at(-1);
    return JSON.stringify({ format, [this.#list]: items, ...(unread.length && { unread }) });
  }

  // The items in a text that asText made, or null for any other.
  /** @type {(text: string) => Item[] | null} */
  parse(text) {
    const { sound, unread } = this.#parsed(text);
    return unread.length ? null : sound;
  }

  // The items in such a file, or null.
  /** @type {(file: File) => Promise<Item[] | null>} */
  async inFile(file) {
    return file.size < LARGEST ? this.parse(await file.text()) : null;
  }

  // Both, nothing twice, oldest first.
  /** @template {Item & { on: string }} Dated @param {Dated[]} one @param {Dated[]} other @returns {Dated[]} */
  merge(one, other) {
    const all = new Map([...one, ...other].map((item) => [JSON.stringify(item), item]));
    return [...all.values()].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  }

  #kept() {
    let text;
    try {
      text = localStorage.getItem(this.#key);
    } catch {
      // the browser lets this site keep nothing
    }
    return text ? this.#parsed(text) : { sound: [], unread: [] };
  }

  /** @type {(text: string) => { sound: Item[], unread: unknown[] }} */
  #parsed(text) {
    try {
      const { format, unread = [], [this.#list]: items } = JSON.parse(text);
      const known = this.#formats.includes(format) && Array.isArray(items) && items.length <= MOST;
      if (!known || !Array.isArray(unread)) throw new Error();
      const bad = items.filter((/** @type {unknown} */ item) => !this.#isSound(item));
      return { sound: items.filter(this.#isSound), unread: [...unread, ...bad] };
    } catch {
      return { sound: [], unread: [text] };
    }
  }
}
