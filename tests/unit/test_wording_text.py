"""The result set out as plain text, for a note in a CRM or for a terminal."""

import re
from datetime import date

import pytest

from quiz.report import report_on
from quiz.sheet import Answers, Sheet
from quiz.wording import words
from tests.unit.shipped_definition import (
    DEFINITION,
    LANGUAGES,
    SHEETS,
    TODAY,
    report,
    said,
    set_out,
    text,
)

in_both_languages = pytest.mark.parametrize("language", LANGUAGES)
at_both_widths = pytest.mark.parametrize("width", [None, 78], ids=["any-width", "78-wide"])


def flat(text: str) -> str:
    """Return the text without the line breaks that the width brings."""
    return " ".join(text.split())


@in_both_languages
def test_no_line_is_wider_than_a_terminal(language: str) -> None:
    """No line of any result is wider than the 78 characters that it is given."""
    assert max(len(line) for a in SHEETS for line in text(a, language, 78).splitlines()) <= 78


@in_both_languages
@pytest.mark.parametrize("width", [40, 60, 100])
def test_the_width_is_the_one_that_is_given(width: int, language: str) -> None:
    """Lines go on to the width that is asked for and no further, whatever it is."""
    for answers in SHEETS[::25]:
        lines = text(answers, language, width).splitlines()
        assert width - 20 < max(map(len, lines)) <= width


@in_both_languages
def test_without_a_width_no_line_is_broken(language: str) -> None:
    """Where no width is given, all that is one thing to say stands on one line."""
    for answers in SHEETS:
        told, lines = said(answers, language), text(answers, language).splitlines()
        whole = [told.headline, told.why, told.met, *told.outcomes]
        whole += [f"{link.name}: {link.evidence} ({link.level_name})" for link in told.chain]
        if told.ask:
            whole.append(f"{told.ask_heading}: “{told.ask}”")
        for heading, steps in (
            (told.route_heading, told.route),
            (told.firmer_heading, told.firmer),
            (told.open_heading, told.open),
        ):
            if steps:
                whole.append(f"{heading}:")
            for step in steps:
                said_of_it = [step.action, f"“{step.ask}”" if step.ask else ""]
                whole.append(f"- {step.name}: {' '.join(filter(None, said_of_it))}")
        whole += [line for line in (told.weakest, told.score, told.score_note) if line]
        # Every line is one of these, and each of these is a line.
        assert sorted(whole) == sorted(filter(None, lines))


@in_both_languages
def test_a_width_changes_nothing_but_the_line_breaks(language: str) -> None:
    """With a width a text has the same parts, and the same words in them, as without."""
    for answers in SHEETS:
        free, set_out = (text(answers, language, width).split("\n\n") for width in (None, 78))
        assert [flat(part) for part in free] == [flat(part) for part in set_out]


@in_both_languages
@at_both_widths
def test_nothing_is_left_to_fill_in(width: int | None, language: str) -> None:
    """No result has a brace in it, nor the word None."""
    left = re.compile(r"[{}]|\bNone\b")
    assert [a for a in SHEETS if left.search(text(a, language, width))] == []


@in_both_languages
@at_both_widths
def test_spaces_are_single(width: int | None, language: str) -> None:
    """No result has a double space within a line, a space at its end, or one before a stop."""
    untidy = re.compile(r"(?<=\S)  | $| [.,:;](?:\s|$)", re.MULTILINE)
    assert [a for a in SHEETS if untidy.search(text(a, language, width))] == []


@in_both_languages
@at_both_widths
def test_no_line_says_nothing(width: int | None, language: str) -> None:
    """Parts are a blank line apart, never two, and a text ends with one line end."""
    for answers in SHEETS:
        whole = text(answers, language, width)
        assert "\n\n\n" not in whole
        assert whole == whole.strip() + "\n"


@in_both_languages
@at_both_widths
def test_the_verdict_comes_first_and_the_number_last(width: int | None, language: str) -> None:
    """A text begins with the headline and the reason, and ends with the score and its note."""
    for answers in SHEETS:
        told, whole = said(answers, language), flat(text(answers, language, width))
        assert whole.startswith(flat(f"{told.headline} {told.why}"))
        assert whole.endswith(flat(f"{told.weakest} {told.score} {told.score_note}"))


