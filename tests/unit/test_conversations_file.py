"""Conversations as people write them: what is wrong is told at its line, all of it at once."""

import json
from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from quiz.conversations.conversation import conversation_from
from quiz.definition import definition_from
from quiz.errors import InputError, Problem
from quiz.host import conversations as files
from quiz.host.conversations import SCHEMA_FILE, load_conversation, load_conversations, seed_for
from quiz.host.definition_file import load_definition
from tests import frozen
from tests.unit.shipped_definition import DATA, DEFINITION, LANGUAGES
from tests.unit.talks import MOVES, move, talk, text
from tests.unit.test_deck_problems import GONE, Data, changed, place_of, written

SECOND = definition_from(load_definition(frozen.SECOND))
WITHOUT_STOP = definition_from({key: value for key, value in DATA.items() if key != "stop"})
FROZEN = frozen.CONTENT / "quiz" / "conversations"
NAME = "made-up"
AT = {one["id"]: f"moves.{number}" for number, one in enumerate(MOVES)}
"""Where each move stands in the talk."""


def played(name: str, moves: list[str], answers: str, *says: object) -> Data:
    """Return a playthrough; what it says is verdict, heard, assumed, missed and tip."""
    keys = ("verdict", "heard", "assumed", "missed", "tip")
    told = dict(zip(keys, says, strict=True))
    return {"name": name, "moves": moves, "answers": answers, "says": told}


PLAYED = [
    played("good", ["need-open", "urgency-open"], "3uu0u", "park", "park", 0, 0, "well"),
    played("eager", ["dog", "bye"], "33uuu", "find-out", "find-out", 2, 0, "early"),
    played("careless", ["again"], "uuuuu", "find-out", "walk-away", 0, 0, "stop"),
]


def sound(**more: Any) -> Data:
    """Return a talk in which nothing is wrong, or what these keys make of it."""
    return deepcopy(talk(playthroughs=PLAYED, **more))


def put(folder: Path, data: Data, name: str = NAME) -> Path:
    file = folder / f"{name}.yml"
    file.write_text(written(data), encoding="utf-8")
    return file


def problems_in(file: Path) -> tuple[Problem, ...]:
    with pytest.raises(InputError) as caught:
        load_conversation(file, DEFINITION)
    assert all(problem.what and problem.fix for problem in caught.value.problems)
    return caught.value.problems


def told_of(data: Data, folder: Path) -> list[tuple[str, str]]:
    """Return the path and the words of each problem with a talk."""
    problems = problems_in(put(folder, data))
    return [(problem.where.rpartition(": ")[2], problem.what) for problem in problems]


def without(data: Data, *names: str) -> list[Data]:
    """Return the moves of a talk but these."""
    return [one for one in data["moves"] if one["id"] not in names]


def test_a_sound_talk_is_read(tmp_path: Path) -> None:
    """It comes back as it is written, and each way to play it has the seed that offers its moves."""
    data = load_conversation(put(tmp_path, sound()), DEFINITION)
    seeds = [one.pop("seed") for one in data["playthroughs"]]
    assert data == sound()
    made = conversation_from(data)
    assert seeds == [seed_for(made, one["moves"], DEFINITION) for one in PLAYED]
    assert json.loads(json.dumps(data)) == data


type Row = tuple[str, object, str, str, str]
"""A path, the value to put there, where it is told, what is said of it and what is advised."""

