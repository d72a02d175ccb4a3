// Keeps how the reader rated practice cases, in this browser, under the address of this site.
//
// {format: 2, ratings: [{case, on: "YYYY-MM-DD", answers: {id: 0 … 3 | "unknown"}, definition}, …],
//  with stop: true in a rating that says that they asked not to be contacted, and page, where it was
//  rated: "practice", or a lesson such as "training/need"; missing from ratings of before that was kept;
//  unread: what was there and could not be read, kept as it was}
//
// `definition` is the version of the questions that was rated with. It is missing from ratings of
// format 1, which are of the first; they stay so, and Python measures them against the keys of then.

import { facts } from "../kit/facts.js";
import { isCondition, isDay, isFor, isLevel } from "../kit/sheet.js";
import { History } from "./history.js";

/** @import { Rating } from "../../types/messages" */

/** @type {History<Rating>} */
const kept = new History("practice", "ratings", [1, 2], isRating);

export const readRatings = () => kept.read();
export const someUnread = () => kept.someUnread();
export const keepRatings = (/** @type {Rating[]} */ ratings) => kept.keep(ratings);
export const asText = (/** @type {Rating[]} */ ratings) => kept.asText(ratings);
export const ratingsIn = (/** @type {File} */ file) => kept.inFile(file);
export const parseRatings = (/** @type {string} */ text) => kept.parse(text);
export const merge = (/** @type {Rating[]} */ one, /** @type {Rating[]} */ other) =>
  kept.merge(one, other);

/** @type {(rating: any) => rating is Rating} */
function isRating(rating) {
  const { case: id, on, answers, page = "", stop = false } = rating ?? {};
  const { definition = facts.definition } = rating ?? {};
  return (
    typeof id === "string" &&
    isFor(definition, facts.definition) &&
    isDay(on) &&
    typeof page === "string" &&
    typeof stop === "boolean" &&
    typeof answers === "object" &&
    answers !== null &&
    !Array.isArray(answers) &&
    Object.entries(answers).every(([key, level]) => isCondition(key) && isLevel(level))
  );
}

// The last day on which a case was rated on this page of the site, "" for never. Ratings of before that
// was kept count on every page: what was done then stays done.
/** @type {(ratings: Rating[], id: string | undefined, page: string) => string} */
export function lastRated(ratings, id, page) {
  const here = ratings.filter((rating) => rating.case === id && (rating.page ?? page) === page);
  const days = here.map(({ on }) => on).sort();
  return days.at(-1) ?? "";
}
