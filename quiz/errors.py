"""Everything that can be wrong with what people hand us, said in the same shape."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: where it is, what it is and what to do about it.

    `kind` and `values` are for whoever says it in a person's own language: the definition's
    text for it, and what to fill in there. Both are empty where it has none.
    """

    where: str
    what: str
    fix: str
    kind: str = field(default="", compare=False)
    values: Mapping[str, object] = field(default_factory=dict, compare=False)

    def __str__(self) -> str:
        return f"{self.where}: {self.what}: {self.fix}"


@dataclass
class Problems:
    """Collects what is wrong with one thing, which `where` names, so that all of it is told."""

    where: str
    found: list[Problem] = field(default_factory=list)

    def add(self, place: str, what: str, fix: str) -> None:
        """Add a problem with a part of the thing; with all of it where `place` is empty."""
        where = f"{self.where}: {place}" if place else self.where
        self.found.append(Problem(where, what, fix))

    def raise_any(self) -> None:
        """Raise InputError with what was found, if anything was."""
        if self.found:
            raise InputError(self.found)


class QuizError(Exception):
    """Base of all errors that are the input's and not the program's."""


class InputError(QuizError):
    """The input is wrong; `problems` holds all that was found, in the order of the input."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)


class NewerError(InputError):
    """The input was written by a newer version, in a format that this one does not know."""


class NotTextError(InputError):
    """The input is not text at all: a workbook, a picture, a PDF."""


class PartMissingError(InputError):
    """What was asked needs a part of the engine that has not been fetched yet; `part` names it."""

    def __init__(self, part: str, where: str, what: str) -> None:
        fix = "see whether you are online"
        super().__init__([Problem(where, f"{what} is not there", fix, "no_part")])
        self.part = part
