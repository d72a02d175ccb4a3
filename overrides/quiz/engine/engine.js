// The page's side of the engine: starts the worker, carries requests to it and answers back.

/** @import { EngineFile, PageEngine, ToPage, ToWorker, Waiting } from "../../types/page" */

const SILENCE = 20_000; // milliseconds without a sign of life after which we give up
const START = 60_000; // and while Python starts, which says nothing until it is there

// States: idle → loading → ready; failed from anywhere, and start() begins again.
// Events: "state" when the state changes, "progress" with `share` (0 to 1) in its detail.
export class Engine extends EventTarget {
  state = "idle";
  reason = ""; // of a failure: "failed" or "no-wasm"
  failures = 0; // so far
  #parts;
  /** @type {Worker | undefined} */
  #worker;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #watch;
  /** @type {Map<number, Waiting>} */
  #waiting = new Map();
  #next = 0;
  #tries = 0;

  /** @param {{ files: EngineFile[], lock: string }} parts */
  constructor(parts) {
    super();
    this.#parts = parts;
  }

  // What a page does of itself, and at each letter that is typed. An engine that failed is not begun
  // again behind the reader's back: they are told, and begin it again by hand.
  begin() {
    if (this.state === "idle") this.start();
  }

  start() {
    if (this.state === "loading" || this.state === "ready") return;
    this.reason = "";
    this.#become("loading");
    if (typeof WebAssembly !== "object" || typeof Worker !== "function") {
      this.#fail("no-wasm");
      return;
    }
    try {
      const url = new URL("../engine/engine.worker.js", import.meta.url);
      // A browser may have kept the failure of the last try: under this address it has not.
      if (this.#tries) url.search = `try=${this.#tries}`;
      this.#worker = new Worker(url, { type: "module" });
    } catch (error) {
      this.#fail("failed", error);
      return;
    }
    this.#worker.addEventListener("message", ({ data }) => this.#hear(data));
    this.#worker.addEventListener("error", (event) => {
      event.preventDefault();
      this.#fail("failed", event.message);
    });
    this.#tell({ type: "start", ...this.#parts, tries: this.#tries++ });
    this.#expectSign();
  }

  // Asks and waits, through a failure and a new start if need be; the promise never rejects.
  // `contents` are the bytes of the files that it is about.
  /** @type {PageEngine["ask"]} */
  ask(request, contents = []) {
    const id = this.#next++;
    return new Promise((resolve) => {
      this.#waiting.set(id, { request: JSON.stringify(request), contents, resolve });
      if (this.state === "ready") this.#send(id);
    });
  }

  /** @type {(id: number) => void} */
  #send(id) {
    const { request, contents } = /** @type {Waiting} */ (this.#waiting.get(id));
    this.#tell({ type: "ask", id, request, contents });
    this.#expectSign();
  }

  /** @type {(message: ToWorker) => void} */
  #tell(message) {
    this.#worker?.postMessage(message);
  }

  /** @type {(data: ToPage) => void} */
  #hear(data) {
    const starts = data.type === "progress" && data.done === data.total;
    this.#expectSign(starts ? START : SILENCE);
    if (data.type === "progress") {
      const detail = { share: data.done / data.total };
      this.dispatchEvent(new CustomEvent("progress", { detail }));
    } else if (data.type === "ready") {
      this.#become("ready");
      for (const id of this.#waiting.keys()) this.#send(id);
      this.#rest();
    } else if (data.type === "answer") {
      this.#waiting.get(data.id)?.resolve(JSON.parse(data.answer));
      this.#waiting.delete(data.id);
      this.#rest();
    } else {
      this.#fail("failed", data.message);
    }
  }

  #expectSign(within = SILENCE) {
    clearTimeout(this.#watch);
    this.#watch = setTimeout(() => this.#fail("failed", "no sign of life"), within);
  }

  #rest() {
    if (this.#waiting.size === 0) clearTimeout(this.#watch);
  }

  /** @type {(reason: string, message?: unknown) => void} */
  #fail(reason, message) {
    clearTimeout(this.#watch);
    this.#worker?.terminate();
    this.#worker = undefined;
    this.reason = reason;
    this.failures += 1;
    if (message) console.warn("engine:", message);
    this.#become("failed");
  }

  /** @type {(state: string) => void} */
  #become(state) {
    if (this.state === state) return;
    this.state = state;
    this.dispatchEvent(new Event("state"));
  }
}
