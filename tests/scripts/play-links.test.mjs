// Links to a conversation that was played, written and read.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readPlayLink, writePlayLink } from "../../overrides/quiz/conversations/play-links.js";
import { anyTexts, changed, DEFINITION, fact, IDS, texts } from "./facts.mjs";

/** @typedef {(link: string) => string} Change */

const SITE = "https://example.org/links/conversations/";
const VERSIONS = { "potting-machine": 1, "dental-practice": 3, "garage-vending": 12 };
const MOVES = ["need-now", "means-sign", "dog", "a2", "urgency-when", "friday", "stopped"];

const plays = fc.record(
  {
    conversation: fc.constantFrom(.../** @type {const} */ (["potting-machine", "garage-vending"])),
    seed: fc.nat(2 ** 32 - 1),
    moves: fc.shuffledSubarray(MOVES),
    marks: fc.array(fc.constantFrom(0, 1, 2, 3, "unknown"), {
      minLength: IDS.length,
      maxLength: IDS.length,
    }),
    stop: fc.boolean(),
    stopped: fc.boolean(),
  },
  { noNullPrototype: true },
);

/** The same play as it is kept, with what nobody else is to know. */
const kept = plays.map(({ marks, ...play }) => ({
  ...play,
  version: VERSIONS[play.conversation],
  definition: DEFINITION,
  answers: /** @type {any} */ (Object.fromEntries(IDS.map((id, index) => [id, marks[index]]))),
  ...{ on: "2026-11-24", regret: 0.75, won: 0.5, open: 1, own: { 0: "Mijn eigen zin" } },
}));
const links = kept.map((play) => writePlayLink(play, IDS));

/** @type {(text: string) => any} */
const read = (text) => readPlayLink(text, DEFINITION, IDS, VERSIONS);

/** @type {(play: any) => any} */
const told = ({ on, regret, won, open, own, ...play }) => play;

fact("a play is read as it was written, without its day, figures and own words", [kept], (play) => {
  const link = writePlayLink(play, IDS);
  assert.deepEqual(read(link), told(play));
  assert.ok(!/2026|0\.75|0\.5|zin/.test(link));
});

fact("a link is an address that a browser leaves as it is", [links], (link) => {
  assert.equal(new URL(link, SITE).hash, link);
});

fact("a condition that was left open is unknown in a link", [kept, fc.nat()], (play, at) => {
  const id = IDS[at % IDS.length];
  const { [id]: _, ...answers } = play.answers;
  const found = read(writePlayLink({ ...play, answers }, IDS));
  assert.deepEqual(found.answers, { ...answers, [id]: "unknown" });
});

