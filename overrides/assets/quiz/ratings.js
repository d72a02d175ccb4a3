// Keeps how the reader rated practice cases, in this browser, under the address of this site.
//
// {format: 1, ratings: [{case, on: "YYYY-MM-DD", answers: {id: 0 … 3 | "unknown"}}, …]}

import { isDay } from "./sheet.js";
import { siteKey } from "./site-key.js";

const KEY = siteKey("practice");
const MOST = 5000; // ratings; a file with more was not made here

// Returns the ratings that are kept; none where nothing is kept or it cannot be read.
export function readRatings() {
  try {
    return parseRatings(localStorage.getItem(KEY) ?? "") ?? [];
  } catch {
    return [];
  }
}

// Returns whether they are kept.
export function keepRatings(ratings) {
  try {
    if (ratings.length === 0) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, asText(ratings));
    return true;
  } catch {
    return false;
  }
}

export function asText(ratings) {
  return JSON.stringify({ format: 1, ratings });
}

// Returns the ratings in a text that asText made, or null for any other.
export function parseRatings(text) {
  try {
    const { format, ratings } = JSON.parse(text);
    const sound = format === 1 && Array.isArray(ratings) && ratings.length <= MOST;
    return sound && ratings.every(isRating) ? ratings : null;
  } catch {
    return null;
  }
}

// Both histories, nothing twice, oldest first.
export function merge(one, other) {
  const all = new Map([...one, ...other].map((rating) => [JSON.stringify(rating), rating]));
  return [...all.values()].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}

function isRating({ case: id, on, answers }) {
  return (
    typeof id === "string" &&
    isDay(on) &&
    Object.entries(answers).every(
      ([key, level]) => /^[a-z][a-z0-9-]*$/.test(key) && [0, 1, 2, 3, "unknown"].includes(level),
    )
  );
}
