// Shows what the engine is doing, in the words that _engine.html brings along.

import { keepOffline } from "../frame/offline.js";
import { showOnly } from "../kit/fill.js";
import { Engine } from "./engine.js";
import "../frame/webkit-forms.js";

/** @import { EngineParts, PageEngine } from "../../types/page" */

// Makes an engine for a component and keeps its data-engine and its status in step with it.
// `wanted` says whether the reader is waiting for an answer.
/** @type {(host: HTMLElement, wanted: () => boolean) => PageEngine} */
export function engineOf(host, wanted) {
  /** @type {EngineParts} */
  const { folder, files, lock } = JSON.parse(host.querySelector("[data-engine-files]").textContent);
  const address = (/** @type {string} */ name) =>
    new URL(`${folder}/${name}`, document.baseURI).href;
  const parts = {
    files: files.map(({ name, ...file }) => ({ ...file, url: address(name) })),
    lock,
  };
  /** @type {PageEngine} */
  const engine = Object.assign(new Engine(parts), { show: () => show(host, engine, wanted()) });
  engine.addEventListener("state", engine.show);
  engine.addEventListener("state", () => engine.state === "ready" && keepOffline());
  engine.addEventListener("progress", (event) => {
    showProgress(host, /** @type {CustomEvent} */ (event).detail.share);
  });
  host.querySelector("[data-do=retry]").addEventListener("click", () => engine.start());
  // A reader who left while it was loading and comes back to the same page need not ask again.
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted && engine.state === "failed") engine.start();
  });
  return engine;
}

/** @type {(host: HTMLElement, said: string) => void} */
export function announce(host, said) {
  host.querySelector("[data-live]").textContent = said;
}

// The page comes first: nothing of the engine is fetched before the page has loaded and is idle.
/** @type {(callback: () => void) => void} */
export function whenIdle(callback) {
  const rest = () => (window.requestIdleCallback ?? setTimeout)(callback);
  if (document.readyState === "complete") rest();
  else addEventListener("load", rest, { once: true });
}

/** @type {(host: HTMLElement, engine: PageEngine, wanted: boolean) => void} */
function show(host, { state, reason }, wanted) {
  host.dataset.engine = state;
  const status = host.querySelector("[data-engine-status]");
  const now = state === "loading" && wanted ? "pending" : state;
  status.hidden = now !== "loading" && now !== "pending" && now !== "failed";
  showOnly(status, "engine-when", now);
  showOnly(status, "reason", reason);
  if (now === "failed") {
    announce(host, status.querySelector(`[data-reason="${reason}"]`).textContent);
  } else if (now === "pending") announce(host, status.querySelector("[data-news]").textContent);
}

/** @type {(host: HTMLElement, share: number) => void} */
function showProgress(host, share) {
  const percent = Math.min(99, Math.floor(share * 100));
  host.querySelector("progress").value = percent;
  for (const element of host.querySelectorAll("[data-percent]")) {
    element.textContent = `${percent}%`;
  }
}
