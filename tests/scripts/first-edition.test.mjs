// What people kept of the first edition of the questions is read on a page that has the second.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const KEPT = new URL("../kept/version-1/", import.meta.url);
const SECOND = "five-conditions@2";

/** @type {(name: string) => string} */
const textOf = (name) => readFileSync(new URL(name, KEPT), "utf8");

/** @type {{ [key: string]: string }} */
const stored = JSON.parse(textOf("local-storage.json"));
/** @type {{ [key: string]: string }} */
const links = JSON.parse(textOf("links.json"));

// A browser keeps it under the folder of the site; here that is where the scripts are.
const { siteKey } = await import("../../overrides/quiz/kept/site-key.js");
const here = new Map(
  Object.entries(stored).map(([key, text]) => [
    siteKey(key.replace("/five-conditions/", "")),
    text,
  ]),
);
Object.assign(globalThis, {
  localStorage: {
    getItem: (/** @type {string} */ key) => here.get(key) ?? null,
    setItem: (/** @type {string} */ key, /** @type {string} */ text) => here.set(key, text),
    removeItem: (/** @type {string} */ key) => here.delete(key),
  },
});

const { facts } = await import("../../overrides/quiz/kit/facts.js");
Object.assign(facts, {
  definition: SECOND,
  changed: { 2: { means: ["0", "1"], attention: ["0"] } },
});
const ids = facts.conditions;
const { COPY, placeOf, readDraft } = await import("../../overrides/quiz/kept/draft.js");
const ratings = await import("../../overrides/quiz/kept/ratings.js");
const { checksOf } = await import("../../overrides/quiz/kept/record.js");
const { givenBefore, meansElse } = await import("../../overrides/quiz/check/anew.js");
const { groupLinksIn, readLink } = await import("../../overrides/quiz/kit/links.js");

test("links to a check are read, and say that they belong to another version", () => {
  for (const name of ["share", "share-named", "share-some"]) {
    const link = readLink(links[name], SECOND, ids);
    assert.ok(link && !link.problem);
    assert.equal(link.definition, "five-conditions@1");
    assert.equal(link.otherVersion, true);
  }
});

test("links of a group are read", () => {
  const cases = ["housing-stairs", "staffing-cheese", "hospital-kiosks"];
  const { people } = groupLinksIn(links.group, SECOND, ids, cases);
  assert.deepEqual(
    people.map(({ by }) => by),
    ["k3x9f2"],
  );
});

test("drafts are read as they were left, of the version that they were begun with", () => {
  const further = Object.keys(stored).find((key) => key.includes("/check/"));
  for (const place of [undefined, COPY, placeOf(further?.split("/").pop() ?? "")]) {
    const { draft } = readDraft(SECOND, ids, place);
    assert.equal(draft?.definition, "five-conditions@1");
    assert.equal(Object.keys(draft?.answers ?? {}).length, ids.length);
  }
});

test("records are read, check by check", () => {
  for (const record of JSON.parse(textOf("records.json"))) {
    const { checks } = checksOf(record, SECOND, ids);
    assert.ok(checks);
    assert.deepEqual(
      new Set(checks.map(({ definition }) => definition)),
      new Set(["five-conditions@1"]),
    );
  }
});

test("ratings are read, and written as format 2 they are of the first version still", () => {
  const found = ratings.parseRatings(textOf("practice.json"));
  assert.deepEqual(found, JSON.parse(textOf("practice.json")).ratings);
  assert.deepEqual(ratings.readRatings(), found);
  const written = JSON.parse(ratings.asText(found ?? []));
  assert.deepEqual(written, { format: 2, ratings: found });
});

test("a rating for another definition stays unread, and where it is", () => {
  const other = { case: "a", on: "2026-11-26", answers: {}, definition: "acme@2" };
  assert.equal(ratings.parseRatings(JSON.stringify({ format: 2, ratings: [other] })), null);
});

test("answers to an older version are shown as given; what has changed is asked anew", () => {
  /** @type {import("../../overrides/types/messages").AnswerTexts} */
  const answers = { need: "0", means: "1", attention: "2" };
  assert.equal(givenBefore({ definition: "five-conditions@1", answers }), answers);
  assert.equal(givenBefore({ definition: SECOND, answers }), null);
  assert.equal(givenBefore({ definition: "five-conditions@3", answers }), null);
  const anew = ids.filter((id) => meansElse("five-conditions@1", id, answers[id]));
  assert.deepEqual(anew, ["means"]);
  assert.equal(meansElse(SECOND, "means", "1"), false);
  assert.equal(meansElse("five-conditions@1", "trust", undefined), false);
});
