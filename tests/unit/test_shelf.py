"""The shelf at the edge: prospects stay there between requests, and a bad one harms no other."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from quiz.browser import start
from quiz.files.ical import calendar
from quiz.files.spreadsheet import write_prospects
from quiz.merging import merge
from quiz.prospect import Check, Next, Outcome, Prospect, as_record
from quiz.report import as_data, report_on
from quiz.sheet import Sheet
from quiz.views import pipeline
from quiz.views.compare import compare
from quiz.views.detail import detail_of
from quiz.views.row import row_of
from tests.unit.backups import backup_text
from tests.unit.samples import check, levels, made
from tests.unit.shipped_definition import DATA, DEFINITION, LANGUAGES, TODAY, table

type Ask = Callable[..., Any]

NOW = "2026-11-24T10:00:00.000Z"
BEST, MIDDLE, WORST = made("best", "22222"), made("middle", "22122"), made("worst", "00000")
PARKED = made("parked", Check(Sheet(levels("22202"), TODAY, date(2027, 1, 4)), DEFINITION.ref))
CLOSED = made("won", "22222", outcome=Outcome("won", TODAY), step=Next("bel", TODAY))


@pytest.fixture
def ask() -> Ask:
    """Return what asks one engine, as the worker does: today and in English, unless said."""
    answer = start(json.dumps(DATA))

    def asked(do: str, **request: object) -> Any:
        about = {"do": do, "today": TODAY.isoformat(), "language": "en"}
        if do == "open":
            about["ids"] = "fresh"
        texts = request.pop("contents", ())
        assert isinstance(texts, list | tuple)
        contents = [text.encode() for text in texts]
        return json.loads(answer(json.dumps({**about, **request}), contents))

    return asked


def records(*prospects: Prospect) -> list[dict[str, Any]]:
    return [as_record(prospect, DEFINITION) for prospect in prospects]


def team(ask: Ask, files: dict[str, str], by_seller: bool = False) -> Any:
    """Return what several files, by name, are together."""
    return ask(
        "team",
        files=[{"name": name} for name in files],
        contents=list(files.values()),
        by_seller=by_seller,
    )["ok"]


def exported(ask: Ask, ids: list[str] | None = None) -> str:
    return str(ask("export", ids=ids, delimiter=",")["ok"]["csv"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_put_is_on_the_shelf(ask: Ask, language: str) -> None:
    """Each record put on the shelf gives its row, in the order asked and the language asked for."""
    given = ask("put", records=records(WORST, BEST), language=language)
    rows = [row_of(prospect, DEFINITION, TODAY, language) for prospect in (WORST, BEST)]
    assert given == {"ok": [{"row": row} for row in rows]}
    assert exported(ask) == write_prospects([BEST, WORST], DEFINITION)


def test_a_bad_record_harms_no_other(ask: Ask) -> None:
    """A record that cannot be read is told at its own place, by its name, and is not there."""
    bad = {**records(WORST)[0], "name": "Kapot", "changed": 4, "note": []}
    newer = {**records(MIDDLE)[0], "format": 4}
    first, second, third, fourth = ask("put", records=[bad, *records(BEST), newer, None])["ok"]
    assert second["row"]["name"] == "best"
    assert (first["newer"], third["newer"], fourth["newer"]) == (False, True, False)
    assert first["problem"] == {
        "where": "Kapot: note, changed",
        "what": DEFINITION.pipeline["problem_damaged"]["en"],
        "fix": DEFINITION.pipeline["problem_damaged_fix"]["en"],
    }
    assert third["problem"]["where"] == "middle"
    assert "newer version" in third["problem"]["what"]
    assert fourth["problem"]["where"] == "prospect"
    assert exported(ask) == write_prospects([BEST], DEFINITION)


@pytest.mark.parametrize(
    ("record", "where"),
    [
        ({}, "prospect"),
        ({"name": " "}, "prospect"),
        ({"id": "a"}, "a"),
        ({"name": 4, "id": 5}, "prospect"),
    ],
)
def test_a_record_without_a_name_is_told_all_the_same(
    ask: Ask, record: dict[str, Any], where: str
) -> None:
    """A record is told by its name, else its id, else as a prospect."""
    (given,) = ask("put", records=[record])["ok"]
    assert given["problem"]["where"].split(":")[0] == where


def test_the_latest_version_is_on_the_shelf(ask: Ask) -> None:
    """A record put again takes the place of the one before."""
    ask("put", records=records(BEST))
    ask("put", records=records(replace(BEST, name="better")))
    assert exported(ask) == write_prospects([replace(BEST, name="better")], DEFINITION)


def test_what_is_dropped_is_gone(ask: Ask) -> None:
    """Prospects leave the shelf by id, those that are not there without a word, and all at once."""
    ask("put", records=records(BEST, MIDDLE, WORST))
    assert ask("drop", ids=["middle", "nobody"]) == {"ok": {}}
    assert exported(ask) == write_prospects([BEST, WORST], DEFINITION)
    ask("open", text=backup_text(MIDDLE), name="b.json")
    assert ask("drop", ids="*") == {"ok": {}}
    assert exported(ask) == write_prospects([], DEFINITION)
    assert ask("take", **{"from": 0}, count=9) == {"ok": []}


def test_two_engines_have_two_shelves(ask: Ask) -> None:
    """What one engine holds no other one sees."""
    ask("put", records=records(BEST))
    other = start(json.dumps(DATA))(json.dumps({"do": "export", "ids": None, "delimiter": ","}))
    assert json.loads(other)["ok"]["csv"] == write_prospects([], DEFINITION)


def test_an_opened_list_is_counted_with_its_problems(ask: Ask) -> None:
    """Before anything is stored the page knows what a CSV holds and what is wrong with it."""
    given = ask("open", text=table("a,2,2,2,2,2", "b,9,2,2,2,2", ",2,2,2,2,2"), name="x.csv")
    assert given["ok"]["kind"] == "csv"
    assert given["ok"]["count"] == 1
    assert [problem["where"] for problem in given["ok"]["problems"]] == [
        "Row 3, column need",
        "Row 4, column name",
    ]
    assert set(given["ok"]["problems"][0]) == {"where", "what", "fix"}
    assert given["ok"]["practice"] == []
    assert exported(ask) == write_prospects([], DEFINITION)


def test_an_opened_backup_is_counted_with_its_ratings(ask: Ask) -> None:
    """A backup gives its ratings of practice cases too."""
    rating = {"case": "a", "on": "2026-11-24", "answers": {"need": 1}}
    data = {**json.loads(backup_text(BEST, WORST)), "practice": [rating]}
    given = ask("open", text=json.dumps(data), name="b.json")
    assert given["ok"] == {
        "kind": "backup",
        "count": 2,
        "skipped": 0,
        "problems": [],
        "practice": [rating],
        "conversations": [],
    }


@pytest.mark.parametrize("text", ["", "{", "[]", '{"kind": "x"}', "[" * 100_000])
def test_a_file_that_is_none_is_refused_and_brings_nothing(ask: Ask, text: str) -> None:
    """A file that cannot be read gives problems by its name, and what came before it is gone."""
    ask("open", text=backup_text(BEST), name="b.json")
    given = ask("open", text=text, name="x")
    assert [problem["where"].split(":")[0] for problem in given["problems"]][:1] == ["x"]
    assert ask("take", **{"from": 0}, count=9) == {"ok": []}


def test_what_comes_in_is_taken_in_parts(ask: Ask) -> None:
    """Each part gives records, rows and what is new; the shelf stays as it is for now."""
    ask("put", records=records(MIDDLE))
    older = replace(MIDDLE, checks=(check("11111", date(2026, 10, 1)),))
    ask("open", text=backup_text(BEST, older, WORST), name="b.json", now=NOW)
    first = ask("take", **{"from": 0}, count=2)["ok"]
    rest = ask("take", **{"from": 2}, count=2)["ok"]
    assert ask("take", **{"from": 3}, count=2) == {"ok": []}
    both = replace(merge(MIDDLE, older), changed=NOW)
    assert [one["state"] for one in (*first, *rest)] == ["new", "changed", "new"]
    assert [one["record"] for one in (*first, *rest)] == records(BEST, both, WORST)
    assert first[1]["row"] == row_of(both, DEFINITION, TODAY, "en")
    assert exported(ask) == write_prospects([MIDDLE], DEFINITION)


def test_what_was_taken_and_put_is_the_same_from_then_on(ask: Ask) -> None:
    """After a part is stored, taking it again brings nothing new: an import may be repeated."""
    ask("open", text=table("a,2,2,2,2,2", "b,1,1,1,1,1"), name="x.csv", now=NOW)
    taken = ask("take", **{"from": 0}, count=1)["ok"]
    assert ask("keep", ids=[one["record"]["id"] for one in taken]) == {"ok": {}}
    assert [one["state"] for one in ask("take", **{"from": 0}, count=9)["ok"]] == ["same", "new"]


def test_without_a_moment_a_list_is_of_the_start_of_today(ask: Ask) -> None:
    """The moment of opening may be left out; rows without a day are of today in any case."""
    for now, changed in ((None, "2026-11-24T00:00:00.000Z"), (NOW, NOW)):
        ask("open", text=table("a,2,2,2,2,2"), name="x.csv", now=now)
        (one,) = ask("take", **{"from": 0}, count=1)["ok"]
        assert one["record"]["changed"] == changed
        assert one["record"]["checks"][0]["on"] == "2026-11-24"


def test_the_pictures_are_of_what_is_on_the_shelf(ask: Ask) -> None:
    """The pictures are those of the engine, without one by seller."""
    ask("put", records=records(BEST, WORST, CLOSED))
    given = ask("pictures", language="nl")["ok"]
    expected = pipeline.pictures([BEST, WORST, CLOSED], DEFINITION, TODAY, "nl")
    assert given == json.loads(json.dumps(expected))


def test_one_prospect_in_full(ask: Ask) -> None:
    """A prospect is given in full by its id; one that is not there is a problem."""
    ask("put", records=records(MIDDLE))
    given = ask("prospect", id="middle", language="nl")["ok"]
    assert given == json.loads(json.dumps(detail_of(MIDDLE, DEFINITION, TODAY, "nl")))
    (problem,) = ask("prospect", id="nobody")["problems"]
    assert problem["where"] == "nobody"


def test_an_export_has_those_asked_for(ask: Ask) -> None:
    """By id in the order asked, all best first, by either delimiter, with Excel's line ends."""
    ask("put", records=records(WORST, CLOSED, MIDDLE, BEST))
    assert exported(ask, ["worst", "best"]) == write_prospects([WORST, BEST], DEFINITION)
    assert exported(ask) == write_prospects([BEST, CLOSED, MIDDLE, WORST], DEFINITION)
    given = ask("export", ids=["best"], delimiter=";")["ok"]["csv"]
    assert given == write_prospects([BEST], DEFINITION, ";", "\r\n")
    assert [
        p["where"] for p in ask("export", ids=["a", "best", "b"], delimiter=",")["problems"]
    ] == [
        "a",
        "b",
    ]


