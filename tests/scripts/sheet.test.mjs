// How answers and days are written on the page's side.

import assert from "node:assert/strict";
import { mock } from "node:test";
import fc from "fast-check";
import {
  answersIn,
  asSheet,
  dayText,
  isDay,
  numbers,
  today,
} from "../../overrides/quiz/kit/sheet.js";
import { answers, anyTexts, DEFINITION, days, fact, IDS, LEVELS } from "./facts.mjs";

fact("a level is the same as a text and as a number", [answers], (given) => {
  const asText = Object.entries(numbers(given)).map(([id, level]) => [id, String(level)]);
  assert.deepEqual(Object.fromEntries(asText), given);
});

const maybeDays = fc.oneof(days, fc.constant(""), fc.constant(undefined));

fact(
  "a sheet has the days that are given",
  [answers, maybeDays, maybeDays],
  (given, on, revisit) => {
    const check = { answers: given, definition: DEFINITION, on, revisit, name: "Smit" };
    const sheet = asSheet(check);
    const expected = { answers: numbers(given), definition: DEFINITION };
    assert.deepEqual(sheet, {
      ...expected,
      ...(on ? { on } : {}),
      ...(revisit ? { revisit } : {}),
    });
  },
);

const chosen = fc.array(fc.constantFrom("", ...LEVELS), { minLength: 5, maxLength: 5 });

fact("a form's answers are those that are chosen", [chosen], (levels) => {
  const elements = Object.fromEntries(IDS.map((id, index) => [id, { value: levels[index] }]));
  const form = /** @type {any} */ ({ elements });
  const found = answersIn(form, IDS);
  assert.deepEqual(
    IDS.map((id) => found[id] ?? ""),
    levels,
  );
});

/** @type {(year: number, month: number) => number} */
function length(year, month) {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
}

fact(
  "a day is a day when the calendar has it",
  [fc.nat(9999), fc.nat(13), fc.nat(32)],
  (year, month, day) => {
    const [y, m, d] = [String(year).padStart(4, "0"), month, day].map((part) =>
      String(part).padStart(2, "0"),
    );
    const there = year > 0 && month >= 1 && month <= 12 && day >= 1 && day <= length(year, month);
    assert.equal(isDay(`${y}-${m}-${d}`), there);
  },
);

fact("whatever else there is, is no day", [fc.oneof(anyTexts, fc.anything())], (value) => {
  fc.pre(typeof value !== "string" || !/^\d{4}-\d\d-\d\d$/.test(value));
  assert.equal(isDay(value), false);
});

fact("today is the day on the reader's own clock", [fc.date({ noInvalidDate: true })], (now) => {
  fc.pre(now.getFullYear() >= 1970 && now.getFullYear() <= 9999);
  mock.timers.enable({ apis: ["Date"], now });
  try {
    assert.equal(today(), new Intl.DateTimeFormat("sv-SE").format(now));
    assert.ok(isDay(today()));
  } finally {
    mock.timers.reset();
  }
});

fact("a day is told with its own number and year", [days], (day) => {
  for (const language of ["nl", "en"]) {
    const told = dayText(day, language).match(/\d+/g) ?? [];
    assert.deepEqual(told.map(Number), [Number(day.slice(8)), Number(day.slice(0, 4))]);
  }
});
