// What readers take along: a backup, spreadsheets, an export for their CRM, a calendar. The actions run
// with the <quiz-prospects> as `this`.

import { download, fileName, makeBackup } from "../kept/backup.js";
import { plays } from "../kept/plays.js";
import { readRatings } from "../kept/ratings.js";
import { today } from "../kit/sheet.js";
import { askSeller } from "./seller.js";

/** @import { Actions, ProspectsHost } from "../../types/page" */

const MARK = "\ufeff"; // by it Excel sees that a text is UTF-8

const WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** @type {Actions<ProspectsHost>} */
export const taking = {
  backup(_event, button) {
    return askSeller(this, async (seller) => {
      const { store } = this.collection;
      const all = await store.all(); // as it lies there, whatever Python makes of it
      const text = makeBackup(all, readRatings(), seller, plays.read());
      download(text, fileName("backup", "json"), "application/json");
      this.said.say(button, "backup");
      await store.setMeta("backup", today()).catch(() => {});
      await this.showReminder();
    });
  },
  csv() {
    return askSeller(this, (seller) => exportAll(this, ",", "", seller));
  },
  crm() {
    return askSeller(this, (seller) => exportAll(this, ",", MARK, seller, true));
  },
  excel() {
    return askSeller(this, (seller) => exportAll(this, ";", MARK, seller));
  },
  xlsx() {
    return askSeller(this, async (seller) => {
      const about = { ids: null, delimiter: ",", format: /** @type {const} */ ("xlsx"), seller };
      const { xlsx } = await this.ask({ do: "export", ...about });
      const bytes = Uint8Array.from(atob(xlsx ?? ""), (sign) => sign.charCodeAt(0));
      download(bytes, fileName("prospects", "xlsx"), WORKBOOK);
    });
  },
  async blank() {
    this.engine.start();
    this.engine.show();
    const { csv } = await this.ask({ do: "blank", delimiter: this.dataset.delimiter });
    download(MARK + csv, fileName("list", "csv"), "text/csv");
  },
  calendar() {
    return saveCalendar(this, null);
  },
};

/** @type {(host: ProspectsHost, delimiter: string, mark: string, seller: string, crm?: boolean) => Promise<void>} */
async function exportAll(host, delimiter, mark, seller, crm = false) {
  const { csv } = await host.ask({ do: "export", ids: null, delimiter, seller, crm });
  download(mark + csv, fileName(crm ? "crm" : "prospects", "csv"), "text/csv");
}

// The days of these prospects, of all that are open for null.
/** @type {(host: ProspectsHost, ids: string[] | null) => Promise<void>} */
export async function saveCalendar(host, ids) {
  const { ics } = await host.ask({ do: "calendar", ids, now: new Date().toISOString() });
  download(/** @type {string} */ (ics), fileName("calendar", "ics"), "text/calendar");
}
