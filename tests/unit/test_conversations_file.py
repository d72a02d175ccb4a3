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
from quiz.host.conversations import SCHEMA_FILE, farthest, load_conversation, load_conversations
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
    played("eager", ["dog", "bye"], "33uuu", "find-out", "find-out", 2, 0, "close"),
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
    """It comes back as it is written, and each way to play it has a seed that offers its moves."""
    data = load_conversation(put(tmp_path, sound()), DEFINITION)
    seeds = [one.pop("seed") for one in data["playthroughs"]]
    assert data == sound()
    made = conversation_from(data)
    found = [farthest(made, one["moves"], DEFINITION) for one in PLAYED]
    assert found == [(seed, len(one["moves"])) for seed, one in zip(seeds, PLAYED, strict=True)]
    assert json.loads(json.dumps(data)) == data


type Row = tuple[str, object, str, str, str]
"""A path, the value to put there, where it is told, what is said of it and what is advised."""

NEED, SHOWS = AT["need-open"], f"{AT['need-open']}.shows"
PITCH, STOPS = AT["urgency-pitch"], f"{AT['again']}.stops"
FIRST = "playthroughs.0"
LONG = "x" * 1001
RUDE = f"{AT['attention-pitch']}.kind"
BOB = f"{AT['means-bob']}.shows"
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
    (RUDE, "rude", RUDE, '"rude" is not one of open, closed', "how it is"),
    (f"{NEED}.hue", 1, f"{NEED}.hue", "unknown key", ""),
    (f"{AT['dog']}.ends", False, f"{AT['dog']}.ends", "false breaks the rule oneOf", "true where"),
    (f"{AT['dog']}.after", [], f"{AT['dog']}.after", "0 items where 1 to 20", "all of these"),
    (f"{AT['dog']}.after", "bye", f"{AT['dog']}.after", '"bye" is not an array', "all of these"),
    (f"{BOB}.level", GONE, BOB, "level missing", "shows nothing"),
    (f"{SHOWS}.hue", 1, f"{SHOWS}.hue", "unknown key", ""),
    (f"{PITCH}.parting.en", "", f"{PITCH}.parting.en", "the text is empty", "when it ends"),
    ("key.trust.why", GONE, "key.trust", "why missing", ""),
    ("key.trust.level", 4, "key.trust.level", "4 is not one of 0, 1, 2, 3, unknown", "0 to 3"),
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
    (f"{FIRST}.answers", "3uu0\n", f"{FIRST}.answers", "breaks the rule pattern", "and an s"),
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
    (f"{SHOWS}.words.nl", "Need-open it is", f"{SHOWS}.words.nl", "“Need-open it is” is", "quote"),
    (f"{STOPS}.en", "off the list", f"{STOPS}.en", "“off the list” is not in", "as it stands"),
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


def where(path: str, data: Data) -> str:
    """Return how a problem names a path: at its line, or at that of what it is missing from."""
    outer, _, last = path.rpartition(".")
    place: Any = data
    for step in outer.split(".") if outer else ():
        place = place[int(step)] if step.isdigit() else place[step]
    if isinstance(place, list) or not path or last in place:
        return place_of(path, data)
    return f"{place_of(outer, data)}.{last}"


@pytest.mark.parametrize("row", [*SCHEMA, *BEYOND], ids=lambda row: f"{row[0]}-{row[3][:20]}")
def test_a_mistake_is_told_at_its_place(row: Row, tmp_path: Path) -> None:
    """One thing changed in a sound talk is one problem: at its line, with what to do."""
    path, value, told_at, what, fix = row
    data = changed(sound(), path, value)
    file = put(tmp_path, data)
    (problem,) = problems_in(file)
    assert problem.where == f"{file}:{where(told_at, data)}"
    assert what in problem.what
    assert fix in problem.fix


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("known", {"need": 3}),
        ("known", {"need": {"level": {}, "words": 5}}),
        ("people.0.id", ["anna"]),
        (f"{NEED}.id", ["a"]),
        (f"{NEED}.kind", ["open"]),
        (f"{NEED}.to", ["anna"]),
        (f"{SHOWS}.level", [3]),
        ("key.need.by", 5),
        ("key.need.by", None),
        ("key.need.by", [1, "a"]),
        (f"{FIRST}.moves", [["dog"]]),
    ],
)
def test_any_other_kind_of_value_is_told(path: str, value: object, tmp_path: Path) -> None:
    """A list, a number or nothing where a text belongs is told like any other mistake."""
    assert told_of(changed(sound(), path, value), tmp_path)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("count", "sound_one"), [(39, False), (40, True), (80, True), (81, False)])
