// Who the reader is, as files say it that they export: without that, two people's files of one day
// would be one person's to whoever puts them together. Asked once, before the first file.

const KEY = "seller"; // in the store

// The reader's name, "" for one who gave none; undefined for one who was never asked.
export async function readSeller(store) {
  return store.meta(KEY).catch(() => ""); // a store that answers nothing has said so already
}

// Calls back with the name, once it is known.
export async function askSeller(host, callback) {
  const seller = await readSeller(host.store);
  if (seller !== undefined) return callback(seller);
  host.exporting = callback;
  const form = host.querySelector("[data-ask-seller]");
  form.hidden = false;
  form.elements.seller.focus();
}

export async function showSeller(host) {
  const seller = await readSeller(host.store);
  const form = host.querySelector("[data-ask-seller]");
  form.hidden = true;
  form.elements.seller.value = seller ?? "";
  host.querySelector("[data-seller-known]").hidden = seller === undefined;
  host.querySelector("[data-seller-some]").hidden = !seller;
  host.querySelector("[data-seller-none]").hidden = Boolean(seller);
  host.querySelector("[data-seller-name]").textContent = seller ?? "";
}

export function listenForSeller(host) {
  const form = host.querySelector("[data-ask-seller]");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    // Without a name the files have none; the button says so.
    const named = event.submitter?.value !== "none";
    const name = named ? form.elements.seller.value.trim() : "";
    if (named && !name) {
      form.elements.seller.focus();
      return;
    }
    await host.store.setMeta(KEY, name).catch((error) => host.showStoreProblem(error));
    await showSeller(host);
    const { exporting } = host;
    host.exporting = null;
    await exporting?.(name);
  });
  host.querySelector("[data-do=change-seller]").addEventListener("click", () => {
    form.hidden = false;
    form.elements.seller.select();
  });
}
