// check/#prospect=ID: a further check of a prospect that is kept in this browser.

import { moveDraft } from "../kept/draft.js";
import { checksOf } from "../kept/record.js";
import { openStore } from "../kept/store.js";
import { embedded } from "../kit/embedded.js";
import { showOnly } from "../kit/fill.js";
import { dayText } from "../kit/sheet.js";

/** @import { CheckHost, Day, KeptCheck, KeptProspect, NoProspect } from "../../types/page" */

// The id in the address, "" for none. One in front of the # would be sent to the server with the
// next request, as it once was: it is put where no browser sends it.
export function prospectAsked() {
  if (embedded) return "";
  const before = new URLSearchParams(location.search).get("prospect");
  if (before !== null) history.replaceState(history.state, "", addressOf(before));
  return new URLSearchParams(location.hash.slice(1)).get("prospect") ?? "";
}

// The address of a further check of this prospect; for "", of one of no prospect yet.
/** @type {(prospect: string) => string} */
export function addressOf(prospect) {
  return location.pathname + (prospect && `#prospect=${encodeURIComponent(prospect)}`);
}

/** @type {(id: string, definition: string, ids: string[]) => Promise<KeptProspect | NoProspect>} */
export async function readProspect(asked, definition, ids) {
  try {
    const store = await openStore();
    const record = await store.get(asked);
    if (!record) return { problem: "gone" };
    const { id } = record;
    for (const before of await store.idsBefore(id)) moveDraft(before, id);
    const { name, next, outcome } = /** @type {any} */ (record);
    const own = { id, name: String(name), next: next ?? undefined, closed: Boolean(outcome) };
    return { ...own, ...checksOf(record, definition, ids) };
  } catch (/** @type {any} */ error) {
    return { problem: error.reason === "newer" ? "newer" : "failed" };
  }
}

// The last check of an earlier day, which the engine compares with; undefined for none.
/** @type {(checks: KeptCheck[], on: Day) => KeptCheck | undefined} */
export function checkBefore(checks, on) {
  return checks.findLast((check) => check.on && check.on < on);
}

/** @type {(check: CheckHost, prospect: KeptProspect | null) => void} */
export function showRecheck(check, prospect) {
  const box = check.querySelector("[data-recheck]");
  box.hidden = !prospect;
  check.querySelector("[data-name]").readOnly = Boolean(prospect);
  if (!prospect) return;
  box.querySelector("[data-recheck-name]").textContent = prospect.name;
  const last = prospect.checks[prospect.checks.length - 1].on;
  box.querySelector("[data-recheck-before]").hidden = !last;
  box.querySelector("[data-recheck-on]").textContent = last
    ? dayText(last, check.dataset.language)
    : "";
  box.querySelector("[data-recheck-back]").hash = `id=${prospect.id}`;
}

/** @type {(check: CheckHost, problem: string) => void} */
export function showRecheckProblem(check, problem) {
  const box = check.querySelector("[data-recheck-error]");
  box.hidden = !problem;
  showOnly(box, "recheck-problem", problem);
  if (problem) box.focus();
}
