"""A closed deal: which link broke or held is kept and counted, and nothing proposes a next call."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from quiz.definition import LEVELS
from quiz.host.printed_report import html_report
from quiz.prospect import RESULTS, Check, Next, Outcome, Prospect, Result, as_record, prospect_from
from quiz.sheet import Sheet
from quiz.views.detail import detail_of
from quiz.views.outcomes import links
from quiz.views.pipeline import pictures
from quiz.views.row import row_of
from tests.unit.backups import read_prospects
from tests.unit.samples import check, closed, levels, made
from tests.unit.shipped_definition import DEFINITION, LANGUAGES, SHEETS, TODAY

LIST = f"name,{','.join(DEFINITION.ids)},outcome,outcome_link"
WON, BROKE = "gaf de doorslag", "brak"


def ended(count: int, result: Result, link: str | None) -> list[Prospect]:
    return [closed(f"{result} {link} {n}", "22122", result, link=link) for n in range(count)]


def told(prospects: list[Prospect], language: str = "nl") -> dict[str, Any]:
    shown: dict[str, Any] = pictures(prospects, DEFINITION, TODAY, language)["outcomes"]
    return shown


# --- what is kept ---


@pytest.mark.parametrize(
    ("result", "held"), [("won", True), ("lost", False), ("no-decision", False)]
)
def test_a_record_says_which_link_and_whether_it_held(result: Result, held: bool) -> None:
    """The link is kept with the outcome; it held in a won deal, and broke in any other."""
    record = as_record(closed("a", "22222", result, link="trust"), DEFINITION)
    day = TODAY.isoformat()
    assert record["outcome"] == {"result": result, "on": day, "link": "trust", "held": held}
    again = prospect_from(record, DEFINITION).outcome
    assert again == Outcome(result, TODAY, "trust")
    assert again.held is held


@pytest.mark.parametrize("without", [{}, {"link": None}, {"link": None, "held": None}], ids=str)
def test_a_record_that_names_no_link_is_read_as_ever(without: dict[str, None]) -> None:
    """What was closed before anybody was asked opens as it was, and is written as it was."""
    record = as_record(closed("a", "22222"), DEFINITION)
    plain = {"result": "won", "on": TODAY.isoformat()}
    assert record["outcome"] == plain
    prospect = prospect_from({**record, "outcome": {**plain, **without}}, DEFINITION)
    assert as_record(prospect, DEFINITION) == record


@pytest.mark.parametrize(
    ("cell", "link"),
    [
        ("trust", "trust"),
        (" Vertrouwen ", "trust"),
        ("Mag en kan kopen", "means"),
        ("ATTENTION", "attention"),
        ("", None),
        ("?", None),
        ("n.v.t.", None),
    ],
)
def test_a_list_names_a_link_as_its_column_is_called(cell: str, link: str | None) -> None:
    """By its id or its name, in either language; an empty cell says nothing."""
    (prospect,), problems = read_prospects(f"{LIST}\na,2,2,2,2,2,lost,{cell}\n")
    assert problems == ()
    assert prospect.outcome == Outcome("lost", None, link)


def test_a_list_with_another_link_is_told_so() -> None:
    """The row is left out, with the cell and what to write."""
    prospects, (problem,) = read_prospects(f"{LIST}\na,2,2,2,2,2,lost,price\n")
    assert prospects == ()
    assert (problem.kind, problem.values["cell"]) == ("link", "price")


def test_without_an_outcome_a_link_says_nothing() -> None:
    """An open deal has broken nowhere yet."""
    (prospect,), problems = read_prospects(f"{LIST}\na,2,2,2,2,2,,need\n")
    assert (prospect.outcome, problems) == (None, ())


# --- what is counted ---


def test_broken_and_held_are_counted_apart() -> None:
    """Lost and undecided count for what broke, won for what held; a skipped one counts nowhere."""
    prospects = [*ended(3, "lost", "trust"), *ended(2, "no-decision", "urgency")]
    prospects += [*ended(4, "lost", None), *ended(6, "won", "need"), *ended(1, "won", None)]
    broke, held = links([*prospects, made("open", "22222")], DEFINITION)
    assert (broke.held, broke.told, broke.counts) == (False, 5, (0, 0, 3, 2, 0))
    assert (held.held, held.told, held.counts) == (True, 6, (6, 0, 0, 0, 0))


@pytest.mark.parametrize("count", range(7))
@pytest.mark.parametrize("result", RESULTS)
def test_below_five_answers_no_link_is_counted(result: Result, count: int) -> None:
    """Five closed deals are not enough: five have to say which link it was."""
    prospects = [*ended(count, result, "trust"), *ended(6, result, None)]
    (found,) = [one for one in links(prospects, DEFINITION) if one.held == (result == "won")]
    assert found.told == count
    assert (found.counts is None) == (count < 5)


def test_below_five_answers_a_sentence_stands_there_without_a_figure() -> None:
    """However few they are and whatever they say, it is the same sentence for all."""
    few = told(ended(4, "lost", "trust"))
    assert few["links"] == [
        DEFINITION.pipeline[f"outcomes_{kind}_few"]["nl"] for kind in ("broke", "held")
    ]
    assert few["links_table"] is None
    other = told([*ended(1, "lost", "need"), *ended(3, "won", None)])
    assert (other["links"], other["links_table"]) == (few["links"], None)
    assert not any(sign.isdigit() for sign in "".join(few["links"]))


def test_the_links_in_dutch() -> None:
    """A count for each condition, and a column for each kind that has five answers."""
    broke = [*ended(4, "lost", "trust"), *ended(1, "no-decision", "urgency")]
    assert told(broke)["links"] == [
        "Bij 5 prospects die je verloor of die geen beslissing namen, is ingevuld welke schakel "
        "brak.",
        "Welke schakel de doorslag gaf, lees je hier zodra dat bij vijf gewonnen prospects is "
        "ingevuld.",
    ]
    table = told([*broke, *ended(4, "won", "need")])["links_table"]
    assert table == {
        "caption": "Welke schakel brak of de doorslag gaf",
        "head": ["voorwaarde", BROKE],
        "rows": [
            ["Behoefte", "0"],
            ["Mag en kan kopen", "0"],
            ["Vertrouwen", "4"],
            ["Urgentie", "1"],
            ["Aandacht", "0"],
        ],
    }
    both = told([*broke, *ended(5, "won", "need")])["links_table"]
    assert both["head"] == ["voorwaarde", BROKE, WON]
    assert both["rows"][0] == ["Behoefte", "0", "5"]


def test_the_links_in_english() -> None:
    """The same in English, where too few won deals have said so."""
    shown = told([*ended(5, "lost", "trust"), closed("w", "22222")], "en")
    assert shown["links"] == [
        "For 5 prospects that were lost or made no decision, the link that broke has been named.",
        "Which link held it together, you can read here once it has been named for five won "
        "prospects.",
    ]
    assert shown["links_table"]["head"] == ["condition", "broke"]


def test_without_closed_deals_nothing_is_said_of_links() -> None:
    """Nobody has been asked yet."""
    shown = told([made("a", "22222")])
    assert (shown["links"], shown["links_table"]) == ([], None)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_links_are_in_the_printed_report(language: str) -> None:
    """Below the verdicts, sentence and table."""
    page = html_report(ended(5, "lost", "trust"), DEFINITION, TODAY, language, style="")
    assert DEFINITION.pipeline["outcomes_links"][language] in page
    silent = html_report(ended(1, "lost", "trust"), DEFINITION, TODAY, language, style="")
    assert DEFINITION.pipeline["outcomes_links"][language] not in silent
    assert DEFINITION.pipeline["outcomes_broke_few"][language] in silent


# --- no advice for the next call ---


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_closed_deal_gives_no_advice_whatever_its_sheet(language: str) -> None:
    """On no sheet there is a question, a step, a day or a reminder in its row and its detail."""
    for answers in SHEETS[::5]:
        sheet = Sheet(answers, date(2026, 8, 1), date(2026, 9, 1), needed_by=date(2026, 12, 1))
        prospect = replace(
            made("a", Check(sheet, DEFINITION.ref), step=Next("bellen", date(2026, 11, 1))),
            outcome=Outcome("lost", TODAY, "need"),
        )
        found = detail_of(prospect, DEFINITION, TODAY, language)
        row, said = found["row"], found["words"]
        assert (row["do"], row["ask"], row["ask_id"], row["next"]) == ("", "", None, None)
        assert (row["revisit"], row["revisit_text"], row["due"]) == (None, "", False)
        assert (row["stale"], row["stalled"]) == (False, False)
        silent = ("ask", "ask_heading", "route_heading", "firmer_heading", "open_heading")
        assert not any(said[key] for key in silent)
        lists = ("ask_instead", "route", "firmer", "open", "outcomes", "notices", "remarks")
        assert not any(said[key] for key in lists)
        advice = DEFINITION.verdicts[row["verdict"]]["advice"][language]
        assert advice not in said["why"]
        assert (found["card"]["questions"], found["card"]["next"]) == ([], "")
        assert "bellen" not in found["text"]
        asked = [c.to_ask(level) for c in DEFINITION.conditions for level in (*LEVELS, None)]
        for one in (*sum(asked, ()), *DEFINITION.to_pursue):
            assert one.text[language] not in found["text"]


def test_a_closed_deal_is_shown_as_it_stood() -> None:
    """The verdict at closing, its reason, the chain, the evidence and how it ended."""
    noted = replace(check("22022"), notes=(("trust", "belde een concurrent"),))
    prospect = made("Jansen", noted, outcome=Outcome("lost", date(2026, 11, 20), "trust"))
    found = detail_of(prospect, DEFINITION, TODAY, "nl")
    stood = detail_of(replace(prospect, outcome=None), DEFINITION, TODAY, "nl")
    for key in ("verdict", "met", "chain", "weakest", "score", "made_on"):
        assert found["words"][key] == stood["words"][key]
    assert found["row"]["headline"] == "Advies bij het afsluiten: versterken."
    assert stood["words"]["why"].startswith(found["words"]["why"])
    assert found["ended"] == (
        "Afgesloten op 20 november 2026: verloren. De schakel die brak: vertrouwen."
    )
    assert found["text"].endswith(f"\n{found['ended']}\n")
    assert "belde een concurrent" in found["text"]
    assert (stood["ended"], found["history"]) == ("", stood["history"])


def test_who_asked_to_stop_is_still_left_in_peace_when_closed() -> None:
    """It stands above the verdict at closing too."""
    sheet = Sheet(levels("22222"), TODAY, stop=True)
    prospect = made("a", Check(sheet, DEFINITION.ref), outcome=Outcome("lost", TODAY))
    row = row_of(prospect, DEFINITION, TODAY, "nl")
    assert DEFINITION.stop is not None
    assert row["headline"] == DEFINITION.stop["headline"]["nl"]
    assert (row["do"], row["ask"]) == ("", "")


def test_an_opened_deal_has_its_advice_back() -> None:
    """Nothing of it was lost by closing."""
    open_ = made("a", "22022", step=Next("bellen", TODAY))
    again = replace(replace(open_, outcome=Outcome("lost", TODAY, "need")), outcome=None)
    row = row_of(again, DEFINITION, TODAY, "en")
    assert row == row_of(open_, DEFINITION, TODAY, "en")
    assert row["do"]
    assert row["due"]