def test_equals_are_exported_by_name_and_id(ask: Ask) -> None:
    """Prospects with the same answers stand in the order of their names."""
    same = [
        replace(made(name, "22222"), id=id_) for name, id_ in (("b", "1"), ("a", "3"), ("a", "2"))
    ]
    ask("put", records=records(*same))
    assert exported(ask) == write_prospects([same[2], same[1], same[0]], DEFINITION)
    ids = [line.split(",")[0] for line in exported(ask).split("\r\n")[1:-1]]
    assert ids == ["a", "a", "b"]


def test_the_calendar_of_those_asked_for(ask: Ask) -> None:
    """All that are open, or those asked for by id."""
    stepping = made("stepping", "22222", step=Next("bel", TODAY))
    ask("put", records=records(PARKED, stepping, CLOSED))
    every = calendar([stepping, PARKED], DEFINITION, TODAY, "nl")
    assert ask("calendar", ids=None, language="nl")["ok"] == {"ics": every}
    one = calendar([PARKED], DEFINITION, TODAY, "en")
    assert ask("calendar", ids=["parked"])["ok"] == {"ics": one}


def test_two_records_are_merged(ask: Ask) -> None:
    """Two versions give one record; what is wrong with either is told by its side."""
    other = replace(MIDDLE, checks=(check("11111", date(2026, 10, 1)),))
    mine, theirs = records(MIDDLE, other)
    assert ask("merge", mine=mine, theirs=theirs)["ok"] == {
        "record": as_record(merge(MIDDLE, other), DEFINITION)
    }
    (problem,) = ask("merge", mine=mine, theirs={**theirs, "name": ""})["problems"]
    assert problem["where"] == "theirs: name"


