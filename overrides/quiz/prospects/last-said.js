// What Python said of the prospects the last time, kept beside them, so that their list is there
// before the engine is. It goes with the first change of any of them (store.js), and holds for one
// day, language and version of the site. Nothing is worked out here.

import { place } from "../engine/begin.js";
import { facts } from "../kit/facts.js";
import { today } from "../kit/sheet.js";

/** @import { Row } from "../../types/messages" */
/** @import { Collection } from "./collection.js" */
/** @import { Store, Stored } from "../../types/page" */

const MOST = 2000; // prospects: above that, reading all of it back would hold up the page

// The day is the one on which the page came: what was said then is not of a day that has begun since.
const ABOUT = JSON.stringify([today(), document.documentElement.lang, place.textContent]);

// What was said, if it was said of exactly these records; else null.
/** @type {(store: Store, kept: Stored[]) => Promise<{ rows: Map<string, Row>, pictures: string } | null>} */
export async function recall(store, kept) {
  if (kept.length === 0 || kept.length > MOST) return null;
  if (kept.some(({ format }) => format !== facts.format)) return null;
  const said = await store.said().catch(() => undefined);
  if (said?.about !== ABOUT || said.of !== stampOf(kept)) return null;
  return { rows: new Map(JSON.parse(said.rows)), pictures: said.pictures };
}

// Keeps it, with the pictures as JSON, unless there is something that Python cannot read. Where it
// cannot be kept, the engine is waited for the next time.
/** @type {(collection: Collection, pictures: string) => Promise<void>} */
export async function keepSaid({ store, records, rows, broken, waiting }, pictures) {
  if (!store || waiting || broken.size || rows.size !== records.size || rows.size > MOST) return;
  const of = stampOf([...records.values()]);
  const said = { about: ABOUT, of, rows: JSON.stringify([...rows]), pictures };
  await store.setSaid(said).catch(() => {});
}

/** @type {(records: Stored[]) => string} */
function stampOf(records) {
  const marks = records.map(({ id, changed }) => `${id} ${changed}`).sort();
  return marks.join("\n");
}
