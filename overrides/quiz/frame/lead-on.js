// On the page for what is missing: a link of ours whose # a mail program has encoded looks like the
// address of a page that is not there. It leads on to the one that reads it.

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
const link = linkIn(location.href);
if (link) {
  const page = home + (path.startsWith("en/") ? "en/" : "") + PAGES[link.kind];
  if (page !== location.href.split("#")[0]) location.replace(page + link.fragment);
}
