// Shows what comes after a talk. The words are in the template or come from Python; here is which.

import { fill, showOnly } from "../kit/fill.js";

/** @import { TalkDebrief } from "../../types/page" */

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
    conditions: said.conditions.map((one) => ({ ...one, nothing: one.quotes.length === 0 })),
    turns: said.turns,
    open_text: String(said.open),
    asked_text: String(said.asked),
  });
  showOnly(part, "same-when", said.same_verdict ? "same" : "other");
  showOnly(part, "ticked-when", said.stop ?? "");
  showOnly(part, "tip-about", said.tip);
  showOnly(part, "copied-when", "");
  part.querySelector("[data-none-asked]").hidden = said.turns.length > 0;
  part.querySelector("[data-early]").hidden = !said.early;
  for (const [index, line] of part.querySelectorAll("[data-condition-heard]").entries()) {
    const { id, outcome, mine, heard } = said.conditions[index];
    line.dataset.conditionHeard = id;
    line.querySelector("[data-outcome]").dataset.outcome = outcome;
    line.querySelector("[data-level-mine]").dataset.level = mine;
    line.querySelector("[data-level-heard]").dataset.level = heard;
  }
  for (const [index, line] of part.querySelectorAll(".asked").entries()) {
    const { mine, best, how } = said.turns[index];
    line.querySelector("[data-bar-mine]").style.setProperty("--share", `${mine}%`);
    line.querySelector("[data-bar-best]").style.setProperty("--share", `${best}%`);
    showOnly(line, "how-when", how);
  }
  part.hidden = false;
}
