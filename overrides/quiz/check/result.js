// The result of a check: puts it on the page, takes it off again, leads to it.

import { announce } from "../engine/engine-view.js";
import { fill } from "../kit/fill.js";
import { showLevels } from "./evidence.js";
import { beginWithFirst } from "./question.js";
import { showDone, showShare } from "./share.js";

/** @import { CheckHost, How, Report } from "../../types/page" */

/** @type {(check: CheckHost, report: Report, how: How) => void} */
export function showResult(check, { result, words, text }, { aloud, focus }) {
  const { dataset } = check.result;
  dataset.verdict = result.verdict;
  dataset.scoreLow = String(result.score.low);
  dataset.scoreHigh = String(result.score.high);
  if (result.weakest) dataset.weakest = result.weakest;
  else delete dataset.weakest;
  for (const link of check.result.querySelectorAll("[data-condition]")) {
    link.dataset.level = String(result.answers[link.dataset.condition]);
  }
  const parked = result.verdict === "park";
  const { old } = result;
  const told = words.notices.length > 0 || old;
  fill(check.result, { ...words, ask_id: result.ask_next, told, old, parked });
  beginWithFirst(check, words);
  check.querySelector("[data-revisit]").value = result.revisit ?? "";
  for (const { condition, evidence } of words.chain) {
    check.result.querySelector(`[data-evidence=${condition}]`).textContent = evidence;
  }
  check.text = text;
  showLevels(check, result.answers);
  showName(check);
  check.result.hidden = false;
  check.querySelector("[data-after]").hidden = false;
  check.querySelector("[data-short]").hidden = false;
  check.querySelector("[data-count-line]").hidden = true;
  check.querySelector("[data-short]").dataset.verdict = result.verdict;
  check.querySelector("[data-short-verdict]").textContent = words.verdict;
  showShare(check);
  showDone(check);
  if (focus) {
    announce(check, ""); // the heading that gets focus is read out already
    goToResult(check);
  } else if (aloud && check.shown !== words.headline) announce(check, words.headline);
  check.shown = words.headline;
}

/** @type {(check: CheckHost) => void} */
export function hideResult(check) {
  check.turn++;
  check.shown = "";
  check.result.hidden = true;
  check.querySelector("[data-after]").hidden = true;
  check.querySelector("[data-short]").hidden = true;
  check.querySelector("[data-count-line]").hidden = false;
}

/** @type {(check: CheckHost) => void} */
export function goToResult(check) {
  const heading = check.result.querySelector("h2");
  heading.focus({ preventScroll: true });
  check.result.scrollIntoView({ block: "start" });
}

/** @type {(check: CheckHost) => void} */
function showName(check) {
  const who = check.querySelector("[data-who]");
  who.textContent = check.name;
  who.hidden = !check.name;
}