def test_a_scene_has_forty_to_eighty_words(
    language: str, count: int, sound_one: bool, tmp_path: Path
) -> None:
    """It is counted in each language."""
    data = changed(sound(), f"scene.{language}", "word " * count)
    file = put(tmp_path, data)
    if sound_one:
        assert load_conversation(file, DEFINITION)["scene"] == data["scene"]
        return
    place = f"{file}:{place_of(f'scene.{language}', data)}"
    assert problems_in(file) == (Problem(place, f"{count} words", "keep it between 40 and 80"),)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_scene_shows_in_its_own_words(language: str, tmp_path: Path) -> None:
    """Words that are not in the scene are told, language by language."""
    words = {**text("word word"), language: "They need it."}
    data = sound(known={"need": {"level": 3, "words": words}})
    place = f"known.need.words.{language}"
    assert told_of(data, tmp_path) == [(place, "“They need it.” is not in the text")]


def test_what_the_scene_shows_needs_no_asking(tmp_path: Path) -> None:
    """Of a condition that the scene shows, nothing need be said; its level is that of the key."""
    data = sound(known={"trust": {"level": 1, "words": text("word")}})
    data["moves"] = without(data, "trust-open", "trust-closed", "trust-leading")
    data["key"]["trust"]["level"] = 1
    for one in data["playthroughs"]:
        one["answers"] = f"{one['answers'][:2]}1{one['answers'][3:]}"
    data["playthroughs"][1]["says"]["tip"] = "close"
    assert load_conversation(put(tmp_path, data), DEFINITION)["known"] == data["known"]
    data["key"]["trust"]["level"] = 2
    assert told_of(data, tmp_path) == [
        (
            "key.trust.level",
            "2, and shown is [1]",
        )
    ]


@pytest.mark.parametrize("key", ["moves", "people"])
def test_there_are_no_more_than_fit(key: str, tmp_path: Path) -> None:
    """A talk has ten to twenty moves and one to three people."""
    many = {
        "moves": [*MOVES, move("cat", "small-talk"), move("cow", "small-talk")],
        "people": [*talk()["people"], *({"id": n, "name": text(n), "role": text(n)} for n in "xy")],
    }
    (problem,) = told_of(sound() | {key: many[key]}, tmp_path)
    expected = {"moves": "21 items where 10 to 20", "people": "4 items where 1 to 3"}
    assert problem == (key, f"{expected[key]} are expected")


def test_too_few_moves_are_told_with_all_that_follows(tmp_path: Path) -> None:
    """With nine moves the number is told, and each condition that is asked about in few ways."""
    told = told_of(sound(moves=MOVES[:9]), tmp_path)
    assert ("moves", "9 items where 10 to 20 are expected") in told
    assert ("moves", "0 things to say about attention") in told
    assert ("moves", "0 things to say about trust") in told


@pytest.mark.parametrize("key", ["moves", "people"])
def test_what_is_no_list_is_told_and_no_more(key: str, tmp_path: Path) -> None:
    """Where there are no moves or people to speak of, nothing else of them is looked at."""
    assert told_of(sound() | {key: "none"}, tmp_path) == [(key, '"none" is not an array')]


def test_two_moves_have_two_ids(tmp_path: Path) -> None:
    """Both of two moves with one id are told."""
    data = changed(sound(), f"{AT['trust-closed']}.id", "trust-leading")
    both = [number for number, one in enumerate(data["moves"]) if one["id"] == "trust-leading"]
    what = "trust-leading is the id of two moves"
    assert told_of(data, tmp_path) == [(f"moves[{number}].id", what) for number in both]


@pytest.mark.parametrize("gone", ["trust-open", "trust-closed"])
def test_each_condition_can_be_asked_about_in_three_ways(gone: str, tmp_path: Path) -> None:
    """With two things to say about one it is told which, and what to write."""
    data = sound()
    data["moves"] = without(data, gone)
    (problem,) = problems_in(put(tmp_path, data))
    assert problem.what == "2 things to say about trust"
    assert problem.fix == ("write 3 at least, one of them open, and one closed, leading or a pitch")


@pytest.mark.parametrize("kind", ["open", "closed"])
def test_one_way_is_open_and_one_is_poor(kind: str, tmp_path: Path) -> None:
    """Three wordings that are all open, or all poor, are no choice."""
    data = sound()
    for one in data["moves"]:
        if one.get("about") == "trust":
            one["kind"] = kind
    assert told_of(data, tmp_path) == [("moves", "3 things to say about trust")]


def test_a_poor_wording_shows_no_more_than_an_open_question(tmp_path: Path) -> None:
    """Where only a closed question shows a condition, it is told which."""
    data = sound()
    closed = next(one for one in data["moves"] if one["id"] == "trust-closed")
    closed["shows"] = {"condition": "trust", "level": 2, "words": text("trust-closed it is")}
    data["key"]["trust"] |= {"level": 2, "by": ["trust-closed"]}
    assert told_of(data, tmp_path) == [("moves", "only poor wordings show trust")]


