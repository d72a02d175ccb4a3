// Looks sheets up in a table of verdicts, as the page does:
// {table, sheets: [[answers, stop], …]} → [what is found, …]

import { readFileSync } from "node:fs";
import { lookUp } from "../../overrides/quiz/check/verdict-table.js";

/** @type {{ table: any, sheets: [any, boolean][] }} */
const { table, sheets } = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(sheets.map(([answers, stop]) => lookUp(table, answers, stop))));
