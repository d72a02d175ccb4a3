// Draws a text as a QR code into an <svg> that has a white <rect> and one <path> for what is dark.

import { generate } from "../lean-qr.js";

const QUIET = 4; // modules of white around a QR code, as the standard asks
const MODULE = 4; // pixels of one, where there is room: with fewer a poor camera sees none

// Returns whether it is drawn: a text of more than some 2,900 characters does not fit in any code.
/** @type {(svg: SVGSVGElement, text: string) => boolean} */
export function drawQr(svg, text) {
  const path = svg.querySelector("path");
  path.setAttribute("d", "");
  let code;
  try {
    code = generate(text);
  } catch {
    return false;
  }
  let squares = "";
  for (let y = 0; y < code.size; y++) {
    for (let x = 0; x < code.size; x++) {
      if (code.get(x, y)) squares += `M${x} ${y}h1v1h-1z`;
    }
  }
  path.setAttribute("d", squares);
  const side = code.size + 2 * QUIET;
  svg.setAttribute("viewBox", `${-QUIET} ${-QUIET} ${side} ${side}`);
  svg.setAttribute("width", String(MODULE * side));
  return true;
}
