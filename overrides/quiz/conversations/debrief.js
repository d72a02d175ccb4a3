// Shows what comes after a talk. The words are in the template or come from Python; here is which.

import { fill, showOnly } from "../kit/fill.js";

/** @import { TalkDebrief } from "../../types/page" */

/** @type {(part: HTMLElement) => void} */
export function hideDebrief(part) {
  part.hidden = true;
  for (const key of ["regret", "verdict", "keyVerdict", "assumed"]) delete part.dataset[key];
}

/** @type {(part: HTMLElement, said: TalkDebrief) => void} */
export function showDebrief(part, said) {
  Object.assign(part.dataset, {
    regret: String(said.regret),
    verdict: said.verdict,
    keyVerdict: said.key_verdict,
    assumed: String(said.assumed),
  });
  fill(part, {
    mine: said.mine,
    key: said.key,
    better: said.better?.says ?? "",
    better_turn: said.better?.turn ? String(said.better.turn) : "",
    better_end: said.better?.turn === 0,
    left: String(said.ending.left),
    ended_by: said.ending.by,
    ended_first: said.ending.first,
    reason: said.key_reason,
    budget: String(said.asked + said.ending.left),
    conditions: said.conditions.map((one) => ({
      ...one,
      agrees: one.mine === one.heard,
      differs: one.mine !== one.heard,
      told: one.mine !== "unknown" || one.heard !== "unknown",
      unheard: one.heard === "unknown",
      nothing: one.quotes.length === 0 && one.asides.length === 0,
    })),
    turns: said.turns.map((turn) => ({ ...turn, later: turn.later ? String(turn.later) : "" })),
    open_text: String(said.open),
    asked_text: String(said.asked),
  });
  showOnly(part, "ending-when", said.ending.how);
  showOnly(part, "same-when", said.same_verdict ? "same" : "other");
  showOnly(part, "ticked-when", said.stop ?? "");
  showOnly(part, "tip-about", said.tip);
  showOnly(part, "copied-when", "");
  part.querySelector("[data-none-asked]").hidden = said.turns.length > 0;
  part.querySelector("[data-early]").hidden = !said.early;
  for (const [index, line] of part.querySelectorAll("[data-condition-heard]").entries()) {
    const { id, outcome, mine, heard, asides } = said.conditions[index];
    line.dataset.conditionHeard = id;
    const open = mine === "unknown" && heard === "unknown";
    const unproven = outcome === "assumed" && asides.length > 0; // it was spoken of, at least
    line.querySelector("[data-outcome]").dataset.outcome = open
      ? "open"
      : unproven
        ? "unproven"
        : outcome;
    line.querySelector("[data-level-mine]").dataset.level = mine;
    line.querySelector("[data-level-heard]").dataset.level = heard;
    for (const [place, aside] of line.querySelectorAll("[data-aside]").entries()) {
      showOnly(aside, "aside-when", asides[place].kind);
    }
  }
  for (const [index, line] of part.querySelectorAll(".asked").entries()) {
    const { mine, best, how, kind } = said.turns[index];
    line.querySelector("[data-bar-mine]").style.setProperty("--share", `${mine}%`);
    line.querySelector("[data-bar-best]").style.setProperty("--share", `${best}%`);
    showOnly(line, "how-when", how);
    showOnly(line, "kind-when", kind);
  }
  part.hidden = false;
}
