// Who leads a group: chooses the cases, shows the code to join, gathers what is handed in, and
// opens the key when it has been talked about.

import { engineOf } from "../engine/engine-view.js";
import { showOnly } from "../kit/fill.js";
import { groupLinksIn } from "../kit/links.js";
import { drawQr } from "../kit/qr.js";
import { writeCases } from "./case-links.js";
import { apart } from "./cases.js";
import { codesIn, openingNumber } from "./short-code.js";

/** @import { Actions, ByCase, GroupHost, Person, Requests } from "../../types/page" */
/** @typedef {"taken" | "changed" | "again" | "other" | "bad" | "none"} Outcome */

const SHOWN_FOR = 600; // milliseconds in which one code, held before the camera, counts once

export class Leading {
  /** @type {Map<string, ByCase>} */
  group = new Map(); // by → answers
  shown = false;
  opened = false;
  /** @type {(() => void) | null} */
  stopCamera = null;
  seen = { text: "", at: 0 };
  waiting = false; // for Python
  /** @type {Parameters<Leading["begin"]> | null} */
  before = null; // the group, while other cases are chosen

  /** @param {GroupHost} host */
  constructor(host) {
    this.host = host;
    this.engine = engineOf(host, () => this.waiting);
    const choosing = host.querySelector("[data-choose]");
    choosing.addEventListener("submit", (event) => {
      event.preventDefault();
      this.choose();
    });
    const pasting = host.querySelector("[data-paste]");
    pasting.addEventListener("submit", (event) => {
      event.preventDefault();
      this.paste(pasting.elements.links);
    });
    host.querySelector("dialog").addEventListener("close", () => {
      host.querySelector("[data-do=large]").focus();
    });
  }

  // --- which cases, and the code to join with ---

  choose() {
    const { host } = this;
    const selects = [...host.querySelectorAll("[data-chosen-case]")];
    const cases = selects.map(({ value }) => value);
    const twice = selects.find(({ value }, at) => cases.indexOf(value) < at);
    host.querySelector("[data-choose-error]").hidden = !twice;
    for (const select of selects) select.setAttribute("aria-invalid", String(select === twice));
    if (twice) {
      twice.focus();
      return;
    }
    this.begin(cases, null);
    host.keepState();
    host.querySelector("[data-join-heading]").focus();
  }

  // Begins anew with these cases, or goes on with what was kept in this tab.
  /** @type {(cases: string[], state: { group: [string, ByCase][], shown: boolean, opened: boolean } | null) => void} */
  begin(cases, state) {
    const { host } = this;
    this.before = null;
    host.chosen = cases;
    this.group = new Map(state?.group ?? []);
    this.shown = false;
    this.opened = false;
    host.closeKeys();
    this.layOut();
    const address = host.address + writeCases("j", cases);
    for (const svg of host.querySelectorAll("[data-join-qr]")) drawQr(svg, address);
    host.querySelector("[data-join-link]").value = address;
    host.querySelector("[data-join-text]").textContent = address;
    host.querySelector("[data-join-self]").href = address;
    host.querySelector("[data-chosen-titles]").textContent = cases
      .map((id) => host.titleOf(id))
      .join(" · ");
    this.count();
    this.engine.begin();
    if (state?.shown) this.show(false);
    if (state?.opened) this.openKeys(false);
  }

  // What is in sight follows from how far the group is.
  layOut() {
    const { host, shown, opened } = this;
    const begun = host.chosen.length > 0;
    host.querySelector("[data-choose]").hidden = begun;
    host.querySelector("[data-choose-hint]").hidden = begun;
    host.querySelector("[data-chosen]").hidden = !begun;
    host.querySelector("[data-join]").hidden = !begun;
    host.querySelector("[data-collect]").hidden = !begun;
    host.querySelector("[data-discuss]").hidden = !begun || this.group.size === 0;
    host.querySelector("[data-do=show]").hidden = shown;
    host.querySelector("[data-discuss-wait]").hidden = shown;
    host.querySelector("[data-picture-hint]").hidden = !shown;
    host.querySelector("[data-do=choose-none]").hidden = this.before === null;
    host.querySelector("[data-group-result]").hidden = !shown;
    host.querySelector("[data-do=keys]").hidden = opened;
    host.querySelector("[data-key-hint]").hidden = opened;
    host.querySelector("[data-opened]").hidden = !opened;
    host.showCases(shown ? host.chosen : []);
  }

