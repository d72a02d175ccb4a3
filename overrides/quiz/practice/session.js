// A short session: practice as the link in a calendar opens it. What was misjudged is chosen by
// what this browser knows of the reader; where it knows nothing, as on another device, by the
// link.

import { readCases } from "./case-links.js";

/** @import { ByCase, Day, PageEngine, Rating } from "../../types/page" */

export class Session {
  /** @type {string[] | null} */
  cases = null; // those that are left; null while there is no session
  wanted = false; // whether Python is still to choose them
  /** @type {Set<string>} */
  done = new Set();

  /** @param {HTMLElement} host @param {string[]} known */
  constructor(host, known) {
    this.host = host;
    this.known = known;
  }

  // Begins one if the address asks for it; returns whether it does. The cases are those of the link
  // until Python has chosen.
  begin() {
    const named = readCases(location.hash, "s", this.known);
    if (named) this.cases = named;
    this.wanted = named !== null;
    this.done.clear();
    this.show();
    return this.wanted;
  }

  // Lets Python choose, from ratings as they are kept. Where there is nothing to go over there is
  // no session either.
  /** @type {(engine: PageEngine, about: { ratings: Rating[], keys: ByCase, keys_before: any, today: Day }) => Promise<void>} */
  async choose(engine, about) {
    const { ok } = await engine.ask({ do: "session", ...about });
    this.wanted = false;
    if (this.cases === null) return; // the reader has left it
    // Where nothing was rated yet, or there is no Python, the link knows best.
    const cases = ok && about.ratings.length > 0 ? ok.cases : this.cases;
    this.cases = cases.filter((id) => !this.done.has(id));
    if (cases.length === 0 && about.ratings.length === 0) this.cases = null;
    this.show();
  }

  // What is left to do, undefined while there is no session.
  get path() {
    return this.cases ?? undefined;
  }

  get place() {
    return this.cases && { number: this.done.size + 1, of: this.done.size + this.cases.length };
  }

  /** @type {(id: string) => void} */
  rated(id) {
    this.done.add(id);
    this.cases &&= this.cases.filter((other) => other !== id);
    this.show();
  }

  leave() {
    this.cases = null;
    this.wanted = false;
    history.replaceState(null, "", location.pathname);
    this.show();
  }

  focus() {
    this.host.querySelector("[data-session-heading]").focus();
  }

  show() {
    const { host, cases } = this;
    const left = cases?.length ?? 0;
    host.querySelector("[data-session]").hidden = cases === null;
    host.querySelector("[data-choice]").hidden = cases !== null;
    host.querySelector("[data-session-some]").hidden = left === 0 && !this.wanted;
    host.querySelector("[data-session-done]").hidden = left > 0 || this.wanted;
    host.querySelector("[data-session-left]").textContent = this.wanted ? "…" : String(left);
  }
}
