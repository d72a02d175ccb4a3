"""What comes after a conversation: first what came of it, then how it was asked, then one tip."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from quiz.conversations.conversation import Evidence, Move
from quiz.conversations.play import Play, Turn, answered, cost_of_ending, own_drop, turns
from quiz.definition import STOP, Answer, Verdict
from quiz.practice import Comparison, comparison, stop_comparison
from quiz.scoring import TIE, judge
from quiz.sheet import Sheet

TIPS = (
    "stop",
    "pitch",
    "leading",
    "closed",
    "whom",
    "again",
    "small-talk",
    "close",
    "order",
    "pushed",
    "early",
    "assumed",
    "missed",
    "rung",
    "went-on",
    "well",
)
"""What a tip can be about: see `_tip`."""

ENOUGH = 0.15
"""Bits; a habit that cost more than this is told before an answer that was assumed or missed."""

NOTICED = 0.1
"""Bits; what cost less is no habit, and no other words are said to have been stronger."""


@dataclass(frozen=True)
class Heard:
    """What was heard of a condition: where, and by which words; `turn` None for the scene."""

    turn: int | None
    evidence: Evidence


@dataclass(frozen=True)
class Compared:
    """A sheet beside what was surely heard: the answers, the verdicts, and the tick for stop."""

    sheet: Sheet
    heard: Sheet
    verdict: Verdict
    key_verdict: Verdict
    outcomes: Mapping[str, Comparison]
    stop: Comparison | None

    @property
    def assumed(self) -> int:
        """How many conditions were rated that were not surely heard of."""
        return sum(outcome == "assumed" for outcome in self.outcomes.values())

    @property
    def missed(self) -> int:
        """How many were surely heard of and left unknown."""
        return sum(outcome == "missed" for outcome in self.outcomes.values())


@dataclass(frozen=True)
class Debrief:
    """All there is to say of a play and the sheet that came of it.

    `found` are the replies and words of the scene that show a condition, sure or not. `regret` and
    `early`, what ending it cost, are in bits; `won` (0..1) is what the turns settled by themselves,
    of that and the regret together; 1 where there was nothing to settle. `open` counts the open
    questions. `tip_turn` is the turn that the tip is about, None where it is about none.
    """

    compared: Compared
    found: Mapping[str, tuple[Heard, ...]]
    turns: tuple[Turn, ...]
    regret: float
    early: float
    won: float
    open: int
    tip: str
    tip_turn: int | None


def debrief(play: Play, sheet: Sheet) -> Debrief:
    """Compare a sheet with what was heard in a play, and weigh each turn."""
    done, early = turns(play), cost_of_ending(play)
    compared = compare(play, sheet)
    regret = sum(turn.regret for turn in done) + early
    settled = sum(decided_by(play, place, turn.chosen) for place, turn in enumerate(done))
    costs = _costs(play, done, early)
    if compared.key_verdict != "find-out":
        # Where the verdict stands, the order in which it was asked cost no more than turns.
        costs = [cost for cost in costs if cost.habit != "order"]
    tip = _tip(_summed(costs), compared, _ended_by(play), _went_on(play))
    return Debrief(
        compared=compared,
        found={condition: tuple(_found(play, condition)) for condition in play.definition.ids},
        turns=tuple(done),
        regret=regret,
        early=early,
        won=settled / (settled + regret) if settled + regret else 1.0,
        open=sum(turn.chosen.kind == "open" for turn in done),
        tip=tip,
        tip_turn=_dearest(tip, costs),
    )


def compare(play: Play, sheet: Sheet) -> Compared:
    """Hold a sheet against what was surely heard in a play."""
    heard, definition = play.heard(), play.definition
    return Compared(
        sheet=sheet,
        heard=heard,
        verdict=judge(definition, sheet).verdict,
        key_verdict=judge(definition, heard).verdict,
        outcomes={
            condition: comparison(mine, key)
            for condition, mine, key in zip(
                definition.ids, sheet.answers, heard.answers, strict=True
            )
        },
        stop=stop_comparison(sheet.stop, heard.stop),
    )


def _found(play: Play, condition: str) -> Iterator[Heard]:
    for evidence in play.conversation.known:
        if evidence.condition == condition:
            yield Heard(None, evidence)
    for place, name in enumerate(play.moves):
        shows = play.conversation.by_id[name].shows
        if shows and shows.condition == condition:
            yield Heard(place, shows)


def _tip(costs: Mapping[str, float], compared: Compared, ended_by: str, went_on: bool) -> str:
    """Choose the one thing to say: what cost most.

    Being asked to be left alone comes before all else, and then what ended the talk too soon, since
    the rest follows from it. Then, of what cost bits, the dearest habit over the whole talk; an
    answer that was assumed and changed the verdict comes before a habit that cost little, and so on
    down to talking on after the verdict stood.
    """
    worst = max(costs, key=costs.__getitem__, default="")
    how = list(compared.outcomes.values())
    turned = compared.verdict != compared.key_verdict
    steps = (
        (compared.stop in ("missed", "assumed"), STOP),
        (costs.get(ended_by, 0.0) > ENOUGH, ended_by),
        (turned and "assumed" in how, "assumed"),
        (bool(worst) and costs[worst] > ENOUGH, worst),
        (turned and "missed" in how, "missed"),
        ("assumed" in how, "assumed"),
        ("missed" in how, "missed"),
        ("higher" in how or "lower" in how, "rung"),
        (bool(worst) and costs[worst] > NOTICED, worst),
        (went_on, "went-on"),
    )
    return next((tip for applies, tip in steps if applies), "well")


@dataclass(frozen=True)
class Cost:
    """What a slip cost, in bits: which habit it belongs to, and its turn; None for the end."""

    habit: str
    turn: int | None
    bits: float


def _costs(play: Play, done: Sequence[Turn], early: float) -> list[Cost]:
    ended_by = _ended_by(play)
    costs = []
    for place, turn in enumerate(done):
        if turn.regret and not as_good(play, place, turn):
            last = place == len(done) - 1
            habit = ended_by if last and ended_by else _habit(play, place, turn)
            costs.append(Cost(habit, place, turn.regret))
    if early:
        costs.append(Cost(ended_by or "early", None, early))
    return costs


def _ended_by(play: Play) -> str:
    """Name the habit that ended a talk, going too far or closing it; empty where none did."""
    if not play.ended:
        return ""
    return "close" if play.conversation.by_id[play.moves[-1]].kind == "close" else "pushed"


def _summed(costs: Iterable[Cost]) -> dict[str, float]:
    """Add up what each habit cost over the talk, in bits."""
    sums: dict[str, float] = {}
    for cost in costs:
        sums[cost.habit] = sums.get(cost.habit, 0.0) + cost.bits
    return sums


def _dearest(habit: str, costs: Iterable[Cost]) -> int | None:
    """Return the turn in which a habit cost most; None where it cost nothing in any."""
    bits = {cost.turn: cost.bits for cost in costs if cost.habit == habit and cost.turn is not None}
    return max(bits, key=bits.__getitem__, default=None)


def _habit(play: Play, place: int, turn: Turn) -> str:
    """Say what kind of slip a move was that was not the best.

    Whom it was put to is a slip only where the best was to be put to somebody else.
    """
    move, best = turn.chosen, turn.offer[turn.best]
    before = play.before(place)
    if move.kind in ("pitch", "leading", "small-talk", "close"):
        return move.kind
    if move.about and answered(before).get(move.about) is not None:
        return "again"
    if move.shows and not move.shows.sure and move.to != best.to:
        return "whom"
    if move.kind == "closed" and not move.tells:
        return "closed"
    return "order"


def decided_by(play: Play, place: int, move: Move) -> float:
    """Return how many bits a move decides by itself in a turn (from 0): its own drop there."""
    return own_drop(move, play.before(place).heard(), play.definition)


def as_good(play: Play, place: int, turn: Turn) -> bool:
    """Say whether what was said decided as much by itself as anything on offer, and not nothing.

    What else its value lacks comes from what happened to lie on offer in the turn after it.
    """
    mine = decided_by(play, place, turn.chosen)
    return mine > TIE and all(decided_by(play, place, other) - mine < TIE for other in turn.offer)


def _went_on(play: Play) -> bool:
    """Say whether something was asked when no reply could change the verdict any more."""
    for place, name in enumerate(play.moves):
        judgement = judge(play.definition, play.before(place).heard())
        stands = judgement.verdict != "find-out" and judgement.certain
        if stands and play.conversation.by_id[name].kind != "close":
            return True
    return False


def sheet_of(marks: str) -> Sheet:
    """Return the sheet that these marks of a link say: a digit or u each, and an s for stop."""
    levels: list[Answer] = [None if mark == "u" else _level(mark) for mark in marks.rstrip("s")]
    return Sheet(tuple(levels), stop=marks.endswith("s"))


def _level(mark: str) -> Answer:
    levels: Mapping[str, Answer] = {"0": 0, "1": 1, "2": 2, "3": 3}
    return levels[mark]
