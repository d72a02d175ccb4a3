// The card for tomorrow's calls: the first of the list who are worth one, with a question each.

import { fill } from "../kit/fill.js";
import { dayText, today } from "../kit/sheet.js";
import { isContact } from "./own-columns.js";

/** @import { ListRow, ProspectsHost } from "../../types/page" */
/** @import { OwnColumn } from "./own-columns.js" */

const MOST = 12; // what one sheet of paper holds
const NO_CALL = ["park", "walk-away"];

// Of these, those of whom something can be asked that matters.
/** @type {(rows: ListRow[]) => ListRow[]} */
export function worthACall(rows) {
  return rows.filter(
    (row) => row.ask_id && !row.stopped && !row.outcome && !NO_CALL.includes(row.verdict),
  );
}

/** @type {(host: ProspectsHost, rows: ListRow[]) => void} */
export function fillCalls(host, rows) {
  const box = host.querySelector("[data-calls]");
  const calls = worthACall(rows).slice(0, MOST);
  fill(box, {
    calls: calls.map(({ name, ask, others }) => ({ name, ask, contact: contactIn(others) })),
  });
  box.querySelector("[data-calls-day]").textContent = dayText(today(), host.dataset.language);
}

// Whom to ask for, and the number.
/** @type {(others: OwnColumn[]) => string} */
function contactIn(others) {
  const found = others.filter((column) => isContact(column) && !column.value.includes("@"));
  return found.map(({ value }) => value).join(", ");
}
