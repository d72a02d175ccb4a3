// How answers are written on the page's side: levels as text in forms, links and what is kept.

export const LEVELS = new Set(["0", "1", "2", "3", "unknown"]);

// Levels are numbers in the sheets that Python reads.
export function numbers(answers) {
  const asNumber = ([id, level]) => [id, level === "unknown" ? level : Number(level)];
  return Object.fromEntries(Object.entries(answers).map(asNumber));
}

// A check, of which only the answers are sure to be there, as the sheet that Python reads.
export function asSheet({ answers, on, definition, revisit }) {
  const days = { ...(on && { on }), ...(revisit && { revisit }) };
  return { answers: numbers(answers), definition, ...days };
}

// The answers that are chosen in a form, by condition.
export function answersIn(form, ids) {
  return Object.fromEntries(
    ids.flatMap((id) => (form.elements[id].value ? [[id, form.elements[id].value]] : [])),
  );
}

// Whether a text is a day, written as YYYY-MM-DD; the year 0 is none to Python.
export function isDay(text) {
  const sound = typeof text === "string" && /^\d{4}-\d\d-\d\d$/.test(text);
  return sound && !text.startsWith("0000") && new Date(text).toJSON()?.startsWith(text) === true;
}

// The reader's own day, as YYYY-MM-DD.
export function today() {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

// A day as people write it in that language.
export function dayText(day, language) {
  const tag = language === "en" ? "en-GB" : language;
  const format = new Intl.DateTimeFormat(tag, { dateStyle: "long", timeZone: "UTC" });
  return format.format(new Date(day));
}
