// Conversations where cases are rated: the one at the end of a lesson, and the one that comes back.

import { plays } from "../kept/plays.js";
import { showOnly } from "../kit/fill.js";
import { dayText } from "../kit/sheet.js";

/** @import { Root } from "../../types/page" */

// Of each play what tells when its conversation comes back.
export function whenPlayed() {
  return plays.read().map(({ conversation, on, won }) => ({ conversation, on, won }));
}

// When the conversation at the end of a lesson was last played.
/** @type {(host: Root, language: string) => void} */
export function showLessonTalk(host, language) {
  const part = host.querySelector("[data-lesson-talk]");
  const last = whenPlayed()
    .filter(({ conversation }) => conversation === part?.dataset.lessonTalk)
    .at(-1);
  if (!part || !last) return;
  part.querySelector("[data-talk-day]").textContent = dayText(last.on, language);
  part.querySelector("[data-talk-played]").hidden = false;
}

// The mixed path brings back conversations too, of those that are due the one that was asked worst.
/** @type {(host: Root, due: string[], mixed: boolean) => void} */
export function showTalkAgain(host, due, mixed) {
  const part = host.querySelector("[data-talk-again]");
  const ids = [...part.querySelectorAll("[data-talk-when]")].map(({ dataset }) => dataset.talkWhen);
  const next = due.find((id) => ids.includes(id));
  part.hidden = !next || !mixed;
  showOnly(part, "talk-when", next);
}
