// The code to read out and type: one person's ratings of a group's cases, written and read.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  codesIn,
  openingNumber,
  readCode,
  someone,
  writeCode,
} from "../../overrides/quiz/practice/short-code.js";
import { anyTexts, DEFINITION, fact, IDS, texts } from "./facts.mjs";

const CASES = ["housing-stairs", "staffing-cheese", "garage-lift"];
const SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** @type {fc.Arbitrary<import("../../overrides/types/messages").Level>} */
const levels = fc.constantFrom(.../** @type {const} */ ([0, 1, 2, 3, "unknown"]));

/** @type {(ids: string[]) => fc.Arbitrary<{ [key: string]: any }>} */
const ratingsOf = (ids) =>
  fc
    .tuple(fc.array(levels, { minLength: ids.length, maxLength: ids.length }), fc.boolean())
    .map(([given, stop]) => ({
      ...Object.fromEntries(ids.map((id, index) => [id, given[index]])),
      ...(stop && { stop }),
    }));
/** @type {(ids?: string[], cases?: string[]) => fc.Arbitrary<{ [key: string]: any }>} */
const answersOf = (ids = IDS, cases = CASES) =>
  fc
    .array(ratingsOf(ids), { minLength: cases.length, maxLength: cases.length })
    .map((given) => Object.fromEntries(cases.map((id, index) => [id, given[index]])));
const people = fc.nat(2 ** 15 - 1).map((number) => number.toString(36).padStart(6, "0"));
const codes = fc
  .tuple(people, answersOf())
  .map(([by, answers]) => writeCode(DEFINITION, by, answers, IDS));

/** @type {(text: string) => any} */
const read = (text) => readCode(text, DEFINITION, IDS, CASES);

fact("ratings are read as they were written", [people, answersOf()], (by, answers) => {
  assert.deepEqual(read(writeCode(DEFINITION, by, answers, IDS)), { by, answers });
});

fact("a code is twelve signs in three parts", [codes], (code) => {
  assert.match(code, /^[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){2}$/);
});

fact("it may be typed in any way that sounds the same", [codes], (code) => {
  const heard = code.replaceAll("-", "").replaceAll("0", "o").replaceAll("1", "l").toLowerCase();
  for (const typed of [heard, ` ${code}\n`, heard.split("").join(" "), code.replaceAll("-", "–")]) {
    assert.deepEqual(read(typed), read(code));
  }
});

test("of the codes with one wrong sign, nearly all are refused", () => {
  const wrong = fc.sample(fc.tuple(codes, fc.nat(11), fc.nat(30)), { numRuns: 3000, seed: 1 });
  const passed = wrong.filter(([code, at, by]) => {
    const signs = [...code.replaceAll("-", "")];
    signs[at] = SIGNS[(SIGNS.indexOf(signs[at]) + 1 + by) % 32];
    return read(signs.join("")) !== null;
  });
  assert.ok(passed.length < 3000 / 50, `${passed.length} of 3000 passed`);
  assert.ok(passed.length < 100);
});

test("a code for other cases, in another order or of another version is refused", () => {
  const sample = fc.sample(codes, { numRuns: 500, seed: 2 });
  for (const [definition, cases] of /** @type {[string, string[]][]} */ ([
    [DEFINITION, [CASES[1], CASES[0], CASES[2]]],
    [DEFINITION, [...CASES.slice(0, 2), "another"]],
    ["others@1", CASES],
  ])) {
    const passed = sample.filter((code) => readCode(code, definition, IDS, cases) !== null);
    assert.ok(passed.length < 15, `${passed.length} of 500 passed`);
  }
});

fact(
  "it grows with what is asked",
  [fc.integer({ min: 2, max: 8 }).map((count) => Array.from({ length: count }, (_, n) => `c${n}`))],
  (ids) => {
    const [answers] = fc.sample(answersOf(ids), { numRuns: 1, seed: 3 });
    const code = writeCode(DEFINITION, "000abc", answers, ids);
    assert.deepEqual(readCode(code, DEFINITION, ids, CASES), { by: "000abc", answers });
    assert.ok(code.replaceAll("-", "").length <= 20);
  },
);

fact("no text is too much for the reader", [anyTexts], (text) => {
  read(text);
  codesIn(text, DEFINITION, IDS, CASES);
});

fact("codes are found in a chat", [codes, codes, texts], (one, other, around) => {
  const chat = `${around.replaceAll("-", " ")}\nAnn: ${one}.\nBea: mijn code is ${other.toLowerCase()}!`;
  const { people: found, unread } = codesIn(chat, DEFINITION, IDS, CASES);
  assert.deepEqual(unread, []);
  assert.deepEqual(found, [read(one), read(other)]);
});

test("a code with a slip stays to be looked at, and a chat without one has none", () => {
  const [code] = fc.sample(codes, { numRuns: 1, seed: 4 });
  const last = SIGNS[(SIGNS.indexOf(code.at(-1) ?? "") + 1) % 32];
  const slip = code.slice(0, -1) + last;
  assert.deepEqual(codesIn(`Zie ${slip}`, DEFINITION, IDS, CASES), { people: [], unread: [slip] });
  const chat = "Hoi allemaal, tot straks: https://example.org/a-b;farm-silo-late=22222";
  assert.deepEqual(codesIn(chat, DEFINITION, IDS, CASES), { people: [], unread: [] });
});

test("somebody new is named by six signs that a link takes", () => {
  const names = new Set(Array.from({ length: 50 }, someone));
  for (const name of names) assert.match(name, /^[0-9a-z]{6}$/);
  assert.ok(names.size > 40);
});

test("the number that opens the key has four digits and goes with the cases", () => {
  const numbers = ["a", "b", "c", "d"].map((id) => openingNumber([...CASES, id]));
  for (const number of numbers) assert.match(number, /^\d{4}$/);
  assert.equal(new Set(numbers).size, 4);
  assert.equal(openingNumber(CASES), openingNumber([...CASES]));
});
