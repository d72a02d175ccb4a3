"""How a site fits other questions than ours: what is left out, what is made, and what is told."""

from collections.abc import Callable
from pathlib import Path

import pytest

from quiz.definition import Definition
from quiz.host.conversations import load_conversation, load_conversations
from quiz.host.deck import load_deck
from quiz.host.fit import Fit
from tests import frozen
from tests.unit.shipped_definition import DATA, DEFINITION, TEXT, with_conditions

FENCE = "```quiz\n{}\n```\n"
PAGES = {
    "index.md": "# Home\n\n" + FENCE.format("example good") + FENCE.format("chain need=3 others=1"),
    "article.md": "# Article\n\n## It {#need}\n\nA\n\n## Trust {#trust}\n\nB\n\n## End {#e}\n\nC\n",
    "training/index.md": FENCE.format("ladder trust"),
    "training/need.md": FENCE.format("cases need"),
    "training/trust.md": FENCE.format("cases trust"),
    "training/letting-go.md": FENCE.format("cases letting-go"),
}
EXAMPLES = "good: {need: 3, trust: 2, needed_by: '2027-01-01'}\n"
CONVERSATIONS = frozen.CONTENT / "quiz" / "conversations"


def other(*ids: str) -> Definition:
    """Return the frozen questions with these conditions: those that they have, or new ones."""
    known = {one["id"]: one for one in DATA["conditions"]}
    first = DATA["conditions"][1]
    return with_conditions(known.get(one, {**first, "id": one}) for one in ids)


WITHOUT = other("need", "means", "urgency", "attention")
WITH = other("need", "champion", "means", "trust", "urgency", "attention")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Fit]:
    """Make a small site, with a team's pages if they are given."""
    monkeypatch.setenv("QUIZ_TEAM", "")

    def make(definition: Definition, **own: str) -> Fit:
        files = {
            f"docs/{language}/{name}": text
            for name, text in PAGES.items()
            for language in ("nl", "en")
        }
        files["overrides/quiz/examples.yml"] = EXAMPLES
        files["quiz/conditions.yml"] = TEXT
        files |= {name.replace("__", "/") + ".md": text for name, text in own.items()}
        for name, text in files.items():
            file = tmp_path / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        if own:
            monkeypatch.setenv("QUIZ_TEAM", "own")
        return Fit(definition, tmp_path, tmp_path / "docs")

    return make


def test_lessons_of_a_condition_that_is_gone_are_left_out(site: Callable[..., Fit]) -> None:
    """Those about none stay; a condition without a lesson is told."""
    fit = site(WITHOUT)
    assert fit.lessons_of_none == {"training/trust.md"}
    assert fit.gone == {"trust"}
    assert [*fit.lessons] == ["need"]
    told = fit.told()
    assert "docs: training/trust.md is about a condition that there is not: it is left out" in told
    assert any(
        one.startswith("docs: no lesson on means: write docs/nl/training/means.md") for one in told
    )


def test_a_lesson_that_is_a_teams_own_stays(site: Callable[..., Fit]) -> None:
    """Whatever it is about, and it counts only when it is there in every language."""
    fit = site(WITH, own__docs__nl__training__champion="x", own__docs__nl__training__tips="x")
    assert fit.lessons_of_none == frozenset()
    assert "champion" not in fit.lessons
    fit = site(WITH, own__docs__nl__training__champion="x", own__docs__en__training__champion="x")
    assert "champion" in fit.lessons


def test_our_article_has_a_section_on_each_condition_and_on_no_other(
    site: Callable[..., Fit],
) -> None:
    """One that is missing is made and comes behind the others; one of a condition gone is out."""
    fit = site(other("need", "champion"))
    found = fit.article(PAGES["article.md"], "en")
    champion = fit.definition["champion"]
    assert found.index("{#need}") < found.index("{#champion}") < found.index("{#e}")
    assert "{#trust}" not in found
    assert "\nB\n" not in found
    assert champion.question["en"] in found
    assert FENCE.format("ladder champion") in found
    assert fit.has_anchor("article.md", "en", "champion")
    assert not fit.has_anchor("article.md", "en", "trust")
    assert site(DEFINITION).article(PAGES["article.md"], "en").startswith("# Article")


def test_an_article_with_a_section_on_each_is_left_as_it_is(site: Callable[..., Fit]) -> None:
    """Letter by letter."""
    assert site(other("need", "trust")).article(PAGES["article.md"], "en") == PAGES["article.md"]


