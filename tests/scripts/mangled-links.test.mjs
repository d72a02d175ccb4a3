// Links of ours after mail and chat have had them: what they said comes out all the same.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  groupLinksIn,
  linkIn,
  readLink,
  readProspectLink,
  writeGroupLink,
  writeLink,
  writeProspectLink,
} from "../../overrides/quiz/kit/links.js";
import { answers, anyTexts, changed, DEFINITION, days, fact, IDS, texts } from "./facts.mjs";

const SITE = "https://example.org/links/";
const CASES = ["housing-stairs", "staffing-cheese", "garage-lift"];

/** @typedef {(address: string) => string} Change */

// --- what there is to write ---

const sheets = fc.record(
  {
    definition: fc.constant(DEFINITION),
    answers,
    on: days,
    stop: fc.constant(true),
    needed_by: days,
    not_before: days,
    revisit: days,
  },
  { noNullPrototype: true, requiredKeys: ["definition", "answers", "on"] },
);
// Names as people have them, with all that chat programs and readers of links stumble over.
const names = fc.oneof(
  texts.map((text) => text.replace(/\s/g, " ").slice(0, 80).toWellFormed()),
  fc
    .array(
      fc.constantFrom(
        ...[
          "Jansen",
          "B.V.",
          "!",
          "(oud)",
          "’t Hoek",
          "*",
          "_x_",
          "~",
          "'",
          "100%",
          "%3B",
          "%2525",
        ],
        ...[";", "=", ";stop=1", ";need=3", ";on=2026-01-01", "&", "?a=b", "#v1;", "@", "é", "🥖"],
      ),
      { maxLength: 6 },
    )
    .map((parts) => parts.join(" ")),
);
const people = fc.string({ unit: fc.constantFrom(..."abcxyz0189"), minLength: 6, maxLength: 6 });
const marks = fc
  .tuple(fc.string({ unit: fc.constantFrom(..."0123u"), minLength: 5, maxLength: 5 }), fc.boolean())
  .map(([levels, stop]) => ({
    ...Object.fromEntries(
      [...levels].map((mark, index) => [IDS[index], mark === "u" ? "unknown" : Number(mark)]),
    ),
    ...(stop && { stop: true }),
  }));
const ratings = fc
  .tuple(marks, marks, marks)
  .map((three) => /** @type {any} */ (Object.fromEntries(CASES.map((id, i) => [id, three[i]]))));

const addressOfCheck = fc
  .tuple(sheets, names)
  .map(([sheet, name]) => `${SITE}check/${writeLink(sheet, name)}`);
const groups = fc.tuple(people, ratings).map(([by, given]) => ({
  by,
  answers: given,
  address: `${SITE}coach/${writeGroupLink(DEFINITION, by, given, IDS)}`,
}));

/** @type {(address: string) => any} */
const readCheck = (address) => readLink(address, DEFINITION, IDS);
/** @type {(text: string) => { people: any[], unread: string[] }} */
const readGroup = (text) => groupLinksIn(text, DEFINITION, IDS, CASES);

// --- what becomes of an address ---

/** @type {Change} */
const safeLink = (address) =>
  `https://eur01.safelinks.protection.outlook.com/?url=${encodeURIComponent(address)}` +
  "&data=05%7C02%7Cjan%40example.org%7C0%7C0%7C638%7CUnknown%7CTWFp%3D%7C&sdata=a%2Bb%3D&reserved=0";
/** @type {Change} */
const twice = (address) => encodeURIComponent(encodeURIComponent(address));
// What stands between the slashes is all that a program encodes of an address that it keeps one.
/** @type {(change: Change) => Change} */
const behindSite = (change) => (address) => SITE + change(address.slice(SITE.length));