  // --- what is handed in ---

  // Takes what a text has of ratings. What looks like a link or a code and is none stays in the
  // box, and so does a text without any.
  /** @type {(box: HTMLTextAreaElement) => void} */
  paste(box) {
    const text = box.value;
    const { outcome, unread } = this.take(text);
    this.tellOutcome(outcome);
    if (outcome !== "none") box.value = unread.join("\n");
  }

  /** @type {(outcome: Outcome | null) => void} */
  tellOutcome(outcome) {
    const { host } = this;
    host.querySelector("[data-bad]").hidden = outcome !== "bad";
    host.querySelector("[data-no-link]").hidden = outcome !== "none";
    host.querySelector("[data-other-cases]").hidden = outcome !== "other";
    showOnly(host, "added-when", outcome ?? undefined);
  }

  /** @type {(text: string) => { outcome: Outcome, unread: string[] }} */
  take(text) {
    const { host } = this;
    const { definition } = host.dataset;
    const count = host.chosen.length;
    const links = groupLinksIn(text, definition, host.ids, host.known, count);
    const codes = codesIn(text, definition, host.ids, host.chosen);
    const ours = [...links.people.filter((person) => this.isOurs(person)), ...codes.people];
    const unread = [...links.unread, ...codes.unread];
    const added = this.add(ours);
    if (unread.length) return { outcome: "bad", unread };
    if (links.people.length + codes.people.length === 0) return { outcome: "none", unread };
    if (links.people.length > ours.length - codes.people.length)
      return { outcome: "other", unread };
    return { outcome: added, unread };
  }

  // Whether somebody rated the cases of this group.
  /** @type {(person: Person) => boolean} */
  isOurs({ answers }) {
    const { chosen } = this.host;
    return Object.keys(answers).length === chosen.length && chosen.every((id) => id in answers);
  }

  // Returns whether somebody is new (`taken`), has other answers than before (`changed`), or neither.
  /** @type {(people: Person[]) => "taken" | "changed" | "again"} */
  add(people) {
    const asText = () => JSON.stringify([...this.group]);
    const [before, many] = [asText(), this.group.size];
    for (const { by, answers } of people) this.group.set(by, answers);
    if (asText() === before) return "again";
    this.host.keepState();
    this.host.tell(people);
    this.count();
    this.layOut();
    if (this.shown) this.show(false);
    return this.group.size > many ? "taken" : "changed";
  }

  count() {
    for (const part of ["[data-count]", "[data-count-large]"]) {
      this.host.querySelector(/** @type {"[data-count]"} */ (part)).textContent = String(
        this.group.size,
      );
    }
  }

  // --- the camera ---

  async openCamera() {
    const { host } = this;
    const say = (/** @type {string} */ what) => showOnly(host, "camera-when", what);
    const box = host.querySelector("[data-camera]");
    box.hidden = false;
    say("loading");
    host.querySelector("[data-do=camera]").hidden = true;
    host.querySelector("[data-do=camera-off]").focus();
    const { reasonOf, watchCodes } = await import("./camera.js");
    try {
      this.stopCamera = await watchCodes(host.querySelector("[data-video]"), (text) => {
        const now = Date.now();
        const held = text === this.seen.text && now - this.seen.at < SHOWN_FOR;
        this.seen = { text, at: now };
        if (held) return;
        const { outcome } = this.take(text);
        say(outcome === "none" ? "bad" : outcome);
      });
      if (box.hidden)
        this.closeCamera(); // it was closed while it opened
      else say("looking");
    } catch (error) {
      host.querySelector("[data-video]").hidden = true;
      say(reasonOf(error));
    }
  }

  closeCamera() {
    const { host } = this;
    this.stopCamera?.();
    this.stopCamera = null;
    host.querySelector("[data-camera]").hidden = true;
    host.querySelector("[data-video]").hidden = false;
    host.querySelector("[data-do=camera]").hidden = false;
  }

  // --- the talk, and the key ---

