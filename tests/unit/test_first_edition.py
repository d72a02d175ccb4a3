"""Answers to the first edition of the questions are read with the second, and never misquoted."""

import base64
import json
import zlib
from datetime import date
from typing import Any

import pytest

from quiz.browser import start
from quiz.errors import InputError
from quiz.files.spreadsheet import write_prospects
from quiz.host.cli import main
from quiz.host.definition_file import validate
from quiz.plain_text import as_text
from quiz.prospect import prospect_from
from quiz.report import report_on
from quiz.sentences import Sentences
from quiz.sheet import sheet_from
from quiz.wording import words
from tests.unit.first_edition import CHANGED, FOLDER, data_of, second, second_data, text_of
from tests.unit.shipped_definition import SOURCE
from tests.unit.unedited import expect_unedited

LANGUAGES = ("nl", "en")
TODAY = "2026-11-26"
NEED, MEANS = "behoefte", "mag en kan kopen"
SPREADSHEETS = ("prospects-comma.csv", "prospects-semicolon.csv")


def ask(do: str, **request: object) -> Any:
    return Engine()(do, **request)


class Engine:
    """An engine with the second edition, which goes on from one request to the next."""

    def __init__(self) -> None:
        self._answer = start(json.dumps(second_data()))

    def __call__(self, do: str, **request: object) -> Any:
        """Ask as the page does, and return what is in order."""
        about = {"do": do, "today": TODAY, "language": "nl", "ids": "new-"}
        return json.loads(self._answer(json.dumps({**about, **request})))["ok"]

    def taken(self, text: str, name: str) -> list[dict[str, Any]]:
        """Open a file, of which everything must be right, and return the records it brings."""
        opened = self("open", text=text, name=name)
        assert opened["problems"] == []
        part = self("take", **{"from": 0, "count": opened["count"]})
        return [item["record"] for item in part]


def definitions(record: dict[str, Any]) -> set[str]:
    """Return the definitions that the checks of a record name, where something is known."""
    return {
        check["definition"]
        for check in record["checks"]
        if set(check["answers"].values()) != {"unknown"}
    }


def test_no_file_is_ever_edited() -> None:
    """Every file is, to the letter, the one that was made then, and none has gone."""
    expect_unedited(FOLDER)


@pytest.mark.parametrize("signs", data_of("results.json"))
def test_a_sheet_is_worth_what_it_was(signs: str) -> None:
    """Verdict, score, reasons and the way on are those that the first edition gave."""
    before = data_of("results.json")[signs]
    sheet = {"answers": before["answers"], "definition": "five-conditions@1", "on": "2026-11-24"}
    now = ask("report", sheet=sheet)["result"]
    told_apart = {"definition", "older", "anew", "old", "stale", "revisit", "due"}
    told_alike = before.keys() - told_apart
    assert {k: now[k] for k in told_alike} == {k: before[k] for k in told_alike}
    assert not now["stop"]
    assert now["older"]
    assert now["old"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("signs", data_of("results.json"))
def test_a_result_quotes_no_rung_of_the_second_edition(signs: str, language: str) -> None:
    """Of answers to the first it tells the names of the levels, in the result and in the note."""
    before = data_of("results.json")[signs]
    sheet = {"answers": before["answers"], "definition": "five-conditions@1"}
    told = ask("report", sheet=sheet, language=language)
    assert "II " not in json.dumps(told)
    assert {link["evidence"] for link in told["words"]["chain"]} == {""}
    assert all(link["level_name"] for link in told["words"]["chain"])
    # the same answers to the second edition are quoted
    sheet = {"answers": before["answers"], "definition": "five-conditions@2"}
    assert all(
        link["evidence"].startswith("II ")
        for link in ask("report", sheet=sheet, language=language)["words"]["chain"]
    )


def test_what_has_changed_is_named() -> None:
    """The notice names the conditions whose answer means something else now, and no other."""
    answers = {"need": 0, "means": 1, "trust": 2, "urgency": 3, "attention": "unknown"}
    report = ask("report", sheet={"answers": answers, "definition": "five-conditions@1"})
    assert report["result"]["anew"] == ["means"]
    (notice,) = report["words"]["notices"]
    assert MEANS in notice
    assert NEED not in notice


def test_what_has_not_changed_is_not_asked_again() -> None:
    """Where every rung still means the same, the notice names nothing."""
    answers = {"need": 1, "means": 2, "trust": 2, "urgency": 1, "attention": 3}
    report = ask("report", sheet={"answers": answers, "definition": "five-conditions@1"})
    assert report["result"]["anew"] == []
    assert len(report["words"]["notices"]) == 1


def test_nothing_is_asked_again_of_whom_asked_to_stop() -> None:
    """Old answers say that they are old, and neither the notice nor a button asks for new ones."""
    answers = {"need": 0, "means": 1, "trust": 2, "urgency": 3, "attention": "unknown"}
    sheet = {"answers": answers, "definition": "five-conditions@1", "stop": True}
    report = ask("report", sheet=sheet)
    assert report["result"]["anew"] == ["means"]
    assert report["result"]["older"]
    assert not report["result"]["old"]
    (notice,) = report["words"]["notices"]
    assert MEANS not in notice
    assert "II " not in json.dumps(report)


def test_a_list_keeps_both_the_version_and_the_stop() -> None:
    """A row of the first edition that says that they asked to stop comes back as it went out."""
    definition = second()
    record = data_of("records.json")[0]
    checks = [{**check, "stop": True} for check in record["checks"]]
    one = prospect_from({**record, "checks": checks}, definition)
    (taken,) = Engine().taken(write_prospects([one], definition), "list.csv")
    assert definitions(taken) == {"five-conditions@1"}
    assert all(check["stop"] for check in taken["checks"])


def test_which_rungs_changed_is_told_by_version() -> None:
    """What changed in a version is a change for answers to every version before it."""
    definition = second()
    assert definition.changed_since(1)["trust"] == {0, 1, 3}
    assert definition.changed_since(1)["need"] == set()
    assert definition.changed_since(2)["trust"] == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_records_are_read_with_a_notice(language: str) -> None:
    """Every prospect comes in, and each of whom something is known says which edition it is of."""
    engine = Engine()
    records = data_of("records.json")
    rows = engine("put", records=records, language=language)
    assert [row for row in rows if "row" not in row] == []
    for record in records:
        told = engine("prospect", id=record["id"], language=language)
        assert told["result"]["older"]
        assert told["words"]["notices"]
        assert "II " not in json.dumps(told)


def test_a_backup_is_read_whole() -> None:
    """Its prospects are those of the records, check by check, and its ratings are all there."""
    engine = Engine()
    records = engine.taken(text_of("backup.json"), "backup.json")
    assert {r["name"]: r["checks"] for r in records if r["name"] != "De Wit Dental"} == {
        r["name"]: r["checks"] for r in data_of("records.json") if r["name"] != "De Wit Dental"
    }
    opened = engine("open", text=text_of("backup.json"), name="backup.json")
    assert opened["practice"] == data_of("practice.json")["ratings"]


def test_a_link_to_a_prospect_is_read() -> None:
    """What it carries is of the first edition still."""
    packed = data_of("links.json")["prospect"].split("#p1;")[1]
    text = zlib.decompress(base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4)), wbits=-15)
    (record,) = Engine().taken(text.decode(), "link")
    assert record["name"] == "Bakkerij Jansen"
    assert definitions(record) == {"five-conditions@1"}