NEED, SHOWS = AT["need-open"], f"{AT['need-open']}.shows"
PITCH, STOPS = AT["urgency-pitch"], f"{AT['again']}.stops"
FIRST = "playthroughs.0"
LONG = "x" * 1001
SCHEMA: list[Row] = [
    *((key, GONE, "", f"{key} missing", "") for key in ("version", "title", "budget", "people")),
    *((key, GONE, "", f"{key} missing", "") for key in ("moves", "key", "playthroughs")),
    ("colour", "red", "colour", "unknown key", "mend its spelling"),
    ("version", 0, "version", "0 breaks the rule minimum", "a whole number"),
    ("version", 1.0, "version", "1.0 is not an integer", "a whole number"),
    ("difficulty", "dull", "difficulty", '"dull" is not one of easy', "fair or hard"),
    ("title", "Tea", "title", '"Tea" is not an object', "gives nothing away"),
    ("title.nl", GONE, "title", "nl missing", "gives nothing away"),
    ("title.en", " ", "title.en", "the text is empty", ""),
    ("title.en", LONG, "title.en", "breaks the rule maxLength", ""),
    ("title.fr", "x", "title.fr", "unknown key", "take it out"),
    ("budget", 2, "budget", "2 is not one of 3, 4, 5, 6, 7", "3 to 7"),
    ("budget", 8, "budget", "8 is not one of 3, 4, 5, 6, 7", "3 to 7"),
    ("people.0.role", GONE, "people.0", "role missing", "one to three"),
    ("people.1.age", 40, "people.1.age", "unknown key", ""),
    ("known", [], "known", "[] is not an object", "the scene itself shows"),
    ("known", {"need": {"level": 3}}, "known.need", "words missing", "the scene itself shows"),
    (f"{NEED}.reply", GONE, NEED, "reply missing", "10 to 20"),
    (f"{NEED}.says.en", GONE, f"{NEED}.says", "en missing", "says them aloud"),
    (f"{NEED}.kind", "rude", f"{NEED}.kind", '"rude" is not one of open, closed', "how it is"),
    (f"{NEED}.hue", 1, f"{NEED}.hue", "unknown key", ""),
    (f"{AT['dog']}.ends", False, f"{AT['dog']}.ends", "false breaks the rule oneOf", "true where"),
    (f"{AT['dog']}.after", [], f"{AT['dog']}.after", "0 items where 1 to 20", "all of these"),
    (f"{AT['dog']}.after", "bye", f"{AT['dog']}.after", '"bye" is not an array', "all of these"),
    (f"{AT['dog']}.shows", {}, f"{AT['dog']}.shows", "condition, level, words missing", "nothing"),
    (f"{SHOWS}.hue", 1, f"{SHOWS}.hue", "unknown key", ""),
    (f"{PITCH}.parting.en", "", f"{PITCH}.parting.en", "the text is empty", "when it ends"),
    ("key.trust.why", GONE, "key.trust", "why missing", ""),
    ("key.trust.level", 4, "key.trust.level", "4 is not one of 0, 1, 2, 3, unknown", "0 to 3"),
    ("key.trust.level", True, "key.trust.level", "true is not one of 0, 1", "0 to 3"),
    ("key.trust.level", "2", "key.trust.level", '"2" is not one of 0, 1', "0 to 3"),
    ("key.trust.hue", 1, "key.trust.hue", "unknown key", ""),
    ("playthroughs", PLAYED[:2], "playthroughs", "2 items where 3 to 6", "run as tests"),
    ("playthroughs", PLAYED * 3, "playthroughs", "9 items where 3 to 6", "run as tests"),
    (f"{FIRST}.moves", [], f"{FIRST}.moves", "0 items where 1 to 20", "in order"),
    (f"{FIRST}.name", "Very good", f"{FIRST}.name", "breaks the rule pattern", "another word"),
    (f"{FIRST}.says.tip", GONE, f"{FIRST}.says", "tip missing", "must say"),
    (f"{FIRST}.says.verdict", "yes", f"{FIRST}.says.verdict", '"yes" is not one of', "the sheet"),
    (f"{FIRST}.says.heard", "yes", f"{FIRST}.says.heard", '"yes" is not one of', "was heard"),
    (f"{FIRST}.says.assumed", -1, f"{FIRST}.says.assumed", "-1 breaks the rule minimum", "many"),
    (f"{FIRST}.says.missed", "0", f"{FIRST}.says.missed", '"0" is not an integer', "left unknown"),
    (f"{FIRST}.answers", "3x0uu", f"{FIRST}.answers", "breaks the rule pattern", "and an s"),
    (f"{FIRST}.answers", "3uu0u\n", f"{FIRST}.answers", "breaks the rule pattern", "and an s"),
    (f"{FIRST}.answers", 32000, f"{FIRST}.answers", "32000 is not a string", "and an s"),
]

WORD = text("word")
BEYOND: list[Row] = [
    ("id", "other", "id", "other is not the name of the file", "write made-up"),
    ("definition", "five-conditions@2", "definition", "five-conditions@2 is not", "conditions@1"),
    ("focus", "luck", "focus", "luck is not a condition", "one of need, means, trust"),
    ("known", {"luck": {"level": 1, "words": WORD}}, "known.luck", "no such", "there are need"),
    (f"{NEED}.to", "carl", f"{NEED}.to", "carl does not sit there", "one of the people"),
    (f"{AT['dog']}.about", "luck", f"{AT['dog']}.about", "luck is not a condition", "there are"),
    (f"{AT['dog']}.kind", "pitch", AT["dog"], "about nothing", "name the condition"),
    (f"{SHOWS}.words.en", "need", f"{SHOWS}.words.en", "", ""),
    (f"{SHOWS}.words.nl", "Need-open it is", f"{SHOWS}.words.nl", "“Need-open it is” is", "quote"),
    (f"{STOPS}.en", "off the list", f"{STOPS}.en", "“off the list” is not in", "as it stands"),
    (f"{AT['dog']}.id", "bye", "", "bye is the id of two moves", "rename one"),
    *(
        (f"{AT['dog']}.{key}", [name], f"{AT['dog']}.{key}", f"{name} is not another move", "name")
        for key in ("after", "after_any", "instead_of", "ends")
        for name in ("nowhere", "dog")
    ),
    (f"{AT['dog']}.parting", WORD, f"{AT['dog']}.parting", "it does not end", "add ends"),
    ("key.trust", GONE, "key", "trust missing", "or unknown, for each"),
    ("key.luck", {"level": 1, "why": WORD}, "key.luck", "no such condition", "there are need"),
    ("key.stop", GONE, "key.stop", "the key and the replies differ", "add stop: true"),
    (STOPS, GONE, "key.stop", "the key and the replies differ", "take it out, or add"),
    ("key.need.level", "unknown", "key.need.level", "it is shown", "the level that is shown"),
    ("key.need.level", 2, "key.need.level", "2, and shown is [3]", "all sure replies"),
    ("key.trust.level", 2, "key.trust.level", "2, and shown is []", "one of them at least"),
    ("key.need.by", GONE, "key.need.by", "not the moves that surely", "write need-open"),
    ("key.need.by", ["need-closed"], "key.need.by", "not the moves", "write need-open"),
    ("key.trust.by", ["trust-open"], "key.trust.by", "not the moves", "write nothing"),
    ("key.means.by", ["means-who", "means-bob"], "key.means.by", "not the moves", "means-who"),
    (f"{FIRST}.moves", ["nowhere"], f"{FIRST}.moves", "nowhere", "once at most"),
    (f"{FIRST}.answers", "3uu0", f"{FIRST}.answers", "3uu0 has not an answer", "5 digits or u"),
    (f"{FIRST}.answers", "3uu0uus", f"{FIRST}.answers", "3uu0uus has not an", "5 digits or u"),
]
