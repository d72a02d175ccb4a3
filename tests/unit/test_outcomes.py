"""How prospects ended, by verdict: what is counted, the interval, and when to say nothing."""

from itertools import product

import pytest

from quiz.prospect import Result
from quiz.views.outcomes import FEW, WinRate, wilson, win_rates
from tests.unit.samples import check, closed, made
from tests.unit.shipped_definition import DEFINITION

PURSUE, DEVELOP, PARK, WALK_AWAY, FIND_OUT = "22222", "22122", "22202", "02222", "2????"


def test_a_row_for_each_verdict() -> None:
    """Every verdict has its row, the most promising first, those without a prospect too."""
    rows = win_rates([], DEFINITION)
    verdicts = ["pursue", "find-out", "develop", "park", "walk-away"]
    assert rows == tuple(WinRate(verdict, 0, None, None, None, None) for verdict in verdicts)  # type: ignore[arg-type]


def test_closed_prospects_count_under_their_verdict() -> None:
    """Each closed prospect counts once, under the verdict of its last check; open ones do not."""
    prospects = [closed(f"p{n}", answers) for n, answers in enumerate([PURSUE] * 5 + [DEVELOP] * 6)]
    prospects += [made("open", PURSUE), closed("one", FIND_OUT), closed("other", PARK)]
    prospects.append(closed("last", WALK_AWAY))
    counts = {row.verdict: row.closed for row in win_rates(prospects, DEFINITION)}
    assert counts == {"pursue": 5, "find-out": 1, "develop": 6, "park": 1, "walk-away": 1}


def test_one_of_whom_nothing_was_known_teaches_nothing() -> None:
    """Closed in the list that it came from and never asked a thing: it had no verdict."""
    rows = win_rates([closed(f"p{n}", "?????") for n in range(6)], DEFINITION)
    assert {row.closed for row in rows} == {0}


def test_the_last_check_decides() -> None:
    """A prospect that rose from develop to pursue counts under pursue."""
    prospect = made("a", check(DEVELOP), check(PURSUE), outcome=closed("a", PURSUE).outcome)
    assert win_rates([prospect], DEFINITION)[0].closed == 1


@pytest.mark.parametrize("count", range(1, 8))
def test_below_five_nothing_is_said(count: int) -> None:
    """With fewer than five closed prospects there is no number of won, no rate and no interval."""
    row = win_rates([closed(f"p{n}", PURSUE) for n in range(count)], DEFINITION)[0]
    assert row.closed == count
    silent = (row.won, row.rate, row.low, row.high) == (None,) * 4
    assert silent == (count < 5)


@pytest.mark.parametrize(("result", "won"), [("won", 6), ("lost", 5), ("no-decision", 5)])
def test_only_what_was_won_is_won(result: Result, won: int) -> None:
    """Lost and no decision both count as not won."""
    prospects = [closed(f"p{n}", PURSUE) for n in range(5)]
    row = win_rates([*prospects, closed("x", PURSUE, result)], DEFINITION)[0]
    assert (row.won, row.rate) == (won, won / 6)
    assert (row.low, row.high) == wilson(won, 6)


@pytest.mark.parametrize(
    ("won", "closed_", "low", "high"),
    [(0, 10, 0.0, 0.2775), (1, 10, 0.0179, 0.4042), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0)],
)
def test_intervals_as_published(won: int, closed_: int, low: float, high: float) -> None:
    """The interval is that of the tables (Wilson's score interval at 95 %)."""
    assert wilson(won, closed_) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize("closed_", [1, 2, 5, 7, 40, 1000])
def test_the_interval_holds_the_shares_that_the_count_does_not_refute(closed_: int) -> None:
    """Its ends are where the score test turns: (share - rate)² = z² share (1 - share) / n."""
    for won in {0, 1, closed_ // 2, closed_ - 1, closed_}:
        rate, (low, high) = won / closed_, wilson(won, closed_)

        def test(share: float, rate: float = rate) -> float:
            return float((share - rate) ** 2 - 3.841458820694124 * share * (1 - share) / closed_)

        if won > 0:
            assert test(low) == pytest.approx(0)
            assert test(low - 1e-6) > 0 > test(low + 1e-6)
        if won < closed_:
            assert test(high) == pytest.approx(0)
            assert test(high - 1e-6) < 0 < test(high + 1e-6)
    assert wilson(0, closed_)[0] == 0
    assert wilson(closed_, closed_)[1] == 1


def test_the_interval_stays_within_bounds() -> None:
    """For every count to fifty the interval lies within 0 and 1, around the rate, and mirrors."""
    for closed_, won in product(range(1, 51), range(51)):
        if won <= closed_:
            low, high = wilson(won, closed_)
            assert 0 <= low <= won / closed_ <= high <= 1
            assert (1 - high, 1 - low) == pytest.approx(wilson(closed_ - won, closed_))


def test_few_is_five() -> None:
    """Silence ends at five, as the model says."""
    assert FEW == 5
