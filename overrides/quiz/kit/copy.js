// Puts a text on the clipboard; where that is not allowed, it is there in `area` to select.

// Returns whether it was copied.
/** @type {(text: string, area: HTMLTextAreaElement) => Promise<boolean>} */
export async function copyText(text, area) {
  area.hidden = true;
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    area.value = text;
    area.hidden = false;
    area.focus({ preventScroll: true });
    area.scrollIntoView({ block: "center" }); // with the button that was pressed above it
    area.select();
    return false;
  }
}