/** @type {{ [what: string]: Change }} */
const SURVIVED = {
  "one encoded sign": (link) => link.replace("#", "%23"),
  "encoded signs": (link) => link.replace(/[#;=@,]/g, encodeURIComponent),
  "signs encoded twice": (link) =>
    link.replace(/[#;=@,]/g, (sign) => encodeURIComponent(encodeURIComponent(sign))),
  "being encoded as a whole": encodeURIComponent,
  "being encoded as a whole twice": (link) => encodeURIComponent(encodeURIComponent(link)),
  "a full stop": (link) => `${link}.`,
  "a bracket": (link) => `(${link}) `,
  "a bracket and a quotation mark": (link) => `“(${link}) ”`,
  "a quotation mark": (link) => `“${link}” `,
  "the end of a line": (link) => `${link}\r\n`,
  "an encoded full stop": (link) => `${link.replace(/[#;=]/g, encodeURIComponent)}.`,
  "what is put behind": (link) => `${link}&utm_source=mail`,
  "lines of sixty signs": (link) => link.replace(/.{60}/g, "$&\n"),
  "lines that are encoded": (link) => link.replace(/.{60}/g, "$&%0D%0A"),
  "words before it": (link) => `Kijk eens: ${link}`,
};

for (const [what, change] of Object.entries(SURVIVED)) {
  fact(`a link survives ${what}`, [kept], (play) => {
    assert.deepEqual(read(change(SITE + writePlayLink(play, IDS))), told(play));
  });
}

fact("a link survives a break wherever a program puts one", [kept, fc.nat()], (play, at) => {
  const link = writePlayLink(play, IDS);
  const place = 2 + (at % (link.length - 1));
  assert.deepEqual(read(`${link.slice(0, place)}\n${link.slice(place)}`), told(play));
});

fact("a link that is cut is damaged", [links, fc.nat()], (link, at) => {
  const end = "#c1;".length + (at % (link.length - "#c1;".length));
  assert.deepEqual(read(link.slice(0, end)), { problem: "damaged" });
});

/** @type {[what: string, problem: string, change: Change][]} */
const REFUSED = [
  ["of other questions", "other", (link) => link.replace(/;[^;@]*@/, ";others@")],
  ["of another version of the questions", "version", (link) => link.replace(/@\d+/, "@77")],
  ["of a later format", "newer", (link) => link.replace("#c1", "#c2")],
  ["to a talk that is gone", "gone", (link) => link.replace(/-(machine|vending)/, "-gone")],
  [
    "to what every object has",
    "gone",
    (link) => link.replace(/;[a-z-]*@(\d+);s/, ";constructor@$1;s"),
  ],
  ["to another version of a talk", "version", (link) => link.replace(/@\d+;seed/, "@2;seed")],
  ["with an answer too few", "damaged", (link) => link.replace(/(answers=)./, "$1")],
  ["with an answer too many", "damaged", (link) => link.replace("answers=", "answers=2")],
  ["with an answer that is none", "damaged", (link) => link.replace(/(answers=)./, "$14")],
  ["that asks to stop twice", "damaged", (link) => link.replace(/s?;stopped/, "ss;stopped")],
  ["with a seed that is none", "damaged", (link) => link.replace(/seed=\d+/, "seed=-1")],
  ["with a seed too long", "damaged", (link) => link.replace("seed=", "seed=12345678901")],
  ["with a move that is no id", "damaged", (link) => link.replace("moves=", "moves=<b>,")],
  ["with a part too many", "damaged", (link) => link.replace(";seed", ";own=zin;seed")],
  ["without its last part", "damaged", (link) => link.replace(/;stopped=.$/, "")],
  ["that ended in no known way", "damaged", (link) => link.replace(/.$/, "2")],
  ["with a digit too much", "damaged", (link) => `${link}1`],
  ["with a letter too much", "damaged", (link) => `${link}a`],
  ["with a sign of equality too much", "damaged", (link) => `${link}=`],
  [
    "of more than 1,500 signs",
    "damaged",
    (link) => link.replace("moves=", `moves=${"a,".repeat(800)}`),
  ],
];

for (const [what, problem, change] of REFUSED) {
  fact(`a link ${what} is refused as “${problem}”`, [links], (link) => {
    assert.deepEqual(read(change(link)), { problem });
    assert.deepEqual(read(`${SITE}${change(link).replace(/[#;=@,]/g, encodeURIComponent)}`), {
      problem,
    });
  });
}

fact(
  "a link that is changed is none, refused, or to a play that there can be",
  [changed(links)],
  (text) => {
    const found = read(text);
    if (found === null) return;
    if (found.problem) {
      assert.deepEqual(Object.keys(found), ["problem"]);
      assert.ok(["damaged", "gone", "newer", "other", "version"].includes(found.problem));
      return;
    }
    assert.ok(Object.hasOwn(VERSIONS, found.conversation));
    assert.deepEqual(Object.keys(found.answers), IDS);
    assert.deepEqual(read(writePlayLink(found, IDS)), found);
  },
);

fact("no text is too much for the reader", [anyTexts], (text) => {
  for (const tried of [text, `#c1;${text}`, `#c1;${DEFINITION};${text}`]) read(tried);
});

fact("text without a mark of ours is no link to a play", [texts], (text) => {
  fc.pre(!/(#|%(25)*23)\w/.test(text));
  assert.equal(read(text), null);
});

test("another kind of link is none to a play", () => {
  for (const text of [
    ...["", "#", "#c", "#next", "#j1;a;b;c", `#v1;${DEFINITION};need=3`],
    `#g1;${DEFINITION};by=abc123;housing-stairs=22222`,
  ]) {
    assert.equal(read(text), null, text);
  }
});
