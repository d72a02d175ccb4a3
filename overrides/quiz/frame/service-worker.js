// The service worker: keeps one whole version of the site on the device and serves from it alone.
//
// Above this text the build writes what this version consists of:
//   FILES   address, as seen from the site's home → the hash of its content, as for `integrity`
//   ENGINE  how the addresses of the engine's files begin
//   PARTS   how those begin that are kept once a reader has needed them, one for each part
//
// Content is kept under its hash. So a next version fetches only what changed, two versions lie side
// by side without mixing, and nothing is served that is not, byte for byte, what was built.
//
// From a page:  "accept"                       begin with this version now
// To the pages: {offline: "full" | "failed"}   why a version could not be kept

const HOME = self.registration.scope;
const SHELF = `${new URL(HOME).pathname}five-conditions/files`; // an origin can hold many sites
const AT_ONCE = 6;
// A link of ours whose # is encoded: what it carries is no business of the server.
const MANGLED = /%(?:25)*23[cgpv]\d/;

const keyOf = (/** @type {string} */ hash) => `${HOME}?${encodeURIComponent(hash)}`;
const VERSION = `${HOME}?version`; // the FILES of the version in use
const PREVIOUS = `${HOME}?previous`; // and of the one before, while a page of it may be open

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(activate()));
addEventListener("message", ({ data }) => data === "accept" && self.skipWaiting());
addEventListener("fetch", (event) => {
  const answer = answerTo(event.request);
  if (answer) event.respondWith(answer);
});

async function install() {
  const shelf = await caches.open(SHELF);
  const there = new Set((await shelf.keys()).map(({ url }) => url));
  /** @type {string[]} */
  const added = [];
  const before = Object.entries({ ...(await read(VERSION)) });
  const unused = PARTS.filter(
    (part) => !before.some(([path, hash]) => path.startsWith(part) && there.has(keyOf(hash))),
  );
  if (savesData()) unused.push(ENGINE);
  const missing = Object.entries(FILES).filter(
    ([path, hash]) => !there.has(keyOf(hash)) && !unused.some((part) => path.startsWith(part)),
  );
  try {
    while (missing.length) {
      await all(
        missing.splice(0, AT_ONCE).map(async ([path, hash]) => {
          added.push(keyOf(hash));
          await shelf.put(keyOf(hash), await fetchExact(path, hash));
        }),
      );
    }
  } catch (error) {
    const full = isFull(error);
    if (full) await Promise.all(added.map((key) => shelf.delete(key))); // leave the room to others
    for (const page of await self.clients.matchAll({ includeUncontrolled: true })) {
      page.postMessage({ offline: full ? "full" : "failed" });
    }
    throw error;
  }
}

// Waits for every promise, then throws if one failed: what is under way must not end up on a shelf
// that has just been cleared.
/** @type {(promises: Promise<unknown>[]) => Promise<void>} */
async function all(promises) {
  const ended = await Promise.allSettled(promises);
  const failed = ended.filter((each) => each.status === "rejected");
  if (failed.length) throw (failed.find(({ reason }) => isFull(reason)) ?? failed[0]).reason;
}

/** @type {(error: any) => boolean} */
function isFull(error) {
  return error.name === "QuotaExceededError";
}

function savesData() {
  return Boolean(self.navigator.connection?.saveData);
}

// The browser's own copy will do, if it has the right content; if not, the server's must. A host
// that is half way through publishing the next version, or still sends an old copy, fails here.
/** @type {(path: string, hash: string) => Promise<Response>} */
async function fetchExact(path, hash) {
  if (path.endsWith(".wasm")) return fetchWasm(path, hash);
  const fetched = (/** @type {RequestCache} */ cache) =>
    fetch(HOME + path, { cache, integrity: hash });
  try {
    return await fetched("force-cache");
  } catch {
    return fetched("reload");
  }
}

// The largest file: as it is, if the browser still has it; else in the packed form, since not every
// server packs this type. Kept without what it was sent as, which engine.worker.js goes by.
/** @type {(path: string, hash: string) => Promise<Response>} */
async function fetchWasm(path, hash) {
  const url = HOME + path;
  const found = await browsersOwn(path, hash);
  const bytes = await (
    found ?? unpacked(await fetch(`${url}.gz`, { cache: "force-cache" }))
  ).arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  if (hash !== `sha256-${btoa(String.fromCharCode(...digest))}`)
    throw new Error(`${url} is damaged`);
  return new Response(bytes, { headers: { "Content-Type": "application/wasm" } });
}

