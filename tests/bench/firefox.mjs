// Drives Firefox for the bench. Reads commands, one a line, from its input, and answers each with a
// line of JSON: `open URL` a fresh profile, `again` the page once more, `run CODE`, `close`.
// Usage: node firefox.mjs PUPPETEER FIREFOX

import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const [puppeteer, executablePath] = process.argv.slice(2);
const { launch } = await import(pathToFileURL(puppeteer).href);
/** @type {any} */
let browser;
/** @type {any} */
let page;
/** @type {{ [name: string]: (argument: string) => Promise<unknown> }} */
const commands = {
  async open(url) {
    browser = await launch({ browser: "firefox", executablePath, headless: true });
    page = await browser.newPage();
    await page.goto(url);
  },
  again: () => page.reload(),
  run: (code) => page.evaluate(code),
  close: () => browser.close(),
};
for await (const line of createInterface({ input: process.stdin })) {
  const [name, ...rest] = line.split(" ");
  try {
    const answer = await commands[name](rest.join(" "));
    console.log(JSON.stringify({ ok: typeof answer === "number" ? answer : null }));
  } catch (error) {
    console.log(JSON.stringify({ error: String(error) }));
  }
}
