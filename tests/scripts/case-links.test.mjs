// Links that name cases, to join a group or for a short session, written and read.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readCases, writeCases } from "../../overrides/quiz/practice/case-links.js";
import { anyTexts, changed, fact } from "./facts.mjs";

const KNOWN = ["housing-stairs", "staffing-cheese", "garage-lift", "farm-silo", "farm-silo-later"];

const chosen = fc.shuffledSubarray(KNOWN, { minLength: 3, maxLength: 3 });
const kinds = fc.constantFrom(.../** @type {const} */ (["j", "s"]));
const SITE = "https://example.org/links/group/";

fact("cases are read as they were written, in their order", [kinds, chosen], (kind, cases) => {
  assert.deepEqual(readCases(writeCases(kind, cases), kind, KNOWN, 3), cases);
  assert.deepEqual(readCases(SITE + writeCases(kind, cases), kind, KNOWN), cases);
});

/** @type {{ [what: string]: (link: string) => string }} */
const CHANGES = {
  "one sign": (link) => link.replace("#", "%23"),
  "all signs": (link) => link.replace(/[#;]/g, encodeURIComponent),
  twice: (link) => link.replace(/[#;]/g, (sign) => encodeURIComponent(encodeURIComponent(sign))),
  "a full stop": (link) => `${link}.`,
  "a bracket": (link) => `(${link})`,
  "what is put behind": (link) => `${link}?utm_source=mail`,
  "a line break": (link) => link.replace(/;(?=[^;]*$)/, ";\n"),
  "words after it": (link) => `${link} tot zo`,
  "a line after it": (link) => `${link}\nTot zo`,
};

for (const [what, change] of Object.entries(CHANGES)) {
  fact(`a link survives ${what}`, [kinds, chosen], (kind, cases) => {
    assert.deepEqual(readCases(change(SITE + writeCases(kind, cases)), kind, KNOWN, 3), cases);
  });
}

fact(
  "a link that is changed names cases that there are, or none",
  [changed(chosen.map((cases) => writeCases("j", cases)))],
  (text) => {
    const cases = readCases(text, "j", KNOWN, 3);
    if (cases === null) return;
    assert.equal(new Set(cases).size, 3);
    assert.ok(cases.every((id) => KNOWN.includes(id)));
  },
);

fact("no text is too much for the reader", [anyTexts], (text) => {
  for (const tried of [text, `#j1;${text}`, `#s1${text}`]) readCases(tried, "j", KNOWN, 3);
});

test("what is no such link is none", () => {
  const sound = writeCases("j", KNOWN.slice(0, 3));
  for (const text of [
    ...["", "#", "#j", "#j1", "#j2;a;b;c", "#need", "#g1;five-conditions@1;by=abc123"],
    sound.replace("stairs", "stair"),
    `${sound};farm-silo`,
    writeCases("j", [KNOWN[0], KNOWN[1], KNOWN[1]]),
    sound.replace("#j1", "#s1"),
    `${sound}=22222`,
  ]) {
    assert.equal(readCases(text, "j", KNOWN, 3), null, text);
  }
  assert.deepEqual(readCases("#s1", "s", KNOWN), []);
});
