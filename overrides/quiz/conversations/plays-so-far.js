// The conversations that were played: a list to read them again from, and Python's pictures of them.

import { fill, showOnly } from "../kit/fill.js";
import { dayText, today } from "../kit/sheet.js";
import { showPicture } from "../pictures/pictures.js";

/** @import { PageEngine, Play } from "../../types/page" */

const LISTED = 20; // of the talks that were played, the last ones

// Shows them in `part`; `titles` are of the talks that the site has, by id.
/** @type {(part: HTMLElement, played: Play[], titles: { [id: string]: string }, engine: PageEngine, language: string) => Promise<void>} */
export async function showPlays(part, played, titles, engine, language) {
  const listed = played.map((play, index) => ({ ...play, index })).slice(-LISTED);
  const items = listed.reverse().map(({ conversation, on }) => ({
    title: titles[conversation] ?? conversation,
    day: dayText(on, language),
  }));
  fill(part, { plays: items });
  for (const [place, button] of part.querySelectorAll("[data-play]").entries()) {
    button.dataset.play = String(listed[place].index);
  }
  // Plays from before that was kept do not tell what was assumed.
  const tells = played.some(({ assumed }) => assumed !== undefined);
  part.querySelector("[data-picture=plays-assumed]").hidden = !tells;
  const { ok } = await engine.ask({
    do: "plays",
    plays: played.map(({ conversation, on, won, open, moves, assumed, tip }) => ({
      ...{ conversation, on, won, open, moves, assumed, tip },
    })),
    titles,
    today: today(),
    language,
  });
  for (const picture of ok?.pictures ?? []) {
    showPicture(part.querySelector(`[data-picture=${picture.id}]`), picture);
  }
  const habit = part.querySelector("[data-habit]");
  habit.hidden = !ok?.habit;
  showOnly(habit, "habit-about", ok?.habit?.tip ?? "");
  fill(habit, { habit: ok?.habit?.words ?? "" });
}
