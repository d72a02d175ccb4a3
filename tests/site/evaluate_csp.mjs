// Reads a JSON list of policies; writes what Google's CSP Evaluator says of each.
// node evaluate_csp.mjs FOLDER_OF_CSP_EVALUATOR < policies.json

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [, , folder] = process.argv;
const load = createRequire(import.meta.url);
const { CspEvaluator } = load(join(folder, "dist", "evaluator.js"));
const { CspParser } = load(join(folder, "dist", "parser.js"));
const { Severity } = load(join(folder, "dist", "finding.js"));

/** @type {string[]} */
const policies = JSON.parse(readFileSync(0, "utf8"));
const found = policies.map((policy) =>
  new CspEvaluator(new CspParser(policy).csp).evaluate().map((/** @type {any} */ finding) => ({
    severity: Severity[finding.severity],
    directive: finding.directive,
    value: finding.value,
    description: finding.description,
  })),
);
process.stdout.write(JSON.stringify(found));
