// On the page for what is missing: a link of ours whose # a mail program has encoded looks like the
// address of a page that is not there. It leads on to the one that reads it. Who reads English sees
// that first.

import { linkIn } from "../kit/links.js";

/** @type {{ [kind: string]: string }} */
const PAGES = {
  c: "conversations/",
  v: "check/",
  g: "group/",
  j: "group/",
  p: "prospects/",
  s: "practice/",
};

const home = /** @type {HTMLAnchorElement} */ (document.querySelector("[data-home]")).href;
const path = location.href.slice(home.length).replace(/%(?:25)*2F/gi, "/");
const english = path.startsWith("en/");
const link = linkIn(location.href);
if (link) {
  const page = home + (english ? "en/" : "") + PAGES[link.kind];
  if (page !== location.href.split("#")[0]) location.replace(page + link.fragment);
}

// There is one such page, and Dutch comes first in it.
if (english) {
  const [dutch, other] = document.querySelectorAll("[data-missing]");
  dutch.before(other);
  become("h1", other.querySelector("h2"));
  become("h2", dutch.querySelector("h1"));
  document.title = document.title.split(" · ").reverse().join(" · ");
}

/** @type {(name: string, old: HTMLElement) => void} */
function become(name, old) {
  const heading = document.createElement(name);
  heading.append(...old.childNodes);
  old.replaceWith(heading);
}