const encodings = fc.constantFrom(
  ...["#", ";", "=", "@", "[;=]", "[#;=@]"].flatMap((signs) => [
    (/** @type {string} */ address) => address.replace(new RegExp(signs, "g"), encodeURIComponent),
    (/** @type {string} */ address) => address.replace(new RegExp(signs, "g"), twice),
  ]),
  behindSite(encodeURIComponent),
  behindSite(twice),
  encodeURIComponent,
  safeLink,
  (/** @type {string} */ address) => safeLink(safeLink(address)),
  (/** @type {string} */ address) => address.replace(/%[\dA-F]{2}/g, (hex) => hex.toLowerCase()),
);
// One sign alone, wherever it is.
const oneSign = fc.nat().map((at) => (/** @type {string} */ address) => {
  const places = [...address.matchAll(/[#;=@]/g)].map(({ index }) => index);
  const place = places[at % places.length];
  return address.slice(0, place) + encodeURIComponent(address[place]) + address.slice(place + 1);
});
const behind = fc.constantFrom(
  ...[".", ",", ")", "]", ">", '"', "'", "!", "?", ";", ":", "…", "”", "*", "_", "~", ").", '">'],
  ...["?utm_source=chat&utm_medium=x", "&fbclid=IwAR0_x-1", "\n", "\r\n", "%0A", "%0D%0A", "%22"],
  ...["%3E"],
);
const breaks = fc.constantFrom("\n", "\r\n", "%0A", "%0D%0A");

/** @type {fc.Arbitrary<Change>} */
const broken = fc.tuple(fc.nat(), breaks).map(([at, by]) => (address) => {
  const start = address.indexOf("#") + 2;
  const place = start + (at % (address.length - start + 1));
  return address.slice(0, place) + by + address.slice(place);
});
/** @type {fc.Arbitrary<Change>} */
const ended = behind.map((end) => (address) => address + end);
/** @type {(first: fc.Arbitrary<Change>, then: fc.Arbitrary<Change>) => fc.Arbitrary<Change>} */
const both = (first, then) =>
  fc.tuple(first, then).map(
    ([one, other]) =>
      (address) =>
        other(one(address)),
  );
const changes = fc.oneof(
  ...[encodings, oneSign, ended],
  ...[both(encodings, ended), both(ended, encodings), both(oneSign, ended)],
);

fact(
  "a check is read from whatever became of its address",
  [addressOfCheck, changes],
  (a, change) => {
    assert.deepEqual(readCheck(change(a)), readCheck(a), change(a));
  },
);

fact(
  "a check whose address was broken by a line is read",
  [sheets, names, broken],
  (s, n, change) => {
    const address = `${SITE}check/${writeLink(s, n)}`;
    fc.pre(!/%/.test(address)); // a break within an encoded sign leaves two halves of none
    assert.deepEqual(readCheck(change(address)), readCheck(address));
  },
);

fact(
  "ratings are read from whatever became of their address",
  [groups, changes],
  (group, change) => {
    const { people: found, unread } = readGroup(change(group.address));
    assert.deepEqual(found, [{ by: group.by, answers: group.answers }]);
    assert.deepEqual(unread, []);
  },
);

fact("ratings whose address was broken by a line are read", [groups, broken], (group, change) => {
  assert.deepEqual(readGroup(change(group.address)).people, [
    { by: group.by, answers: group.answers },
  ]);
});

test("a prospect is read from whatever became of its address", async () => {
  const property = fc.asyncProperty(texts, fc.oneof(changes, broken), async (text, change) => {
    const address = `${SITE}prospects/${await writeProspectLink(text)}`;
    assert.equal(await readProspectLink(change(address)), text.toWellFormed());
  });
  await fc.assert(property, { numRuns: 300, seed: 1 });
});

fact(
  "the page for what is missing knows whose link it was",
  [addressOfCheck, encodings],
  (a, change) => {
    const link = linkIn(change(a));
    assert.equal(link?.kind, "v");
    assert.ok(link.fragment.startsWith("#v1"));
    assert.deepEqual(readCheck(link.fragment), readCheck(a));
  },
);

test("what a page's source has for an ampersand is undone as well", () => {
  const link = writeLink({ definition: DEFINITION, answers: { need: "3" }, on: "2026-11-24" }, "");
  for (const end of ["&amp;fbclid=x", "?a=1&amp;b=2;c=3", "?utm_source=chat;a=b"]) {
    assert.deepEqual(readCheck(link + end), readCheck(link));
  }
});

// --- links of the version before ---

/** @type {(sheet: any, name: string) => string} */
function writtenBefore(sheet, name) {
  const given = Object.entries(sheet.answers).map(([id, level]) => `${id}=${level}`);
  const dated = ["needed_by", "not_before", "revisit", "on"].filter((day) => sheet[day]);
  const parts = [
    ...given,
    ...(sheet.stop ? ["stop=1"] : []),
    ...dated.map((day) => `${day}=${sheet[day]}`),
    ...(name ? [`name=${encodeURIComponent([...name].slice(0, 80).join(""))}`] : []),
  ];
  return `#v1;${sheet.definition};${parts.join(";")}`;
}

fact("a link of the version before opens as it did", [sheets, names], (sheet, name) => {
  assert.deepEqual(readCheck(writtenBefore(sheet, name)), readCheck(writeLink(sheet, name)));
});

fact(
  "and so it does when the signs between its parts are encoded",
  [sheets, names],
  (sheet, name) => {
    fc.pre(!/%[\da-f]{2}/i.test(name)); // encoded once or twice: that does not show in it
    const address = SITE + writtenBefore(sheet, name);
    for (const change of [behindSite(encodeURIComponent), safeLink]) {
      assert.deepEqual(readCheck(change(address)), readCheck(address));
    }
    const between = address.replace(/[;=@]/g, encodeURIComponent);
    assert.deepEqual(readCheck(between), readCheck(address));
  },
);

test("a prospect of the version before is read, with what was put behind it", async () => {
  for (const text of ["a", "bakkerij", "x".repeat(50), '{"né": "–"}']) {
    const before = (await writeProspectLink(text)).replace(";end", "");
    for (const end of ["", ".", ")", "&fbclid=x_y", "%22", "\n"]) {
      assert.equal(await readProspectLink(before + end), text);
      assert.equal(await readProspectLink(before.replace(";", "%253B") + end), text);
    }
  }
});

// --- programs that make links of addresses in a text ---

// How much of an address they take, each by the rules that it publishes or shows.
const AUTOLINKERS = {
  // GitHub, extended autolinks (GFM 6.9): up to a blank or <; trailing punctuation is no part of it,
  // nor is a closing bracket without an opening one, nor what looks like a reference (&amp;).
  github(/** @type {string} */ text) {
    let found = /^[^\s<]*/.exec(text)?.[0] ?? "";
    for (let length = -1; length !== found.length; ) {
      length = found.length;
      found = found.replace(/[?!.,:*_~'"]$/, "").replace(/&[a-z\d]+;$/i, "");
      const [open, close] = ["(", ")"].map((sign) => found.split(sign).length);
      if (close > open) found = found.replace(/\)$/, "");
    }
    return found;
  },
  // linkify-it: a bracket, a quote or a mark of punctuation belongs to it only with more behind it,
  // brackets and quotes only in pairs.
  linkify(/** @type {string} */ text) {
    const sign = String.raw`[^\s()[\]{}"'.,;:!?<>|*_~\-]`;
    const more = String.raw`[.,;:!?*_~\-'](?=${sign})`;
    const pair = String.raw`\([^\s()]*\)|\[[^\s[\]]*\]|\{[^\s{}]*\}`;
    return new RegExp(`^https?:(?://)?(?:${sign}|${more}|${pair})*`).exec(text)?.[0] ?? "";
  },
  // Chat on a phone: signs of addresses alone, and none but a letter, a digit or a slash at the end.
  chat(/** @type {string} */ text) {
    return /^https?:[\w\-.~:/?#[\]@!$&'()*+,;=%]*[\w/]/.exec(text)?.[0].replace(/_+$/, "") ?? "";
  },
};

/** @type {[string, Change][]} */
const ALL = Object.entries(AUTOLINKERS);
for (const [name, take] of ALL) {
  for (const end of ["", " en", ".", ", dus", ")", "!", "\n", "_", "*", "”", '">', "?"]) {
    fact(
      `${name} leaves nothing out of what is written, with ${JSON.stringify(end)} behind it`,
      [addressOfCheck, groups],
      (address, group) => {
        const taken = take(address + end);
        assert.ok(taken.startsWith(address));
        assert.deepEqual(readCheck(taken), readCheck(address));
        const { people: found } = readGroup(take(group.address + end));
        assert.deepEqual(found, [{ by: group.by, answers: group.answers }]);
      },
    );
  }
  test(`${name} takes the whole link to a prospect`, async () => {
    for (let length = 0; length < 60; length++) {
      const address = `${SITE}prospects/${await writeProspectLink("x?Ã".repeat(length))}`;
      for (const end of ["", ".", ")", "!", "_"]) assert.equal(take(address + end), address);
    }
  });
}

test("the rules above are as strict as they say", () => {
  const { github, linkify, chat } = AUTOLINKERS;
  assert.equal(github("https://a.b/c_*. x"), "https://a.b/c");
  assert.equal(github("https://a.b/(c))"), "https://a.b/(c)");
  assert.equal(linkify("https://a.b/c!) x"), "https://a.b/c");
  assert.equal(linkify("https://a.b/B.V."), "https://a.b/B.V");
  assert.equal(chat("https://a.b/c!"), "https://a.b/c");
});

// --- a chat ---

const [ANN, BEA, CAS] = ["ann123", "bea456", "cas789"].map(
  (by, index) =>
    `${SITE}coach/#g1;${DEFINITION};by=${by};` +
    CASES.map((id) => `${id}=${["22222", "2u0u1s", "3210u"][index]}`).join(";"),
);
const CHATS = {
  whatsapp: `[26-11-2026, 11:02:31] Ann: Hoi! Hier is mijn link:\n[26-11-2026, 11:02:40] Ann: ${ANN}\n‎[26-11-2026, 11:05:12] Bea de Wit: ${BEA} 👍\n[26-11-2026, 11:07:00] Cas: 100% zeker, zie ${CAS}.`,
  slack: `Ann  11:02 AM\nmijn link <${ANN}>\nBea [11:05 AM]\n<${BEA}|${BEA}> :thumbsup:\n*Cas* _${CAS}_`,
  outlook: `Van: Ann <ann@example.org>\nOnderwerp: link\n\n${ANN}<${safeLink(ANN)}>\n\n> ${BEA.slice(0, 76)}\n> ${BEA.slice(76)}\n>\nCas: ${safeLink(CAS)}`,
  teams: `Ann\n11:02\n[${ANN}](${ANN})\nBea\n<a href="${BEA}" title="${BEA}">link</a>\nCas (${CAS})`,
};

for (const [program, chat] of Object.entries(CHATS)) {
  test(`the links in a chat of ${program} are found, and no word is called wrong`, () => {
    const { people: found, unread } = readGroup(chat);
    assert.deepEqual(new Set(found.map(({ by }) => by)), new Set(["ann123", "bea456", "cas789"]));
    assert.deepEqual(unread, []);
    assert.equal(found.find(({ by }) => by === "bea456")?.answers[CASES[2]].stop, true);
  });
}

test("what looks like a link of ours and cannot be read is told as it stands there", () => {
  const cut = ANN.slice(0, -8);
  const check = `${SITE}check/#v1;${DEFINITION};need=3`;
  const { people: found, unread } = readGroup(`Zie ${cut} en ${check}\nof ${BEA}, #1 en #gaaf`);
  assert.deepEqual(
    found.map(({ by }) => by),
    ["bea456"],
  );
  assert.deepEqual(unread, [cut, check]);
});

fact("a text without a link has nothing that is wrong", [anyTexts], (text) => {
  fc.pre(!linkIn(text));
  assert.deepEqual(readGroup(text), { people: [], unread: [] });
});

// --- what is no link ---

test("a sign that was not there is never made up", () => {
  // A word in the next line is no stop, and a number there is no level.
  const [plain] = readGroup(`${ANN}\nsuper`).people;
  assert.equal(plain.answers[CASES[2]].stop, undefined);
  assert.deepEqual(readGroup(`${ANN.slice(0, -2)}\n12 stuks`).people, []);
  for (const end of ["2", "s2", "u", "é1".slice(1), "=1"]) {
    assert.deepEqual(readGroup(ANN + end).people, []);
  }
  const link = `#v1;${DEFINITION};need=3`;
  assert.deepEqual(readCheck(`${link};means=2x`), { problem: "damaged" });
  assert.deepEqual(readCheck(`${link}.5`), { problem: "damaged" });
  const named = writeLink({ definition: DEFINITION, answers: { need: "3" }, on: "" }, "a;stop=1");
  assert.equal(readCheck(behindSite(encodeURIComponent)(SITE + named)).stop, undefined);
});

fact(
  "no text is too much, whichever link it is taken for",
  [fc.oneof(anyTexts, changed(addressOfCheck), changed(groups.map(({ address }) => address)))],
  (text) => {
    for (const given of [
      text,
      `#v1;${text}`,
      `%23g1%3B${text}`,
      `#v1;${DEFINITION};name%3D${text}`,
    ]) {
      const read = readCheck(given);
      if (read && !read.problem) {
        assert.ok(Object.keys(read.answers).every((id) => IDS.includes(id)));
      }
      readGroup(given);
      linkIn(given);
    }
  },
);

test("no text is too much for the reader of prospects", async () => {
  const property = fc.asyncProperty(anyTexts, async (text) => {
    const read = await readProspectLink(`#p1;${text}`);
    assert.ok(read === null || typeof read === "string");
  });
  await fc.assert(property, { numRuns: 200, seed: 1 });
});
