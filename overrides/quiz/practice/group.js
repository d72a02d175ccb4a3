// <quiz-group>: everyone rates the same cases apart and hands in, and who leads puts the answers
// side by side. All of it travels in addresses, behind the #. A tab keeps what it has of a group
// for as long as it is open, so that a page that is loaded again has lost nothing; open pages of
// one browser tell each other what is handed in.

import { keepInTab, keptInTab } from "../kept/in-tab.js";
import { siteKey } from "../kept/site-key.js";
import { listenForActions } from "../kit/actions.js";
import { fill } from "../kit/fill.js";
import { groupLinksIn, linkIn } from "../kit/links.js";
import { readCases, writeCases } from "./case-links.js";
import { partsOf } from "./cases.js";

/** @import { ByCase, Cases, GroupState, Person } from "../../types/page" */
/** @import { Leading } from "./leading.js" */
/** @import { TakingPart } from "./taking-part.js" */

/** @typedef {{ hello: true } | { hello?: undefined, group: [string, ByCase][] }} Told */

const COUNT = 3; // cases of a group
const NAME = "group";

class QuizGroup extends /** @type {new () => With<"definition">} */ (HTMLElement) {
  /** @type {Cases["keys"]} */ keys;
  /** @type {Cases["cases"]} */ cases;
  /** @type {Cases["form"]} */ form;
  /** @type {Cases["ids"]} */ ids;
  /** @type {BroadcastChannel} */ channel;
  /** @type {Leading | undefined} */ leading;
  /** @type {TakingPart | undefined} */ takingPart;
  /** @type {"lead" | "part" | "ask"} */ role = "lead";
  turn = 0; // counts addresses, so that what one of them loads does not come after the next
  handed = ""; // the link of which the page asks whether it is for the reader
  /** @type {string[]} */ chosen = []; // the group's cases; none before it begins

  connectedCallback() {
    Object.assign(this, partsOf(this)); // keys, cases, form, ids
    this.closeKeys();
    this.channel = new BroadcastChannel(siteKey(NAME));
    this.channel.addEventListener("message", (/** @type {MessageEvent<Told>} */ { data }) => {
      if (data.hello) this.tellAll();
      else this.hear(data.group.map(([by, answers]) => ({ by, answers })));
    });
    listenForActions(this, { gather: () => this.gather(this.handed, this.keptState()) });
    this.readAddress();
    addEventListener("hashchange", () => this.readAddress());
  }

  disconnectedCallback() {
    this.channel.close();
    this.leading?.closeCamera();
  }

  get known() {
    return Object.keys(this.keys);
  }

  get address() {
    return location.origin + location.pathname;
  }

  // --- which of the two this page is for, and what only that one needs ---

  readAddress() {
    this.turn++;
    const state = this.keptState();
    const kind = linkIn(location.hash)?.kind;
    const joined = kind === "j" ? readCases(location.hash, "j", this.known, COUNT) : null;
    this.querySelector("[data-join-problem]").hidden = kind !== "j" || joined !== null;
    if (joined) this.takePart(joined, state);
    else if (kind === "g") this.collect(location.hash, state);
    else this.lead(state);
  }

  async leader() {
    const { Leading } = await import("./leading.js");
    if (!this.leading) {
      this.leading = new Leading(this);
      listenForActions(this, this.leading.actions);
    }
    return this.leading;
  }

  /** @type {(cases: string[], state: GroupState | null) => Promise<void>} */
  async takePart(cases, state) {
    const { turn } = this;
    const { TakingPart } = await import("./taking-part.js");
    if (turn !== this.turn) return;
    if (!this.takingPart) {
      this.takingPart = new TakingPart(this);
      listenForActions(this, this.takingPart.actions, this.takingPart.steps.actions);
    }
    this.beFor("part");
    this.chosen = cases;
    const same = state?.role === "part" && String(state.cases) === String(cases);
    this.takingPart.begin(same ? state : null);
  }

  /** @type {(state: GroupState | null) => Promise<void>} */
  async lead(state) {
    const { turn } = this;
    const leading = await this.leader();
    if (turn !== this.turn) return;
    this.beFor("lead");
    if (state?.role === "lead") leading.begin(state.cases, state);
    else leading.layOut();
  }

  // A link with somebody's answers is for who leads. Where nobody does in this tab, it may as well
  // have been opened by one of the group, who is not to see the key by that.
  /** @type {(text: string, state: GroupState | null) => Promise<void> | void} */
  collect(text, state) {
    const leads = state?.role === "lead" || (this.role === "lead" && this.chosen.length > 0);
    const { people } = groupLinksIn(text, this.dataset.definition, this.ids, this.known, COUNT);
    if (leads || people.length === 0) return this.gather(text, state);
    this.tell(people); // to the tab in which the group is open, if there is one
    this.handed = text;
    this.beFor("ask");
    const back = this.querySelector("[data-back-to-part]");
    back.hidden = state?.role !== "part";
    if (state) back.href = writeCases("j", state.cases);
    this.showCases([]);
    this.querySelector("[data-whose-heading]").focus();
  }

