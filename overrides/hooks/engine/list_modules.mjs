// Prints, one a line, the files of Pyodide's standard library that the engine needs: those that
// are loaded after Pyodide has started and our package has answered every kind of request.
// Usage: node list_modules.mjs PYODIDE_FOLDER WHEEL

import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

const [folder, wheel] = process.argv.slice(2);
/** @type {typeof import("pyodide")} */
const { loadPyodide } = await import(pathToFileURL(`${folder}/pyodide.mjs`).href);
const python = await loadPyodide();
// As in engine.worker.js: Python imports from a wheel as it is.
python.FS.writeFile("/quiz.whl", new Uint8Array(await readFile(wheel)));
python.pyimport("sys").path.append("/quiz.whl");
const files = python.runPython(`
import binascii
import json
import sys

import quiz.browser

definition = quiz.browser.__loader__.get_data("/quiz.whl/quiz/conditions.json").decode()
answer = quiz.browser.start(definition)
ids = [condition["id"] for condition in json.loads(definition)["conditions"]]
definition_languages = list(json.loads(definition)["title"])
sheet = {"answers": {ids[0]: 1}, "on": "2026-01-01"}
asked = {"today": "2026-11-24", "language": json.loads(definition)["title"].copy().popitem()[0]}
rating = {"case": "a", "on": "2026-01-01", "answers": {ids[0]: 1}}
record = {
    "format": 2, "id": "a", "name": "Á", "checks": [sheet], "changed": "2026-01-01T00:00:00.000Z",
}
backup = {"kind": json.loads(definition)["id"] + "-backup", "format": 2, "prospects": [record]}
table = "name," + ",".join(ids) + "\\nÁ" + ",3" * len(ids)
latin = ("name," + ",".join(ids) + "\\nÁ" + ",3" * len(ids)).encode("cp1252")
opening = {"do": "open", "name": "a.csv", "ids": "new", **asked}
files = [{"name": "a.csv"}, {"name": "b.csv"}]
for request, *contents in (
    ({"do": "report", "sheet": sheet, "name": "Á", "notes": {ids[0]: "Á"}, **asked},),
    ({"do": "report", "sheet": {"answers": {ids[0]: 9}}, **asked},),
    ({"do": "rating", "answers": {ids[0]: 1}, "key": {ids[0]: 2}, **asked},),
    ({"do": "progress", "ratings": [rating], "keys": {"a": {ids[0]: 2}}, **asked},),
    ({"do": "session", "ratings": [rating], "keys": {"a": {ids[0]: 2}}},),
    ({"do": "reminders", "days": ["2026-12-01"], "link": "a", "now": "2026-01-01T00:00:00Z",
      **asked},),
    ({"do": "group", "ratings": [rating], "keys": {"a": {ids[0]: 2}}},),
    ({"do": "exercise", "key": {"kind": "order", "parts": 1}, "given": [0], **asked},),
    ({"do": "put", "records": [record, {"format": 9}], **asked},),
    ({**opening, "text": json.dumps(backup)},),
    (opening, table.encode("utf-16")),
    (opening, latin),
    (opening, table.encode()),
    ({"do": "take", "from": 0, "count": 9, **asked},),
    ({"do": "keep", "ids": ["a"]},),
    ({"do": "pictures", **asked},),
    ({"do": "prospect", "id": "a", **asked},),
    ({"do": "export", "ids": None, "delimiter": ";"},),
    ({"do": "calendar", "ids": None, **asked},),
    ({"do": "merge", "mine": record, "theirs": record},),
    ({"do": "compare", "mine": sheet, "theirs": sheet, **asked},),
    ({"do": "team", "files": files, "by_seller": True, **asked}, table.encode(), latin),
    ({"do": "drop", "ids": "*"},),
):
    answer(json.dumps(request), contents)

def loaded():
    inside = ".zip/"
    return {
        module.__file__.split(inside, 1)[1]
        for module in list(sys.modules.values())
        if inside in (getattr(module, "__file__", None) or "")
    }

files = loaded()
# What few ask for must not make the library larger for all.
answer(json.dumps({"do": "put", "records": [record], **asked}))
book = json.loads(answer(json.dumps({"do": "export", "ids": None, "format": "xlsx"})))["ok"]["xlsx"]
opened = answer(json.dumps({**opening, "name": "a.xlsx"}), [binascii.a2b_base64(book)])
assert json.loads(opened)["ok"]["count"] == 1, opened
for other in (b"PK\\3\\4", binascii.a2b_hex("d0cf11e0a1b11ae1")):
    assert "problems" in json.loads(answer(json.dumps({**opening, "name": "a"}), [other]))
assert files == loaded(), f"workbooks need more: {loaded() - files}"
text = {language: "a b" for language in definition_languages}
move = {"id": "a", "to": "a", "kind": "open", "about": ids[0], "says": text, "reply": text,
        "shows": {"condition": ids[0], "level": 2, "words": text}}
talk = {
    "id": "a", "version": 1, "definition": "", "focus": ids[0], "difficulty": "easy",
    "title": text, "scene": text, "budget": 3, "people": [{"id": "a", "name": text, "role": text}],
    "moves": [move, {**move, "id": "b", "kind": "leading", "shows": None}],
    "key": {id: {"level": 2 if id == ids[0] else "unknown", "why": text} for id in ids},
    "playthroughs": [],
}
playing = {"do": "conversation", "talk": talk, "seed": 1, **asked}
for request in (
    {**playing, "moves": ["b"]},
    {**playing, "moves": ["b"], "answers": {ids[0]: 1}},
    {"do": "beside", "talk": talk, "lines": [
        {"line": n, "text": "a: #c1", "play": {
            "conversation": "a", "version": 1, "seed": 1, "moves": ["b"], "answers": {ids[0]: 1}}}
        for n in (1, 2)], **asked},
    {"do": "plays", "titles": {}, **asked, "plays": [
        {"conversation": "a", "on": "2026-01-01", "won": 0.5, "open": 1, "moves": ["b"]}]},
):
    assert "ok" in json.loads(answer(json.dumps(request))), answer(json.dumps(request))
assert files == loaded(), f"conversations need more: {loaded() - files}"
"\\n".join(sorted(files))
`);
console.log(files);