// What the browser itself still has of an address, without asking the server; nothing for none, or
// for one that is not what its hash says.
/** @type {(path: string, hash?: string) => Promise<Response | undefined>} */
function browsersOwn(path, hash = "") {
  /** @type {RequestInit} */
  const here = { cache: "only-if-cached", mode: "same-origin", integrity: hash };
  return fetch(HOME + path, here).catch(() => undefined);
}

/** @type {(response: { body: any }) => Response} */
function unpacked({ body }) {
  return new Response(body.pipeThrough(new DecompressionStream("gzip")));
}

async function activate() {
  const shelf = await caches.open(SHELF);
  const before = await read(VERSION);
  const pages = await self.clients.matchAll({ type: "window" });
  // The page that accepted reloads. Others go on with what they began with.
  const previous = pages.length > 1 ? before : undefined;
  await write(shelf, VERSION, FILES);
  if (previous) await write(shelf, PREVIOUS, previous);
  const wanted = new Set([VERSION, ...Object.values({ ...previous }).map(keyOf)]);
  for (const hash of Object.values(FILES)) wanted.add(keyOf(hash));
  if (previous) wanted.add(PREVIOUS);
  for (const { url } of await shelf.keys()) if (!wanted.has(url)) await shelf.delete(url);
}

// Looks without opening the shelf, which would bring it back after a reader has erased everything.
/** @type {(key: string) => Promise<Response | undefined>} */
function find(key) {
  return caches.match(key, { cacheName: SHELF });
}

/** @type {(key: string) => Promise<typeof FILES | undefined>} */
async function read(key) {
  return (await find(key))?.json();
}

/** @type {(shelf: Cache, key: string, data: typeof FILES) => Promise<void>} */
async function write(shelf, key, data) {
  try {
    await shelf.put(key, new Response(JSON.stringify(data)));
  } catch {
    // A full disk: pages of the version before fetch what they still lack from the server.
  }
}

// Returns a promise of a response, or nothing for what is not ours.
/** @type {(request: Request) => Promise<Response> | undefined} */
function answerTo(request) {
  const url = new URL(request.url);
  const place = url.origin + url.pathname;
  if (request.method !== "GET" || !place.startsWith(HOME)) return undefined;
  const path = place.slice(HOME.length).replace(/(^|\/)index\.html$/, "$1");
  if (path in FILES) {
    const doubted = url.searchParams.has("try") || request.cache === "reload";
    if (path.endsWith(".wasm") && !doubted) return compiled(path, request);
    return serve(path, FILES[path], request, doubted);
  }
  if (request.mode === "navigate") {
    if (`${path}/` in FILES) {
      return Promise.resolve(Response.redirect(`${HOME}${path}/${url.search}`));
    }
    return MANGLED.test(url.href)
      ? notFound(request)
      : fetch(request).catch(() => notFound(request));
  }
  return ofPrevious(path, request);
}

/** @type {(request: Request) => Promise<Response>} */
async function notFound(request) {
  const page = await serve("404.html", FILES["404.html"], request);
  return new Response(page.body, { status: 404, headers: page.headers });
}

/** @type {(path: string, request: Request) => Promise<Response>} */
async function ofPrevious(path, request) {
  const previous = await read(PREVIOUS);
  return previous && path in previous ? serve(path, previous[path], request) : fetch(request);
}

/** @type {(key: string, response: Response) => Promise<void>} */
async function keep(key, response) {
  if (!(await caches.has(SHELF))) return;
  try {
    await (await caches.open(SHELF)).put(key, response);
  } catch {
    // A full disk does not keep it from answering.
  }
}

// A browser that still has this file has compiled it too, and keeps that with its own copy; for ours
// it would compile once more. The worker that asks for it checks its bytes.
/** @type {(path: string, request: Request) => Promise<Response>} */
async function compiled(path, request) {
  const found = await browsersOwn(path);
  return found?.ok ? found : serve(path, FILES[path], request);
}

// `doubted`: the page could not use this file, so what is kept may be damaged.
/** @type {(path: string, hash: string, asked: Request, doubted?: boolean) => Promise<Response>} */
async function serve(path, hash, request, doubted = false) {
  let kept = doubted ? undefined : await find(keyOf(hash));
  if (!kept) {
    try {
      kept = await fetchExact(path, hash);
      await keep(keyOf(hash), kept.clone());
    } catch {
      return (await find(keyOf(hash))) ?? fetch(request);
    }
  }
  // The same content may have come from another address, which relative links in it must not see.
  const asIs = kept.ok && (kept.url === "" || kept.url === HOME + path);
  return asIs ? kept : new Response(kept.body, { headers: kept.headers });
}
