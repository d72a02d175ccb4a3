// Shows what the engine is doing, in the words that quiz/engine.html brings along.

import { Engine } from "./engine.js";
import { showOnly } from "./fill.js";
import { keepOffline } from "./offline.js";
import "./kept-forms.js";

// Makes an engine for a component and keeps its data-engine and its status in step with it.
// `wanted` says whether the reader is waiting for an answer.
export function engineOf(host, wanted) {
  const { folder, files, lock } = JSON.parse(host.querySelector("[data-engine-files]").textContent);
  const address = (name) => new URL(`${folder}/${name}`, document.baseURI).href;
  const engine = new Engine({
    files: files.map(({ name, ...file }) => ({ ...file, url: address(name) })),
    lock,
  });
  engine.show = () => show(host, engine, wanted());
  engine.addEventListener("state", engine.show);
  engine.addEventListener("state", () => engine.state === "ready" && keepOffline());
  engine.addEventListener("progress", ({ detail }) => showProgress(host, detail.share));
  host.querySelector("[data-do=retry]").addEventListener("click", () => engine.start());
  // Who left while it was loading, and comes back to the page as it was, need not ask again.
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted && engine.state === "failed") engine.start();
  });
  return engine;
}

export function announce(host, said) {
  host.querySelector("[data-live]").textContent = said;
}

// The page comes first: nothing of the engine is asked for before it is there and at rest.
export function whenIdle(callback) {
  const rest = () => (window.requestIdleCallback ?? setTimeout)(callback);
  if (document.readyState === "complete") rest();
  else addEventListener("load", rest, { once: true });
}

function show(host, { state, reason }, wanted) {
  host.dataset.engine = state;
  const status = host.querySelector("[data-engine-status]");
  const now = state === "loading" && wanted ? "pending" : state;
  status.hidden = now !== "loading" && now !== "pending" && now !== "failed";
  showOnly(status, "engine-when", now);
  showOnly(status, "reason", reason);
  const news = { failed: `[data-reason="${reason}"]`, pending: "[data-news]" }[now];
  if (news) announce(host, status.querySelector(news).textContent);
}

function showProgress(host, share) {
  const percent = Math.min(99, Math.floor(share * 100));
  host.querySelector("progress").value = percent;
  for (const element of host.querySelectorAll("[data-percent]")) {
    element.textContent = `${percent}%`;
  }
}
