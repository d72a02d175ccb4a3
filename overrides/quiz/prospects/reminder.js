// Asks for a backup, where there are prospects that the browser may throw away.

import { dayText, today } from "../kit/sheet.js";

/** @import { ProspectsHost } from "../../types/page" */

const REMIND = 30; // days after a backup until the page asks for another

/** @type {(host: ProspectsHost) => Promise<void>} */
export async function showReminder(host) {
  const box = host.querySelector("[data-backup-reminder]");
  const { records, store } = host.collection;
  if (records.size === 0 || !store) {
    box.hidden = true;
    return;
  }
  try {
    const [kept, last] = await Promise.all([
      navigator.storage?.persisted?.() ?? false,
      store.meta("backup"),
    ]);
    const old = !last || (Date.parse(today()) - Date.parse(last)) / 86_400_000 > REMIND;
    box.hidden = kept || !old;
    box.querySelector("[data-backup-never]").hidden = Boolean(last);
    box.querySelector("[data-backup-last]").hidden = !last;
    const day = last ? dayText(last, host.dataset.language) : "";
    box.querySelector("[data-backup-day]").textContent = day;
  } catch {
    box.hidden = true; // a store that answers nothing has said so already
  }
}