@in_both_languages
@at_both_widths
def test_all_that_is_said_is_in_the_text(width: int | None, language: str) -> None:
    """Headings, steps, questions and what they lead to: the text leaves out none of the words."""
    for answers in SHEETS:
        told, whole = said(answers, language), flat(text(answers, language, width))
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


@in_both_languages
def test_no_question_is_put_twice(language: str) -> None:
    """A question stands in a text once at most, and the one to ask next exactly once."""
    for answers in SHEETS:
        whole, asked = text(answers, language), said(answers, language).ask
        for condition in DEFINITION.conditions:
            question = condition.to_ask(None)[0].text[language]
            assert whole.count(f"“{question}”") <= 1
            assert question != asked or whole.count(f": “{question}”") == 1


@pytest.mark.parametrize(
    ("language", "route"),
    [
        (
            "nl",
            """Wat er moet veranderen:
- Urgentie: Parkeer, en spreek een dag af waarop je opnieuw belt. Jaag niemand op.
- Aandacht: Houd op met bellen. Alleen als zij weer contact zoeken, praat je verder. \
“Wat zou dit gesprek voor jullie de moeite waard maken?”
Dit alleen is nog niet genoeg (urgentie of aandacht): dan blijft het advies parkeren.

Zwakste""",
        ),
        (
            "en",
            """What has to change:
- Urgency: Park it, and agree on a day to call again. Don’t push anyone.
- Attention: Stop calling. Only if they get in touch again do you talk on. \
“What would make this conversation worth your time?”
This alone is not enough (urgency or attention): the verdict stays park.

Weakest""",
        ),
    ],
    ids=LANGUAGES,
)
def test_a_parked_prospect_s_text_tells_only_of_what_parked_it(language: str, route: str) -> None:
    """Neither what is weak besides nor what is open is gone into when it would change nothing."""
    assert f"\n\n{route}" in text((1, None, 1, 0, 0), language)


def test_both_languages_are_built_alike() -> None:
    """On every sheet both texts have as many parts, with as many points and lines in each."""
    for answers in SHEETS:
        dutch, english = (text(answers, language).split("\n\n") for language in LANGUAGES)
        assert [part.count("\n- ") for part in dutch] == [part.count("\n- ") for part in english]
        assert [part.count("\n") for part in dutch] == [part.count("\n") for part in english]


@in_both_languages
def test_a_long_point_is_set_in(language: str) -> None:
    """What does not fit on the line of a point goes on below its text, two spaces in."""
    answers: Answers = (1, 1, 1, 1, 1)
    points = text(answers, language, 78).split("\n\n")[4].splitlines()[1:-1]
    while not points[-1].startswith(("- ", "  ")):
        points.pop()
    assert sum(line.startswith("- ") for line in points) == 5
    assert all(line.startswith(("- ", "  ")) for line in points)
    assert any(line.startswith("  ") for line in points)


@in_both_languages
def test_notices_follow_the_reason(language: str) -> None:
    """What is to be noticed about the answers stands right behind the reason."""
    sheet = Sheet((2, 2, 2, 2, 2), on=date(2026, 1, 2), newer=True)
    whole = flat(set_out(report_on(DEFINITION, sheet, TODAY), language))
    fresh = said(sheet.answers, language)
    notice = DEFINITION.sentences["newer"][language]
    assert flat(f"{fresh.why} {notice}") in whole


@in_both_languages
def test_the_day_of_the_answers_stands_at_the_end(language: str) -> None:
    """A note in a CRM ends with the day on which the answers were given."""
    dated = report_on(DEFINITION, Sheet((1, 2, 3, 2, 2), date(2026, 11, 1)), TODAY)
    made_on = words(dated, language).made_on
    assert set_out(dated, language).endswith(f"\n{made_on}\n")


def test_the_same_sheet_gives_the_same_text() -> None:
    """Setting a report out twice gives the same text."""
    answers: Answers = (1, None, 0, 2, 3)
    assert set_out(report(answers), "nl") == text(answers, "nl")