@pytest.mark.parametrize("name", SPREADSHEETS)
def test_a_list_that_names_no_version_is_of_the_first(name: str) -> None:
    """A list from before there was a column for it is not taken for answers to the second."""
    records = Engine().taken(text_of(name), name)
    assert len(records) == len(data_of("records.json"))
    assert set.union(*map(definitions, records)) == {"five-conditions@1"}


@pytest.mark.parametrize("name", SPREADSHEETS)
def test_a_list_comes_back_to_where_it_was_made(name: str) -> None:
    """Opened beside the prospects that it was made of, it changes none."""
    engine = Engine()
    engine("put", records=data_of("records.json"))
    count = engine("open", text=text_of(name), name=name, seller="Noor")["count"]
    part = engine("take", **{"from": 0, "count": count})
    assert {item["state"] for item in part} == {"same"}


def test_a_list_written_now_names_the_version_of_each() -> None:
    """What goes out comes in again as answers to the edition that it was."""
    definition = second()
    older = prospect_from(data_of("records.json")[0], definition)
    record = {**data_of("records.json")[1], "id": "b", "source_id": ""}
    newer = {**record, "checks": [{**record["checks"][0], "definition": "five-conditions@2"}]}
    text = write_prospects([older, prospect_from(newer, definition)], definition)
    found = {r["name"]: definitions(r) for r in Engine().taken(text, "list.csv")}
    assert found == {older.name: {"five-conditions@1"}, record["name"]: {"five-conditions@2"}}


@pytest.mark.parametrize("more", ["", ",on,revisit,note,seller", ",need_note,next,next_on"])
def test_a_list_made_by_hand_answers_the_questions_of_today(more: str) -> None:
    """Who fills in our columns has the questions before them as they are now."""
    text = f"name,need,means,trust,urgency,attention{more}\na,2,2,2,2,2{',' * more.count(',')}\n"
    (taken,) = Engine().taken(text, "list.csv")
    assert definitions(taken) == {"five-conditions@2"}


@pytest.mark.parametrize("name", SPREADSHEETS)
def test_an_export_from_before_versions_is_of_the_first(name: str) -> None:
    """It is known by its columns, of which it has all that there were."""
    found = Engine().taken(text_of(name), name)
    named = [names for record in found if (names := definitions(record))]
    assert named
    assert all(names == {"five-conditions@1"} for names in named)


