"""A backup: all prospects and ratings in one file, read one by one so that no mistake costs all."""

import json
from typing import Any

import pytest

from quiz.errors import InputError, NewerError
from quiz.files.backup import read_backup
from quiz.prospect import as_record, prospect_from
from tests.unit.backups import backup_of
from tests.unit.samples import made
from tests.unit.shipped_definition import DEFINITION

MADE = "2026-11-24T09:00:00.000Z"
A, B = made("a", "22222"), made("b", "10?32")
RATING = {"case": "garage", "on": "2026-11-24", "answers": {"need": 2, "means": "unknown"}}


def backup(**changes: Any) -> dict[str, Any]:
    return {**backup_of([A, B], [RATING], made=MADE), **changes}


def text_of(data: object) -> str:
    return json.dumps(data)


def test_a_backup_says_what_it_is() -> None:
    """A backup has its kind, a format, the moment, the records and the ratings."""
    assert backup() == {
        "kind": "five-conditions-backup",
        "format": 3,
        "made": MADE,
        "prospects": [as_record(A, DEFINITION), as_record(B, DEFINITION)],
        "practice": [RATING],
    }


def test_a_backup_need_hold_no_ratings() -> None:
    """Ratings may be missing, as they are in a link."""
    data = backup()
    del data["practice"]
    read = read_backup(text_of(data), DEFINITION, "b.json")
    assert (read.prospects, read.practice, read.problems) == ((A, B), (), ())


def test_a_backup_of_the_older_format_is_read() -> None:
    """A backup and its records of format 1 are brought up to date."""
    flat = {**as_record(A, DEFINITION), **as_record(A, DEFINITION)["checks"][0], "format": 1}
    read = read_backup(text_of(backup(format=1, prospects=[flat])), DEFINITION, "b.json")
    assert read.prospects == (prospect_from(flat, DEFINITION),) == (A,)


def test_one_bad_record_costs_no_other() -> None:
    """What is wrong with a record is told by its place; the others are read."""
    bad = {**as_record(A, DEFINITION), "name": "", "changed": 4}
    newer = {**as_record(A, DEFINITION), "format": 4}
    records = [bad, as_record(B, DEFINITION), newer, "x"]
    read = read_backup(text_of(backup(prospects=records)), DEFINITION, "b.json")
    assert read.prospects == (B,)
    assert [problem.where for problem in read.problems] == [
        "b.json: prospects[0]: name",
        "b.json: prospects[0]: changed",
        "b.json: prospects[2]",
        "b.json: prospects[3]",
    ]
    assert "newer version" in read.problems[2].what


@pytest.mark.parametrize(
    ("rating", "where"),
    [
        (4, ""),
        ({**RATING, "case": 1}, ": case"),
        ({"on": "2026-11-24", "answers": {}}, ": case"),
        ({"case": "a", "answers": {}}, ": on"),
        ({**RATING, "on": "x"}, ": on"),
        ({**RATING, "answers": {"need": 7}}, ": answers.need"),
    ],
    ids=str,
)
def test_a_bad_rating_costs_no_other(rating: object, where: str) -> None:
    """A rating that cannot be used is told, the others are given as they are."""
    data = backup(practice=[rating, {**RATING, "extra": 1}])
    read = read_backup(text_of(data), DEFINITION, "b.json")
    assert read.practice == ({**RATING, "extra": 1},)
    assert [problem.where for problem in read.problems] == [f"b.json: practice[0]{where}"]
    assert len(read.prospects) == 2


@pytest.mark.parametrize(
    "data", [[], 4, "x", None, {}, {"kind": "x"}, {"kind": ["five-conditions-backup"]}], ids=str
)
def test_another_file_is_no_backup(data: object) -> None:
    """A file that does not say that it is a backup is refused as a whole."""
    with pytest.raises(InputError, match=r"^b\.json: this is not a backup: "):
        read_backup(text_of(data), DEFINITION, "b.json")


def test_a_newer_backup_is_refused_as_such() -> None:
    """A backup of a newer format is told apart from one that is wrong."""
    with pytest.raises(NewerError, match=r"^b\.json: made by a newer version"):
        read_backup(text_of(backup(format=4)), DEFINITION, "b.json")


def test_a_backup_without_its_parts_is_refused() -> None:
    """Format, prospects and ratings that are wrong as a whole are told together."""
    data = {"kind": "five-conditions-backup", "format": "2", "practice": {}}
    with pytest.raises(InputError) as caught:
        read_backup(text_of(data), DEFINITION, "b.json")
    assert [problem.where for problem in caught.value.problems] == [
        "b.json: format",
        "b.json: prospects",
        "b.json: practice",
    ]


@pytest.mark.parametrize(
    "text",
    ['{"kind": ', '{"kind": NaN}', '{"a": 1, "a": 2}', "[" * 100_000, '{"n": ' + "1" * 5000 + "}"],
    ids=["cut", "nan", "twice", "deep", "long"],
)
def test_what_is_no_json_is_told(text: str) -> None:
    """A file that is cut off or broken is told with its name, and no crash."""
    with pytest.raises(InputError, match=r"^b\.json"):
        read_backup(text, DEFINITION, "b.json")


def test_its_kind_is_that_of_its_definition() -> None:
    """The backup of another definition is no backup of this one."""
    assert backup()["kind"] == f"{DEFINITION.id}-backup"
    with pytest.raises(InputError):
        read_backup(text_of(backup(kind="bant-backup")), DEFINITION, "b.json")
