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
import { isDay, isFor, isLevel } from "../kit/sheet.js";
import { siteKey } from "./site-key.js";

/** @import { Rating } from "../../types/messages" */

const KEY = siteKey("practice");
const FORMAT = 2;
const MOST = 5000; // ratings; a file with more was not made here

// Returns the ratings that are kept; none where nothing is kept or it cannot be read.
export function readRatings() {
  return read().ratings;
}

// Whether something is kept that cannot be read; it stays where it is.
export function someUnread() {
  return read().unread.length > 0;
}

// Returns whether they are kept.
/** @type {(ratings: Rating[]) => boolean} */
export function keepRatings(ratings) {
  try {
    const { unread } = read();
    if (ratings.length + unread.length === 0) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, asText(ratings, unread));
    return true;
  } catch {
    return false;
  }
}

/** @type {(ratings: Rating[], unread?: unknown[]) => string} */
export function asText(ratings, unread = []) {
  return JSON.stringify({ format: FORMAT, ratings, ...(unread.length && { unread }) });
}

// Returns the ratings in a text that asText made, or null for any other.
/** @type {(text: string) => Rating[] | null} */
export function parseRatings(text) {
  const { ratings, unread } = parse(text);
  return unread.length ? null : ratings;
}

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
    (facts.stop || !stop) &&
    typeof answers === "object" &&
    answers !== null &&
    !Array.isArray(answers) &&
    Object.entries(answers).every(
      ([key, level]) => facts.conditions.includes(key) && isLevel(level),
    )
  );
}

/** @type {() => { ratings: Rating[], unread: unknown[] }} */
function read() {
  let text;
  try {
    text = localStorage.getItem(KEY);
  } catch {
    // the browser lets this site keep nothing
  }
  return text ? parse(text) : { ratings: [], unread: [] };
}

/** @type {(text: string) => { ratings: Rating[], unread: unknown[] }} */
function parse(text) {
  try {
    const { format, ratings, unread = [] } = JSON.parse(text);
    if (![1, FORMAT].includes(format) || !(ratings.length <= MOST) || !Array.isArray(unread))
      throw new Error();
    const sound = ratings.filter(isRating);
    const bad = ratings.filter((/** @type {unknown} */ rating) => !isRating(rating));
    return { ratings: sound, unread: [...unread, ...bad] };
  } catch {
    return { ratings: [], unread: [text] };
  }
}

// The last day on which a case was rated on this page of the site, "" for never. Ratings of before that
// was kept count on every page: what was done then stays done.
/** @type {(ratings: Rating[], id: string | undefined, page: string) => string} */
export function lastRated(ratings, id, page) {
  const here = ratings.filter((rating) => rating.case === id && (rating.page ?? page) === page);
  const days = here.map(({ on }) => on).sort();
  return days.at(-1) ?? "";
}

// Both histories, nothing twice, oldest first.
/** @type {(one: Rating[], other: Rating[]) => Rating[]} */
export function merge(one, other) {
  const all = new Map([...one, ...other].map((rating) => [JSON.stringify(rating), rating]));
  return [...all.values()].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}
