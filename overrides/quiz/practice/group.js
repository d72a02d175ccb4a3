// <quiz-group>: everyone rates the same cases apart and hands over a link; the coach's page puts
// the answers side by side. Nothing is stored: open pages of one browser tell each other.

import { engineOf, whenIdle } from "../engine/engine-view.js";
import { siteKey } from "../kept/site-key.js";
import { listenForActions } from "../kit/actions.js";
import { drawQr } from "../kit/qr.js";
import { apart, partsOf, ratingIn, stopIn } from "./cases.js";
import { readGroupLink, writeGroupLink } from "./group-link.js";

/** @import { Actions, ByCase, Cases, PageEngine, Person, Requests } from "../../types/page" */

/** @typedef {{ hello: true } | { hello?: undefined, group: [string, ByCase][] }} Told */

class QuizGroup extends /** @type {new () => With<"definition">} */ (HTMLElement) {
  /** @type {Cases["keys"]} */ keys;
  /** @type {Cases["cases"]} */ cases;
  /** @type {Cases["form"]} */ form;
  /** @type {Cases["ids"]} */ ids;
  /** @type {ByCase} */ mine = {};
  /** @type {Map<string, ByCase>} */ group = new Map(); // by → answers
  /** @type {string | undefined} */ by;
  /** @type {PageEngine} */ engine;
  /** @type {BroadcastChannel} */ channel;

  connectedCallback() {
    Object.assign(this, partsOf(this)); // keys, cases, form, ids
    this.engine = engineOf(this, () => this.group.size > 0);
    this.channel = new BroadcastChannel(siteKey("group"));
    for (const panel of this.querySelectorAll("[data-key-panel]")) panel.hidden = true;
    this.querySelector("[data-collect]").hidden = false;
    this.listen();
    this.rateNext(false);
    this.readAddress();
    this.channel.postMessage({ hello: true });
    whenIdle(() => this.engine.start());
  }

  disconnectedCallback() {
    this.channel.close();
  }

  listen() {
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.keepMine();
    });
    const pasting = this.querySelector("[data-paste]");
    pasting.addEventListener("submit", (event) => {
      event.preventDefault();
      this.paste(pasting.elements.links);
    });
    listenForActions(this, this.actions);
    this.channel.addEventListener("message", (/** @type {MessageEvent<Told>} */ { data }) => {
      if (data.hello) this.tell();
      else this.add(data.group.map(([by, answers]) => ({ by, answers })));
    });
    addEventListener("hashchange", () => this.readAddress());
  }

  // --- rating ---

  /** @type {(focus: boolean) => void} */
  rateNext(focus) {
    const next = this.cases.find((item) => !(item.dataset.case in this.mine));
    for (const item of this.cases) {
      item.hidden = Boolean(next) && item !== next;
      item.querySelector("[data-form-place]").replaceChildren();
    }
    this.querySelector("[data-mine]").hidden = Boolean(next);
    if (!next) {
      this.showMine();
      return;
    }
    this.form.reset();
    next.querySelector("[data-form-place]").append(this.form);
    if (focus) {
      next.querySelector("h3").focus({ preventScroll: true });
      next.scrollIntoView({ block: "start" });
    }
  }

  keepMine() {
    const item = this.cases.find((other) => other.contains(this.form));
    const stop = stopIn(this.form) && { stop: true };
    if (item) this.mine[item.dataset.case] = { ...ratingIn(this.form, this.ids), ...stop };
    this.rateNext(true);
  }

  showMine() {
    this.by ??= [...crypto.getRandomValues(new Uint8Array(6))]
      .map((byte) => (byte % 36).toString(36))
      .join("");
    const fragment = writeGroupLink(this.dataset.definition, this.by, this.mine, this.ids);
    const link = location.origin + location.pathname + fragment;
    this.querySelector("[data-mine-link]").value = link;
    drawQr(this.querySelector("[data-qr-picture]"), link);
    this.add([{ by: this.by, answers: this.mine }]);
    this.querySelector("[data-mine-heading]").focus();
  }

  // --- collecting ---

  /** @type {(text: string) => Person | null} */
  read(text) {
    const cases = Object.keys(this.keys);
    return readGroupLink(text, this.dataset.definition, this.ids, cases);
  }

  readAddress() {
    if (!location.hash.startsWith("#g")) return;
    const found = this.read(location.hash);
    this.querySelector("[data-bad]").hidden = Boolean(found);
    if (found) this.add([found]);
    this.querySelector("[data-collect]").scrollIntoView({ block: "start" });
  }

  /** @type {(area: HTMLTextAreaElement) => void} */
  paste(area) {
    const lines = area.value.split(/\s+/).filter(Boolean);
    const found = lines.map((line) => this.read(line));
    this.querySelector("[data-bad]").hidden = found.every(Boolean);
    area.value = lines.filter((_, index) => !found[index]).join("\n");
    this.add(found.filter((person) => person !== null));
  }

  /** @type {(people: Person[]) => Promise<void>} */
  async add(people) {
    const before = this.group.size;
    for (const { by, answers } of people) this.group.set(by, answers);
    if (this.group.size > before) this.tell();
    this.querySelector("[data-count]").textContent = String(this.group.size);
    if (this.group.size === 0) return;
    this.engine.start();
    this.engine.show();
    const ratings = [...this.group.values()].flatMap((answers) =>
      Object.entries(answers).map(([id, given]) => ({ case: id, ...apart(given) })),
    );
    const { ok } = await this.engine.ask({ do: "group", ratings, keys: this.keys });
    if (ok && ratings.length === this.group.size * this.cases.length) this.showSpread(ok);
  }

  tell() {
    if (this.group.size) this.channel.postMessage({ group: [...this.group] });
  }

  /** @type {(spreads: Requests["group"]["gives"]) => void} */
  showSpread(spreads) {
    for (const [id, conditions] of Object.entries(spreads)) {
      const table = this.querySelector(`[data-spread="${id}"]`);
      for (const [condition, { counts, talk }] of Object.entries(conditions)) {
        const row = table.querySelector(`[data-row=${condition}]`);
        [...row.querySelectorAll("[data-cell]")].forEach((cell, index) => {
          cell.textContent = String(counts[index] || "");
          cell.dataset.share = String(Math.ceil((4 * counts[index]) / this.group.size));
        });
        row.querySelector("[data-talk]").hidden = !talk;
        row.hidden = false;
      }
    }
    this.querySelector("[data-group-result]").hidden = false;
  }

  /** @type {Actions<QuizGroup>} */
  actions = {
    async copy() {
      const input = this.querySelector("[data-mine-link]");
      input.select();
      await navigator.clipboard.writeText(input.value).then(
        () => {
          this.querySelector("[data-copied]").hidden = false;
        },
        () => {}, // the link stays selected, to be copied by hand
      );
    },
    keys() {
      for (const item of this.cases) {
        item.hidden = false;
        const panel = item.querySelector("[data-key-panel]");
        panel.hidden = false;
        panel.open = true;
      }
      this.cases[0].querySelector("h3").focus();
    },
    reread(event, button) {
      event.preventDefault();
      button.closest("[data-case]")?.querySelector("h3").focus();
    },
  };
}

customElements.define("quiz-group", QuizGroup);
