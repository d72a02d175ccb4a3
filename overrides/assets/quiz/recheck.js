// check/?prospect=ID: a further check of a prospect that is kept in this browser.

import { showOnly } from "./fill.js";
import { checksOf } from "./record.js";
import { dayText } from "./sheet.js";
import { openStore } from "./store.js";

// The id in the address, "" for none.
export function prospectAsked() {
  return new URLSearchParams(location.search).get("prospect") ?? "";
}

// Returns {id, name, checks}, oldest first, or {problem}: "gone", "damaged", "newer" (a record or a
// database of a later version) or "failed".
export async function readProspect(id, definition, ids) {
  try {
    const record = await (await openStore()).get(id);
    if (!record) return { problem: "gone" };
    return { id, name: String(record.name), ...checksOf(record, definition, ids) };
  } catch (error) {
    return { problem: error.reason === "newer" ? "newer" : "failed" };
  }
}

// The last check of an earlier day, which the engine compares with; undefined for none.
export function checkBefore(checks, on) {
  return checks.findLast((check) => check.on && check.on < on);
}

export function showRecheck(check, prospect) {
  const box = check.querySelector("[data-recheck]");
  box.hidden = !prospect;
  check.querySelector("[data-name]").readOnly = Boolean(prospect);
  if (!prospect) return;
  box.querySelector("[data-recheck-name]").textContent = prospect.name;
  const last = prospect.checks.at(-1).on;
  box.querySelector("[data-recheck-before]").hidden = !last;
  box.querySelector("[data-recheck-on]").textContent = last ? dayText(last, check.dataset.language) : "";
  box.querySelector("[data-recheck-back]").hash = `id=${prospect.id}`;
}

export function showRecheckProblem(check, problem) {
  const box = check.querySelector("[data-recheck-error]");
  box.hidden = !problem;
  showOnly(box, "recheck-problem", problem);
  if (problem) box.focus();
}
