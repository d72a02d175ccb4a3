"""Every sheet there is, 5 to the power 5, judged as the model describes it."""

from itertools import pairwise

import pytest

from quiz.definition import COMPLETE_VERDICTS, LEVELS
from quiz.report import as_data, report_on
from quiz.scoring import judge, score
from quiz.sheet import Answers, Sheet, sheet_from
from tests.unit import oracle
from tests.unit.shipped_definition import COMPLETE, DEFINITION, SHEETS, report, result

VERDICTS = {*COMPLETE_VERDICTS, "find-out"}


@pytest.mark.parametrize(
    "key",
    [
        "verdict",
        "certain",
        "possible",
        "because",
        "score",
        "met",
        "of",
        "weakest",
        "unknown",
        "ask_first",
        "route",
    ],
)
def test_every_sheet_gives_what_the_model_says(key: str) -> None:
    """On all 3125 sheets this part of the result is what the oracle works out on its own."""
    wrong = [a for a in SHEETS if result(a)[key] != oracle.result(oracle.FIVE, a)[key]]
    assert wrong == []


def test_the_sheets_are_all_there() -> None:
    """The enumeration holds 3125 different sheets, and reaches each of the five verdicts."""
    assert len(set(SHEETS)) == 3125
    assert {result(a)["verdict"] for a in SHEETS} == VERDICTS


@pytest.mark.parametrize(
    ("answers", "verdict", "certain", "because", "tenths"),
    [
        ((3, 3, 3, 3, 3), "pursue", True, (), (1000, 1000)),
        ((2, 2, 2, 2, 2), "pursue", True, (), (667, 667)),
        ((3, 3, 1, 3, 3), "develop", True, ("trust",), (600, 600)),
        ((3, 3, 0, 2, 1), "develop", True, ("trust", "attention"), (300, 300)),
        ((3, 3, 0, None, 3), "find-out", False, (), (300, 400)),
        ((3, 3, None, 1, 2), "develop", True, ("urgency",), (300, 567)),
        ((2, 2, 2, 0, 3), "park", True, ("urgency",), (300, 300)),
        ((1, 2, 0, 0, 0), "park", True, ("urgency", "attention"), (100, 100)),
        ((None, 2, 2, 0, 3), "park", False, ("urgency",), (233, 333)),
        ((3, 0, 3, 3, 3), "walk-away", True, ("means",), (400, 400)),
        ((0, 0, 0, 0, 0), "walk-away", True, ("need", "means"), (0, 0)),
        ((0, None, None, None, None), "walk-away", True, ("need",), (0, 400)),
        ((None, None, None, None, None), "find-out", False, (), (0, 1000)),
    ],
    ids=str,
)
def test_sheets_worked_out_by_hand(
    answers: Answers, verdict: str, certain: bool, because: tuple[str, ...], tenths: tuple[int, int]
) -> None:
    """A few sheets come out as somebody with a pencil says, oracle or not."""
    judgement, points = judge(DEFINITION, Sheet(answers)), score(DEFINITION, Sheet(answers))
    assert (judgement.verdict, judgement.certain) == (verdict, certain)
    assert judgement.because == because
    assert (points.low, points.high) == tenths


def test_the_result_in_the_interface_holds() -> None:
    """The sheet that the interface shows gives the result that stands below it."""
    sheet = {
        "answers": {"need": 3, "means": 2, "trust": "unknown", "urgency": 1, "attention": 2},
        "on": "2026-11-24",
    }
    read = sheet_from(sheet, DEFINITION)
    assert read.on is not None
    promised = {
        "definition": "five-conditions@1",
        "verdict": "develop",
        "certain": True,
        "possible": [{"verdict": "develop", "count": 4, "share": 1.0}],
        "because": ["urgency"],
        "score": {"low": 26.7, "high": 53.3},
        "met": 3,
        "of": 5,
        "weakest": "urgency",
        "unknown": ["trust"],
        "ask_first": [],
        # The interface says find-out here, which the rules for incomplete sheets bear out: once
        # urgency is met, trust alone decides between pursue and develop.
        "route": [{"condition": "urgency", "level": 1, "verdict_if_met": "find-out"}],
        "stale": False,
        "revisit": None,
    }
    given = as_data(report_on(DEFINITION, read, read.on))
    assert {key: given[key] for key in promised} == promised


def test_a_strong_condition_never_makes_up_for_an_absent_one() -> None:
    """With a 0 anywhere no other answers, however strong, lead to pursue."""
    assert not [a for a in SHEETS if 0 in a and "pursue" in reached(a)]


def test_what_is_possible_adds_up() -> None:
    """On every sheet the counts add up to 4 per unknown, and the shares to 1."""
    for answers in SHEETS:
        possible = report(answers).judgement.possible
        assert sum(item.count for item in possible) == 4 ** answers.count(None)
        assert sum(item.share for item in possible) == 1


def test_raising_a_level_never_worsens_the_verdict() -> None:
    """On every complete sheet one level more gives the same verdict or a better one."""
    ranks: dict[Answers, int] = {
        a: COMPLETE_VERDICTS.index(judge(DEFINITION, Sheet(a)).verdict) for a in COMPLETE
    }
    worse = [
        (a, index)
        for a in COMPLETE
        for index in range(5)
        for lower, higher in pairwise(LEVELS)
        if a[index] == lower and ranks[Sheet(a).with_answer(index, higher).answers] > ranks[a]
    ]
    assert worse == []


def test_raising_a_level_always_raises_the_score() -> None:
    """On every complete sheet one level more gives a higher score."""
    points: dict[Answers, int] = {a: score(DEFINITION, Sheet(a)).low for a in COMPLETE}
    not_higher = [
        (a, index)
        for a in COMPLETE
        for index in range(5)
        for lower, higher in pairwise(LEVELS)
        if a[index] == lower and points[Sheet(a).with_answer(index, higher).answers] <= points[a]
    ]
    assert not_higher == []


def reached(answers: Answers) -> set[str]:
    return {item.verdict for item in report(answers).judgement.possible}


def answered() -> list[tuple[Answers, Answers]]:
    """Pair every incomplete sheet with each sheet that one more answer makes of it."""
    return [
        (answers, Sheet(answers).with_answer(index, level).answers)
        for answers in SHEETS
        for index, answer in enumerate(answers)
        if answer is None
        for level in LEVELS
    ]


def test_filling_an_unknown_stays_within_what_was_possible() -> None:
    """No answer to an open question leads to a verdict that was not possible before."""
    assert [pair for pair in answered() if not reached(pair[1]) <= reached(pair[0])] == []


def test_filling_an_unknown_stays_within_the_score_range() -> None:
    """No answer to an open question leads to a score outside the range given before."""
    outside = [
        (before, after)
        for before, after in answered()
        if report(after).score.low < report(before).score.low
        or report(after).score.high > report(before).score.high
    ]
    assert outside == []


def test_certain_means_that_no_answer_changes_it() -> None:
    """A certain verdict stays, and stays certain, after any answer to an open question."""
    changed = [
        (before, after)
        for before, after in answered()
        if report(before).judgement.certain
        and (report(after).verdict, report(after).judgement.certain)
        != (report(before).verdict, True)
    ]
    assert changed == []


def test_an_unknown_is_not_counted_as_a_zero() -> None:
    """Nothing known gives find-out, no weakest link and a range from 0 to 100."""
    nothing: Answers = (None,) * 5
    assert report(nothing).verdict == "find-out"
    assert report(nothing).weakest is None
    assert result(nothing)["score"] == {"low": 0.0, "high": 100.0}
