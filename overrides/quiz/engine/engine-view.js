// Shows what the engine is doing, in the words that _engine.html brings along.

import { keepOffline } from "../frame/offline.js";
import { showOnly } from "../kit/fill.js";
import { first, partsIn, place } from "./begin.js";
import { Engine } from "./engine.js";
import "../frame/webkit-forms.js";

/** @import { PageEngine } from "../../types/page" */

// Makes an engine for a component and keeps its data-engine and its status in step with it.
// `wanted` says whether the reader is waiting for an answer.
/** @type {(host: HTMLElement, wanted: () => boolean) => PageEngine} */
export function engineOf(host, wanted) {
  const made = host.contains(place)
    ? first
    : new Engine(partsIn(host.querySelector("[data-engine-files]")));
  /** @type {PageEngine} */
  const engine = Object.assign(made, { show: () => show(host, engine, wanted()) });
  engine.addEventListener("state", engine.show);
  engine.addEventListener("state", () => engine.state === "ready" && keepOffline());
  engine.addEventListener("progress", (event) => {
    showProgress(host, /** @type {CustomEvent} */ (event).detail.share);
  });
  const status = host.querySelector("[data-engine-status]");
  host.querySelector("[data-do=retry]").addEventListener("click", () => {
    engine.start();
    status.focus({ preventScroll: true }); // the button has gone
  });
  // A reader who left while it was loading and comes back to the same page need not ask again, nor
  // one who was without a line for a while.
  const again = () => engine.state === "failed" && engine.start();
  addEventListener("pageshow", ({ persisted }) => persisted && again());
  addEventListener("online", again);
  // One that has begun before this script told nobody so far.
  if (engine.state !== "idle") queueMicrotask(() => engine.dispatchEvent(new Event("state")));
  return engine;
}

/** @type {(host: HTMLElement, said: string) => void} */
export function announce(host, said) {
  host.querySelector("[data-live]").textContent = said;
}

// The page comes first: nothing of the engine is fetched before the page's scripts have all run, and
// so the page can be used.
/** @type {(callback: () => void) => void} */
export function whenUsable(callback) {
  if (document.readyState !== "loading") setTimeout(callback);
  else document.addEventListener("DOMContentLoaded", () => setTimeout(callback), { once: true });
}

// What can wait until the reader's hand rests.
/** @type {(callback: () => void) => void} */
export function whenIdle(callback) {
  (window.requestIdleCallback ?? setTimeout)(callback);
}

/** @type {(host: HTMLElement, engine: PageEngine, wanted: boolean) => void} */
function show(host, { state, reason }, wanted) {
  host.dataset.engine = state;
  const status = host.querySelector("[data-engine-status]");
  const focused = status.contains(document.activeElement);
  const now = state === "loading" && wanted ? "pending" : state;
  const loading = now === "loading" || now === "pending";
  // Under what was kept from the last time there is nothing to wait for.
  status.hidden = now !== "failed" && (!loading || host.dataset.from === "kept");
  showOnly(status, "engine-when", now);
  showOnly(status, "reason", reason);
  if (focused && status.hidden) headingAfter(host, status)?.focus({ preventScroll: true });
  const told = [...status.querySelectorAll("[data-news], [data-reason]")];
  const [news] = told;
  const reasonTold = told.find((element) => element.getAttribute("data-reason") === reason);
  if (now === "failed") announce(host, reasonTold?.textContent ?? "");
  else if (now === "pending") announce(host, news.textContent);
  else if (told.some((one) => one.textContent === host.querySelector("[data-live]").textContent)) {
    announce(host, ""); // no longer so
  }
}

// What the reader was waiting for: the next heading that takes the focus.
/** @type {(host: HTMLElement, status: Element) => HTMLElement | undefined} */
function headingAfter(host, status) {
  const { DOCUMENT_POSITION_FOLLOWING: after } = Node;
  const next = /** @type {HTMLElement[]} */ ([...host.querySelectorAll("h2, h3")]).find(
    (one) => one.getClientRects().length && status.compareDocumentPosition(one) & after,
  );
  next?.setAttribute("tabindex", "-1");
  return next;
}

/** @type {(host: HTMLElement, share: number) => void} */
function showProgress(host, share) {
  const percent = Math.min(99, Math.floor(share * 100));
  host.querySelector("progress").value = percent;
  for (const element of host.querySelectorAll("[data-percent]")) {
    element.textContent = `${percent}%`;
  }
}
