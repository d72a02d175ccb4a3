// The worker: runs Python, answers requests. Knows nothing of pages, forms or languages.
//
// From the page:  {type: "start", files: [{role, url, bytes}, …], lock, tries}
//                 {type: "ask", id, request}                            JSON text, see quiz/browser.py
// To the page:    {type: "progress", done, total}                       bytes
//                 {type: "ready"}
//                 {type: "failed", message}                             for the console
//                 {type: "answer", id, answer}                          JSON text

const WHEEL = "/quiz.whl"; // in Python's own file system
const STEP = 0.005; // of the whole: progress that is worth telling
let answer;

self.addEventListener("message", async ({ data }) => {
  try {
    if (data.type === "start") {
      answer = await start(data);
      self.postMessage({ type: "ready" });
    } else {
      self.postMessage({ type: "answer", id: data.id, answer: answer(data.request) });
    }
  } catch (error) {
    fail(error);
  }
});

function fail(error) {
  self.postMessage({ type: "failed", message: String(error) });
}

async function start({ files, lock, tries }) {
  const url = Object.fromEntries(files.map((file) => [file.role, file.url]));
  const large = files.filter((file) => file.role !== "pyodide" && file.role !== "glue");
  const fetched = fetchAll(large, { cache: tries ? "reload" : "default" });
  // Pyodide loads its parts one after the other; asked for here, they come in side by side.
  const fresh = tries ? `?try=${tries}` : "";
  const [{ loadPyodide }] = await Promise.all([
    import(url.pyodide + fresh),
    import(url.glue + fresh),
  ]);
  const python = await loadPyodide({
    indexURL: new URL(".", url.pyodide).href,
    stdLibURL: url.library,
    lockFileContents: lock,
  });
  // Python imports from a wheel as it is.
  python.FS.writeFile(WHEEL, new Uint8Array(await (await fetched.get(url.package)).arrayBuffer()));
  python.pyimport("sys").path.append(WHEEL);
  const edge = python.pyimport("quiz.browser");
  const definition = edge.__loader__.get_data(`${WHEEL}/quiz/conditions.json`);
  return edge.start(definition.decode());
}

// Fetches the large files at once and counts their bytes; when Pyodide asks for one of them by its
// own fetch, it is handed what is already on its way. Returns url to promise of a Response.
function fetchAll(files, options) {
  const total = files.reduce((sum, file) => sum + file.bytes, 0);
  let done = 0;
  let told = 0;
  const counted = (bytes, whole) => {
    done += bytes;
    if (!whole && done - told < total * STEP) return;
    told = done;
    self.postMessage({ type: "progress", done, total });
  };
  const fetched = new Map(files.map((file) => [file.url, fetchOne(file, options, counted)]));
  const plainFetch = self.fetch;
  self.fetch = (input, init) =>
    fetched.get(new URL(input.url ?? input, self.location.href).href) ?? plainFetch(input, init);
  return fetched;
}

// A browser keeps what it compiled of a WebAssembly file, but only for a response as it came, so
// that one is not wrapped; its bytes are counted on a copy of the stream.
async function fetchOne(file, options, counted) {
  try {
    let response = await fetchFound(file.url, options);
    if (file.role === "wasm" && cameUnpacked(response, file)) {
      response.body.cancel();
      response = unpacked(await fetchFound(`${file.url}.gz`, options), "application/wasm");
    }
    count(file, response.clone(), counted);
    return file.role === "library" ? unpacked(response, "application/zip") : response;
  } catch (error) {
    fail(error); // Pyodide would wait for ever
    throw error;
  }
}

async function fetchFound(url, options) {
  const response = await fetch(url, options);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response;
}

// Whether the server sends this file as large as it is: then there is a packed one beside it.
function cameUnpacked({ headers }, { bytes }) {
  return !headers.has("Content-Encoding") && Number(headers.get("Content-Length")) === bytes;
}

function unpacked(response, type) {
  const body = response.body.pipeThrough(new DecompressionStream("gzip"));
  return new Response(body, { headers: { "Content-Type": type } });
}

async function count(file, { body }, counted) {
  let seen = 0;
  try {
    const reader = body.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      seen += value.byteLength;
      counted(value.byteLength, seen === file.bytes);
    }
    if (seen !== file.bytes) throw new Error(`${seen} bytes instead of ${file.bytes}`);
  } catch (error) {
    fail(`${file.url}: ${error}`);
  }
}
