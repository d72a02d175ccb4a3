// The page's side of the service worker: has the site kept on the device, and offers a next version.
// Its words are in partials/offline.html. A preview has neither, and then nothing happens here.
//
// The state is in <html data-offline>: "keeping", "kept", "full" (the device has no room),
// "failed", "saver" (data saver is on: nothing is fetched that was not asked for).

const place = document.querySelector("[data-offline-worker]");
// Who comes upon the check in somebody else's page has not come to stay: no copy for them.
const passing = self !== top || "embedded" in document.documentElement.dataset;
const workers = place && !passing ? navigator.serviceWorker : undefined;
let accepted = false;
let asked = false;

// Called when the engine is ready: people who came for a check will come back, perhaps on a train.
export function keepOffline() {
  if (!workers || asked || workers.controller) return; // a page that is kept is watched already
  asked = true;
  if (navigator.connection?.saveData) become("saver");
  else (window.requestIdleCallback ?? setTimeout)(() => register(workers));
}

/** @type {(all: ServiceWorkerContainer) => Promise<void>} */
async function register(all) {
  become("keeping");
  try {
    const url = new URL(place.dataset.offlineWorker, document.baseURI);
    watch(await all.register(url));
  } catch (error) {
    console.info("offline:", String(error)); // the site is there all the same
    become("failed");
  }
}

/** @type {(registration: ServiceWorkerRegistration) => void} */
function watch(registration) {
  if (registration.active) become("kept");
  if (registration.waiting) offer(registration);
  follow(registration, registration.installing);
  registration.addEventListener("updatefound", () => follow(registration, registration.installing));
}

/** @type {(registration: ServiceWorkerRegistration, worker: ServiceWorker | null) => void} */
function follow(registration, worker) {
  worker?.addEventListener("statechange", () => {
    if (worker.state === "installed" && registration.active) offer(registration);
    if (worker.state === "activated") become("kept");
    if (
      worker.state === "redundant" &&
      !registration.active &&
      document.documentElement.dataset.offline === "keeping"
    )
      become("failed");
  });
}

/** @type {(state: string) => void} */
function become(state) {
  document.documentElement.dataset.offline = state;
  for (const part of place.querySelectorAll("[data-offline-when]")) {
    part.hidden = part.dataset.offlineWhen !== state;
  }
}

// Without a registration: another page of this site took the new version, and this one is still of
// the old one.
/** @type {(registration?: ServiceWorkerRegistration) => void} */
function offer(registration) {
  const bar = place.querySelector("[data-update]");
  bar.hidden = false;
  bar.querySelector("[data-do=update]").onclick = () => {
    accepted = true;
    if (!registration?.waiting) return location.reload();
    const accept = () => registration.waiting?.postMessage("accept");
    accept();
    setInterval(accept, 1000); // Chromium forgets it while the worker before is busy
  };
  bar.querySelector("[data-do=later]").onclick = () => {
    bar.hidden = true;
  };
}

if (workers) {
  const wasKept = Boolean(workers.controller);
  workers.addEventListener("controllerchange", () => {
    if (accepted) location.reload();
    else if (wasKept) offer();
  });
  workers.addEventListener("message", ({ data }) => {
    if (data.offline && !workers.controller) become(data.offline);
  });
  workers.startMessages();
  if (wasKept) {
    workers
      .getRegistration(document.baseURI)
      .then((registration) => registration && watch(registration));
  }
}