def test_all_that_surely_shows_a_condition_shows_one_level(tmp_path: Path) -> None:
    """Two sure replies that differ are told at the key; one that is not sure may say anything."""
    data = sound()
    closed = next(one for one in data["moves"] if one["id"] == "need-closed")
    closed["shows"] = {"condition": "need", "level": 1, "words": text("need-closed it is")}
    told = told_of(data, tmp_path)
    assert told == [
        ("key.need.level", "3, and shown is [3, 1]"),
        ("key.need.by", "not the moves that surely show it"),
    ]
    closed["shows"]["sure"] = False
    assert load_conversation(put(tmp_path, data), DEFINITION)["moves"] == data["moves"]


@pytest.mark.parametrize("sure", [True, 0, None, "no"])
def test_what_is_not_sure_is_false(sure: object, tmp_path: Path) -> None:
    """`sure` is left out or false, nothing else."""
    data = changed(sound(), f"{AT['means-bob']}.shows.sure", sure)
    assert f"{AT['means-bob'].replace('.', '[')}].shows.sure" in dict(told_of(data, tmp_path))


def test_a_condition_that_is_none_shows_nothing(tmp_path: Path) -> None:
    """A reply that shows what is no condition is told, and so is the key that counted on it."""
    data = changed(sound(), f"{SHOWS}.condition", "luck")
    told = dict(told_of(data, tmp_path))
    assert told["moves[0].shows.condition"] == "no such condition"
    assert set(told) == {"moves[0].shows.condition", "key.need.level", "key.need.by"}


def test_a_definition_without_the_words_has_no_stop(tmp_path: Path) -> None:
    """Where nothing can be said of whom to leave alone, no talk can turn on it."""
    with pytest.raises(InputError) as caught:
        load_conversation(put(tmp_path, sound()), WITHOUT_STOP)
    (problem,) = caught.value.problems
    assert (problem.what, problem.fix) == ("the definition has no words for it", "take it out")


@pytest.mark.parametrize(
    ("moves", "told"),
    [
        (["dog", "dog"], ["dog", "dog"]),
        (["nowhere", "elsewhere"], ["nowhere", "elsewhere"]),
        (["dog", *(one["id"] for one in MOVES[:5])], ["6 moves"]),
    ],
)
def test_a_playthrough_says_what_can_be_said(
    moves: list[str], told: list[str], tmp_path: Path
) -> None:
    """Each move is one of the talk, said once, and there are no more than there are turns."""
    found = told_of(changed(sound(), f"{FIRST}.moves", moves), tmp_path)
    assert {place for place, _ in found} == {"playthroughs[0].moves"}
    assert [what for _, what in found] == list(dict.fromkeys(told))


@pytest.mark.parametrize(
    ("key", "value", "right"),
    [
        ("verdict", "pursue", "park"),
        ("heard", "find-out", "park"),
        ("assumed", 1, "0"),
        ("missed", 2, "0"),
        ("tip", "order", "well"),
    ],
)
def test_a_playthrough_that_says_something_else_is_told_the_right_value(
    key: str, value: object, right: str, tmp_path: Path
) -> None:
    """What the debrief says stands beside what the file says of it, at its line."""
    place = f"{FIRST}.says.{key}"
    file = put(tmp_path, data := changed(sound(), place, value))
    where = f"{file}:{place_of(place, data)}"
    assert problems_in(file) == (Problem(where, str(value), f"the debrief says {right}"),)


def test_all_that_playthroughs_say_is_told_at_once(tmp_path: Path) -> None:
    """One wrong value keeps no other from being told, in the same way of playing or the next."""
    data = changed(sound(), "playthroughs.0.says.tip", "order")
    data = changed(data, "playthroughs.0.says.missed", 1)
    data = changed(data, "playthroughs.2.says.tip", "well")
    assert [place for place, _ in told_of(data, tmp_path)] == [
        "playthroughs[0].says.missed",
        "playthroughs[0].says.tip",
        "playthroughs[2].says.tip",
    ]


def test_a_playthrough_that_no_seed_offers_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """What cannot be said first is told, and the other ways to play are run all the same."""
    monkeypatch.setattr(files, "SEEDS", 200)
    data = changed(sound(), f"{FIRST}.moves", ["means-who"])
    data = changed(data, "playthroughs.1.says.tip", "well")
    assert told_of(data, tmp_path) == [
        ("playthroughs[0]", "no seed puts means-who on offer there"),
        ("playthroughs[1].says.tip", "well"),
    ]


