// The engine of a page's first component. Where a page needs it in any case, and all of it is on the
// device, it begins here, before the page's own scripts have run. Else the component begins it once
// the page can be used: on a slow line the two would be in each other's way.

import { remembered } from "../kept/remembered.js";
import { Engine } from "./engine.js";

/** @import { EngineParts } from "../../types/page" */

export const place = document.querySelector("[data-engine-files]");
export const first = new Engine(partsIn(place));
const { begin } = place.dataset;
const needed = begin === "always" || (begin === "some" && remembered() !== 0);
if (needed && navigator.serviceWorker?.controller) first.start();

// What an engine is made of, as it stands in the page, with whole addresses.
/** @type {(at: Element) => ConstructorParameters<typeof Engine>[0]} */
export function partsIn(at) {
  /** @type {EngineParts} */
  const { folder, files, lock } = JSON.parse(at.textContent ?? "");
  const address = (/** @type {string} */ name) =>
    new URL(`${folder}/${name}`, document.baseURI).href;
  return { files: files.map(({ name, ...file }) => ({ ...file, url: address(name) })), lock };
}
