"""Best first: one number for each sheet, which sorts as the model says."""

from hypothesis import given
from hypothesis import strategies as st

from quiz.definition import COMPLETE_VERDICTS
from quiz.scoring import Judgement, Score, judge, rank_number, score
from quiz.sheet import Answers, Sheet
from tests.unit.shipped_definition import DEFINITION, SHEETS, report, with_weights

SAFE_IN_JAVASCRIPT = 2**53


def judged(answers: Answers) -> tuple[Judgement, Score]:
    return judge(DEFINITION, Sheet(answers)), score(DEFINITION, Sheet(answers))


def key(judgement: Judgement, points: Score) -> tuple[int, bool, int, int]:
    """Return the order of the model: best possible verdict, certain first, score low, then high."""
    return (
        COMPLETE_VERDICTS.index(judgement.possible[0].verdict),
        judgement.verdict == "find-out",
        -points.low,
        -points.high,
    )


def test_every_two_sheets_stand_in_the_order_of_the_model() -> None:
    """On all sheets the number is smaller just where the model's order says so."""
    sorted_ = sorted({(key(*judged(a)), rank_number(*judged(a))) for a in SHEETS})
    keys, numbers = zip(*sorted_, strict=True)
    assert list(numbers) == sorted(set(numbers))
    assert len(set(keys)) == len(keys)


SCORES = st.tuples(st.integers(0, 1000), st.integers(0, 1000)).map(
    lambda ends: Score(*sorted(ends))
)


@given(st.sampled_from(SHEETS), SCORES, st.sampled_from(SHEETS), SCORES)
def test_any_two_scores_stand_in_the_order_of_the_model(
    one: Answers, points: Score, other: Answers, others: Score
) -> None:
    """The number puts any two scores in order, those too that no weights give yet."""
    first, second = (judge(DEFINITION, Sheet(answers)) for answers in (one, other))
    by_number = rank_number(first, points) < rank_number(second, others)
    assert by_number == (key(first, points) < key(second, others))


@given(st.sampled_from(SHEETS), SCORES, SCORES)
def test_two_scores_of_one_verdict_stand_in_order(
    answers: Answers, points: Score, others: Score
) -> None:
    """Within a verdict the low end decides, and then the high end."""
    judgement = judge(DEFINITION, Sheet(answers))
    near = Score(points.low, others.high) if others.high >= points.low else others
    for other in (others, near):
        by_number = rank_number(judgement, points) < rank_number(judgement, other)
        assert by_number == (key(judgement, points) < key(judgement, other))


def test_no_high_end_makes_up_for_a_lower_low_end() -> None:
    """A tenth of a point at the low end counts for more than all there is at the high end."""
    judgement = report((2, 2, 1, 2, 2)).judgement
    for low in range(1000):
        better, worse = Score(low + 1, low + 1), Score(low, 1000)
        assert rank_number(judgement, better) < rank_number(judgement, worse)


def test_weights_leave_the_order_that_of_the_model() -> None:
    """With any weights the order is that of the model."""
    definition = with_weights(5, 1, 4, 2, 3)
    pairs = {
        (key(j, s), rank_number(j, s))
        for a in SHEETS
        for j, s in [(judge(definition, Sheet(a)), score(definition, Sheet(a)))]
    }
    numbers = [number for _, number in sorted(pairs)]
    assert numbers == sorted(set(numbers))


def test_the_number_is_one_that_a_page_can_sort_by() -> None:
    """It is a whole number, never below 0, that JavaScript holds exactly; reports carry it."""
    numbers = [report(answers).order for answers in SHEETS]
    assert numbers == [rank_number(*judged(answers)) for answers in SHEETS]
    assert min(numbers) >= 0
    assert max(numbers) < SAFE_IN_JAVASCRIPT


def test_the_best_and_the_worst() -> None:
    """All shown is the best sheet there is, everything at 0 the worst."""
    best: Answers = (3, 3, 3, 3, 3)
    worst: Answers = (0, 0, 0, 0, 0)
    assert report(best).order == min(report(answers).order for answers in SHEETS)
    assert report(worst).order == max(report(answers).order for answers in SHEETS)