def test_all_problems_of_a_talk_are_told_at_once_by_line(tmp_path: Path) -> None:
    """What the schema says and what goes beyond it come together, in the order of the lines."""
    changes: Mapping[str, object] = {
        "focus": "luck",
        "title.nl": GONE,
        f"{NEED}.to": "carl",
        f"{AT['dog']}.kind": "rude",
        "key.trust.level": 9,
        f"{FIRST}.answers": "3",
    }
    data = sound()
    for path, value in changes.items():
        data = changed(data, path, value)
    problems = problems_in(put(tmp_path, data))
    assert [problem.where.rpartition(": ")[2] for problem in problems] == [
        "focus",
        "title",
        "moves[0].to",
        "moves[16]",
        "moves[16].kind",
        "key.trust.level",
        "playthroughs[0].answers",
    ]
    lines = [int(problem.where.rpartition(": ")[0].rpartition(":")[2]) for problem in problems]
    assert lines == sorted(lines)


def test_all_problems_of_all_talks_are_told_at_once(tmp_path: Path) -> None:
    """Each file tells what is wrong with it; what is no YAML or no UTF-8 is told as well."""
    put(tmp_path, changed(sound(), "focus", "luck"))
    put(tmp_path, sound(), "renamed")
    (tmp_path / "broken.yml").write_text("moves: [", encoding="utf-8")
    (tmp_path / "empty.yml").write_text("", encoding="utf-8")
    (tmp_path / "latin.yml").write_bytes("id: café\n".encode("latin-1"))
    with pytest.raises(InputError) as caught:
        load_conversations(DEFINITION, tmp_path)
    wrong = [Path(problem.where.split(":")[0]).stem for problem in caught.value.problems]
    assert wrong == ["broken", "empty", "latin", "made-up", "renamed"]


def test_talks_of_other_questions_are_left_out(tmp_path: Path) -> None:
    """A talk that goes by another definition is no talk of this site, sound or not."""
    put(tmp_path, sound())
    put(tmp_path, changed(sound(definition="household@1"), "moves", GONE), "other")
    assert [data["id"] for data in load_conversations(DEFINITION, tmp_path)] == [NAME]


@pytest.mark.parametrize("ref", ["five-conditions@2", "five-conditions", "household@x", None])
def test_another_version_is_refused(ref: object, tmp_path: Path) -> None:
    """A talk for another version of the same questions, or for none, is told what to write."""
    put(tmp_path, sound(definition=ref))
    with pytest.raises(InputError) as caught:
        load_conversations(DEFINITION, tmp_path)
    last = caught.value.problems[-1]
    assert last.what == f"{ref} is not the one in use"
    assert last.fix == "write five-conditions@1"


def test_an_edition_takes_its_own_talks(tmp_path: Path) -> None:
    """What one edition takes, another refuses."""
    put(tmp_path, sound(definition=SECOND.ref))
    assert [data["id"] for data in load_conversations(SECOND, tmp_path)] == [NAME]
    put(tmp_path, sound())
    with pytest.raises(InputError, match="write five-conditions@2"):
        load_conversations(SECOND, tmp_path)


def test_easy_talks_come_first(tmp_path: Path) -> None:
    """They are in the order of how hard they are, then of their names."""
    for name, difficulty in (("a", "hard"), ("b", "fair"), ("d", "easy"), ("c", "easy")):
        put(tmp_path, sound(id=name, difficulty=difficulty), name)
    (tmp_path / "README.md").write_text("Not one of them.", encoding="utf-8")
    assert [data["id"] for data in load_conversations(DEFINITION, tmp_path)] == [*"cdba"]


def test_a_site_may_have_none(tmp_path: Path) -> None:
    """A folder that is empty, or not there, holds no talks."""
    assert load_conversations(DEFINITION, tmp_path) == []
    assert load_conversations(DEFINITION, tmp_path / "none") == []


def test_a_file_that_is_not_there_is_an_error_of_its_own(tmp_path: Path) -> None:
    """Whoever names a file that cannot be read is told by the system's own error."""
    with pytest.raises(OSError, match="none"):
        load_conversation(tmp_path / "none.yml", DEFINITION)


def test_the_frozen_talks_are_sound() -> None:
    """They are read, each with a seed for each way to play it, and travel as JSON."""
    found = load_conversations(DEFINITION, FROZEN)
    assert [data["id"] for data in found] == [
        "potting-machine",
        "dental-practice",
        "garage-vending",
    ]
    assert json.loads(json.dumps(found)) == found
    assert all(type(one["seed"]) is int for data in found for one in data["playthroughs"])


def test_the_schema_of_a_conversation_is_one() -> None:
    """The file that documents the keys is itself a valid JSON Schema."""
    Draft202012Validator.check_schema(json.loads(SCHEMA_FILE.read_text(encoding="utf-8")))
