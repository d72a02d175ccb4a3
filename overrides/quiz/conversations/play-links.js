// A link to a play, for whoever reads along:
//
//   #c1;five-conditions@2;potting-machine@1;seed=7;moves=a,b;answers=32u10s;stopped=0
//
// In `answers` is a digit or u (unknown) for each condition, in the order of the questions, and an s where
// they asked to be left alone; `stopped=1` says that whoever played it ended it. What one wrote first
// is not in it.

import { linkIn, plain } from "../kit/links.js";
import { isFor } from "../kit/sheet.js";

/** @import { Answers, Level, ReadPlay, SharedPlay } from "../../types/page" */

const LONGEST = 1500; // characters of a link
const WHOLE =
  /^([a-z][\w-]*@\d{1,9});([a-z][a-z0-9-]{0,39})@(\d{1,9});seed=(\d{1,10});moves=([a-z0-9,-]*);answers=([0-3u]+s?);stopped=([01])/;

/** @type {(play: SharedPlay, ids: string[]) => string} */
export function writePlayLink(play, ids) {
  const marks = ids.map((id) => (play.answers[id] === "unknown" ? "u" : (play.answers[id] ?? "u")));
  const parts = [
    play.definition,
    `${play.conversation}@${play.version}`,
    `seed=${play.seed}`,
    `moves=${play.moves.join(",")}`,
    `answers=${marks.join("")}${play.stop ? "s" : ""}`,
    `stopped=${play.stopped ? 1 : 0}`,
  ];
  return `#c1;${parts.join(";")}`;
}

// What is in a link of this kind, or what is wrong with it; null for any other text. `versions` are
// those of the conversations that there are, by id.
/** @type {(text: string, definition: string, ids: string[], versions: { [id: string]: number }) => ReadPlay | null} */
export function readPlayLink(text, definition, ids, versions) {
  const link = linkIn(text);
  if (link?.kind !== "c") return null;
  const rest = plain(link.fragment).slice(2, LONGEST).replace(/\s/g, "");
  const [, format, body = ""] = /^(\d+);(.*)$/.exec(rest) ?? [];
  if (format && format !== "1") return { problem: "newer" };
  const found = WHOLE.exec(body);
  if (!found) return { problem: "damaged" };
  const [all, made, conversation, version, seed, moves, answers, stopped] = found;
  if (/^[\w=]/.test(body.slice(all.length))) return { problem: "damaged" };
  if (!isFor(made, definition)) return { problem: "other" };
  if (!Object.hasOwn(versions, conversation)) return { problem: "gone" };
  if (Number(version) !== versions[conversation] || made !== definition) {
    return { problem: "version" };
  }
  if (answers.replace("s", "").length !== ids.length) return { problem: "damaged" };
  return {
    conversation,
    version: Number(version),
    definition: made,
    seed: Number(seed),
    moves: moves ? moves.split(",") : [],
    ...sheetOf(answers, ids),
    stopped: stopped === "1",
  };
}

// The sheet that these marks say: a digit or u for each condition, and an s for stop.
/** @type {(marks: string, ids: string[]) => { answers: Answers, stop: boolean }} */
export function sheetOf(marks, ids) {
  const asLevel = (/** @type {string} */ mark) =>
    /** @type {Level} */ (mark === "u" ? "unknown" : Number(mark));
  const answers = Object.fromEntries(ids.map((id, index) => [id, asLevel(marks[index])]));
  return { answers, stop: marks.endsWith("s") };
}
