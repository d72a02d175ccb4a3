// <quiz-coming-back>: four days on which to practise again, for the reader's calendar. Each leads
// to a short session, made of what was misjudged; see session.js.

import { engineOf } from "../engine/engine-view.js";
import { download, fileName } from "../kept/backup.js";
import { readRatings } from "../kept/ratings.js";
import { listenForActions } from "../kit/actions.js";
import { dayText, today } from "../kit/sheet.js";

/** @import { Actions, PageEngine } from "../../types/page" */

class QuizComingBack extends /** @type {new () => With<"language" | "practice">} */ (HTMLElement) {
  /** @type {PageEngine | undefined} */
  own;
  waiting = false;

  connectedCallback() {
    this.querySelector("[data-back-ways]").hidden = false;
    for (const item of this.querySelectorAll("[data-weeks]")) {
      const day = today(7 * Number(item.dataset.weeks));
      item.dataset.on = day;
      item.querySelector("[data-day]").textContent = dayText(day, this.dataset.language);
    }
    // Within a lesson its cases have an engine already.
    if (!this.closest("quiz-practice")) this.own = engineOf(this, () => this.waiting);
    listenForActions(this, this.actions);
  }

  /** @type {Actions<QuizComingBack>} */
  actions = {
    async reminders() {
      const engine = this.own ?? this.closest("quiz-practice")?.engine;
      if (!engine) return;
      this.waiting = true;
      engine.start();
      engine.show();
      const { writeCases } = await import("./case-links.js");
      const keys = JSON.parse(this.querySelector("[data-session-keys]").textContent);
      const session = await engine.ask({ do: "session", ratings: readRatings(), keys });
      const page = new URL(this.dataset.practice, location.href).href.split("#")[0];
      const { ok } = await engine.ask({
        do: "reminders",
        days: [...this.querySelectorAll("[data-weeks]")].map(({ dataset }) => dataset.on ?? ""),
        link: page + writeCases("s", session.ok?.cases ?? []),
        now: new Date().toISOString(),
        language: this.dataset.language,
      });
      this.waiting = false;
      engine.show();
      if (!ok) return;
      download(ok.ics, fileName("practice-days", "ics"), "text/calendar");
      this.querySelector("[data-back-saved]").hidden = false;
    },
  };
}

customElements.define("quiz-coming-back", QuizComingBack);