def test_two_sheets_are_compared(ask: Ask) -> None:
    """Two sheets give the comparison of the engine; what is wrong with one is told by its side."""
    mine, theirs = Sheet((2, 2, None, 1, 2)), Sheet((2, 2, 2, 2, 2))
    sheets = [
        {"answers": as_data(report_on(DEFINITION, s, TODAY))["answers"]} for s in (mine, theirs)
    ]
    given = ask("compare", mine=sheets[0], theirs=sheets[1], language="nl")
    assert given == {"ok": compare(mine, theirs, DEFINITION, "nl")}
    (problem,) = ask("compare", mine={}, theirs=sheets[1])["problems"]
    assert problem["where"] == "mine: answers"


def test_a_report_knows_the_check_before(ask: Ask) -> None:
    """With the sheet before, a report says whether the prospect stands still."""
    sheet = {"answers": as_data(report_on(DEFINITION, MIDDLE.sheet, TODAY))["answers"]}
    assert ask("report", sheet=sheet, previous=sheet)["ok"]["result"]["stalled"]
    assert not ask("report", sheet=sheet, previous=None)["ok"]["result"]["stalled"]
    (problem,) = ask("report", sheet=sheet, previous={"answers": 1})["problems"]
    assert problem["where"] == "previous: answers"


