// Draws what Python described. A tree is [name, {attribute: value}, [children]], a child being a
// tree or a text. Only what a drawing needs is let through, and a text stays a text: names of
// prospects come from files and links of others. A link leads to a prospect on the same page.

/** @import { Tree } from "../../types/messages" */

const SVG = "http://www.w3.org/2000/svg";
const ELEMENTS = new Set(
  "svg g path rect line circle text tspan title desc defs pattern".split(" "),
);
const AROUND = new Set("div p ul li span b a".split(" "));
const REFUSED = /^(?:on|style$|xlink:)/i;
const PROSPECT = /^#id=[\w-]+$/;

// Returns the element that a tree describes; throws TypeError if it is not a drawing.
/** @type {(tree: Tree) => Element} */
export function draw([name, attributes, children]) {
  if (!ELEMENTS.has(name) && !AROUND.has(name)) {
    throw new TypeError(`not an element of a drawing: ${name}`);
  }
  const element = AROUND.has(name)
    ? document.createElement(name)
    : document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) {
    const leads = /^href$/i.test(key) && !(name === "a" && PROSPECT.test(value));
    if (leads || REFUSED.test(key)) throw new TypeError(`not an attribute of a drawing: ${key}`);
    element.setAttribute(key, value);
  }
  element.append(...children.map((child) => (Array.isArray(child) ? draw(child) : String(child))));
  return element;
}
