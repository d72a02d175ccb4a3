"""The sentences of a definition, filled in, in one of its languages."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from quiz.definition import Answer, Definition, Text, quoted

PLACEHOLDER = re.compile(r"\{(\w+)\}")


class Sentences:
    """Fills the definition's sentences in, in one language."""

    def __init__(self, definition: Definition, language: str) -> None:
        self.definition = definition
        self.language = language

    def __call__(self, key: str, **values: object) -> str:
        """Return a sentence of a result."""
        return self.fill(self.definition.sentences[key], **values)

    def phrase(self, key: str, **values: object) -> str:
        """Return one of the phrases about prospects."""
        return self.fill(self.definition.pipeline[key], **values)

    def fill(self, text: Text, **values: object) -> str:
        """Return a text with its placeholders filled in."""
        # In a single pass: a note of the seller's that has braces in it is left as it is.
        filled = {name: str(value) for name, value in values.items()}
        sentence = text[self.language]

        def put(found: re.Match[str]) -> str:
            value = filled.get(found[1], found[0])
            before = sentence[: found.start()]
            return quoted(value) if before.count("“") > before.count("”") else value

        return PLACEHOLDER.sub(put, sentence)

    def verdict_name(self, verdict: str) -> str:
        """Return a verdict in a word, as it appears within a sentence."""
        return self.definition.verdicts[verdict]["name"][self.language]

    def of_stop(self, key: str) -> str:
        """Return a text for whoever asked not to be contacted; `name` marks them in a few words."""
        assert self.definition.stop is not None
        return self.fill(self.definition.stop[key])

    def names(self, condition_ids: Iterable[str]) -> str:
        """Return the names of conditions in a row."""
        return ", ".join(self.definition[key].name[self.language] for key in condition_ids)

    def either(self, names: list[str]) -> str:
        """Return names in a row, with “or” before the last."""
        *most, last = names
        return f"{', '.join(most)} {self('or')} {last}" if most else last

    def both(self, names: Sequence[str]) -> str:
        """Return names in a row, with “and” before the last."""
        *most, last = names
        return f"{', '.join(most)} {self.phrase('and')} {last}" if most else last

    def level(self, level: Answer) -> str:
        """Return what a level is called where there is no room for its rung; None is unknown."""
        definition = self.definition
        name = definition.unknown["short"] if level is None else definition.levels[level]
        return name[self.language]

    def near(self, day: date | None, today: date) -> str:
        """Return a day in words, without the year when it is this one."""
        if day is None or day.year != today.year:
            return self.day(day)
        month = self.definition.months[self.language][day.month - 1]
        return self.phrase("day_and_month", day=day.day, month=month)

    def points(self, tenths: int) -> str:
        """Return tenths of a point as points."""
        return f"{tenths // 10}{self('decimal_mark')}{tenths % 10}"

    def day(self, day: date | None) -> str:
        """Return a day in words; nothing for None."""
        return "" if day is None else _day_words(self.definition, self.language, day)


@lru_cache(maxsize=1000)
def _day_words(definition: Definition, language: str, day: date) -> str:
    """Write a day out; cached, since a list has the same days over and over."""
    month = definition.months[language][day.month - 1]
    return Sentences(definition, language)("date", day=day.day, month=month, year=day.year)


def percent(share: float) -> str:
    """Write a share (0..1) in whole per cent, rounded half up."""
    return f"{int(100 * share + 0.5)}%"


def capital(text: str) -> str:
    """Begin a text with a capital."""
    return text[:1].upper() + text[1:]
