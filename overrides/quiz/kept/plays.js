// Keeps the conversations that the reader has played, in this browser, under the address of this site.
//
// {format: 1, plays: [{conversation, version, definition, on, seed, moves: [id, …], answers, stop: true,
//  stopped: true, regret, won, open, assumed, tip, own: {turn: words}}, …], unread}
//
// `stop` says that they asked to be left alone, `stopped` that the reader ended the talk with turns left.
// `regret` (bits), `won` (0 to 1), `open` (open questions), `assumed` (answers that nothing had shown)
// and `tip` (what it was about) are how it went: they stay true when the talk has changed; a play from
// before they were kept has no `assumed` and no `tip`. `own` has what the reader wrote first, by turn from 0; it is in no link.

import { facts } from "../kit/facts.js";
import { isCondition, isDay, isFor, isLevel } from "../kit/sheet.js";
import { History } from "./history.js";

/** @import { Play } from "../../types/messages" */

const MOVES = 20; // more than any talk has turns
const CONDITIONS = 8; // the most that there can be
const WORDS = 2000; // characters that one writes first

/** @type {History<Play>} */
export const plays = new History("conversations", "plays", [1], isPlay);

/** @type {(play: any) => play is Play} */
export function isPlay(play) {
  const { conversation, version, definition, on, seed, moves, answers } = play ?? {};
  const { stop = false, stopped = false, regret, won, open, own = {} } = play ?? {};
  const { assumed = 0, tip = "well" } = play ?? {};
  return (
    isId(conversation) &&
    Number.isSafeInteger(version) &&
    isFor(definition, facts.definition) &&
    isDay(on) &&
    Number.isSafeInteger(seed) &&
    Array.isArray(moves) &&
    moves.length <= MOVES &&
    moves.every(isId) &&
    isObject(answers) &&
    Object.entries(answers).every(([id, level]) => isCondition(id) && isLevel(level)) &&
    typeof stop === "boolean" &&
    typeof stopped === "boolean" &&
    isBetween(regret, 0, 100) &&
    isBetween(won, 0, 1) &&
    Number.isSafeInteger(open) &&
    isBetween(open, 0, moves.length) &&
    Number.isSafeInteger(assumed) &&
    isBetween(assumed, 0, CONDITIONS) &&
    isId(tip) &&
    isObject(own) &&
    Object.values(own).every((words) => typeof words === "string" && words.length <= WORDS)
  );
}

/** @type {(value: unknown) => boolean} */
function isId(value) {
  return typeof value === "string" && /^[a-z][a-z0-9-]{0,39}$/.test(value);
}

/** @type {(value: unknown) => value is object} */
function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** @type {(value: unknown, least: number, most: number) => boolean} */
function isBetween(value, least, most) {
  return typeof value === "number" && value >= least && value <= most;
}
