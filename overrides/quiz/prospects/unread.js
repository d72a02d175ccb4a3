// What cannot be shown as a prospect, and yet must not seem lost.

import { fill } from "../kit/fill.js";

/** @import { ProspectsHost } from "../../types/page" */

/** @type {(host: ProspectsHost) => void} */
export function showBroken(host) {
  const box = host.querySelector("[data-broken]");
  const { broken } = host.collection;
  box.hidden = broken.size === 0;
  const items = [...broken.values()].map(({ raw, problem, newer }) => ({
    name: problem && !newer ? `${problem.where}:` : host.nameOf(raw),
    newer,
    unreadable: !problem,
    damaged: problem && !newer ? `${problem.what}; ${problem.fix}.` : "",
  }));
  fill(box, { broken: items });
}

// Without an engine, show at least the names, so that nothing seems lost.
/** @type {(host: ProspectsHost) => void} */
export function showNames(host) {
  const box = host.querySelector("[data-names]");
  const { names, rows } = host.collection;
  const needed = host.engine.state === "failed" && rows.size === 0;
  box.hidden = !needed || names.length === 0;
  if (needed) fill(box, { names });
}
