// Stands for a page, for the scripts that ask no more of one than what Python has handed to it.
// The runner imports this before anything else.

const textContent = process.env.FACTS ?? "";
const documentElement = { dataset: {} };
Object.assign(globalThis, {
  document: { documentElement, querySelector: () => ({ textContent }) },
});
