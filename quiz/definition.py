"""What is asked: the conditions, their evidence ladders and every sentence a result can need.

A definition is written as YAML and validated in `quiz.host.definition_file`; from there on it
travels as plain JSON data, into the wheel and into the browser. This module turns that data into
objects and trusts it: it has been validated.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, get_args

Text = Mapping[str, str]
"""A text once per language: language code to sentence."""

Level = Literal[0, 1, 2, 3]
type Answer = Level | None
"""A level, or None for unknown."""

Absence = Literal["walk-away", "park", "develop"]
Verdict = Literal["pursue", "develop", "park", "walk-away", "find-out"]

LEVELS: tuple[Level, ...] = get_args(Level)
MET: Level = 2
"""A condition is met from this level on: the prospect said it or showed it."""

Audience = Literal["firm", "household"]
"""Whom a question suits, where it does not suit everybody."""

COMPLETE_VERDICTS: tuple[Verdict, ...] = ("pursue", "develop", "park", "walk-away")
"""The verdicts that a complete sheet can have, best first."""

LEAD_DAYS = 60
"""How many days before the day on which it must work a definition looks again, if it says none."""

UNKNOWN = "unknown"
"""What an answer that is not known is called in sheets, lists and definitions."""

SINGLE = str.maketrans("“”", "‘’")
"""Makes quotation marks what they are within others."""

STOP = "stop"
"""What a sheet, a column and a reason are called by which somebody asked not to be contacted."""

RESERVED = (STOP, "needed_by", "not_before", "id", "on")
"""Ids that a condition cannot have: sheets, records or links have something else by that name."""

VERDICTS: tuple[Verdict, ...] = ("pursue", "find-out", *COMPLETE_VERDICTS[1:])
"""All verdicts, the most promising first."""


@dataclass(frozen=True)
class Question:
    """Something to ask the prospect aloud, and whom it suits; None where it suits everybody."""

    text: Text
    audience: Audience | None = None


@dataclass(frozen=True)
class Remark:
    """What is said of answers that contradict each other: when all of these conditions hold.

    `when` has levels by condition; an unknown is none of them.
    """

    when: Mapping[str, tuple[Level, ...]]
    text: Text


@dataclass(frozen=True)
class Condition:
    """One of the things that must hold before anyone can sell.

    `weight` is a whole number 1..5; `rungs` has a text for each of the levels 0..3, `because` for
    the levels 0 and 1, `actions` for 0, 1 and 2. `note` is shown with the question, `unknown` with
    the answer that one does not know; either may be missing. `asks` has the questions to ask by
    what is known, None for unknown, the best one first. A condition that is `first` is asked about
    before the others; the one with `dates` asks for the days behind it.
    """

    id: str
    weight: int
    when_absent: Absence
    name: Text
    claim: Text
    question: Text
    hint: Text
    help: Text
    note: Text | None
    unknown: Text | None
    rungs: tuple[Text, ...]
    because: tuple[Text, ...]
    actions: tuple[Text, ...]
    asks: Mapping[Answer, tuple[Question, ...]]
    first: bool = False
    dates: bool = False

    def to_ask(self, level: Answer) -> tuple[Question, ...]:
        """Return the questions that fit this level; those for unknown where it has none."""
        return self.asks.get(level) or self.asks[None]


@dataclass(frozen=True, eq=False)
class Definition:
    """A set of conditions with their texts; `id` and `version` travel with every sheet.

    `changed` tells for each version, from the second on, which rungs came to mean something else:
    the levels by condition. A rung that only got other words is not among them. `stop` has the
    words for somebody who asked not to be contacted; without them no sheet can say so. `lead_days`
    before the day on which it must work it is time to look again. `to_pursue` has the questions for
    a prospect of whom everything is in order. A definition equals only itself, so that what follows
    from it can be cached by it.
    """

    id: str
    version: int
    changed: Mapping[int, Mapping[str, tuple[Level, ...]]]
    title: Text
    stale_after_days: int
    park_days: int
    repeat_after_days: int
    conditions: tuple[Condition, ...]
    levels: tuple[Text, ...]
    unknown: Mapping[str, Text]
    verdicts: Mapping[str, Mapping[str, Text]]
    sentences: Mapping[str, Text]
    pipeline: Mapping[str, Text]
    months: Mapping[str, tuple[str, ...]]
    stop: Mapping[str, Text] | None = None
    lead_days: int = LEAD_DAYS
    to_pursue: tuple[Question, ...] = ()
    remarks: tuple[Remark, ...] = ()

    @cached_property
    def ref(self) -> str:
        """The definition as sheets, links and backups name it, such as `five-conditions@1`."""
        return f"{self.id}@{self.version}"

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in which every text is there, the first one first."""
        return tuple(self.title)

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The ids of the conditions, in definition order."""
        return tuple(condition.id for condition in self.conditions)

    @cached_property
    def dates_with(self) -> str | None:
        """The condition that asks for the days behind it; None when none does."""
        return next((one.id for one in self.conditions if one.dates), None)

    def changed_since(self, version: int) -> Mapping[str, frozenset[Level]]:
        """Return the rungs that mean something else than in this version, by condition."""
        later = [rungs for at, rungs in self.changed.items() if at > version]
        return {
            key: frozenset(level for rungs in later for level in rungs.get(key, ()))
            for key in self.ids
        }

    def not_known(self, condition_id: str) -> Text:
        """Return what unknown means for a condition: in its own words, or those for all."""
        return self[condition_id].unknown or self.unknown["note"]

    def __getitem__(self, condition_id: str) -> Condition:
        """Return the condition with this id; KeyError when there is none."""
        for condition in self.conditions:
            if condition.id == condition_id:
                return condition
        raise KeyError(condition_id)


def definition_from(data: Mapping[str, Any]) -> Definition:
    """Build a definition from validated data, as `quiz.host.definition_file` returns it."""
    return Definition(
        id=data["id"],
        version=data["version"],
        changed={
            int(version): {key: tuple(levels) for key, levels in rungs.items()}
            for version, rungs in data.get("changed", {}).items()
        },
        title=data["title"],
        stale_after_days=data["stale_after_days"],
        park_days=data["park_days"],
        repeat_after_days=data["repeat_after_days"],
        conditions=tuple(
            Condition(
                id=item["id"],
                weight=item.get("weight", 1),
                when_absent=item["when_absent"],
                name=item["name"],
                claim=item["claim"],
                question=item["question"],
                hint=item["hint"],
                help=item["help"],
                note=item.get("note"),
                unknown=item.get("unknown"),
                rungs=tuple(item["rungs"]),
                because=tuple(item["because"]),
                actions=tuple(item["actions"]),
                asks=_asks(item["ask"]),
                first=item.get("first", False),
                dates=item.get("dates", False),
            )
            for item in data["conditions"]
        ),
        levels=tuple(data["levels"]),
        unknown=data["unknown"],
        verdicts={
            name: {key: text for key, text in texts.items() if key != "ask"}
            for name, texts in data["verdicts"].items()
        },
        sentences=data["sentences"],
        pipeline=data["pipeline"],
        months={language: tuple(names) for language, names in data["months"].items()},
        stop=data.get(STOP),
        lead_days=data.get("lead_days", LEAD_DAYS),
        to_pursue=_questions(data["verdicts"]["pursue"].get("ask", ())),
        remarks=tuple(
            Remark({key: tuple(levels) for key, levels in item["when"].items()}, item["text"])
            for item in data.get("remarks", ())
        ),
    )


def _asks(data: Mapping[str, Any]) -> Mapping[Answer, tuple[Question, ...]]:
    """Return the questions of a condition by level: by what is known, or one text for all."""
    if UNKNOWN not in data:
        return {None: _questions([{"text": data}])}
    by_level: dict[Answer, tuple[Question, ...]] = {None: _questions(data[UNKNOWN])}
    return by_level | {
        level: _questions(data[str(level)]) for level in LEVELS if str(level) in data
    }


def _questions(listed: Iterable[Mapping[str, Any]]) -> tuple[Question, ...]:
    """Return what one asks aloud; it is shown between quotation marks wherever it stands."""
    return tuple(
        Question(
            {language: quoted(text) for language, text in item["text"].items()}, item.get("for")
        )
        for item in listed
    )


def quoted(text: str) -> str:
    """Return a text as it is between quotation marks: its own are single there."""
    return text.translate(SINGLE)