def test_a_team_is_seen_together_and_nothing_of_it_stays(ask: Ask) -> None:
    """Several people's files give one set of pictures, by seller if asked; none is on the shelf."""
    an, bo = replace(BEST, seller="An"), replace(WORST, seller="Bo")
    files = {
        "an.csv": write_prospects([an, replace(MIDDLE, seller="An")], DEFINITION),
        "bo.json": backup_text(bo),
    }
    given = team(ask, files)
    assert (given["count"], given["prospects"], given["sellers"]) == (3, 3, 2)
    assert given["problems"] == []
    assert "sellers" not in [picture["id"] for picture in given["pictures"]]
    asked = team(ask, files, by_seller=True)
    assert [picture["id"] for picture in asked["pictures"]][-1] == "sellers"
    assert exported(ask) == write_prospects([], DEFINITION)
    assert ask("take", **{"from": 0}, count=9) == {"ok": []}


def test_in_a_team_a_bad_file_harms_no_other(ask: Ask) -> None:
    """What is wrong with a file, or with a row of one, is told by the file's name."""
    files = {
        "a.csv": table("a,2,2,2,2,2", "b,7,2,2,2,2"),
        "b.csv": "x",
        "c.csv": table("c,2,2,2,2,2"),
        "d.xlsx": "PK\0\1",
    }
    given = team(ask, files)
    assert (given["prospects"], given["not_text"]) == (2, ["d.xlsx"])
    wheres = [problem["where"].split(":")[0] for problem in given["problems"]]
    assert wheres == ["a.csv", "b.csv"]


def test_in_a_team_a_file_chosen_twice_counts_once(ask: Ask) -> None:
    """The same file under another name brings nothing, with a seller in it or without."""
    for seller in ("", "An"):
        text = write_prospects([replace(BEST, seller=seller)], DEFINITION)
        assert team(ask, {"1.csv": text, "2.csv": text})["prospects"] == 1


def test_in_a_team_a_seller_s_prospect_in_two_files_counts_once(ask: Ask) -> None:
    """Two files of one seller come together, whichever was chosen first: the last check counts."""
    old = replace(made("a", check("11111", date(2026, 10, 1))), seller="An")
    new = replace(old, checks=(check("22222"),))
    first, last = (write_prospects([prospect], DEFINITION) for prospect in (old, new))
    alone = team(ask, {"x": last})
    for one, other in ((first, last), (last, first)):
        given = team(ask, {"1.csv": one, "2.csv": other})
        assert given["prospects"] == 1
        assert given["pictures"][:2] == alone["pictures"][:2]


def test_in_a_team_the_same_name_without_a_seller_may_be_two_prospects(ask: Ask) -> None:
    """Two people without their name in their files both keep their prospect, by the file's name."""
    given = team(
        ask,
        {"noor.csv": table("a,2,2,2,2,2"), "sem": table("a,1,1,1,1,1")},
        by_seller=True,
    )
    assert (given["prospects"], given["sellers"]) == (2, 2)
    told = json.dumps(given["pictures"][-1]["table"])
    assert "noor" in told
    assert "sem" in told
    assert ".csv" not in told


@pytest.mark.parametrize(
    "request_",
    [
        {"do": "put", "records": []},
        {"do": "pictures"},
        {"do": "open", "text": table(), "name": "x"},
        {"do": "calendar", "ids": []},
        {"do": "team", "files": [], "contents": [], "by_seller": False},
    ],
    ids=lambda request: str(request["do"]),
)
def test_a_day_that_is_none_is_told(ask: Ask, request_: dict[str, Any]) -> None:
    """Today is a day, in every request that asks for it."""
    (problem,) = ask(**request_, today="now")["problems"]
    assert problem["where"] == "today"


def test_a_record_nested_without_end_brings_nothing_down(ask: Ask) -> None:
    """A request that no parser should be handed is refused, and the next one is answered."""
    deep: Any = "x"
    for _ in range(200):
        deep = [deep]
    (problem,) = ask("put", records=[{"format": 2, "note": deep}])["problems"]
    assert "deep" in problem["what"]
    assert ask("put", records=records(BEST))["ok"][0]["row"]["name"] == "best"
