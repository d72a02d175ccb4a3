// Share links: what is written is read, and nothing else is taken for it.

import assert from "node:assert/strict";
import fc from "fast-check";
import { readLink, writeLink } from "../../overrides/quiz/kit/links.js";
import {
  answers,
  anyTexts,
  changed,
  DEFINITION,
  days,
  fact,
  IDS,
  LEVELS,
  texts,
} from "./facts.mjs";

const NAME = 80; // characters of a name that a link carries
const sheets = fc.record(
  { definition: fc.constant(DEFINITION), answers, on: days, stop: fc.constant(true) },
  { noNullPrototype: true, requiredKeys: ["definition", "answers", "on"] },
);
const links = fc.tuple(sheets, texts).map(([sheet, name]) => writeLink(sheet, name));

/** @type {(fragment: string) => any} */
const read = (fragment) => readLink(fragment, DEFINITION, IDS);

/** @type {(name: string) => string} */
const cut = (name) => [...name.replace(/\s/g, " ")].slice(0, NAME).join("");

fact("a sheet and a name are read as they were written", [sheets, texts], (sheet, name) => {
  const link = read(writeLink(sheet, name));
  assert.deepEqual(link, { ...sheet, name: cut(name), otherVersion: false });
});

fact("a link is an address that a browser leaves as it is", [links], (link) => {
  assert.equal(new URL(link, "https://example.org/check/").hash, link);
});

fact(
  "any text is no link, a problem, or a link that reads the same when it is written again",
  [fc.oneof(changed(links), texts)],
  (fragment) => {
    const link = read(fragment);
    if (link === null) return;
    if (link.problem) {
      assert.deepEqual(Object.keys(link), ["problem"]);
      assert.ok(["damaged", "other", "newer"].includes(link.problem));
      return;
    }
    assert.equal(Object.getPrototypeOf(link.answers), Object.prototype);
    for (const [id, level] of Object.entries(link.answers)) {
      assert.ok(IDS.includes(id) && LEVELS.includes(level));
    }
    // A link may have no day; the page puts its own in.
    const dated = { ...link, on: link.on ?? "2026-11-24" };
    assert.deepEqual(read(writeLink(dated, link.name)), dated);
  },
);

const wrong = fc.constantFrom(
  ...["", "=", "need", "need=", "need=4", "need=1.0", "need=1=", "luck=1", "__proto__=1"],
  ...["stop", "stop=", "stop=0", "stop=2", "stop=true", "stop=1=1"],
  ...["on=", "on=2026-02-29", "on=2026-1-1", "name=", "name=%E0%A4", "name=a=b", DEFINITION],
);

fact("one part that is wrong damages a link", [sheets, fc.nat(9), wrong], (sheet, at, part) => {
  const parts = writeLink(sheet, "")
    .split(";")
    .filter((sound) => !sound.startsWith("on="));
  parts.splice(2 + (at % (parts.length - (part ? 1 : 2))), 0, part); // nothing may stand at the end
  assert.deepEqual(read(parts.join(";")), { problem: "damaged" });
});

fact("a part that comes twice damages a link", [sheets, fc.nat(9)], (sheet, at) => {
  const parts = writeLink(sheet, "Smit").split(";");
  parts.push(parts[2 + (at % (parts.length - 2))]);
  assert.deepEqual(read(parts.join(";")), { problem: "damaged" });
});

fact("a link without an answer is damaged", [days, texts], (on, name) => {
  const link = writeLink({ definition: DEFINITION, answers: {}, on }, name);
  assert.deepEqual(read(link), { problem: "damaged" });
});

fact("who asked not to be contacted needs no answer in a link", [days, texts], (on, name) => {
  const sheet = { definition: DEFINITION, answers: {}, on, stop: true };
  const link = read(writeLink(sheet, name));
  assert.deepEqual(link, { ...sheet, name: cut(name), otherVersion: false });
});

fact("a link of more than 2,000 characters is damaged", [sheets, fc.nat(500)], (sheet, more) => {
  const link = `${writeLink(sheet, "")};name=`;
  const longest = link.padEnd(2000, "a");
  assert.equal(read(longest).name.length, Math.min(NAME, 2000 - link.length));
  assert.deepEqual(read(`${longest}a${"a".repeat(more)}`), { problem: "damaged" });
});

fact("a link of a format that is none is damaged", [links, fc.nat()], (link, number) => {
  assert.deepEqual(read(link.replace("#v1", `#v${number}x`)), { problem: "damaged" });
});

fact("no text is too much for the reader", [anyTexts, anyTexts], (one, other) => {
  for (const fragment of [one, `#v1;${one}`, `#v1;${DEFINITION};${one}=${other}`]) read(fragment);
});

fact("what a program encodes between the parts is read all the same", [links], (link) => {
  fc.pre(!/%3B|%3D|%40/.test(link)); // in the name they mean themselves
  assert.deepEqual(read(link.replace(/[;=@]/g, encodeURIComponent)), read(link));
});

fact("a link of a later version of the questions says so", [links, fc.nat()], (link, version) => {
  fc.pre(version !== 1);
  const other = read(link.replace("@1", `@${version}`));
  assert.deepEqual(other, {
    ...read(link),
    definition: `five-conditions@${version}`,
    otherVersion: true,
  });
});

fact("a link of other questions is refused as such", [links, fc.nat()], (link, number) => {
  const other = link.replace("five-conditions", `others-${number}`);
  assert.deepEqual(read(other), { problem: "other" });
});

fact("a link of a later format is refused as such", [links, fc.nat()], (link, number) => {
  fc.pre(number !== 1);
  assert.deepEqual(read(link.replace("#v1", `#v${number}`)), { problem: "newer" });
});
