// The columns of the reader's own spreadsheet or CRM; a number can be called, an address written to,
// unless they asked for no contact.

/** @import { Row } from "../../types/page" */
/** @typedef {{ name: string, value: string }} OwnColumn */

const CONTACT = /[ck]onta[ck]t|ansprech|interlocut/i; // what the column with a person's name is called
const CALLED = /\btel|telef|phone|mobi|gsm/i; // and one with a number
const PHONE = /^\+?[\d\s().-]{7,24}$/;
const MAIL = /^[^\s@<>()"]+@[^\s@<>()"]+\.[^\s@<>()"]+$/;
const DATE = /^\d{1,4}[-./]\d{1,2}[-./]\d{1,4}$/;

// Where a value leads: a telephone number or a mail address; "" for anything else. In a column that
// is not called so, it has to look like a number that can be called from anywhere in the country.
/** @type {(column: OwnColumn) => string} */
export function addressOf({ name, value }) {
  const text = value.trim();
  if (MAIL.test(text)) return `mailto:${encodeURIComponent(text).replace("%40", "@")}`;
  const digits = text.replace(/\D/g, "").length;
  const sure = CALLED.test(name) ? digits > 5 : digits >= 8 && /^[+0(]/.test(text);
  const phone = PHONE.test(text) && !DATE.test(text) && sure;
  return phone ? `tel:${text.replace(/\(0\)|[^\d+]/g, "")}` : "";
}

// Whether a column tells how to reach them: a person, a number or an address.
/** @type {(column: OwnColumn) => boolean} */
export function isContact(column) {
  const person = CONTACT.test(column.name) && /\p{L}/u.test(column.value); // not when it was
  return person || addressOf(column) !== "";
}

// Whom to ask for and where to reach them, in one line: a name, and a number before an address.
/** @type {(line: HTMLElement, row: Row) => void} */
export function showContact(line, { others, stopped }) {
  const columns = others.filter(isContact);
  const number = columns.find((column) => addressOf(column).startsWith("tel:"));
  const person = columns.find((column) => !addressOf(column));
  const shown = [person, number ?? columns.find(addressOf)].filter((one) => one !== undefined);
  line.hidden = shown.length === 0;
  line.replaceChildren(...shown.map((column) => asLink(column, !stopped)));
}

/** @type {(column: OwnColumn, reachable: boolean) => HTMLElement} */
function asLink(column, reachable) {
  const address = reachable && addressOf(column);
  const said = document.createElement(address ? "a" : "span");
  said.textContent = column.value;
  if (address) /** @type {HTMLAnchorElement} */ (said).href = address;
  return said;
}

// A list of them: what each is called, and what it holds.
/** @type {(columns: OwnColumn[], reachable: boolean) => HTMLElement[]} */
export function ownColumns(columns, reachable) {
  return columns.flatMap((column) => {
    const term = document.createElement("dt");
    term.textContent = column.name;
    const said = document.createElement("dd");
    said.append(asLink(column, reachable));
    return [term, said];
  });
}
