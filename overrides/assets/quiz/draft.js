// Keeps the check that is being filled in, in this browser, under the address of this site.
//
// A draft: {definition, answers: {id: "0" … "3" | "unknown"}, on: "YYYY-MM-DD", name, asked, revisit,
//           notes: {id: text}, prospect: the id of the one it is of, "" for none}
//
// There is one for a check of no prospect yet, and one for each prospect that is being checked again.

import { isDay, LEVELS } from "./sheet.js";
import { siteKey } from "./site-key.js";

const keyOf = (prospect) => siteKey(prospect ? `check/${prospect}` : "check");

// Returns {draft} or {problem: "failed" | "damaged" | "other"}; the draft is null for none.
export function readDraft(definition, ids, prospect = "") {
  let text;
  try {
    text = localStorage.getItem(keyOf(prospect));
  } catch {
    return { draft: null, problem: "failed" };
  }
  if (text === null) return { draft: null };
  const draft = parse(text);
  if (!draft) return { draft: null, problem: "damaged" };
  if (draft.definition.split("@")[0] !== definition.split("@")[0]) {
    return { draft: null, problem: "other" };
  }
  const known = Object.entries(draft.answers).filter(
    ([id, level]) => ids.includes(id) && LEVELS.has(level),
  );
  return { draft: { ...draft, answers: Object.fromEntries(known) } };
}

// Returns whether the draft is kept; null erases it.
export function keepDraft(draft, prospect = "") {
  try {
    if (draft === null) localStorage.removeItem(keyOf(prospect));
    else localStorage.setItem(keyOf(prospect), JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

// Calls back when another tab of this browser changes the draft of that prospect, or of none.
export function onOtherTab(prospect, callback) {
  addEventListener("storage", (event) => {
    if (event.key === keyOf(prospect()) || event.key === null) callback();
  });
}

function parse(text) {
  try {
    const draft = JSON.parse(text);
    const sound =
      typeof draft.definition === "string" &&
      typeof draft.answers === "object" &&
      draft.answers !== null &&
      !Array.isArray(draft.answers) &&
      isDay(draft.on);
    if (!sound) return null;
    const day = isDay(draft.revisit) ? draft.revisit : "";
    return {
      ...draft,
      name: String(draft.name ?? ""),
      asked: draft.asked === true,
      revisit: day,
      notes: draft.notes ?? {},
      prospect: String(draft.prospect ?? ""),
    };
  } catch {
    return null;
  }
}
