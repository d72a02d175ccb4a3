// A group's links: one person's ratings of the cases, written and read.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { groupLinksIn, writeGroupLink } from "../../overrides/quiz/kit/links.js";
import { anyTexts, changed, DEFINITION, fact, IDS, texts } from "./facts.mjs";

const CASES = ["housing-stairs", "staffing-cheese", "garage-lift"];

/** @type {fc.Arbitrary<import("../../overrides/types/messages").Level>} */
const levels = fc.constantFrom(.../** @type {const} */ ([0, 1, 2, 3, "unknown"]));

/**
 * The same for each key.
 * @template T
 * @param {string[]} keys
 * @param {fc.Arbitrary<T>} value
 * @returns {fc.Arbitrary<{ [key: string]: T }>}
 */
function each(keys, value) {
  return fc.record(Object.fromEntries(keys.map((key) => [key, value])), { noNullPrototype: true });
}

const people = fc.string({ unit: fc.constantFrom(..."abcxyz0189"), minLength: 6, maxLength: 6 });
const ratings = each(
  CASES,
  fc.tuple(each(IDS, levels), fc.boolean()).map(([given, stop]) => ({
    ...given,
    ...(stop && { stop: true }),
  })),
);
const links = fc
  .tuple(people, ratings)
  .map(([by, answers]) => writeGroupLink(DEFINITION, by, answers, IDS));

/** @type {(text: string, ids?: string[], cases?: string[]) => any} */
const read = (text, ids = IDS, cases = CASES) =>
  groupLinksIn(text, DEFINITION, ids, cases).people[0] ?? null;

fact("ratings are read as they were written", [people, ratings], (by, answers) => {
  assert.deepEqual(read(writeGroupLink(DEFINITION, by, answers, IDS)), { by, answers });
});

test("a rating with a stop has an s behind its levels", () => {
  const given = Object.fromEntries(IDS.map((id) => [id, /** @type {const} */ (2)]));
  const mine = { a: { ...given, stop: true }, b: given };
  const link = writeGroupLink(DEFINITION, "abc123", mine, IDS);
  assert.equal(link, `#g1;${DEFINITION};by=abc123;a=22222s;b=22222`);
});

fact("a link is read from a whole address, with space around it", [links], (link) => {
  assert.deepEqual(read(` https://example.org/group/${link}\n`), read(link));
});

fact(
  "any text is no link, or one that reads the same when it is written again",
  [fc.oneof(changed(links), texts)],
  (text) => {
    const found = read(text);
    if (found === null) return;
    const { by, answers } = found;
    assert.equal(Object.getPrototypeOf(answers), Object.prototype);
    assert.deepEqual(Object.keys(answers).sort(), [...CASES].sort());
    assert.deepEqual(read(writeGroupLink(DEFINITION, by, answers, IDS)), found);
  },
);

const wrong = fc.constantFrom(
  ...["", "4", "x", "uu", " "].map((sign) => ({ sound: /stairs=[0-3u]/, put: `stairs=${sign}` })),
  ...["", "4", "uu", ";"].map((sign) => ({ sound: /[0-3u]s?$/, put: sign })),
  ...["ss", "s0", "S", "x"].map((sign) => ({ sound: /s?$/, put: sign })),
  ...["by=abc12", "by=abc1234", "by=ABCDEF", "abc123"].map((by) => ({ sound: /by=\w+/, put: by })),
  { sound: "#g1", put: "#g2" },
  { sound: CASES[0], put: CASES[1] },
);

fact("a link with one thing wrong is none", [links, wrong], (link, { sound, put }) => {
  assert.equal(read(link.replace(sound, put)), null);
});

fact("no text is too much for the reader", [anyTexts, anyTexts], (one, other) => {
  for (const text of [one, `#g1;${one}`, `#g1;${DEFINITION};by=abc123;${one}=${other}`]) read(text);
});

fact("ratings of other questions, or of other cases, are none", [links], (link) => {
  assert.equal(read(link.replace("five-conditions", "others")), null);
  assert.equal(read(link, IDS, [...CASES.slice(1), "another"]), null);
  assert.equal(read(link, IDS.slice(1)), null);
});
