// Two views of one prospect: the check in a shared link beside one of the reader's own. The engine
// says where they differ; the table shows it.

import { checksOf, sameName } from "../kept/record.js";
import { openStore } from "../kept/store.js";
import { fill } from "../kit/fill.js";
import { asSheet } from "../kit/sheet.js";

/** @import { Actions, CheckHost, Draft, OwnCheck, SharedCheck, Sheet } from "../../types/page" */
/** @import { Stored } from "../../types/page" */

// The actions run with the <quiz-check> as `this`.
/** @type {Actions<CheckHost>} */
export const comparing = {
  compare() {
    const part = this.querySelector("[data-compare]");
    part.querySelector("h2").focus({ preventScroll: true });
    part.scrollIntoView({ block: "start" });
  },
};

// Offers the reader's own checks to compare the shared one with: `draft` (null for none) and every
// prospect in this browser. The one of the same name comes first.
/** @type {(check: CheckHost, shared: SharedCheck, draft: Draft | null) => Promise<void>} */
export async function showComparison(check, shared, draft) {
  const part = check.querySelector("[data-compare]");
  const own = await ownChecks(check, draft);
  if (check.shared !== shared || own.length === 0) return;
  const list = part.querySelector("select");
  const template = part.querySelector("[data-compare-option]");
  const options = own.map(({ name, of }, index) => {
    const option = template.content.cloneNode(true).firstElementChild;
    option.value = String(index);
    if (of === "draft") option.textContent += name && `: ${name}`;
    else option.textContent = name;
    return option;
  });
  list.replaceChildren(list.options[0], ...options);
  const named = own.findIndex(({ name }) => name && sameName(name, shared.name));
  const first = named >= 0 ? named : own[0].of === "draft" ? 0 : "";
  list.value = String(first);
  const show = () =>
    compare(check, part, own[list.selectedIndex - 1]?.sheet ?? null, asSheet(shared));
  list.onchange = show;
  setShown(check, true);
  show();
}

/** @type {(check: CheckHost) => void} */
export function hideComparison(check) {
  setShown(check, false);
}

/** @type {(check: CheckHost, shown: boolean) => void} */
function setShown(check, shown) {
  for (const part of check.querySelectorAll("[data-compare], [data-do=compare]")) {
    part.hidden = !shown;
  }
}

/** @type {(check: CheckHost, draft: Draft | null) => Promise<OwnCheck[]>} */
async function ownChecks(check, draft) {
  const answered = draft && (Object.keys(draft.answers).length > 0 || draft.stop);
  /** @type {OwnCheck[]} */
  const own = answered ? [{ of: "draft", name: draft.name, sheet: asSheet(draft) }] : [];
  for (const record of await kept()) {
    const { checks } = checksOf(record, check.dataset.definition, check.ids);
    if (!checks) continue;
    const sheet = asSheet(checks[checks.length - 1]);
    own.push({ of: "kept", name: String(record.name), sheet });
  }
  const { compare: order } = new Intl.Collator(check.dataset.language);
  return own.sort(
    (a, b) => Number(b.of === "draft") - Number(a.of === "draft") || order(a.name, b.name),
  );
}

// What cannot be read cannot be chosen; saving tells the reader what is wrong with the storage.
/** @type {() => Promise<Stored[]>} */
async function kept() {
  try {
    return await (await openStore()).all();
  } catch {
    return [];
  }
}

/** @type {(check: CheckHost, part: HTMLElement, mine: Sheet?, theirs: Sheet) => Promise<void>} */
async function compare(check, part, mine, theirs) {
  const result = part.querySelector("[data-compare-result]");
  const turn = String(Number(part.dataset.turn ?? 0) + 1);
  part.dataset.turn = turn;
  result.hidden = true;
  if (!mine) return;
  check.engine.begin();
  const { language } = check.dataset;
  const { ok } = await check.engine.ask({ do: "compare", mine, theirs, language });
  if (!ok || part.dataset.turn !== turn) return;
  fill(result, ok);
  [...result.querySelectorAll("[data-compare-row]")].forEach((row, index) => {
    const { apart, mine: left, theirs: right } = ok.rows[index];
    row.toggleAttribute("data-differs", apart === null ? left !== right : apart !== 0);
  });
  result.hidden = false;
}
