// What is looked for in the list, as people type it: without accents, capitals, apostrophes or the
// signs that no keyboard has, and a telephone number however it is spaced.

/** @type {{ [letter: string]: string }} */
const LETTERS = { ø: "o", ß: "ss", ł: "l", æ: "ae", œ: "oe", đ: "d", ð: "d", þ: "th", ı: "i" };
const MARKS = /[\p{M}\p{Cf}'’‘‛ʼʻ`′]/gu; // accents, what cannot be seen, apostrophes
const NUMBER = /[+(]?\d[\d ()./]{3,}\d/g;

// A text as it is compared. A dash counts as a space: Jan-Willem is Jan Willem.
/** @type {(text: string) => string} */
export function folded(text) {
  return text
    .replace(/´/g, "") // by itself it is an apostrophe, taken apart a space
    .normalize("NFKD")
    .replace(MARKS, "")
    .toLowerCase()
    .replace(/[øßłæœđðþı]/g, (letter) => LETTERS[letter])
    .replace(/\p{Pd}/gu, " ");
}

// What is searched of a prospect, out of its texts: the numbers in it stand there without spaces too.
/** @type {(texts: string[]) => string} */
export function searchable(texts) {
  const text = folded(texts.join("\n"));
  return [text, ...(text.match(NUMBER) ?? []).map(digitsIn)].join("\n");
}

// Whether every word of what the reader typed is in there, or the number that it is: with or without
// the code of the country before it.
/** @type {(typed: string) => (searched: string) => boolean} */
export function finder(typed) {
  const text = folded(typed).trim();
  const words = text.split(/\s+/).filter(Boolean);
  const digits = /^[+\d (][\d ()./]{3,}$/.test(text) ? digitsIn(text) : "";
  const number = digits.length > 8 ? digits.slice(-8) : digits.replace(/^00?(?=\d{5})/, "");
  // A letter alone, such as that of ’t, is found where a word begins: within words it is everywhere.
  const letter = (/** @type {string} */ word) => new RegExp(`(?<![\\p{L}\\d])${word}`, "u");
  const looks = words.map((word) => (/^\p{L}$/u.test(word) ? letter(word) : word));
  return (searched) =>
    (number.length > 3 && searched.includes(number)) ||
    (number.length < 6 &&
      looks.every((look) =>
        typeof look === "string" ? searched.includes(look) : look.test(searched),
      ));
}

/** @type {(text: string) => string} */
function digitsIn(text) {
  return text.replace(/\D/g, "");
}