def test_an_answer_to_the_second_edition_beside_older_ones_is_no_quote() -> None:
    """A row that adds to what is known from the first edition makes a check of the first."""
    engine = Engine()
    record = {
        **data_of("records.json")[0],
        "name": "a",
        "checks": [
            {
                "definition": "five-conditions@1",
                "on": "2026-11-12",
                "answers": {"need": 2, "means": 1, "trust": 2, "urgency": 1, "attention": 2},
                "notes": {},
            }
        ],
    }
    engine("put", records=[record])
    text = "name,need,means,trust,urgency,attention,definition\na,3,,,,,five-conditions@2\n"
    engine("open", text=text, name="list.csv")
    ((taken),) = engine("take", **{"from": 0, "count": 1})
    last = taken["record"]["checks"][-1]
    assert last["answers"]["need"] == 3
    assert last["definition"] == "five-conditions@1"


def test_the_shell_takes_such_files(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """`quiz rank` and `quiz report` read what the first edition wrote."""
    for command in (["rank"], ["report", "--lang", "en"]):
        for name in SPREADSHEETS:
            ran = [*command, str(FOLDER / name), "--today", TODAY]
            assert main(["--definition", str(SOURCE), *ran]) == 0
    out, err = capsysbinary.readouterr()
    assert err == b""
    assert b"Hotel Zon" in out


def test_ratings_are_measured_against_the_key_of_their_time() -> None:
    """A rating of the first version, or of none that it names, goes by the key of then."""
    four = {"means": 2, "trust": 2, "urgency": 2, "attention": 2}
    rating = {"case": "a", "on": TODAY, "answers": {"need": 1, **four}}
    keys = {"a": {"need": 3, **four}}
    before = {"1": {"a": {"need": 1, **four}}}

    def exact(*ratings: dict[str, Any]) -> str:
        figures = ask("progress", ratings=ratings, keys=keys, keys_before=before)["figures"]
        return str(figures["exact"]["text"])

    assert exact(rating) == "100%"
    assert exact({**rating, "definition": "five-conditions@1"}) == "100%"
    assert exact({**rating, "definition": "five-conditions@2"}) == "80%"
    assert exact(rating, {**rating, "definition": "five-conditions@2"}) == "90%"


def test_kept_ratings_have_their_keys() -> None:
    """The history of then is measured, all of it."""
    ratings, keys = data_of("practice.json")["ratings"], data_of("keys.json")
    found = ask("progress", ratings=ratings, keys=keys, keys_before={"1": keys})
    assert found["ratings"] == len(ratings)


@pytest.mark.parametrize(
    ("changed", "where"),
    [
        ({"1": {"need": [0]}}, "changed.1"),
        ({"3": {"need": [0]}}, "changed.3"),
        ({"2": {"hurry": [0]}}, "changed.2.hurry"),
        ({"2": {"need": [4]}}, "changed.2.need[0]"),
        ({"2": {"need": []}}, "changed.2.need"),
        ({"two": {"need": [0]}}, "changed"),
    ],
)
def test_what_cannot_have_changed_is_a_problem(changed: dict[str, Any], where: str) -> None:
    """A version that is not there, a condition or a level that is none."""
    with pytest.raises(InputError) as caught:
        validate(json.dumps({**second_data(), "changed": changed}), "x.json")
    assert [p.where.rpartition(": ")[2] for p in caught.value.problems] == [where]


def test_what_is_unknown_is_said_of_each_condition() -> None:
    """In its own words where it has them, else in those for all."""
    definition = second()
    answers = {"answers": {}, "definition": definition.ref}
    found = report_on(definition, sheet_from(answers, definition), date(2026, 11, 26))
    assert "II not" in as_text(words(found, "en"), Sentences(definition, "en"))
    plain = {**second_data(), "version": 2, "changed": CHANGED}
    for condition in plain["conditions"]:
        del condition["unknown"]
    told = json.loads(
        start(json.dumps(plain))(
            json.dumps({"do": "report", "sheet": answers, "today": TODAY, "language": "en"})
        )
    )["ok"]
    assert told["words"]["chain"][0]["evidence"] == "Not asked, or only my own impression."


def test_a_key_from_before_the_tick_blames_nobody() -> None:
    """A rating of then has missed no tick, and one of now is measured by the new key."""
    four = {"means": 2, "trust": 2, "urgency": 2, "attention": 2}
    rating = {"case": "a", "on": TODAY, "answers": {"need": 1, **four}}
    keys = {"a": {"need": 1, **four, "stop": True}}
    before = {"1": {"a": {"need": 1, **four}}}

    def ticks(rated: dict[str, Any]) -> Any:
        return ask("progress", ratings=[rated], keys=keys, keys_before=before)["stop"]

    assert ticks(rating) == {"same": 0, "missed": 0, "assumed": 0}
    now = {**rating, "definition": "five-conditions@2"}
    assert ticks(now) == {"same": 0, "missed": 1, "assumed": 0}
    assert ticks({**now, "stop": True}) == {"same": 1, "missed": 0, "assumed": 0}
