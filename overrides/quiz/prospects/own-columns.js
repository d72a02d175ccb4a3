// The columns of the reader's own spreadsheet or CRM; a number can be called, an address written to,
// unless they asked for no contact.

/** @typedef {{ name: string, value: string }} OwnColumn */

const PHONE = /^\+?[\d\s().-]{7,24}$/;
const MAIL = /^[^\s@<>()"]+@[^\s@<>()"]+\.[^\s@<>()"]+$/;
const DATE = /^\d{1,4}[-./]\d{1,2}[-./]\d{1,4}$/;

// Where a value leads: a telephone number or a mail address; "" for anything else.
/** @type {(value: string) => string} */
export function addressOf(value) {
  const text = value.trim();
  if (MAIL.test(text)) return `mailto:${encodeURIComponent(text).replace("%40", "@")}`;
  const digits = text.replace(/\D/g, "").length;
  const phone = PHONE.test(text) && !DATE.test(text) && digits >= 8 && /^[+0(]/.test(text);
  return phone ? `tel:${text.replace(/\(0\)|[^\d+]/g, "")}` : "";
}

// A list of them: what each is called, and what it holds.
/** @type {(columns: OwnColumn[], reachable: boolean) => HTMLElement[]} */
export function ownColumns(columns, reachable) {
  return columns.flatMap(({ name, value }) => {
    const term = document.createElement("dt");
    term.textContent = name;
    const said = document.createElement("dd");
    const address = reachable && addressOf(value);
    if (address) {
      const link = document.createElement("a");
      link.href = address;
      link.textContent = value;
      said.append(link);
    } else said.textContent = value;
    return [term, said];
  });
}
