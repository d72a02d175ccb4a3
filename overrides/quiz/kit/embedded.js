// Whether the check stands within a page of somebody else, or is shown as it is there: what
// partials/embedded.js found before anything was drawn. Nothing is kept then, and nothing that is kept
// can be reached: whoever frames us may have laid something over us.

const how = document.documentElement.dataset.embedded;

export const embedded = how !== undefined;
export const framed = how === "framed";

// The address of this page without what stands behind the #.
export const here = () => location.pathname + (embedded ? location.search : "");
