// Shows which lessons are done: in the list of lessons and in the navigation. A lesson is done when
// both its cases are rated in it; which cases those are, the page says in #lesson-cases. Which page
// was read last is kept, so that home can lead back to it.

import { keepRead } from "../kept/coming.js";
import { lastRated, readRatings } from "../kept/ratings.js";

/** @import { Rating } from "../../types/messages" */

/** @type {(root: Document, ratings: Rating[]) => void} */
export function markLessons(root, ratings) {
  /** @type {{ [lesson: string]: { cases: string[], done: string } }} */
  const lessons = JSON.parse(root.querySelector("#lesson-cases")?.textContent ?? "{}");
  for (const [lesson, { cases, done }] of Object.entries(lessons)) {
    const finished = cases.every((id) => lastRated(ratings, id, `training/${lesson}`));
    for (const mark of root.querySelectorAll(`[data-lesson-done="${lesson}"]`)) {
      mark.hidden = !finished;
    }
    for (const anchor of root.querySelectorAll("a.md-nav__link")) {
      if (new URL(anchor.href).pathname.endsWith(`/training/${lesson}/`)) {
        markAnchor(anchor, finished, done);
      }
    }
  }
}

/** @type {(anchor: HTMLAnchorElement, finished: boolean, done: string) => void} */
function markAnchor(anchor, finished, done) {
  let mark = anchor.querySelector(".done");
  if (!finished) mark?.remove();
  else if (!mark) {
    mark = document.createElement("span");
    mark.className = "done";
    mark.textContent = ` (${done})`;
    anchor.append(mark);
  }
}

markLessons(document, readRatings());

const [, page] = /\/(training\/[\w-]+|article|coach)\/$/.exec(location.pathname) ?? [];
if (page) keepRead(page);
