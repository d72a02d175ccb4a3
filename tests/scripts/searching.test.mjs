// What is found in the list by what people type.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { finder, folded, searchable } from "../../overrides/quiz/prospects/searching.js";
import { fact, texts } from "./facts.mjs";

const NAMES = [
  "Café Zuid",
  "Tandarts Özil",
  "Hotel ’t Hoek",
  "Ærø Møbler",
  "Weiß & Söhne",
  "Łódź Spółka",
  "Jan‑Willem Œuvre",
  "Bäckerei\u00a0Straßer",
  "ﬁjn ĳs",
  "Zeğen İnşaat ısı",
  "Soft\u00adhyphen",
];
const NUMBERS = ["06 1234 0001", "+31 (0)6 1234-0002", "0031612340003", "010/123.00.04"];

/** @type {(typed: string, texts?: string[]) => string[]} */
const found = (typed, among = NAMES) =>
  among.filter((text) => finder(typed)(searchable([text, "prospect 01999"])));

test("a name is found without its accents, capitals and apostrophes", () => {
  const sought = {
    cafe: "Café Zuid",
    "CAFÉ zuid": "Café Zuid",
    "cafe\u0301": "Café Zuid",
    ozil: "Tandarts Özil",
    "t hoek": "Hotel ’t Hoek",
    "'t hoek": "Hotel ’t Hoek",
    "’t Hoek": "Hotel ’t Hoek",
    "‘t hoek": "Hotel ’t Hoek",
    "`t hoek": "Hotel ’t Hoek",
    "´t hoek": "Hotel ’t Hoek",
    "aero mobler": "Ærø Møbler",
    ÆRØ: "Ærø Møbler",
    "weiss sohne": "Weiß & Söhne",
    WEIẞ: "Weiß & Söhne",
    "lodz spolka": "Łódź Spółka",
    "jan-willem": "Jan‑Willem Œuvre",
    "jan willem oeuvre": "Jan‑Willem Œuvre",
    "backerei strasser": "Bäckerei\u00a0Straßer",
    "bäckerei\u00a0straßer": "Bäckerei\u00a0Straßer",
    "fijn ijs": "ﬁjn ĳs",
    "insaat isi": "Zeğen İnşaat ısı",
    INSAAT: "Zeğen İnşaat ısı",
    softhyphen: "Soft\u00adhyphen",
  };
  for (const [typed, name] of Object.entries(sought)) assert.deepEqual(found(typed), [name], typed);
});

test("a number is found in any spacing, and with or without the code of the country", () => {
  const sought = {
    "0612340001": "06 1234 0001",
    "06-12 34 00 01": "06 1234 0001",
    "+31612340001": "06 1234 0001",
    "061 2340002": "+31 (0)6 1234-0002",
    "06 12340003": "0031612340003",
    "0101230004": "010/123.00.04",
    "123 0004": "010/123.00.04",
    "340 001": "06 1234 0001",
  };
  for (const [typed, number] of Object.entries(sought)) {
    assert.deepEqual(found(typed, NUMBERS), [number], typed);
  }
  assert.deepEqual(found("0612", NUMBERS).length, 2); // as it is written, the 0 too
});

test("figures that are no number of a telephone are found as they stand", () => {
  assert.deepEqual(found("01999", ["Garage Smit"]), ["Garage Smit"]);
  assert.deepEqual(found("00001999", ["Garage Smit"]), []);
  assert.deepEqual(found("2026", ["from 2026 on"]), ["from 2026 on"]);
});

test("whatever is not there is not found", () => {
  for (const typed of ["kafe", "ozils", "hoek zuid", "0612340009", "smit 0612340001"]) {
    assert.deepEqual(found(typed, [...NAMES, ...NUMBERS]), [], typed);
  }
});

fact("folded once or twice, a text is the same", [texts], (text) => {
  assert.equal(folded(folded(text)), folded(text));
});

fact("every word of a text finds it, and nothing typed finds all", [texts], (text) => {
  const searched = searchable([text]);
  for (const word of ["", " ", ...text.split(/\s+/)]) {
    assert.ok(finder(word)(searched), JSON.stringify(word));
  }
});

fact(
  "the digits of a number find it, wherever the spaces are",
  [fc.stringMatching(/^0[1-9]\d{8}$/), fc.array(fc.nat(9), { maxLength: 4 })],
  (digits, places) => {
    const spaced = [...digits].map((digit, at) => (places.includes(at) ? ` ${digit}` : digit));
    assert.ok(finder(digits)(searchable([`Bel ${spaced.join("")} morgen`])));
    assert.ok(finder(spaced.join(""))(searchable([digits])));
  },
);
