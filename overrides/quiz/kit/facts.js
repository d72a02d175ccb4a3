// What Python and this page agree on, from the page itself: see quiz/host/facts.py.

/** @type {import("../../types/page").Facts} */
export const facts = JSON.parse(document.querySelector("#facts").textContent);