  // Lays the answers side by side; of the key there is nothing in it until that is opened.
  /** @type {(focus: boolean) => Promise<void>} */
  async show(focus) {
    const { host } = this;
    const ratings = [...this.group.values()].flatMap((answers) =>
      Object.entries(answers).map(([id, given]) => ({ case: id, ...apart(given) })),
    );
    this.shown = true;
    this.waiting = true;
    this.engine.start();
    this.engine.show();
    const keys = Object.fromEntries(host.chosen.map((id) => [id, host.keys[id]]));
    const { ok } = await this.engine.ask({ do: "group", ratings, keys });
    this.waiting = false;
    this.engine.show();
    if (!ok || !this.shown) return;
    for (const id of host.chosen) this.showSpread(id, ok[id] ?? {});
    this.layOut();
    host.keepState();
    if (this.opened) this.frameKeys();
    if (focus) host.querySelector("[data-discuss-heading]").focus();
  }

  /** @type {(id: string, conditions: Requests["group"]["gives"][string]) => void} */
  showSpread(id, conditions) {
    const { host } = this;
    const place = host.find(id).querySelector("[data-form-place]");
    const table = host
      .querySelector("template[data-spread-table]")
      .content.cloneNode(true).firstElementChild;
    table.dataset.spread = id;
    table.querySelector("caption").append(host.titleOf(id));
    for (const [condition, { counts, differ, talk }] of Object.entries(conditions)) {
      const row = table.querySelector(`[data-row=${condition}]`);
      [...row.querySelectorAll("[data-cell]")].forEach((cell, index) => {
        cell.querySelector("[data-cell-count]").textContent = String(counts[index] || "");
        cell.dataset.share = String(Math.ceil((4 * counts[index]) / this.group.size));
      });
      row.querySelector("[data-talk]").hidden = !(this.opened ? talk : differ);
      row.hidden = false;
    }
    place.replaceChildren(table);
  }

  /** @type {(focus: boolean) => void} */
  openKeys(focus) {
    const { host } = this;
    this.opened = true;
    host.querySelector("[data-opening-number]").textContent = openingNumber(host.chosen);
    this.layOut();
    host.keepState();
    host.openKeys();
    for (const id of host.chosen) {
      if (![...this.group.values()].some((answers) => answers[id]?.stop)) continue;
      host.find(id).querySelector("[data-answer=stop]").hidden = false; // somebody has ticked it
    }
    this.show(false); // what most rated otherwise than the key is to be talked about as well
    if (focus) host.querySelector("[data-opened]").focus();
  }

  // Frames the answers of the key, now that it is open.
  frameKeys() {
    const { host } = this;
    for (const id of host.chosen) {
      const { stop, ...answers } = host.keys[id];
      const key = { ...answers, ...(stop && { stop: "stop" }) };
      for (const [condition, level] of Object.entries(key)) {
        const row = host.find(id).querySelector(`[data-row=${condition}]`);
        const cells = [...row.querySelectorAll("[data-cell]")];
        const cell = cells.find(({ dataset }) => dataset.cell === String(level));
        if (!cell) continue;
        cell.dataset.isKey = "";
        cell.querySelector("[data-key-word]").hidden = false;
      }
    }
  }

  /** @type {Actions<HTMLElement>} */
  actions = {
    "choose-again": () => {
      this.closeCamera();
      const { chosen } = this.host;
      const { shown, opened } = this;
      this.before = [chosen, { group: [...this.group], shown, opened }];
      for (const [at, select] of this.host.querySelectorAll("[data-chosen-case]").entries()) {
        select.value = chosen[at];
      }
      this.shown = false;
      this.opened = false;
      this.host.chosen = [];
      this.layOut();
      this.host.querySelector("[data-chosen-case]").focus();
    },
    "choose-none": () => {
      if (this.before) this.begin(...this.before);
      this.host.querySelector("[data-do=choose-again]").focus();
    },
    "copy-join": (_event, button) =>
      this.host.copy(this.host.querySelector("[data-join-link]"), button),
    large: () => this.host.querySelector("dialog").showModal(),
    camera: () => this.openCamera(),
    "camera-off": () => {
      this.closeCamera();
      this.host.querySelector("[data-do=camera]").focus();
    },
    show: () => this.show(true),
    keys: () => this.openKeys(true),
  };
}
