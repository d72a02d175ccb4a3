// Calls functions of the page's own modules, as asked on standard input, and prints what they return:
// [[module, function, ...arguments], …] → [result, …]

import { readFileSync } from "node:fs";

/** @type {[module: string, name: string, ...given: unknown[]][]} */
const calls = JSON.parse(readFileSync(0, "utf8"));
const folder = new URL("../../overrides/quiz/", import.meta.url);
const results = [];
for (const [module, name, ...given] of calls) {
  const found = await import(new URL(`${module}.js`, folder).href);
  results.push(found[name](...given) ?? null);
}
console.log(JSON.stringify(results));
