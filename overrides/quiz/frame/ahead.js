// Fetches the engine ahead, once a hand or the focus comes to a link to a page that needs it: on a
// first visit it is half here by the time the page asks. Not where the reader saves data, nor where
// a copy of the site is on the device.

/** @import { EngineParts } from "../../types/messages" */

const NEEDS_IT = /\/(check|practice|prospects)\/$/;
const HERE = document.querySelector("[data-engine-files]");
let asked = HERE !== null;

for (const sign of ["pointerover", "focusin"]) addEventListener(sign, ({ target }) => see(target));

/** @type {(target: EventTarget | null) => void} */
function see(target) {
  if (asked || navigator.serviceWorker?.controller || navigator.connection?.saveData) return;
  const link = target instanceof Element && target.closest("a");
  if (!link || link.origin !== location.origin || !NEEDS_IT.test(link.pathname)) return;
  asked = true;
  fetchFor(link.origin + link.pathname).catch(() => {}); // the page asks for itself
}

/** @type {(page: string) => Promise<void>} */
async function fetchFor(page) {
  const text = await (await fetch(page)).text();
  const [, parts] = text.match(/data-engine-files[^>]*>([^<]+)</) ?? [];
  if (!parts) return;
  /** @type {EngineParts} */
  const { folder, files } = JSON.parse(parts);
  await Promise.all(
    files.map(async ({ name, bytes }) => {
      const answer = await fetch(new URL(`${folder}/${name}`, page), { priority: "low" });
      // As engine.worker.js has it: from a host that does not pack this file, the packed one is taken.
      const unpacked = !answer.headers.has("Content-Encoding") && name.endsWith(".wasm");
      if (unpacked && Number(answer.headers.get("Content-Length")) === bytes) {
        await answer.body?.cancel();
        await (await fetch(new URL(`${folder}/${name}.gz`, page))).arrayBuffer();
      } else await answer.arrayBuffer();
    }),
  );
}
