// The days behind urgency in a record: read where it is sound, and kept by a check that knows of none.

import assert from "node:assert/strict";
import { test } from "node:test";
import { checksOf, newRecord, withCheck } from "../../overrides/quiz/kept/record.js";
import { facts } from "../../overrides/quiz/kit/facts.js";

const { definition, conditions: ids } = facts;
const DAYS = { needed_by: "2027-03-01", not_before: "2027-02-01" };
const ANSWERS = Object.fromEntries(ids.map((id) => [id, 2]));

/** @type {(on: string, more?: object) => any} */
const check = (on, more = {}) => ({ definition, on, answers: ANSWERS, notes: {}, ...more });

/** @type {(...checks: any[]) => any} */
const record = (...checks) => ({ ...newRecord("Jansen"), checks });

/** @type {(record: any) => any} */
const last = ({ checks }) => {
  const { needed_by, not_before } = checks.at(-1);
  return { needed_by, not_before };
};

test("a record gives both days to the check, and nothing for those that it has not", () => {
  const { checks } = checksOf(
    record(check("2026-11-01"), check("2026-11-24", DAYS)),
    definition,
    ids,
  );
  const found = checks?.map(({ needed_by, not_before }) => ({ needed_by, not_before }));
  assert.deepEqual(found, [{ needed_by: "", not_before: "" }, DAYS]);
});

test("a day that is none makes the record a damaged one", () => {
  for (const field of Object.keys(DAYS)) {
    for (const wrong of ["2027-02-30", "1 March", "", null, 20_270_301]) {
      const read = checksOf(record(check("2026-11-24", { [field]: wrong })), definition, ids);
      assert.deepEqual(read, { problem: "damaged" });
    }
  }
});

test("a check that was made apart keeps the days that are known, unless it has its own", () => {
  const known = record(check("2026-11-01", DAYS));
  const apart = { own: false, unticked: false };
  assert.deepEqual(last(withCheck(known, check("2026-11-24"), apart)), DAYS);
  const later = { needed_by: "2027-04-01" };
  assert.deepEqual(last(withCheck(known, check("2026-11-24", later), apart)), {
    ...DAYS,
    ...later,
  });
  assert.deepEqual(last(withCheck(record(), check("2026-11-24"), apart)), {
    needed_by: undefined,
    not_before: undefined,
  });
});

test("the reader's own check says which days there are", () => {
  const known = record(check("2026-11-01", DAYS));
  const next = withCheck(known, check("2026-11-24"), { own: true, unticked: false });
  assert.deepEqual(last(next), { needed_by: undefined, not_before: undefined });
});
