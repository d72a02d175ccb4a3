// The question which column of a list is which. Python guesses, and says what has to be asked; what was
// chosen is remembered in this browser, for lists with the same columns.

/** @import { ColumnChoice, ColumnMapping, OpenedHow, ProspectsHost, StatusWord } from "../../types/page" */

const KEY = "mappings"; // in the store
const MOST = 20; // lists of which the choice is remembered

export class Mapping {
  #host;
  #form;
  #done;
  #again;
  /** @type {ColumnMapping} */ #given;

  /**
   * @param {ProspectsHost} host
   * @param {ColumnMapping} given
   * @param {(choice: ColumnChoice) => unknown} done
   * @param {(how: OpenedHow) => unknown} again
   */
  constructor(host, given, done, again) {
    this.#host = host;
    this.#form = host.querySelector("[data-mapping]");
    this.#given = given;
    this.#done = done;
    this.#again = again;
    this.#form.onsubmit = (event) => {
      event.preventDefault();
      this.#submit();
    };
    this.#form.onchange = ({ target }) => this.#change(/** @type {HTMLElement} */ (target));
    this.#show();
  }

  #show() {
    const { columns, chosen, headed, others, sheets = [], sheet } = this.#given;
    const offered = this.#form.querySelector("[name=sheet]");
    offered.replaceChildren(...sheets.map((name) => new Option(name, name, false, name === sheet)));
    /** @type {HTMLElement} */ (offered.closest("p")).hidden = sheets.length < 2;
    for (const select of this.#selects()) {
      const [none] = select.options;
      const options = columns.map(({ name }, at) => new Option(name, String(at)));
      select.replaceChildren(none, ...options);
      const place = chosen[select.name.replace("map-", "")];
      select.value = place === undefined ? "" : String(place);
    }
    this.#form.querySelector("[name=headed]").checked = headed;
    this.#form.querySelector("[name=others]").checked = others;
    const more = this.#form.querySelector("[data-mapping-more]");
    more.open = [...more.querySelectorAll("select")].some(({ value }) => value);
    this.#form.querySelector("[data-mapping-remembered]").hidden = !this.#given.remembered;
    for (const radio of this.#form.querySelectorAll("[name=order]")) {
      radio.checked = radio.value === this.#given.order;
    }
    this.#showQuestions();
  }

  // What follows from the columns that are chosen now.
  #showQuestions() {
    const { columns, doubtful, order, statuses } = this.#given;
    const used = new Set();
    for (const select of this.#selects()) {
      if (select.value) used.add(Number(select.value));
      const first = select.value ? columns[Number(select.value)].first.join(" · ") : "";
      const hint = select.parentElement?.querySelector("[data-mapping-first]");
      if (hint) hint.textContent = first;
    }
    const rest = columns.filter((_, place) => !used.has(place)).map(({ name }) => name);
    this.#form.querySelector("[data-mapping-others]").textContent = rest.join(", ");
    const others = this.#form.querySelector("[name=others]").closest("p");
    if (others) others.hidden = rest.length === 0;
    const asked = this.#form.querySelector("[data-mapping-order]");
    asked.hidden = !doubtful && !order;
    asked.querySelector("[data-mapping-doubtful]").textContent = doubtful || "03/04/2026";
    for (const radio of asked.querySelectorAll("[name=order]")) radio.required = Boolean(doubtful);
    this.#showStatuses(statuses);
    this.#form.querySelector("[name=map-name]").setCustomValidity("");
  }

  /** @type {(statuses: StatusWord[]) => void} */
  #showStatuses(statuses) {
    const part = this.#form.querySelector("[data-mapping-statuses]");
    part.hidden = statuses.length === 0;
    const list = part.querySelector("[data-mapping-words]");
    const template = part.querySelector("[data-mapping-words] > template");
    const items = statuses.map(({ word, shown, count, means }) => {
      const item = template.content.cloneNode(true).firstElementChild;
      item.querySelector("[data-slot=shown]").textContent = shown;
      item.querySelector("[data-slot=count]").textContent = `× ${count}`;
      const select = item.querySelector("select");
      select.dataset.mappingWord = word;
      select.value = means;
      return item;
    });
    list.replaceChildren(template, ...items);
  }

  #selects() {
    const all = this.#form.querySelectorAll("select");
    return [...all].filter(({ name }) => name.startsWith("map-"));
  }

  /** @type {(target: HTMLElement) => Promise<void>} */
  async #change(target) {
    if (target.matches("[name=headed]")) {
      this.#again({ headed: this.#form.querySelector("[name=headed]").checked });
      return;
    }
    if (target.matches("[name=sheet]")) {
      const sheet = this.#form.querySelector("[name=sheet]").value;
      this.#again({ sheet, headed: undefined });
      return;
    }
    if (!target.matches("select[name^=map-]")) return;
    const found = await this.#host.ask({ do: "ask", choice: this.#choice() });
    if (!found.kind) return;
    this.#given = { ...found, remembered: false };
    this.#showQuestions();
  }

  /** @type {() => ColumnChoice} */
  #choice() {
    /** @type {{ [field: string]: number }} */
    const columns = {};
    for (const { name, value } of this.#selects()) {
      if (value) columns[name.replace("map-", "")] = Number(value);
    }
    const order = [...this.#form.querySelectorAll("[name=order]")].find(({ checked }) => checked);
    /** @type {{ [word: string]: string }} */
    const statuses = {};
    for (const select of this.#form.querySelectorAll("[data-mapping-word]")) {
      if (select.dataset.mappingWord) statuses[select.dataset.mappingWord] = select.value;
    }
    const others = this.#form.querySelector("[name=others]").checked;
    return { columns, order: order?.value ?? null, statuses, others };
  }

  #submit() {
    const name = this.#form.querySelector("[name=map-name]");
    name.setCustomValidity(name.value ? "" : this.#form.dataset.nameless);
    if (!this.#form.reportValidity()) return;
    const choice = this.#choice();
    const { signature, shown_order } = this.#given;
    remember(this.#host, signature, { ...choice, order: choice.order ?? shown_order });
    this.#done(choice);
  }
}

// What was chosen for lists before, by their columns; nothing where nothing can be read.
/** @type {(store: { meta(key: string): Promise<any> }) => Promise<{ [list: string]: ColumnChoice }>} */
export async function readMappings(store) {
  const found = await store.meta(KEY).catch(() => null);
  return found && typeof found === "object" ? found : {};
}

/** @type {(host: ProspectsHost, signature: string, choice: ColumnChoice) => Promise<void>} */
async function remember(host, signature, choice) {
  const { store } = host.collection;
  if (!store) return;
  const { [signature]: _, ...others } = await readMappings(store);
  const kept = Object.entries(others).slice(1 - MOST);
  const all = { ...Object.fromEntries(kept), [signature]: choice };
  await store.setMeta(KEY, all).catch(() => {}); // a choice that is not kept is asked again
}
