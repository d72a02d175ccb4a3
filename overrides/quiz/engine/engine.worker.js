// The worker: runs Python, answers requests. Knows nothing of pages, forms or languages.

const WHEEL = "/quiz.whl"; // in Python's own file system
const WASM = "application/wasm";
const STEP = 0.005; // of the whole: progress that is worth telling
const { subtle } = globalThis.crypto ?? {};
/** @type {WeakMap<Response, Promise<void>>} */
const checks = new WeakMap(); // a response → a promise that its bytes are those of the build
/** @type {Awaited<ReturnType<typeof start>>} */
let answer;

self.addEventListener("message", async (/** @type {MessageEvent<ToWorker>} */ { data }) => {
  try {
    if (data.type === "start") {
      answer = await start(data);
      tell({ type: "ready" });
    } else {
      tell({ type: "answer", id: data.id, answer: await answer(data.request, data.contents) });
    }
  } catch (error) {
    fail(error);
  }
});

/** @type {(message: ToPage) => void} */
function tell(message) {
  self.postMessage(message);
}

/** @type {(error: unknown) => void} */
function fail(error) {
  tell({ type: "failed", message: String(error) });
}

/** @type {(sent: Extract<ToWorker, { type: "start" }>) => Promise<(...asked: Parameters<Answering>) => Promise<string>>} */
async function start({ files, lock, tries }) {
  /** @type {{ [role: string]: string }} */
  const url = Object.fromEntries(files.map((file) => [file.role, file.url]));
  const large = files.filter((file) => file.role !== "pyodide" && file.role !== "glue");
  const fetched = fetchAll(large, { cache: tries ? "reload" : "default" });
  // Pyodide loads its parts one after the other; asked for here, they come in side by side.
  const scripts = files.filter((file) => !large.includes(file));
  const [{ loadPyodide }] = await Promise.all(
    scripts.map((file) => importChecked(file, tries ? `?try=${tries}` : "")),
  );
  const python = await loadPyodide({
    indexURL: new URL(".", url.pyodide).href,
    stdLibURL: url.library,
    lockFileContents: lock,
  });
  // Python imports from a wheel as it is.
  const wheel = /** @type {Response} */ (await fetched.get(url.package));
  python.FS.writeFile(WHEEL, new Uint8Array(await wheel.arrayBuffer()));
  python.pyimport("sys").path.append(WHEEL);
  const edge = python.pyimport("quiz.browser");
  const inWheel = (/** @type {string} */ name) =>
    edge.__loader__.get_data(`${WHEEL}/quiz/${name}.json`).decode();
  const asked = edge.start(inWheel("conditions"));
  /** @type {RequestCache} */
  let cache = "default";
  // What few readers ask for is a part of its own. Without it, the answer says that it is missing.
  const add = async (/** @type {string} */ role) => {
    const part = JSON.parse(inWheel("parts"))[role];
    const options = { cache };
    cache = "reload"; // after a failure, which the browser may have kept
    const response = await fetchFound(new URL(part.name, url.package).href, options);
    const bytes = await response.arrayBuffer();
    if (bytes.byteLength !== part.bytes) throw new Error(`${part.name}: ${bytes.byteLength} bytes`);
    await check({ ...part, url: response.url }, bytes);
    python.FS.writeFile(`/${part.name}`, new Uint8Array(bytes));
    python.pyimport("quiz").__path__.append(`/${part.name}/quiz`);
  };
  return async (request, contents) => {
    const said = asked(request, python.toPy(contents));
    const [, role] = said.match(/^{"needs": "(\w+)"/) ?? [];
    if (!role) return said;
    const added = await add(role).catch((error) => console.warn("engine:", error) ?? error);
    return added ? said : asked(request, python.toPy(contents));
  };
}

// Fetches the large files at once and counts their bytes; when Pyodide asks for one of them by its
// own fetch, it is handed what is already on its way. Returns url to promise of a Response.
/** @type {(files: EngineFile[], options: RequestInit) => Map<string, Promise<Response>>} */
function fetchAll(files, options) {
  const total = files.reduce((sum, file) => sum + file.bytes, 0);
  let done = 0;
  let told = 0;
  /** @type {Counted} */
  const counted = (bytes, whole) => {
    done += bytes;
    if (!whole && done - told < total * STEP) return;
    told = done;
    tell({ type: "progress", done, total });
  };
  const fetched = new Map(files.map((file) => [file.url, fetchOne(file, options, counted)]));
  const plainFetch = self.fetch;
  self.fetch = (/** @type {any} */ input, init) =>
    fetched.get(new URL(input.url ?? input, self.location.href).href) ?? plainFetch(input, init);
  return fetched;
}

// A browser keeps what it compiled of a WebAssembly file, but only for a response as it came, so
// that one is not wrapped; its bytes are counted and checked on a copy of the stream. It compiles
// meanwhile, and begins once they are checked.
/** @type {(file: EngineFile, options: RequestInit, counted: Counted) => Promise<Response>} */
async function fetchOne(file, options, counted) {
  try {
    let response = await fetchFound(file.url, options);
    if (file.role === "wasm" && cameUnpacked(response, file)) {
      response.body.cancel();
      response = unpacked(await fetchFound(`${file.url}.gz`, options), WASM);
    }
    const copy = /** @type {Found} */ (response.clone());
    const checked = read(file, copy, counted).then((bytes) => check(file, bytes));
    if (file.role === "wasm") {
      // A browser compiles nothing that came under another type, as some servers send it.
      if (response.headers.get("Content-Type") !== WASM) response = typed(response.body, WASM);
      checked.catch(fail);
      checks.set(response, checked);
      return response;
    }
    await checked;
    return file.role === "library" ? unpacked(response, "application/zip") : response;
  } catch (error) {
    fail(error); // Pyodide would wait for ever
    throw error;
  }
}

// Pyodide compiles and begins by this one call, which it may make before the response is there;
// between the two, the check must be done.
WebAssembly.instantiateStreaming = async (source, imports) => {
  const response = await source;
  const compiled = WebAssembly.compileStreaming(response);
  compiled.catch(() => undefined); // what is wrong with the bytes is to be said first
  await checks.get(response);
  const module = await compiled;
  return { module, instance: await WebAssembly.instantiate(module, imports) };
};

/** @type {(url: string, options?: RequestInit) => Promise<Found>} */
async function fetchFound(url, options) {
  const response = await fetch(url, options);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return /** @type {Found} */ (response);
}

// Whether the server sends this file as large as it is: then there is a packed one beside it.
/** @type {(response: Response, file: EngineFile) => boolean} */
function cameUnpacked({ headers }, { bytes }) {
  return !headers.has("Content-Encoding") && Number(headers.get("Content-Length")) === bytes;
}

/** @type {(response: Found, type: string) => Found} */
function unpacked({ body }, type) {
  return typed(body.pipeThrough(new DecompressionStream("gzip")), type);
}

/** @type {(body: ReadableStream, type: string) => Found} */
function typed(body, type) {
  return /** @type {Found} */ (new Response(body, { headers: { "Content-Type": type } }));
}

// Reads a file to its end, and reports progress.
/** @type {(file: EngineFile, response: Found, counted: Counted) => Promise<BufferSource>} */
async function read(file, { body }, counted) {
  const bytes = new Uint8Array(file.bytes);
  let seen = 0;
  const reader = body.getReader();
  while (true) {
    const { done, value } = await reader.read();
    if (done) break;
    if (seen + value.byteLength <= file.bytes) bytes.set(value, seen);
    seen += value.byteLength;
    counted(value.byteLength, seen === file.bytes);
  }
  if (seen !== file.bytes) throw new Error(`${file.url}: ${seen} bytes instead of ${file.bytes}`);
  return bytes;
}

// Nothing of the engine is used before its bytes are known to be those that the build wrote down.
// Outside a secure context a browser has no digest: there, anyone who changes a file on its way can
// change the page as well.
/** @type {(file: EngineFile, bytes: BufferSource) => Promise<void>} */
async function check({ url, sha256 }, bytes) {
  if (!subtle) return;
  const digest = new Uint8Array(await subtle.digest("SHA-256", bytes));
  const found = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  if (found !== sha256) throw new Error(`${url}: its bytes are not those of the build`);
}

// The browser has the script in its cache when it is imported, checked.
/** @type {(file: EngineFile, fresh: string) => Promise<any>} */
async function importChecked(file, fresh) {
  const response = await fetchFound(file.url + fresh);
  await check(file, await response.arrayBuffer());
  return import(file.url + fresh);
}
