// The result of a check: puts it on the page, takes it off again, leads to it.

import { announce } from "../engine/engine-view.js";
import { bringToTop } from "../kit/embedded.js";
import { fill } from "../kit/fill.js";
import { showLevels, showNotesOnPaper } from "./evidence.js";
import { askForStep } from "./next-step.js";
import { beginWithFirst } from "./question.js";
import { showDone, showShare } from "./share.js";

/** @import { CheckHost, EarlyReport, How, Report } from "../../types/page" */

// What of a result has to wait for the engine: empty until it is there.
const LATER = {
  notices: [],
  ...{ route_heading: "", route: [], outcomes: [], firmer_heading: "", firmer: [] },
  ...{ open_heading: "", open: [], score: "", score_note: "", made_on: "" },
};

// Shows what the table of verdicts has, before the engine answers; it is read out then, and not again.
/** @type {(check: CheckHost, report: EarlyReport, how: How & { only: boolean }) => void} */
export function showEarly(check, { result, words }, how) {
  const early_only = how.only;
  show(check, result, { ...LATER, ...words, early_only }, "table");
  lead(check, words.headline, how);
}

/** @type {(check: CheckHost, report: Report, how: How) => void} */
export function showResult(check, { result, words, text }, how) {
  check.text = text;
  show(check, result, { ...words, later: "", early_only: false }, "engine");
  lead(check, words.headline, how);
}

/** @type {(check: CheckHost, headline: string, how: How) => void} */
function lead(check, headline, { aloud, focus }) {
  if (focus) {
    announce(check, ""); // the heading that gets focus is read out already
    goToResult(check);
  } else if (aloud && check.shown !== headline) announce(check, headline);
  check.shown = headline;
}

/** @type {(check: CheckHost, result: EarlyReport["result"], words: any, from: string) => void} */
function show(check, result, words, from) {
  const { dataset } = check.result;
  dataset.from = from;
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
  showLevels(check, result.answers);
  showNotesOnPaper(check, check.notes);
  showName(check);
  askForStep(check, result.verdict);
  check.result.hidden = false;
  check.querySelector("[data-after]").hidden = false;
  check.querySelector("[data-short]").hidden = false;
  check.querySelector("[data-count-line]").hidden = true;
  check.querySelector("[data-short]").dataset.verdict = result.verdict;
  check.querySelector("[data-short-verdict]").textContent = words.verdict;
  showShare(check);
  showDone(check);
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
  bringToTop(check.result, heading);
}

/** @type {(check: CheckHost) => void} */
function showName(check) {
  const who = check.querySelector("[data-who]");
  who.textContent = check.name;
  who.hidden = !check.name;
}
