// Links that name cases: those that a group rates, and those of a short session.
//
//   #j1;housing-stairs;staffing-cheese;hospital-kiosks    join the group
//   #s1;bakery-oven;farm-silo    go over these; #s1 alone for whatever was misjudged

import { linkIn, plain } from "../kit/links.js";

/** @type {(kind: "j" | "s", cases: string[]) => string} */
export function writeCases(kind, cases) {
  return `#${[`${kind}1`, ...cases].join(";")}`;
}

// The cases in a link of this kind, each one that there is and named once; null for any other
// text. It is read to its first space, or without spaces where only so it is whole.
/** @type {(text: string, kind: "j" | "s", known: string[], count?: number) => string[] | null} */
export function readCases(text, kind, known, count) {
  const link = linkIn(text);
  if (link?.kind !== kind) return null;
  const all = plain(link.fragment);
  for (const tried of [all.split(/\s/)[0], all.replace(/\s/g, "")]) {
    const [, parts] = /^#[a-z]1((?:;[\w-]+)*)(?![\w=])/.exec(tried) ?? [];
    const cases = parts?.split(";").slice(1) ?? [];
    const sound = new Set(cases).size === cases.length && cases.every((id) => known.includes(id));
    if (parts !== undefined && sound && (count ?? cases.length) === cases.length) return cases;
  }
  return null;
}
