// Facts that hold for any input, and the inputs to try them on.
//
// A fact is tried on the same 200 inputs in every run, so that one that fails fails for everyone;
// with SCRIPT_SECONDS on as many others as there is time for, so many seconds for each fact. What
// fast-check finds it shrinks, and says with the seed that brings it back.

import { test } from "node:test";
import fc from "fast-check";

const SECONDS = Number(process.env.SCRIPT_SECONDS ?? 0);
const HOW = SECONDS
  ? { numRuns: Number.MAX_SAFE_INTEGER, interruptAfterTimeLimit: 1000 * SECONDS }
  : { numRuns: 200, seed: 1 };

/**
 * Tests that `holds` does not throw, nor return false, for whatever these arbitraries give.
 * @template {unknown[]} Given
 * @param {string} name
 * @param {{ [Index in keyof Given]: fc.Arbitrary<Given[Index]> }} given
 * @param {(...given: Given) => boolean | void} holds
 */
export function fact(name, given, holds) {
  const property = fc.property(fc.tuple(...given), (values) =>
    holds(.../** @type {Given} */ (values)),
  );
  test(name, (context) => {
    const run = fc.check(property, HOW);
    context.diagnostic(`${run.numRuns} inputs`);
    const failure = fc.defaultReportMessage(run);
    if (failure) throw new Error(failure, { cause: run.errorInstance });
  });
}

/** @typedef {import("../../overrides/types/messages").LevelText} LevelText */

/** @type {{ conditions: string[], definition: string, levels: LevelText[] }} */
const HANDED = JSON.parse(process.env.FACTS ?? "");

export const IDS = HANDED.conditions;
export const DEFINITION = HANDED.definition;
export const LEVELS = HANDED.levels;

/** A day that there is, from year 1 to 9999. */
export const days = fc
  .date({
    min: new Date("0001-01-01"),
    max: new Date("9999-12-31"),
    noInvalidDate: true,
  })
  .map((date) => date.toISOString().slice(0, 10));

/** Levels as text for some conditions, at least one. */
export const answers = fc
  .subarray(IDS, { minLength: 1 })
  .chain((ids) =>
    fc
      .array(fc.constantFrom(...LEVELS), { minLength: ids.length, maxLength: ids.length })
      .map((levels) => Object.fromEntries(ids.map((id, index) => [id, levels[index]]))),
  );

/** A text of whole characters, as an address and a field have it. */
export const texts = fc.oneof(
  fc.string({ unit: "binary", maxLength: 100, size: "max" }),
  fc.string({ unit: "grapheme", maxLength: 100, size: "max" }),
);

/** Any text there can be, halves of characters too. */
export const anyTexts = fc.oneof(
  texts,
  fc.array(fc.nat(0xff_ff), { maxLength: 30 }).map((units) => String.fromCharCode(...units)),
);

// What links are made of, and what is apt to break their reader.
const SIGNS = [
  ...[";", "=", "@", "#", "%", "v", "g", "u", "0", "1", "2", "3", "9"],
  ...["%3B", "%3D", "%40", "%E0%A4%A", "%00", "__proto__", "constructor", "toString"],
  ...["need", "unknown", "on", "name", "by=", "on=2026-02-29", "\u202e", "\0", "🥖"],
];

// Changes to a link: some characters are put in or taken out, or a part goes, or comes twice.
const inPlace = fc
  .record({
    at: fc.nat(200),
    cut: fc.oneof(fc.constant(0), fc.nat(12)),
    put: fc.oneof(fc.constant(""), fc.constantFrom(...SIGNS), fc.string({ unit: "binary" })),
  })
  .map(({ at, cut, put }) => (/** @type {string} */ link) => {
    const start = at % (link.length + 1);
    return (link.slice(0, start) + put + link.slice(start + cut)).toWellFormed();
  });
const ofParts = fc
  .record({ at: fc.nat(9), times: fc.constantFrom(0, 2) })
  .map(({ at, times }) => (/** @type {string} */ link) => {
    const parts = link.split(";");
    return parts.flatMap((part, index) => Array(index === at ? times : 1).fill(part)).join(";");
  });

/**
 * A sound link, changed in a few places; with no change at all it is the link itself.
 * @param {fc.Arbitrary<string>} links
 */
export function changed(links) {
  const changes = fc.array(fc.oneof(inPlace, ofParts), { maxLength: 3 });
  return fc
    .tuple(links, changes)
    .map(([link, all]) => all.reduce((text, change) => change(text), link));
}
