// Whether the check stands within a page of somebody else, or is shown as it is there: what
// partials/embedded.js found before anything was drawn. Nothing is kept then, and nothing that is kept
// can be reached: whoever frames us may have laid something over us.

const how = document.documentElement.dataset.embedded;

export const embedded = how !== undefined;
export const framed = how === "framed";

// Brings a part to the top of the window, and its heading into sight. What moves is the page that the
// part is in; in a frame, the page around it no further than it takes to see the heading.
/** @type {(part: HTMLElement, heading: HTMLElement) => void} */
export function bringToTop(part, heading) {
  if (!framed) {
    part.scrollIntoView({ block: "start" });
    return;
  }
  const room = Number.parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0;
  const margin = Number.parseFloat(getComputedStyle(part).scrollMarginTop) || 0;
  const distance = () => part.getBoundingClientRect().top - room - margin;
  scrollBy({ top: distance(), behavior: "instant" });
  heading.scrollIntoView({ block: Math.abs(distance()) < 2 ? "nearest" : "start" });
}

// The address of this page without what stands behind the #.
export const here = () => location.pathname + (embedded ? location.search : "");
