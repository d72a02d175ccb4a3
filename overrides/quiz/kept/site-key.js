// One origin can hold many sites (name.github.io/…): what a browser keeps for this one, and what its
// pages tell each other, goes by the folder that the site is in.

/** @type {(name: string) => string} */
export function siteKey(name) {
  return `${new URL("../../..", import.meta.url).pathname}five-conditions/${name}`;
}