def test_an_article_that_is_a_teams_own_has_what_it_has(site: Callable[..., Fit]) -> None:
    """Nothing is made in it, and only what it has can be led to."""
    fit = site(WITH, own__docs__en__article="## A {#need}\n", own__docs__nl__article="## A {#x}\n")
    assert fit.in_article("en") == {"need"}
    assert fit.in_article("nl") == frozenset()
    assert fit.has_anchor("article.md", "en", "need")
    assert not fit.has_anchor("article.md", "nl", "need")


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("ladder need", True),
        ("ladder trust", False),
        ("cases letting-go", True),
        ("cases trust", False),
        ("chain need=3 others=2", True),
        ("chain need=3 trust=2", False),
        ("chain 3 2 3 2", True),
        ("example good", False),
        ("check", True),
    ],
)
def test_what_names_a_condition_that_is_gone_is_not_shown(
    site: Callable[..., Fit], line: str, shown: bool
) -> None:
    """All else is."""
    assert site(WITHOUT).can_show(line) is shown


def test_a_site_that_fits_has_nothing_to_tell(site: Callable[..., Fit]) -> None:
    """And of one that does not, each page is named with its fence."""
    two = other("need", "trust")
    assert site(two).told() == []
    told = site(WITHOUT).told()
    for line in ("nl/index.md: “example good”", "en/training/index.md: “ladder trust”"):
        assert f"docs: {line} names a condition that there is not: it is left out" in told
    assert not any("trust.md: “cases" in one for one in told)


def test_pages_that_speak_of_a_condition_that_is_gone_are_named(site: Callable[..., Fit]) -> None:
    """Once, by the page in either language; the words of a fence and a team's page are no such."""
    files = {
        "docs__nl__coach": "Vraag naar vertrouwen.",
        "docs__nl__method": "Vertrouwenwekkend.\n\n```quiz\nladder vertrouwen\n```\n",
        "docs__nl__glossary": "Het **vertrouwen**",
        "own__docs__nl__glossary": "Vertrouwen, in onze woorden.",
    }
    said = [line for line in site(WITHOUT, **files).told() if line.startswith("docs: sentences")]
    assert said == [
        "docs: sentences in coach.md speak of trust, and stay as they are: read them, and to change"
        " a page copy it into team/docs/nl/ and team/docs/en/"
    ]


# --- cases and conversations of ours ---


def test_our_cases_fit_other_questions() -> None:
    """What they say nothing of is unknown in them, in the words of the questions."""
    with pytest.raises(Exception, match="champion missing"):
        load_deck(WITH, frozen.CASES)
    deck = load_deck(WITH, frozen.CASES, adapted=True)
    assert {case.id for case in deck} == {case.id for case in load_deck(DEFINITION, frozen.CASES)}
    for case in deck:
        assert case.key["champion"].level == "unknown"
        assert dict(case.key["champion"].why) == dict(WITH.not_known("champion"))
        assert case.sheet(WITH).answers[1] is None


def test_our_cases_on_a_condition_that_is_gone_are_left_out() -> None:
    """Without a word: what is left out is told elsewhere."""
    assert load_deck(WITHOUT, frozen.CASES, adapted=True) == []


def test_a_teams_own_case_has_to_say_each_condition(tmp_path: Path) -> None:
    """It is held to all the rules, though ours are not."""
    name = "farm-silo.yml"
    (tmp_path / name).write_text((frozen.CASES / name).read_text("utf-8"), "utf-8")
    with pytest.raises(Exception, match=rf"{name}:\d+: key: champion missing") as caught:
        load_deck(WITH, frozen.CASES, tmp_path, adapted=True)
    assert str(caught.value).count("missing") == 1


def test_our_conversations_fit_other_questions() -> None:
    """All of them can be played to an end with the answers that they have."""
    ours = load_conversations(DEFINITION, CONVERSATIONS)
    adapted = load_conversations(WITH, CONVERSATIONS, adapted=True)
    assert [one["id"] for one in adapted] == [one["id"] for one in ours]
    for one in adapted:
        assert one["definition"] == WITH.ref
        assert one["key"]["champion"]["level"] == "unknown"
        for played in one["playthroughs"]:
            assert len(played["answers"].rstrip("s")) == len(WITH.ids)
            assert played["answers"][1] == "u"
    assert load_conversations(WITHOUT, CONVERSATIONS, adapted=True) == []


def test_a_teams_own_conversation_is_held_to_all_rules(tmp_path: Path) -> None:
    """One for our questions is no conversation for others."""
    file = min(CONVERSATIONS.glob("*.yml"))
    own = tmp_path / file.name
    ref = f"definition: {WITH.id}@{WITH.version}\n"
    text = file.read_text("utf-8")
    assert load_conversation(file, DEFINITION)
    own.write_text(text, "utf-8")
    assert ref in text
    with pytest.raises(Exception, match="champion missing"):
        load_conversations(WITH, CONVERSATIONS, tmp_path, adapted=True)
