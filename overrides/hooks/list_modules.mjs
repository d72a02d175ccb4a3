// Prints, one a line, the files of Pyodide's standard library that the engine needs: those that
// are loaded after Pyodide has started and our package has answered every kind of request.
// Usage: node list_modules.mjs PYODIDE_FOLDER WHEEL

import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

const [folder, wheel] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${folder}/pyodide.mjs`).href);
const python = await loadPyodide();
python.unpackArchive(new Uint8Array(await readFile(wheel)), "wheel");
const files = python.runPython(`
import json
import sys
from pathlib import Path

import quiz.browser

definition = (Path(quiz.browser.__file__).parent / "conditions.json").read_text()
answer = quiz.browser.start(definition)
ids = [condition["id"] for condition in json.loads(definition)["conditions"]]
sheet = {"answers": {ids[0]: 1}, "on": "2026-01-01"}
asked = {"today": "2026-11-24", "language": json.loads(definition)["title"].copy().popitem()[0]}
rating = {"case": "a", "on": "2026-01-01", "answers": {ids[0]: 1}}
for request in (
    {"do": "report", "sheet": sheet, **asked},
    {"do": "reports", "sheets": [sheet, {"answers": {ids[0]: 9}}], **asked},
    {"do": "rank", "csv": "name," + ",".join(ids) + "\\nA" + ",3" * len(ids), "name": "a.csv"},
    {"do": "rating", "answers": {ids[0]: 1}, "key": {ids[0]: 2}, **asked},
    {"do": "progress", "ratings": [rating], "keys": {"a": {ids[0]: 2}}, **asked},
    {"do": "group", "ratings": [rating], "keys": {"a": {ids[0]: 2}}},
):
    answer(json.dumps(request))

inside = ".zip/"
files = {
    module.__file__.split(inside, 1)[1]
    for module in list(sys.modules.values())
    if inside in (getattr(module, "__file__", None) or "")
}
# unpackArchive reads file names in zip archives by this code page.
files.add("encodings/cp437.py")
"\\n".join(sorted(files))
`);
console.log(files);
