// Draws what Python described. A tree is [name, {attribute: value}, [children]], a child being a
// tree or a text. Only what a drawing needs is let through, and a text stays a text: names of
// prospects come from files and links of others.

/** @import { Tree } from "../../types/messages" */

const SVG = "http://www.w3.org/2000/svg";
const ELEMENTS = new Set(
  "svg g path rect line circle text tspan title desc defs pattern".split(" "),
);
const REFUSED = /^(?:on|style$|href$|xlink:)/i;

// Returns the element that a tree describes; throws TypeError if it is not a drawing.
/** @type {(tree: Tree) => SVGElement} */
export function draw([name, attributes, children]) {
  if (!ELEMENTS.has(name)) throw new TypeError(`not an element of a drawing: ${name}`);
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) {
    if (REFUSED.test(key)) throw new TypeError(`not an attribute of a drawing: ${key}`);
    element.setAttribute(key, value);
  }
  element.append(...children.map((child) => (Array.isArray(child) ? draw(child) : String(child))));
  return element;
}
