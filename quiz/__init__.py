"""Scores a prospect on the conditions for a sale: what to do now, why, and what to ask next."""

from quiz.definition import Condition, Definition, definition_from
from quiz.errors import InputError, Problem, QuizError
from quiz.plain_text import as_text
from quiz.report import Report, as_data, report_on
from quiz.sheet import Sheet, sheet_from, sheet_from_json
from quiz.wording import Words, words

__all__ = [
    "Condition",
    "Definition",
    "InputError",
    "Problem",
    "QuizError",
    "Report",
    "Sheet",
    "Words",
    "as_data",
    "as_text",
    "definition_from",
    "report_on",
    "sheet_from",
    "sheet_from_json",
    "words",
]
