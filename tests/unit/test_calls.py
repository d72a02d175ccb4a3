"""The call list: what can be answered, and what becomes of a prospect by one answer."""

import json
from typing import Any

import pytest

from quiz.browser import start
from tests.unit.shipped_definition import DATA, DEFINITION

TODAY = {"today": "2026-11-24", "language": "en"}


class Worker:
    """The engine with one prospect on its shelf."""

    def __init__(self, *checks: dict[str, Any], definition: dict[str, Any] | None = None) -> None:
        self.answer = start(json.dumps(definition or DATA))
        self.record: dict[str, Any] = {
            "format": 3,
            "id": "p",
            "name": "Jansen",
            "checks": list(checks),
            "changed": "2026-11-20T09:00:00.000Z",
        }
        self.ask("put", records=[self.record])

    def ask(self, what: str, **request: Any) -> Any:
        """Return the answer to a request."""
        return json.loads(self.answer(json.dumps({"do": what, **TODAY, **request})))

    def checks(self, condition: str, level: object, note: str = "") -> Any:
        """Return the checks of the prospect with one more answer."""
        said = self.ask("answer", id="p", condition=condition, level=level, note=note)
        return said["ok"]["record"]["checks"]


def check(on: str, definition: str = DEFINITION.ref, **answers: object) -> dict[str, Any]:
    """Return a check as records have it."""
    return {"definition": definition, "on": on, "answers": answers, "notes": {"need": "rings"}}


def test_each_question_has_its_ladder() -> None:
    """In the language asked for: four rungs and what unknown means, for each condition."""
    found = Worker(check("2026-11-01")).ask("ladders")["ok"]
    assert [one["id"] for one in found] == list(DEFINITION.ids)
    assert found[0]["rungs"] == [rung["en"] for rung in DEFINITION["need"].rungs]
    assert all(one["unknown"] and one["name"] for one in found)


def test_an_answer_is_a_check_of_today_on_top_of_what_was_known() -> None:
    """The check before stays as it was; evidence goes with the answer, that of others stays."""
    before = check("2026-11-01", need=2, urgency=1)
    old, new = Worker(before).checks("urgency", 3, " by March ")
    assert (old["on"], new["on"]) == ("2026-11-01", "2026-11-24")
    assert (old["answers"]["urgency"], new["answers"]["urgency"]) == (1, 3)
    assert new["answers"]["need"] == 2
    assert new["notes"] == {"need": "rings", "urgency": "by March"}


def test_answers_of_a_day_are_one_check() -> None:
    """A further answer of today changes today's check; evidence of another answer goes."""
    (only,) = Worker(check("2026-11-24", need=2)).checks("need", 0)
    assert only["answers"]["need"] == 0
    assert only["notes"] == {}
    (same,) = Worker(check("2026-11-24", need=2)).checks("need", 2)
    assert same["notes"] == {"need": "rings"}


def test_what_came_to_mean_something_else_is_not_known_any_more() -> None:
    """An answer of today is to the questions of today, and so is its whole check."""
    ref, after = f"{DEFINITION.id}@1", f"{DEFINITION.id}@2"
    second = {**DATA, "version": 2, "changed": {"2": {"means": [0, 1]}}}
    before = check("2026-11-24", ref, means=1, trust=1)
    old, new = Worker(before, definition=second).checks("urgency", 2)
    assert old["answers"]["means"] == 1
    assert new["answers"].get("means") in (None, "unknown")
    assert (new["definition"], new["answers"]["trust"], new["answers"]["urgency"]) == (after, 1, 2)


@pytest.mark.parametrize(
    "wrong",
    [{"id": "q"}, {"condition": "budget"}, {"level": 4}, {"level": "2"}, {"level": None}],
)
def test_what_there_is_not_is_refused(wrong: dict[str, Any]) -> None:
    """Another prospect, condition or level is a problem in words, and changes nothing."""
    request = {"id": "p", "condition": "need", "level": 2, "note": ""} | wrong
    said = Worker(check("2026-11-01", need=2)).ask("answer", **request)
    assert said["problems"][0]["what"]
