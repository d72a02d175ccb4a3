"""The rules on the paper scorecard, a second statement of the model in a few lines."""

from quiz.scoring import judge
from quiz.sheet import Answers, Sheet
from tests.unit.shipped_definition import DEFINITION, SHEETS, result


def scorecard(answers: Answers, stop: bool = False) -> str:
    """Follow the card from its first line to the one that holds."""
    if stop:
        return "walk-away"
    need, means, trust, urgency, attention = answers
    if 0 in (need, means):
        return "walk-away"
    if 0 in (urgency, attention):
        return "park"
    weak = any(level in (0, 1) for level in answers)
    if None in (need, means, urgency, attention) or (trust is None and not weak):
        return "find-out"
    if not weak:
        return "pursue"
    return "develop"


def test_the_paper_scorecard_agrees_on_every_sheet() -> None:
    """Who follows the card by hand gets the engine's verdict, on all 3125 sheets, ticked or not."""
    assert [a for a in SHEETS if scorecard(a) != result(a)["verdict"]] == []
    stopped = {a: judge(DEFINITION, Sheet(a, stop=True)).verdict for a in SHEETS}
    assert [a for a in SHEETS if scorecard(a, stop=True) != stopped[a]] == []
