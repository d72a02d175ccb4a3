// Who the reader is, as exported files say it: without a name, two people's files of one day would
// look like one person's to anyone who combines them. Asked once, before the first file.

/** @import { Actions, ProspectsHost, Store } from "../../types/page" */

const KEY = "seller"; // in the store

// The reader's name, "" for one who gave none; undefined for one who was never asked.
/** @type {(store: Store) => Promise<string | undefined>} */
export async function readSeller(store) {
  return store.meta(KEY).catch(() => ""); // a store that answers nothing has said so already
}

// Calls back with the name once it is known; readers who close the question export nothing.
/** @type {(host: ProspectsHost, callback: (seller: string) => unknown) => Promise<unknown>} */
export async function askSeller(host, callback) {
  const seller = await readSeller(host.collection.store);
  if (seller !== undefined) return callback(seller);
  return ask(host, callback);
}

/** @type {(host: ProspectsHost, store: Store) => Promise<void>} */
export async function showSeller(host, store) {
  const seller = await readSeller(store);
  host.querySelector("[data-seller-known]").hidden = seller === undefined;
  host.querySelector("[data-seller-some]").hidden = !seller;
  host.querySelector("[data-seller-none]").hidden = Boolean(seller);
  host.querySelector("[data-seller-name]").textContent = seller ?? "";
}

/** @type {Actions<ProspectsHost>} */
export const naming = {
  "change-seller"() {
    return ask(this, () => {});
  },
};

/** @type {(host: ProspectsHost, callback: (seller: string) => unknown) => Promise<unknown>} */
async function ask(host, callback) {
  const dialog = host.querySelector("[data-ask-seller]");
  const field = dialog.querySelector("[name=seller]");
  field.value = (await readSeller(host.collection.store)) ?? "";
  field.required = true;
  dialog.returnValue = "";
  dialog.showModal();
  field.select();
  await new Promise((resolve) => dialog.addEventListener("close", resolve, { once: true }));
  if (!dialog.returnValue) return undefined;
  // Without a name the files have none; the button says so.
  const seller = dialog.returnValue === "name" ? field.value.trim() : "";
  await host.collection.store.setMeta(KEY, seller).catch((error) => host.showStoreProblem(error));
  await showSeller(host, host.collection.store);
  return callback(seller);
}
