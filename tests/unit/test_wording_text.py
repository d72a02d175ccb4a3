"""The result set out as plain text, for a note in a CRM or for a terminal."""

import re
from datetime import date

import pytest

from quiz.report import report_on
from quiz.sheet import Answers, Sheet
from quiz.wording import as_text, words
from tests.unit.shipped import DEFINITION, LANGUAGES, SHEETS, TODAY, report, said, text

in_both_languages = pytest.mark.parametrize("language", LANGUAGES)


def flat(text: str) -> str:
    """Return the text without the line breaks that the width brings."""
    return " ".join(text.split())


@in_both_languages
def test_no_line_is_wider_than_a_terminal(language: str) -> None:
    """No line of any result is wider than 78 characters."""
    assert max(len(line) for a in SHEETS for line in text(a, language).splitlines()) <= 78


@in_both_languages
def test_nothing_is_left_to_fill_in(language: str) -> None:
    """No result has a brace in it, nor the word None."""
    assert [a for a in SHEETS if re.search(r"[{}]|\bNone\b", text(a, language))] == []


@in_both_languages
def test_spaces_are_single(language: str) -> None:
    """No result has a double space within a line, a space at its end, or one before a stop."""
    untidy = re.compile(r"(?<=\S)  | $| [.,:;](?:\s|$)", re.MULTILINE)
    assert [a for a in SHEETS if untidy.search(text(a, language))] == []


@in_both_languages
def test_no_line_says_nothing(language: str) -> None:
    """Parts are a blank line apart, never two, and a text ends with one line end."""
    for answers in SHEETS:
        whole = text(answers, language)
        assert "\n\n\n" not in whole
        assert whole == whole.strip() + "\n"


@in_both_languages
def test_the_verdict_comes_first_and_the_number_last(language: str) -> None:
    """A text begins with the headline and the reason, and ends with the score and its note."""
    for answers in SHEETS:
        told, whole = said(answers, language), flat(text(answers, language))
        assert whole.startswith(flat(f"{told.headline} {told.why}"))
        assert whole.endswith(flat(f"{told.weakest} {told.score} {told.score_note}"))


@in_both_languages
def test_all_that_is_said_is_in_the_text(language: str) -> None:
    """Headings, steps, questions and what they lead to: the text leaves out none of the words."""
    for answers in SHEETS:
        told, whole = said(answers, language), flat(text(answers, language))
        parts = [told.met, told.ask_heading, told.ask, *told.outcomes]
        parts += [told.route_heading, told.firmer_heading, told.open_heading]
        parts += [f"{link.name}: {link.evidence} ({link.level_name})" for link in told.chain]
        for step in (*told.route, *told.firmer, *told.open):
            parts += [f"- {step.name}: ", step.action, step.ask]
        assert [part for part in parts if part not in whole] == []


@in_both_languages
def test_no_line_is_told_twice_in_the_route(language: str) -> None:
    """What the steps of a route lead to stands in the text once."""
    for answers in SHEETS:
        whole = flat(text(answers, language))
        assert all(whole.count(line) == 1 for line in said(answers, language).outcomes)


def test_both_languages_are_built_alike() -> None:
    """On every sheet both texts have the same number of parts, and as many points in each."""
    for answers in SHEETS:
        dutch, english = (text(answers, language).split("\n\n") for language in LANGUAGES)
        assert [part.count("\n- ") for part in dutch] == [part.count("\n- ") for part in english]


@in_both_languages
def test_a_long_point_is_set_in(language: str) -> None:
    """What does not fit on the line of a point goes on below its text, two spaces in."""
    answers: Answers = (1, 1, 1, 1, 1)
    points = text(answers, language).split("\n\n")[4].splitlines()[1:-1]
    while not points[-1].startswith(("- ", "  ")):
        points.pop()
    assert sum(line.startswith("- ") for line in points) == 5
    assert all(line.startswith(("- ", "  ")) for line in points)


@in_both_languages
def test_notices_follow_the_reason(language: str) -> None:
    """What is to be noticed about the answers stands right behind the reason."""
    sheet = Sheet((2, 2, 2, 2, 2), on=date(2026, 1, 2), newer=True)
    whole = flat(as_text(report_on(DEFINITION, sheet, TODAY), language))
    fresh = said(sheet.answers, language)
    notice = DEFINITION.sentences["newer"][language]
    assert flat(f"{fresh.why} {notice}") in whole


@in_both_languages
def test_the_day_of_the_answers_stands_at_the_end(language: str) -> None:
    """A note in a CRM ends with the day on which the answers were given."""
    dated = report_on(DEFINITION, Sheet((1, 2, 3, 2, 2), date(2026, 11, 1)), TODAY)
    made_on = words(dated, language).made_on
    assert as_text(dated, language).endswith(f"\n{made_on}\n")


def test_the_same_sheet_gives_the_same_text() -> None:
    """Setting a report out twice gives the same text."""
    answers: Answers = (1, None, 0, 2, 3)
    assert as_text(report(answers), "nl") == text(answers, "nl")
