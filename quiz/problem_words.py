"""What is wrong with a person's file or record, in their language."""

from quiz.definition import Definition
from quiz.errors import Problem
from quiz.sentences import Sentences


def problem_in_words(problem: Problem, definition: Definition, language: str) -> dict[str, str]:
    """Say what is wrong with a person's file or record in their language.

    A problem without words of its own is in a part of a record that none of our pages writes
    that way: it is damaged.
    """
    say = Sentences(definition, language)
    kind, where, values = problem.kind or "damaged", problem.where, dict(problem.values)
    if row := values.pop("row", None):
        column = values.pop("column", None)
        where = (
            say.phrase("problem_cell", row=row, column=column)
            if column
            else say.phrase("problem_row", row=row)
        )
    return {
        "where": where,
        "what": say.phrase(f"problem_{kind}", **values),
        "fix": say.phrase(f"problem_{kind}_fix", **values),
    }
