// Fills what the template left open. The template says where, the data says what; no text is here.
//
//   data-slot="key"     the text under that key
//   data-list="key"     its <template>, once for each item; a text counts as {text}
//   data-if="key"       shown only while there is something under that key
//   data-address="…"    with data-key="key": the address, KEY in it being the text under that key;
//                       shown only when that text is one of those in data-among="…", if it has that

/** @import { Root } from "../../types/page" */

/** @type {(root: Root, data: { [key: string]: any }) => void} */
export function fill(root, data) {
  for (const element of find(root, "[data-if]")) {
    const value = data[element.dataset.if];
    element.hidden = !value || value.length === 0;
  }
  for (const list of find(root, "[data-list]")) {
    const items = data[list.dataset.list];
    if (!items) continue;
    const template = list.querySelector(":scope > template");
    const filled = items.map((/** @type {any} */ item) => {
      const part = template.content.cloneNode(true);
      fill(part, typeof item === "string" ? { text: item } : item);
      return part;
    });
    list.replaceChildren(template, ...filled);
    list.hidden = items.length === 0;
  }
  for (const slot of find(root, "[data-slot]")) {
    if (slot.dataset.slot in data) slot.textContent = data[slot.dataset.slot];
  }
  for (const anchor of find(root, "[data-address]")) {
    const key = data[anchor.dataset.key];
    if (key) anchor.href = anchor.dataset.address.replace("KEY", key);
    const { among } = anchor.dataset;
    if (key && among !== undefined) anchor.hidden = !among.split(" ").includes(key);
  }
}

// Of the parts with data-<name>, shows those that stand for `value`, and hides the others. A part may
// stand for several values, with spaces between them.
/** @type {(root: Root, name: string, value: string | undefined) => void} */
export function showOnly(root, name, value) {
  for (const part of /** @type {Iterable<HTMLElement>} */ (
    root.querySelectorAll(`[data-${name}]`)
  )) {
    part.hidden = !part
      .getAttribute(`data-${name}`)
      ?.split(" ")
      .includes(/** @type {string} */ (value));
  }
}

// The elements to fill, those within a list left to that list.
/** @type {<S extends keyof Filled>(root: Root, selector: S) => Filled[S][]} */
function find(root, selector) {
  return [...root.querySelectorAll(selector)].filter((element) => {
    const list = element.parentElement?.closest("[data-list]");
    return !list || !root.contains(list) || list === root;
  });
}
