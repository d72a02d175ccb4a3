// The verdict before the engine is there. When the site was built, Python wrote down what it says of
// every sheet; here a sheet's number is worked out and what stands there is looked up. No rule is
// here, and no text.

import { numbers } from "../kit/sheet.js";

/** @import { AnswerTexts, AskWords, EarlyReport, VerdictTable } from "../../types/page" */

const DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_";
const EACH = 5; // answers to a question: four levels and unknown

// Fetches the table; null where there is none, or it does not come: then the engine is waited for.
/** @type {(address: string | undefined) => Promise<VerdictTable?>} */
export async function fetchTable(address) {
  if (!address) return null;
  try {
    const answer = await fetch(address);
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

// What Python said of these answers, in the form of a report: only what does not depend on a day.
/** @type {(table: VerdictTable, answers: AnswerTexts, stop: boolean) => EarlyReport} */
export function lookUp(table, answers, stop) {
  const given = table.answers.map((id) => [id, answers[id] ?? "unknown"]);
  const levels = numbers(Object.fromEntries(given));
  const digits = table.answers.map((id) => {
    const level = levels[id];
    return level === "unknown" ? EACH - 1 : level;
  });
  const sheet = digits.reduceRight((/** @type {number} */ all, digit) => all * EACH + digit, 0);
  // Whoever asked not to be contacted is told the same whatever the answers are.
  const said = stop ? EACH ** digits.length : sheet;
  const value = (/** @type {string} */ name, at = said) => {
    const { values, width, of } = table.columns[name];
    const found = [...of.slice(at * width, at * width + width)];
    return values[found.reduce((number, digit) => number * 64 + DIGITS.indexOf(digit), 0)];
  };
  const [about = "", heading = "", topic = "", ...asks] = value("ask");
  const [first, ...instead] = asks.map(asWords);
  const { ask, suits } = first ?? asWords(["", ""]);
  return {
    result: {
      verdict: value("verdict"),
      weakest: value("weakest", sheet) || null,
      score: { low: value("low", sheet), high: value("high", sheet) },
      answers: levels,
      ask_next: about || null,
      revisit: null,
      old: false,
    },
    words: {
      verdict: table.names[value("verdict")],
      headline: value("headline"),
      later: value("later"),
      why: value("why"),
      met: value("met", sheet),
      weakest: value("weak", sheet),
      remarks: value("remarks"),
      ask_heading: heading,
      ask,
      ask_topic: topic,
      ask_suits: suits,
      ask_instead: instead,
      chain: table.answers.map((condition, at) => ({
        condition,
        evidence: table.rungs[at][digits[at]],
      })),
    },
  };
}

/** @type {(pair: string[]) => AskWords} */
function asWords([ask, suits]) {
  return { ask, suits };
}
