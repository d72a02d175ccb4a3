// A group's links: one person's answers to the three cases, in the fragment of an address.
//
//   #g1;five-conditions@1;by=k3x9f2;housing-stairs=20223;staffing-cheese=2uuuu
//
// A digit or u (unknown) for each condition, in the order of the questions, and an s behind them
// where they asked not to be contacted. `by` tells two people
// with the same answers apart and says nothing about them.

import { facts } from "../kit/facts.js";
import { isFor } from "../kit/sheet.js";

/** @import { ByCase, Level, Person } from "../../types/page" */

/** @type {(definition: string, by: string, answers: ByCase, ids: string[]) => string} */
export function writeGroupLink(definition, by, answers, ids) {
  const cases = Object.entries(answers).map(([id, given]) => {
    const levels = ids.map((key) => (given[key] === "unknown" ? "u" : given[key]));
    return `${id}=${levels.join("")}${given.stop ? "s" : ""}`;
  });
  return `#${["g1", definition, `by=${by}`, ...cases].join(";")}`;
}

// Returns null if it is not such a link.
/** @type {(text: string, definition: string, ids: string[], cases: string[]) => Person | null} */
export function readGroupLink(text, definition, ids, cases) {
  const [format, ref, by, ...parts] = (text.trim().split("#")[1] ?? "").split(";");
  if (format !== "g1" || !isFor(ref, definition)) return null;
  if (!/^by=[a-z0-9]{6}$/.test(by ?? "") || parts.length !== cases.length) return null;
  /** @type {ByCase} */
  const answers = {};
  for (const part of parts) {
    const [id, given] = part.split("=");
    const [, levels, stop] = /^([0-3u]+)(s?)$/.exec(given ?? "") ?? [];
    const fits = cases.includes(id) && levels?.length === ids.length && (facts.stop || !stop);
    if (!fits || Object.hasOwn(answers, id)) return null;
    const asLevel = (/** @type {string} */ mark) =>
      /** @type {Level} */ (mark === "u" ? "unknown" : Number(mark));
    const asked = Object.fromEntries(ids.map((key, index) => [key, asLevel(levels[index])]));
    answers[id] = { ...asked, ...(stop && { stop: true }) };
  }
  return { by: by.slice(3), answers };
}
