"""A prospect as it is kept: read strictly, brought up to date, all that is wrong told at once."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from quiz.errors import InputError, NewerError, Problem
from quiz.prospect import Check, Next, Outcome, Prospect, as_record, prospect_from
from quiz.sheet import Sheet
from tests.unit.samples import check, made
from tests.unit.shipped_definition import DEFINITION

CHECK = {
    "definition": "five-conditions@1",
    "on": "2026-11-24",
    "answers": {"need": 3, "means": 2, "trust": "unknown", "urgency": 1, "attention": 2},
    "revisit": "2027-01-04",
    "notes": {"trust": "gaf geen cijfers", "need": "noemde de storing zelf"},
}
RECORD = {
    "format": 3,
    "id": "b0a1_-Z",
    "name": "Bakkerij Jansen",
    "seller": "An",
    "note": "belt liever 's ochtends",
    "next": {"what": "offerte bespreken", "on": "2026-12-01"},
    "outcome": {"result": "no-decision", "on": "2026-12-24"},
    "checks": [CHECK],
    "other": {"Telefoon": "+31 6 1234"},
    "changed": "2026-11-24T09:00:00.000Z",
    "source_id": "",
}
PROSPECT = Prospect(
    id="b0a1_-Z",
    name="Bakkerij Jansen",
    seller="An",
    note="belt liever 's ochtends",
    next=Next("offerte bespreken", date(2026, 12, 1)),
    outcome=Outcome("no-decision", date(2026, 12, 24)),
    checks=(
        Check(
            Sheet((3, 2, None, 1, 2), date(2026, 11, 24), date(2027, 1, 4)),
            "five-conditions@1",
            (("need", "noemde de storing zelf"), ("trust", "gaf geen cijfers")),
        ),
    ),
    other=(("Telefoon", "+31 6 1234"),),
    changed="2026-11-24T09:00:00.000Z",
)
LEAST: dict[str, Any] = {
    "format": 3,
    "id": "a",
    "name": "A",
    "checks": [{"answers": {}}],
    "changed": RECORD["changed"],
}


def read(**changes: Any) -> Prospect:
    return prospect_from({**LEAST, **changes}, DEFINITION)


def problems_of(data: object) -> tuple[Problem, ...]:
    with pytest.raises(InputError) as caught:
        prospect_from(data, DEFINITION)
    assert all(problem.what and problem.fix for problem in caught.value.problems)
    return caught.value.problems


def without(record: Mapping[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in record.items() if name != key}


def test_a_record_is_read() -> None:
    """Everything that a record holds is in the prospect, evidence in the order of conditions."""
    assert prospect_from(RECORD, DEFINITION) == PROSPECT


def test_a_prospect_is_written_as_it_was_read() -> None:
    """A prospect gives the record that it came from."""
    assert as_record(PROSPECT, DEFINITION) == RECORD


def test_what_may_be_left_out() -> None:
    """A record can do with an id, a name, one check and the moment of the last change."""
    assert read() == Prospect(
        "a",
        "A",
        "",
        "",
        None,
        None,
        (Check(Sheet((None,) * 5), DEFINITION.ref),),
        (),
        LEAST["changed"],
    )


def test_what_is_not_known_is_left_out_of_a_record() -> None:
    """A day that is not known is no key, and no empty text."""
    record = as_record(read(next={"what": "bel"}, outcome={"result": "won"}), DEFINITION)
    assert record["next"] == {"what": "bel"}
    assert record["outcome"] == {"result": "won"}
    assert set(record["checks"][0]) == {"definition", "answers", "notes"}


@pytest.mark.parametrize("value", [None, {}, {"what": ""}, {"what": None, "on": None}], ids=str)
def test_a_next_step_without_words_and_day_is_none(value: object) -> None:
    """A next step that says nothing is no next step."""
    assert read(next=value).next is None


def test_a_next_step_may_have_a_day_and_no_words() -> None:
    """A day is enough to be reminded."""
    assert read(next={"on": "2026-12-01"}).next == Next("", date(2026, 12, 1))


@pytest.mark.parametrize("name", ["seller", "note", "next", "outcome", "other"])
def test_null_says_the_same_as_nothing(name: str) -> None:
    """A key that may be left out may be null."""
    assert read(**{name: None}) == read()


def test_an_older_record_is_brought_up_to_date() -> None:
    """A record of format 1, with its one check flat, is read as the same prospect."""
    older = {**without(RECORD, "checks"), **CHECK, "format": 1}
    assert prospect_from(older, DEFINITION) == PROSPECT
    assert prospect_from(without(without(older, "seller"), "outcome"), DEFINITION).seller == ""


def test_an_older_record_cannot_hide_behind_checks() -> None:
    """Format 1 has no list of checks: its own answers count."""
    older = {**RECORD, "format": 1, "answers": {"need": 0}}
    assert prospect_from(older, DEFINITION).sheet.answers == (0, None, None, None, None)


@pytest.mark.parametrize("version", [4, 10**30])
def test_a_newer_record_is_refused_as_such(version: int) -> None:
    """A format above ours is told apart from a mistake, whatever else the record holds."""
    with pytest.raises(NewerError) as caught:
        prospect_from({"format": version, "name": 4}, DEFINITION)
    (problem,) = caught.value.problems
    assert "newer version" in problem.what


@pytest.mark.parametrize("version", [0, -1, 2.0, True, "2", None, [2]], ids=repr)
def test_what_is_no_format_is_told(version: object) -> None:
    """A format is a whole number from 1 on; anything else is a mistake and not a newer one."""
    (problem,) = problems_of({**RECORD, "format": version})
    assert problem.where == "prospect: format"


@pytest.mark.parametrize("data", [None, [], "x", 1, True, [RECORD]], ids=str)
def test_what_is_no_object_is_no_record(data: object) -> None:
    """A record is an object."""
    (problem,) = problems_of(data)
    assert "instead of an object" in problem.what


@pytest.mark.parametrize("key", ["format", "id", "name", "checks", "changed"])
def test_what_must_be_there_is_missed(key: str) -> None:
    """A key that must be there is named when it is not."""
    (problem,) = problems_of(without(RECORD, key))
    assert (problem.where, problem.what) == (f"prospect: {key}", "missing")


@pytest.mark.parametrize(
    ("change", "where", "what"),
    [
        ({"id": ""}, "id", "not an id"),
        ({"id": "a b"}, "id", "not an id"),
        ({"id": "é"}, "id", "not an id"),
        ({"id": "a" * 65}, "id", "not an id"),
        ({"id": "a\n"}, "id", "not an id"),
        ({"id": 1}, "id", "not an id"),
        ({"name": ""}, "name", "empty"),
        ({"name": " \t\u200b\u200f\ufeff"}, "name", "empty"),
        ({"name": "\0\x1b"}, "name", "empty"),
        ({"name": "x" * 201}, "name", "201 characters"),
        ({"name": None}, "name", "null instead of a text"),
        ({"name": ["A"]}, "name", "a list instead of a text"),
        ({"seller": 1}, "seller", "a number instead of a text"),
        ({"seller": "x" * 201}, "seller", "201 characters"),
        ({"note": {}}, "note", "an object instead of a text"),
        ({"next": "bel"}, "next", "a text instead of an object"),
        ({"next": {"what": 1}}, "next.what", "a number instead of a text"),
        ({"next": {"what": "bel", "on": "24-11-2026"}}, "next.on", "not a date"),
        ({"next": {"what": "bel", "on": 5}}, "next.on", "not a date"),
        ({"outcome": "won"}, "outcome", "a text instead of an object"),
        ({"outcome": {}}, "outcome.result", "missing"),
        ({"outcome": {"result": "sold"}}, "outcome.result", "not an outcome"),
        ({"outcome": {"result": ["won"]}}, "outcome.result", "not an outcome"),
        ({"outcome": {"result": "won", "on": ""}}, "outcome.on", "not a date"),
        ({"outcome": {"result": "lost", "link": "Luck"}}, "outcome.link", "is no condition"),
        ({"outcome": {"result": "lost", "link": ""}}, "outcome.link", "is no condition"),
        ({"outcome": {"result": "lost", "link": ["need"]}}, "outcome.link", "is no condition"),
        ({"outcome": {"result": "lost", "held": True}}, "outcome.held", "true does not go with"),
        ({"outcome": {"result": "won", "held": 1}}, "outcome.held", "1 does not go with won"),
        ({"checks": []}, "checks", "empty"),
        ({"checks": {}}, "checks", "an object instead of a list"),
        ({"checks": None}, "checks", "null instead of a list"),
        ({"checks": [CHECK, 4]}, "checks[1]", "a number instead of an object"),
        ({"checks": [{**CHECK, "answers": {"need": 4}}]}, "checks[0]: answers.need", "not a level"),
        ({"checks": [{**CHECK, "answers": {"Luck": 1}}]}, "checks[0]: answers.Luck", "no such"),
        ({"checks": [{**CHECK, "on": "soon"}]}, "checks[0]: on", "not a date"),
        ({"checks": [{**CHECK, "revisit": 1}]}, "checks[0]: revisit", "not a date"),
        ({"checks": [{**CHECK, "definition": "bant@1"}]}, "checks[0]: definition", "belongs to"),
        ({"checks": [{**CHECK, "notes": []}]}, "checks[0]: notes", "a list instead of an object"),
        ({"checks": [{**CHECK, "notes": {"Luck": "x"}}]}, "checks[0]: notes.Luck", "no such"),
        ({"checks": [{**CHECK, "notes": {"need": 1}}]}, "checks[0]: notes.need", "a number"),
        ({"other": []}, "other", "a list instead of an object"),
        ({"other": {"a": None}}, "other.a", "null instead of a text"),
        ({"other": {"": "x"}}, "other.", "no name for a column"),
        ({"other": {" a": "x"}}, "other. a", "no name for a column"),
        ({"changed": "2026-11-24"}, "changed", "not a moment"),
        ({"changed": "2026-13-24T09:00:00.000Z"}, "changed", "not a moment"),
        ({"changed": "2026-11-24T09:00:00.000+01:00"}, "changed", "not a moment"),
        ({"changed": "2026-11-24T09:00:00Z"}, "changed", "not a moment"),
        ({"changed": "２026-11-24T09:00:00.000Z"}, "changed", "not a moment"),
        ({"changed": 0}, "changed", "not a moment"),
    ],
    ids=str,
)
def test_what_is_wrong_is_told_at_its_place(change: dict[str, Any], where: str, what: str) -> None:
    """Whatever does not fit is told, at its place and in a word."""
    (problem,) = problems_of({**RECORD, **change})
    assert problem.where == f"prospect: {where}"
    assert what in problem.what


def test_everything_that_is_wrong_is_told_at_once() -> None:
    """Several mistakes are several problems, in checks as well."""
    checks = [{**CHECK, "answers": {"need": 9, "Luck": 1}, "notes": {"X": "y"}}, 4]
    changed = {"id": "?", "name": "", "checks": checks, "outcome": {"result": 1}, "changed": ""}
    wheres = sorted(problem.where for problem in problems_of({**RECORD, **changed}))
    assert wheres == [
        "prospect: changed",
        "prospect: checks[0]: answers.Luck",
        "prospect: checks[0]: answers.need",
        "prospect: checks[0]: notes.X",
        "prospect: checks[1]",
        "prospect: id",
        "prospect: name",
        "prospect: outcome.result",
    ]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("  Bakkerij\tJansen \n", "Bakkerij\tJansen"),
        ("Cafe\u0301", "Café"),
        ("\u200fשלום\u200f", "\u200fשלום\u200f"),
        ("a\0b\x1b", "a\0b\x1b"),
        ("👩\u200d🌾", "👩\u200d🌾"),
        ("x" * 200, "x" * 200),
        ("=1+1", "=1+1"),
        ("__proto__", "__proto__"),
    ],
    ids=ascii,
)
def test_a_name_is_trimmed_and_otherwise_kept(name: str, kept: str) -> None:
    """Names lose the space around them and get one form; what is in them is theirs."""
    assert read(name=name).name == kept
    assert read(seller=name).seller == kept


def test_half_a_sign_becomes_a_sign_that_says_so() -> None:
    """Half a sign, as a browser leaves that cuts a text at a length, is replaced everywhere."""
    half = "a\ud800"
    prospect = read(
        name=half,
        seller=half,
        note=half,
        next={"what": half},
        other={half: half},
        checks=[{"answers": {}, "notes": {"need": half}}],
    )
    told = repr(as_record(prospect, DEFINITION))
    assert told.encode().decode() == told
    assert told.count("a\ufffd") == 7


def test_keys_that_mean_something_elsewhere_are_plain_keys() -> None:
    """A column may be called like a property that every object has in a browser."""
    other = {"__proto__": "a", "constructor": "b", "toString": "c"}
    assert dict(read(other=other).other) == other
    assert problems_of({**RECORD, "checks": [{**CHECK, "notes": {"__proto__": "x"}}]})


def test_other_keys_are_ignored() -> None:
    """A record may say more than is read."""
    assert read(luck=1, checks=[{"answers": {}, "luck": 1}]) == read()


def test_evidence_and_cells_that_are_empty_are_left_out() -> None:
    """An empty text is no evidence, and an empty cell no cell."""
    assert read(other={"a": ""}, checks=[{"answers": {}, "notes": {"need": ""}}]) == read()


def test_checks_stand_in_the_order_of_their_days() -> None:
    """The oldest check comes first, one without a day before all, equals as they came."""
    days = ["2026-11-24", None, "2026-10-01", "2026-11-24"]
    checks = [
        {"answers": {"need": level}, **({"on": day} if day else {})}
        for level, day in enumerate(days)
    ]
    order = [check.sheet.answers[0] for check in read(checks=checks).checks]
    assert order == [1, 2, 0, 3]


def test_the_last_check_is_what_is_known() -> None:
    """What is known of a prospect is the last sheet, and the one before it is of an earlier day."""
    first, last = check("22122", date(2026, 10, 1)), check("22022", date(2026, 11, 24))
    prospect = made("a", first, last)
    assert (prospect.sheet, prospect.previous) == (last.sheet, first.sheet)


def test_a_correction_on_the_day_itself_is_no_further_check() -> None:
    """Of two checks on one day the later counts, and neither is the other's previous one."""
    day, before = date(2026, 11, 24), check("11111", date(2026, 10, 1))
    wrong, right = check("22122", day), check("22022", day)
    assert made("a", wrong, right).previous is None
    assert made("a", before, wrong, right).previous == before.sheet


def test_without_a_day_there_is_no_check_before() -> None:
    """Of checks without a day nobody knows which came first."""
    assert made("a", check("22122", None), check("22122", None)).previous is None
    dated = check("22122", date(2026, 11, 24))
    assert made("a", check("22122", None), dated).previous is None


def test_a_prospect_with_an_outcome_is_closed() -> None:
    """Won, lost or without a decision: it is closed."""
    assert PROSPECT.closed
    assert not read().closed


def test_answers_to_a_newer_version_are_read_and_kept_as_such() -> None:
    """A check of a newer version of the questions keeps saying so."""
    newer = {**CHECK, "definition": "five-conditions@2"}
    prospect = read(checks=[newer])
    assert prospect.sheet.newer
    assert as_record(prospect, DEFINITION)["checks"] == [newer]
