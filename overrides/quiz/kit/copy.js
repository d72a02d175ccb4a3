// Puts a text on the clipboard; where that is not allowed, it is there in `area` to select.

import { framed } from "./embedded.js";

// Returns whether it was copied.
/** @type {(text: string) => Promise<boolean>} */
export async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

// Returns whether it was copied.
/** @type {(text: string, area: HTMLTextAreaElement) => Promise<boolean>} */
export async function copyText(text, area) {
  area.hidden = true;
  if (await copied(text)) return true;
  area.value = text;
  area.hidden = false;
  area.focus({ preventScroll: true });
  // With the button that was pressed above it; a page around a frame stays where it is, if it can.
  area.scrollIntoView({ block: framed ? "nearest" : "center" });
  area.select();
  return false;
}
