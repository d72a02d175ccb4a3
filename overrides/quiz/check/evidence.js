// The evidence for each answer: what they said or did, one field for each condition.

/** @import { Notes } from "../../types/page" */

// What is written, by condition.
/** @type {(check: HTMLElement) => Notes} */
export function notesIn(check) {
  const fields = [...check.querySelectorAll("[data-note]")];
  const written = fields.map(({ dataset, value }) => [dataset.note, value.trim()]);
  return Object.fromEntries(written.filter(([, text]) => text));
}

/** @type {(check: HTMLElement, notes: Notes) => void} */
export function showNotes(check, notes) {
  let some = false;
  for (const field of check.querySelectorAll("[data-note]")) {
    const text = notes[field.dataset.note];
    field.value = typeof text === "string" ? text : "";
    some ||= Boolean(field.value);
  }
  if (some) check.querySelector("[data-evidence-part]").open = true;
}

// Each field says which level its evidence is for.
/** @type {(check: HTMLElement, answers: { [id: string]: unknown }) => void} */
export function showLevels(check, answers) {
  for (const part of check.querySelectorAll("[data-evidence-for]")) {
    part.dataset.level = String(answers[part.dataset.evidenceFor] ?? "unknown");
  }
}

// What is written goes on the print of the result, each under its question.
/** @type {(check: HTMLElement, notes: Notes) => void} */
export function showNotesOnPaper(check, notes) {
  check.querySelector("[data-paper-notes]").hidden = Object.keys(notes).length === 0;
  for (const part of check.querySelectorAll("[data-paper-note]")) {
    const text = notes[part.dataset.paperNote];
    part.hidden = !text;
    part.lastElementChild.textContent = text ?? "";
  }
}
