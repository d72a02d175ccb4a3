// Feeds the reader of share links with changed links: node fuzz_link.mjs SECONDS [START].
// Whatever the fragment, it is no link, refused, or read; what is read holds nothing but answers to
// the questions, and written again it reads the same. Links that take a new way are changed further.

import { readLink, writeLink } from "../overrides/assets/quiz/link.js";

const DEFINITION = "five-conditions@1";
const IDS = ["need", "means", "trust", "urgency", "attention"];
const LEVELS = new Set(["0", "1", "2", "3", "unknown"]);
const SIGNS = [...";=@#%v1023", "%3B", "%E0%A4%A", "__proto__", "constructor", "need", "unknown", "on",
  "name", "2026-11-24", "\u202e", "\ud800", "\0", "🥖", "five-conditions@1"];

// Mulberry32: the same start gives the same links again.
const start = Number(process.argv[3] ?? Date.now() % 1_000_000);
let state = start;
const random = (below) => {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), state | 1);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
};
const any = (list) => list[random(list.length)];

function changed(text) {
  const at = random(text.length + 1);
  const end = Math.min(text.length, at + random(12));
  const ways = [
    () => text.slice(0, at) + any(SIGNS) + text.slice(at),
    () => text.slice(0, at) + text.slice(end),
    () => text.slice(0, at) + String.fromCharCode(random(65536)) + text.slice(end),
    () => text + ";" + any(IDS) + "=" + any([...LEVELS]),
    () => text.slice(0, end) + text.slice(at),
  ];
  return any(ways)();
}

function check(fragment) {
  const link = readLink(fragment, DEFINITION, IDS);
  if (link === null) return "none";
  if (link.problem) {
    if (!["damaged", "other", "newer"].includes(link.problem)) throw new Error(link.problem);
    return link.problem;
  }
  for (const [id, level] of Object.entries(link.answers)) {
    if (!IDS.includes(id) || !LEVELS.has(level)) throw new Error(`${id}=${level}`);
  }
  if (Object.getPrototypeOf(link.answers) !== Object.prototype) throw new Error("prototype");
  if (link.name.length > 80) throw new Error("a long name");
  if (link.on && link.name.isWellFormed()) {
    const again = readLink(writeLink(link, link.name), DEFINITION, IDS);
    if (JSON.stringify(again) !== JSON.stringify(link)) throw new Error("does not come back");
  }
  return `read ${Object.keys(link.answers).length} ${Boolean(link.on)} ${Boolean(link.name)}`;
}

const until = Date.now() + 1000 * Number(process.argv[2] ?? 60);
const corpus = ["#v1;five-conditions@1;need=3;trust=unknown;on=2026-11-24;name=Bakkerij%20Jansen"];
const seen = new Map();
let count = 0;
while (Date.now() < until) {
  for (let turn = 0; turn < 1000; turn += 1, count += 1) {
    const fragment = changed(any(corpus));
    let way;
    try {
      way = check(fragment);
    } catch (error) {
      console.error(`start ${start}:`, JSON.stringify(fragment), error);
      process.exit(1);
    }
    seen.set(way, (seen.get(way) ?? 0) + 1);
    if (seen.get(way) <= 200 && corpus.length < 5000) corpus.push(fragment);
  }
}
console.log(`${count} links, ${seen.size} ways: ${[...seen.keys()].join(", ")}`);