  // It begins the group of its cases, or goes to the one that is begun.
  /** @type {(text: string, state: GroupState | null) => Promise<void>} */
  async gather(text, state) {
    const { turn } = this;
    const leading = await this.leader();
    if (turn !== this.turn) return;
    this.beFor("lead");
    const { people } = groupLinksIn(text, this.dataset.definition, this.ids, this.known, COUNT);
    const named = people[0] && Object.keys(people[0].answers);
    if (this.chosen.length === 0) {
      if (state?.role === "lead") leading.begin(state.cases, state);
      else leading.begin(named ?? this.standard, null);
    }
    leading.tellOutcome(leading.take(text).outcome);
    this.channel.postMessage({ hello: true });
    this.querySelector("[data-collect]").scrollIntoView({ block: "start" });
  }

  /** @type {(role: "lead" | "part" | "ask") => void} */
  beFor(role) {
    if (this.role !== role) this.chosen = [];
    this.role = role;
    this.querySelector("[data-whose]").hidden = role !== "ask";
    this.querySelector("[data-lead]").hidden = role !== "lead";
    this.querySelector("[data-take-part]").hidden = role !== "part";
    this.querySelector("[data-mine]").hidden = true;
    this.querySelector("[data-own-key]").hidden = true;
    this.querySelector("[data-rating-at]").hidden = true;
    this.querySelector("[data-discuss]").hidden = true;
    this.querySelector("[data-group-result]").hidden = true;
  }

  // The cases that the page proposes.
  get standard() {
    return [...this.querySelectorAll("[data-chosen-case]")].map(({ value }) => value);
  }

  // --- cases and keys ---

  /** @type {(id: string) => Cases["cases"][number]} */
  find(id) {
    return /** @type {Cases["cases"][number]} */ (
      this.cases.find((item) => item.dataset.case === id)
    );
  }

  /** @type {(id: string) => string} */
  titleOf(id) {
    return this.find(id).querySelector("h3").textContent.trim();
  }

  // Shows these cases and no others, in this order. One says which of the group's it is, and that it
  // has a look-alike where that is one of the group's too.
  /** @type {(ids: string[]) => void} */
  showCases(ids) {
    const place = this.querySelector("[data-cases]");
    for (const item of this.cases) item.hidden = !ids.includes(item.dataset.case);
    for (const [index, id] of this.chosen.entries()) {
      const item = this.find(id);
      const number = { number: String(index + 1), of: String(this.chosen.length) };
      fill(item.querySelector("[data-place]"), number);
      item.querySelector("[data-place]").hidden = ids.length === 1; // a heading has said so
      const alike = item.querySelector("[data-alike]");
      const before = this.chosen.slice(0, index);
      if (alike) alike.hidden = !before.includes(item.dataset.pair ?? "");
    }
    for (const id of ids) if (ids.length > 1) place.append(this.find(id));
  }

  closeKeys() {
    for (const panel of this.querySelectorAll("[data-key-panel]")) {
      panel.hidden = true;
      panel.open = false;
    }
  }

  openKeys() {
    for (const id of this.chosen) {
      const item = this.find(id);
      const panel = item.querySelector("[data-key-panel]");
      panel.hidden = false;
      panel.open = this.role === "part" || id === this.chosen[0]; // the coach goes one by one
      if (this.role === "part") item.querySelector("[data-form-place]").replaceChildren();
    }
  }

  // --- what this tab keeps, and tells the others ---

  /** @type {() => GroupState | null} */
  keptState() {
    const state = keptInTab(NAME);
    const { cases } = state ?? {};
    const sound = Array.isArray(cases) && cases.every((id) => this.known.includes(id));
    return sound && cases.length === COUNT ? state : null;
  }

  keepState() {
    const { role, chosen: cases, takingPart, leading } = this;
    const own = { by: takingPart?.by, mine: takingPart?.mine };
    const group = [...(leading?.group ?? [])];
    const all = { group, shown: leading?.shown, opened: leading?.opened };
    keepInTab(NAME, { role, cases, ...(role === "part" ? own : all) });
  }

  /** @type {(people: Person[]) => void} */
  tell(people) {
    if (people.length === 0) return;
    this.channel.postMessage({ group: people.map(({ by, answers }) => [by, answers]) });
  }

  tellAll() {
    const { takingPart, leading } = this;
    const own = takingPart?.handedIn ? [{ by: takingPart.by, answers: takingPart.mine }] : [];
    const all = [...(leading?.group ?? [])].map(([by, answers]) => ({ by, answers }));
    this.tell(this.role === "part" ? own : all);
  }

  /** @type {(people: Person[]) => Promise<void>} */
  async hear(people) {
    if (this.role !== "lead" || people.length === 0) return;
    const leading = await this.leader();
    if (this.role !== "lead") return; // the address was read in the meantime
    const named = Object.keys(people[0].answers);
    const sound = named.length === COUNT && named.every((id) => this.known.includes(id));
    if (this.chosen.length === 0 && sound) leading.begin(named, null);
    leading.add(people.filter((person) => leading.isOurs(person)));
  }

  // --- what both do ---

  /** @type {(field: HTMLInputElement, button: HTMLElement) => Promise<void>} */
  async copy(field, button) {
    const said = button.parentElement?.querySelector("[data-copied]");
    field.select();
    await navigator.clipboard.writeText(field.value).then(
      () => {
        if (said) said.hidden = false;
      },
      () => {}, // the link stays selected, to be copied by hand
    );
  }
}

customElements.define("quiz-group", QuizGroup);
