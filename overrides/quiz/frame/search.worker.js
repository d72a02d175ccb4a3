// The search of the site: Material's worker, behind an ear of ours. Words are looked up without their
// accents, and by their stem: "prospects" finds what says "prospect", "prive" what says "privé".
// Material's worker leaves it at the words as they are spelt, since results come while one types and
// the beginning of a word has no stem yet. So here the index has each word and its stem.
//
// The build puts in what Material's worker is called. It listens to the same messages, after us.

const SETUP = 0; // the messages of Material's page, by their type
const QUERY = 2;
const LUNR = "../../javascripts/lunr/min/lunr.";

/** @type {Set<string>} */
const stems = new Set();
let language = "";
/** @type {LunrLanguage} */
let words;

addEventListener("message", ({ data: { type, data } }) => type === SETUP && prepare(data.config));
addEventListener("message", ({ data }) => {
  if (data.type === QUERY) data.data = lookedFor(data.data);
});

importScripts("../../javascripts/workers/search.min.js");

// Has Material take our step for the trimmer of English: lunr has that without asking for a file, and
// uses it on texts alone. What is looked for comes to lunr as it should be.
/** @type {(config: { lang: string[], pipeline: string[] }) => void} */
function prepare(config) {
  [language] = config.lang;
  lunr.Pipeline.registerFunction(bothForms, "bothForms");
  lunr.trimmer = bothForms;
  config.lang = ["en"];
  config.pipeline = ["trimmer"];
  words = lunr;
  if (language !== "nl") return;
  try {
    importScripts(`${LUNR}stemmer.support.min.js`, `${LUNR}nl.min.js`);
    words = lunr.nl;
  } catch {
    // Without the Dutch stems words are found as they are spelt; Material must not look for them elsewhere.
    words = {
      stemmer: (/** @type {LunrToken} */ token) => token,
      stopWordFilter: lunr.stopWordFilter,
    };
  }
}

/** @type {(token: LunrToken) => LunrToken[] | undefined} */
function bothForms(token) {
  const word = plain(String(token));
  if (!word || !words.stopWordFilter(word)) return undefined;
  const stem = stemOf(word);
  stems.add(stem);
  return [...new Set([word, stem])].map((form) => token.clone(() => form));
}

// Without accents, and without an 's or ’ at the end or within.
/** @type {(word: string) => string} */
function plain(word) {
  return word
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[’']s?(?!\p{L})|[’']/gu, "");
}

// In Dutch a word that ends in f or s has v or z in its other forms: brief, brieven.
/** @type {(word: string) => string} */
function stemOf(word) {
  const stem = String(words.stemmer(new lunr.Token(word, {})));
  return language === "nl" ? stem.replace(/v$/, "f").replace(/z$/, "s") : stem;
}

// A word whose stem is known is looked for by that alone; any other may be the beginning of a word.
// What is said in every text is left out, unless nothing else was typed.
/** @type {(typed: string) => string} */
function lookedFor(typed) {
  const terms = plain(typed)
    .toLowerCase()
    .split(/\s+/)
    .filter((term) => term);
  const telling = terms.filter((term) => words.stopWordFilter(term));
  return (telling.length > 0 ? telling : terms).map(known).join(" ");
}

/** @type {(term: string) => string} */
function known(term) {
  const stem = /^\p{L}+$/u.test(term) ? stemOf(term) : term;
  return stem !== term && stems.has(stem) ? `${stem}^1` : term; // to lunr, ^1 is "just this"
}
