// The worker: runs Python, answers requests. Knows nothing of pages, forms or languages.
//
// From the page:  {type: "start", files: [{role, url, bytes}, …], lock, tries}
//                 {type: "ask", id, request}                            JSON text, see quiz/browser.py
// To the page:    {type: "progress", done, total}                       bytes
//                 {type: "ready"}
//                 {type: "failed", message}                             for the console
//                 {type: "answer", id, answer}                          JSON text

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
  python.unpackArchive(await (await fetched.get(url.package)).arrayBuffer(), "wheel");
  const edge = python.pyimport("quiz.browser");
  const definition = edge.__file__.replace(/[^/]*$/, "conditions.json");
  return edge.start(python.FS.readFile(definition, { encoding: "utf8" }));
}

// Fetches the large files at once and counts their bytes; when Pyodide asks for one of them by its
// own fetch, it is handed what is already on its way. Returns url to promise of a Response.
function fetchAll(files, options) {
  const total = files.reduce((sum, file) => sum + file.bytes, 0);
  let done = 0;
  const counted = (bytes) => {
    done += bytes;
    self.postMessage({ type: "progress", done, total });
  };
  const fetched = new Map(files.map((file) => [file.url, fetchOne(file, options, counted)]));
  const plainFetch = self.fetch;
  self.fetch = (input, init) =>
    fetched.get(new URL(input.url ?? input, self.location.href).href) ?? plainFetch(input, init);
  return fetched;
}

async function fetchOne(file, options, counted) {
  try {
    const response = await fetch(file.url, options);
    if (!response.ok) throw new Error(`${file.url}: ${response.status}`);
    let seen = 0;
    const count = new TransformStream({
      transform(chunk, controller) {
        seen += chunk.byteLength;
        counted(chunk.byteLength);
        controller.enqueue(chunk);
      },
      flush() {
        if (seen !== file.bytes) fail(`${file.url}: ${seen} bytes instead of ${file.bytes}`);
      },
    });
    let body = response.body.pipeThrough(count);
    if (file.role === "library") body = body.pipeThrough(new DecompressionStream("gzip"));
    const type = file.role === "wasm" ? "application/wasm" : "application/octet-stream";
    return new Response(body, { headers: { "Content-Type": type } });
  } catch (error) {
    fail(error); // Pyodide would wait for ever
    throw error;
  }
}
