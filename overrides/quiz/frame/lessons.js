// Shows which lessons are done: in the list of lessons and in the navigation. A lesson is done when
// both its cases are rated in it, and told to be done with its conversation once that was played;
// which these are, the page says in #lesson-cases. Which page was read last is kept, so that home can
// lead back to it.

import { keepRead } from "../kept/coming.js";
import { plays } from "../kept/plays.js";
import { lastRated, readRatings } from "../kept/ratings.js";
import { showOnly } from "../kit/fill.js";

/** @import { Rating } from "../../types/messages" */

/** @type {(root: Document, ratings: Rating[]) => void} */
export function markLessons(root, ratings) {
  /** @type {{ [lesson: string]: { cases: string[], talk: string, done: string, with_talk: string } }} */
  const lessons = JSON.parse(root.querySelector("#lesson-cases")?.textContent ?? "{}");
  const played = new Set(plays.read().map(({ conversation }) => conversation));
  for (const [lesson, { cases, talk, done, with_talk }] of Object.entries(lessons)) {
    const talked = played.has(talk);
    const finished =
      cases.length > 0 && cases.every((id) => lastRated(ratings, id, `training/${lesson}`));
    for (const mark of root.querySelectorAll(`[data-lesson-done="${lesson}"]`)) {
      mark.hidden = !finished;
      showOnly(mark, "done-when", talked ? "with-talk" : "done");
    }
    for (const anchor of root.querySelectorAll("a.md-nav__link")) {
      if (new URL(anchor.href).pathname.endsWith(`/training/${lesson}/`)) {
        markAnchor(anchor, finished, talked ? with_talk : done);
      }
    }
  }
}

/** @type {(anchor: HTMLAnchorElement, finished: boolean, words: string) => void} */
function markAnchor(anchor, finished, words) {
  anchor.querySelector(".done")?.remove();
  if (!finished) return;
  const mark = document.createElement("span");
  mark.className = "done";
  mark.textContent = ` (${words})`;
  anchor.append(mark);
}

markLessons(document, readRatings());

const [, page] = /\/(training\/[\w-]+|article|coach)\/$/.exec(location.pathname) ?? [];
if (page) keepRead(page);
