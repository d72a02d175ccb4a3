// What the bench runs in a browser: starts one of two engines in a worker, and times what it does.
// Under site/ lies the built site, under published/ Pyodide as it is published.

/** @import { EngineParts } from "../../overrides/types/messages" */

const REQUEST = {
  do: "report",
  sheet: { answers: { need: 2 } },
  today: "2026-11-24",
  language: "nl",
};

const page = await fetch("site/check/").then((response) => response.text());
const check = new DOMParser().parseFromString(page, "text/html");
/** @type {EngineParts} */
const { folder, files, lock } = JSON.parse(check.querySelector("[data-engine-files]").textContent);
const here = new URL("site/check/", location.href);
const url = (/** @type {string} */ name) => new URL(`${folder}/${name}`, here).href;
const script = check.querySelector("script[src$='check.js']")?.getAttribute("src") ?? "";
const worker = new URL(script.replace("check/check.js", "engine/engine.worker.js"), here).href;

/** @type {Worker} */
let engine;

// Returns the milliseconds from the start of the worker to the first result from Python.
/** @type {(which: "ours" | "published") => Promise<number>} */
function start(which) {
  const begin = performance.now();
  engine = new Worker(which === "ours" ? worker : "published.js", { type: "module" });
  return new Promise((resolve, reject) => {
    engine.onerror = (event) => reject(new Error(event.message));
    engine.onmessage = async ({ data }) => {
      if (data.type === "failed") reject(new Error(data.message));
      if (data.type === "ready") await ask(REQUEST);
      if (data.type === "ready") resolve(performance.now() - begin);
    };
    const parts = files.map((file) => ({ ...file, url: url(file.name) }));
    engine.postMessage({ type: "start", files: parts, lock, tries: 0 });
  });
}

// Returns the milliseconds that the engine takes for a request, as the page sees it.
/** @type {(request: object) => Promise<number>} */
function ask(request) {
  const begin = performance.now();
  return new Promise((resolve) => {
    engine.addEventListener("message", function hear({ data }) {
      if (data.type !== "answer") return;
      engine.removeEventListener("message", hear);
      resolve(performance.now() - begin);
    });
    engine.postMessage({ type: "ask", id: 0, request: JSON.stringify(request) });
  });
}

Object.assign(window, { bench: { start, ask } });
document.documentElement.dataset.ready = "";
