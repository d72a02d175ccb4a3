"""Everything that can be wrong with what people hand us, said in the same shape."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: where it stands, what it is and what to do about it."""

    where: str
    what: str
    fix: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}: {self.fix}"


class QuizError(Exception):
    """Base of all errors that are the input's and not the program's."""


class InputError(QuizError):
    """The input is wrong; `problems` holds all that was found, in the order of the input."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)
