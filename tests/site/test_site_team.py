"""A team's folder laid over the site: all that it changes is there, and all that is wrong is told.

What is laid over is the example in tests/team/acme/, and what a test writes.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from quiz.errors import InputError
from quiz.host.contents import read_contents
from quiz.host.team import read_settings
from tests.site.built_site import CONFIG, HOMES, ROOT, Build, Site, build, listed, read_site
from tests.site.site_tree import Element

MEND = """
The site of the example in tests/team/acme/ is not what that folder says, or what is wrong with a
team's folder is not told. See quiz/host/team.py, and overrides/hooks/own_site.py. Where pages of
yours have other headings than ours had, tell the project.
"""

ACME = ROOT / "tests" / "team" / "acme"
UNFIT = "What of the site does not fit its questions:"

RED = """
name: {nl: Bakker <i> & Zoon, en: Baker <i> & Son}
owner: {name: Bakker & "Zoon" <i>, address: "https://bakker.example/?a=1&b=2"}
credit: {nl: Met <b>dank</b>., en: With <b>thanks</b>.}
colours: {light: {main: "#b3261e"}}
menu: [{title: {nl: Brood & <i>, en: Bread & <i>}, to: "https://bakker.example/"}]
"""
"""What a team says is text, whatever signs there are in it."""

type Built = tuple[Site, Build]


def built_with(team: Path, folder: Path) -> Build:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QUIZ_TEAM", str(team))
        return build(CONFIG, folder)


def put(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def acme(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build the site with the example laid over it."""
    found = built_with(ACME.relative_to(ROOT), tmp_path_factory.mktemp("acme"))
    assert found.status == 0, found.output
    return read_site(found.folder), found


@pytest.fixture(scope="module")
def fewer(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build the site of a team that asks four of our questions, and has red for its colour."""
    own = "id: four-check\nversion: 1\norder: [need, means, urgency, attention]\n"
    files = {"conditions.yml": own, "team.yml": RED}
    team = put(tmp_path_factory.mktemp("own") / "fewer", files)
    found = built_with(team, tmp_path_factory.mktemp("fewer"))
    assert found.status == 0, found.output
    return read_site(found.folder), found


def both(site: Site, path: str) -> Iterator[tuple[str, str]]:
    """Yield what a page says in each language, without what it says to scripts."""
    for language in ("nl", "en"):
        yield language, site.in_language(language)[path].html.text


def _texts(element: Element) -> Iterator[str]:
    """Yield what stands in an element, but for what is said to scripts."""
    for child in element.children if element.tag not in ("script", "style") else ():
        if isinstance(child, str):
            yield child
        else:
            yield from _texts(child)


# --- a team that has changed everything ---


def test_the_site_is_the_teams(acme: Built) -> None:
    """Its name, who answers for it, whom it thanks and what holds for its texts, on every page."""
    site, _ = acme
    names = {"nl": "Acme verkoopt", "en": "Acme sells"}
    says = {
        "nl": "Gemaakt met Vijf schakels. De teksten zijn voor medewerkers van Acme. De code",
        "en": "Made with Five links. The texts are for people who work at Acme. The code",
    }
    of_the_site = read_settings(ACME).description
    assert of_the_site is not None
    for language, name in names.items():
        for page in site.in_language(language).values():
            assert page.meta("og:site_name") == name
            foot = page.html.one("footer", "class", "foot")
            assert says[language] in foot.text
            assert foot.one("p", "class", "foot__name").text == f"{name} · Acme BV"
            assert "https://acme.example" in [link["href"] for link in foot.all("a")]
            assert "CC BY" not in foot.text
        described = [page.meta("description") for page in site.in_language(language).values()]
        assert described.count(of_the_site[language]) == 1  # the first page
    assert "Leer bij Acme" in (site.folder / "manifest.webmanifest").read_text("utf-8")


def test_the_colours_are_the_teams(acme: Built) -> None:
    """In the style sheet of every page, around the page, and in the manifest."""
    site, _ = acme
    (sheet,) = site.folder.glob("assets/quiz-*/all.css")
    style = sheet.read_text("utf-8")
    for rule in ("--petrol:#7a1f6b", "--paper:#faf7fb", "--petrol:#e6a8dc"):
        assert rule in style
    themes = [meta["content"] for meta in site.pages[""].head.all("meta", "name", "theme-color")]
    assert themes == ["#faf7fb", "#11191c"]
    for home in ("", "en/"):
        manifest = json.loads((site.folder / home / "manifest.webmanifest").read_text("utf-8"))
        assert manifest["theme_color"] == manifest["background_color"] == "#faf7fb"


def test_the_pictures_are_the_teams(acme: Built) -> None:
    """Its logos and its icon; no card and no icon shows our name or our chain."""
    site, _ = acme
    for name in ("logo.svg", "logo-dark.svg", "favicon.svg"):
        assert (site.folder / "assets" / name).read_bytes() == (ACME / name).read_bytes()
    assert [*site.folder.glob("assets/card-*")] == [*site.folder.glob("assets/icons/*")] == []
    for page in site.pages.values():
        assert not [*page.head.all("meta", "property", "og:image")]
        assert not [*page.head.all("link", "rel", "apple-touch-icon")]
        sources = {image["src"].rpartition("/")[2] for image in page.html.all("img")}
        assert {"logo.svg", "logo-dark.svg"} <= sources
    manifest = json.loads((site.folder / "manifest.webmanifest").read_text("utf-8"))
    assert [icon["src"] for icon in manifest["icons"]] == ["./assets/favicon.svg"]


def test_the_menu_has_what_the_team_put_there(acme: Built) -> None:
    """In both languages, each entry under its tab, once; a page comes in its own language."""
    site, _ = acme
    said = {
        "nl": ["Intranet", "Afspraken", "Rooster", "Onze producten"],
        "en": ["Intranet", "Agreements", "Rota", "Our products"],
    }
    for language, titles in said.items():
        page = site.in_language(language)["method/"]
        side = page.html.one("nav", "class", "md-nav md-nav--primary md-nav--lifted")
        links = [(link.text, link["href"]) for link in side.all("a", "href")]
        for title in titles:
            assert [text for text, _ in links].count(title) == 1, title
        to = dict(links)
        assert site.target(page, to[titles[3]]) == site.target(page, "../products/")
        assert to[titles[0]] == "https://acme.example/intranet"
        assert "products/" in site.in_language(language)


def test_a_sixth_condition_is_everywhere(acme: Built) -> None:
    """In the check, on the home page, in the article, with a lesson, and on paper."""
    site, _ = acme
    for language, question in (
        ("nl", "Pleit iemand daar ervoor als jij er niet bij bent?"),
        ("en", "Does someone there argue for it when you are not in the room?"),
    ):
        pages = site.in_language(language)
        check = pages["check/"].html
        asked = [one["data-question"] for one in check.all("fieldset", "data-question")]
        assert asked == ["need", "means", "champion", "trust", "urgency", "attention"]
        home = [link["href"] for link in pages[""].article.all("a", "class", "conditions__text")]
        assert home[2] == "article/#champion"
        assert len(home) == 6
        assert "champion" in site.ids(pages["article/"])
        assert question in pages["scorecard/"].article.text
        lesson = pages["training/champion/"].html
        assert [one["data-case"] for one in lesson.all("section", "data-case")] == [
            "lift-school",
            "lift-hotel",
        ]
        marked = {
            one["data-lesson-link"] for one in pages["training/"].html.all(has="data-lesson-link")
        }
        assert "champion" in marked


def test_pages_speak_of_six(acme: Built) -> None:
    """Where ours say five, in words, and no mark for a number is left on any page."""
    site, _ = acme
    for language, home in both(site, ""):
        assert ("zes voorwaarden" if language == "nl" else "six conditions") in home.lower()
    for language, training in both(site, "training/"):
        assert ("zeven korte lessen" if language == "nl" else "seven short") in training.lower()
    for language, products in both(site, "products/"):
        assert ("de zes vragen" if language == "nl" else "its six questions") in products
    for page in site.pages.values():
        if page.path == "maker/":
            continue  # it shows how such a mark is written
        said = [*_texts(page.html)]
        said += [meta["content"] for meta in page.head.all("meta", "content")]
        assert not [mark for text in said for mark in re.findall(r"\{[A-Za-z]+\}", text)], page.url


def test_words_are_the_teams(acme: Built) -> None:
    """Of a button, a question, a drawing and a page; all others are ours."""
    site, _ = acme
    for language, check in both(site, "check/"):
        said = "Hebben ze onze lift nodig" if language == "nl" else "Do they need our lift"
        assert said in check
        assert ("Laat het advies zien" if language == "nl" else "Let me see the verdict") in check
    for language, need in both(site, "training/need/"):
        assert ("vandaag" if language == "nl" else "today") in need
    for language, card in both(site, "scorecard/"):
        assert ("De scorekaart van Acme" if language == "nl" else "The scorecard at Acme") in card


def test_our_cases_and_conversations_stay(acme: Built) -> None:
    """Beside the team's own, with the sixth condition unknown in them."""
    site, _ = acme
    ours = {file.stem for file in (ROOT / "quiz" / "cases").glob("*.yml")}
    own = {file.stem for file in (ACME / "cases").glob("*.yml")}
    talks = {file.stem for file in (ROOT / "quiz" / "conversations").glob("*.yml")}
    for language in ("nl", "en"):
        pages = site.in_language(language)
        practice = [one["data-case"] for one in pages["practice/"].html.all("section", "data-case")]
        assert sorted(practice) == sorted(ours | own)
        there = [
            one["data-talk-card"] for one in pages["conversations/"].html.all(has="data-talk-card")
        ]
        assert sorted(there) == sorted(talks)
        stop = pages["training/letting-go/"].html
        assert [one["data-case"] for one in stop.all("section", "data-case")] == ["lift-hotel"]


def test_what_does_not_fit_is_said_once(acme: Built) -> None:
    """And it is all that the build says: every link on every page leads somewhere."""
    site, found = acme
    first, *said = found.output.splitlines()
    assert first == UNFIT
    assert len(said) == 4, found.output
    assert [line.split(" champion")[0] for line in said] == [
        "docs: article.md has no section on",
        "examples.yml: 5 examples without an answer on",
        "quiz/cases: 24 cases without a word on",
        "quiz/conversations: 12 conversations without a word on",
    ]
    problems = site.links.problems(["need", "champion", "attention"])
    assert not problems, listed(map(str, problems))


# --- a team that asks fewer questions ---


def test_what_a_team_says_is_text(fewer: Built) -> None:
    """Its name, whom it thanks and its menu are never taken for HTML."""
    site, _ = fewer
    for language, name in (("nl", "Bakker <i> & Zoon"), ("en", "Baker <i> & Son")):
        page = site.in_language(language)["check/"]
        assert page.head.one("title").text.endswith(f" · {name}")
        assert page.meta("og:site_name") == name
        foot = page.html.one("footer", "class", "foot")
        assert foot.one("p", "class", "foot__name").text == f'{name} · Bakker & "Zoon" <i>'
        assert "https://bakker.example/?a=1&b=2" in [link["href"] for link in foot.all("a")]
        assert ("Met <b>dank</b>." if language == "nl" else "With <b>thanks</b>.") in foot.text
        menu = [link.text.strip() for link in page.html.all("a", "href")]
        assert ("Brood & <i>" if language == "nl" else "Bread & <i>") in menu
        assert name in page.html.one("header", "class", "md-header").text
        manifest = json.loads((site.folder / HOMES[language] / "manifest.webmanifest").read_text())
        assert manifest["name"] == name


def test_what_is_about_a_condition_that_is_gone_is_left_out(fewer: Built) -> None:
    """Its lesson, its section, and every case and conversation that names it."""
    site, _ = fewer
    for language in ("nl", "en"):
        pages = site.in_language(language)
        assert "training/trust/" not in pages
        assert "training/urgency/" in pages
        assert "trust" not in site.ids(pages["article/"])
        assert not [*pages["practice/"].html.all("section", "data-case")]
        assert not [*pages["conversations/"].html.all(has="data-talk-card")]
        asked = [
            one["data-question"] for one in pages["check/"].html.all("fieldset", "data-question")
        ]
        assert asked == ["need", "means", "urgency", "attention"]


def test_what_led_there_is_plain_text(fewer: Built) -> None:
    """No page and no menu names its address, and every link that is left leads somewhere."""
    site, _ = fewer
    for page in site.pages.values():
        links = [link["href"] for link in page.html.all("a", "href")]
        assert not [
            link
            for link in links
            if re.search(r"training/trust|(^|/)trust(/|\.md)|#trust$", link)
            and "glossary" not in link
            and not link.startswith("#")
        ], page.url
    coach = site.in_language("en")["coach/"].article
    assert "trust" in coach.text
    assert not site.links.problems(["need", "means", "urgency", "attention"])


def test_a_page_without_cases_says_so(fewer: Built) -> None:
    """In words of its own, and the number of questions is right."""
    site, _ = fewer
    for language, home in both(site, ""):
        assert ("vier voorwaarden" if language == "nl" else "four conditions") in home.lower()
    for language, practice in both(site, "practice/"):
        assert ("nog geen cases" if language == "nl" else "no cases") in practice.lower()


def test_what_is_left_out_is_told(fewer: Built) -> None:
    """Each page, section and fence, and how many cases and conversations, once."""
    _, found = fewer
    first, *said = found.output.splitlines()
    assert first == UNFIT
    for line in (
        "docs: training/trust.md is about a condition that there is not: it is left out",
        "docs: article.md has a section on trust: it is left out",
        "quiz/cases: 24 cases about a condition that there is not, left out: all of them",
        "quiz/conversations: 12 conversations about a condition that there is not, left out: all"
        " of them",
    ):
        assert said.count(line) == 1, found.output
    spoken = [line for line in said if line.startswith("docs: sentences in ")]
    assert len(spoken) == 1, found.output
    assert " speak of trust, " in spoken[0]
    for scheme in ("light", "dark"):
        lines = [line for line in said if line.startswith(f"team.yml: colours.{scheme}: ")]
        assert len(lines) == 1, found.output
        assert re.search(
            r"main #\w{6} and missing #\w{6} look alike: missing #\w{6} would", lines[0]
        )


# --- a folder in which all is wrong ---

CASE = (ACME / "cases" / "lift-school.yml").read_text("utf-8")
TALK = (ROOT / "quiz" / "conversations" / "choir-risers.yml").read_text("utf-8")
BROKEN = {
    "coditions.yml": "id: x\n",
    "team.yml": "name: {nl: a, en: b}\nnmae: {nl: a, en: b}\n"
    'colours: {light: {main: "#ffcc00"}}\n'
    "links: [http://a.example]\n"
    "menu: [{title: {nl: a, en: b}, to: no.md}]\n"
    "group: [farm-silo, farm-silo-later, no-case]\n",
    "conditions.yml": "id: broken-check\nversion: 1\nstael_after_days: 3\n"
    "order: [need, maens]\nconditions:\n  - id: need\n    qeustion: {nl: a, en: b}\n",
    "phrases.yml": "pipeline:\n  no_dya: {nl: a, en: b}\n",
    "texts.yml": "svae: {nl: a, en: b}\n",
    "drawings.yml": "need:\n  labels: {nwo: {nl: a, en: b}}\n",
    "examples.yml": "half-known: {nede: 2}\n",
    "docs/nl/lone.md": "# Alleen\n",
    "cases/lift-school.yml": re.sub(r"(?ms)^  champion:.*?^  trust:", "  trust:", CASE)
    .replace("focus: champion", "focus: need")
    .replace("  attention:", "  atention:"),
    "conversations/choir-risers.yml": re.sub(
        "(?m)^definition: .*$", "definition: broken-check@1", TALK
    ).replace("difficulty: ", "difficulty: very-"),
    "exercises/need.yml": "id: need\nkind: wrods\n",
    "logo.svg": "no picture",
}
TOLD = (
    "coditions.yml: nothing is called so: rename it, or take it away: was cond",
    "team.yml:2: nmae: unknown key: take it out, or mend its spelling",
    r"team.yml:3: colours.light.main: .* would do",
    "team.yml:4: links[0]: ",
    "team.yml:5: menu[0].to: there is no page no.md of the team: write docs/nl/no.md",
    "team.yml:6: group[2]: there is no case no-case: ",
    "conditions.yml:3: stael_after_days: unknown key: take it out, or mend its spelling",
    "conditions.yml:4: order: there is no condition maens: was means meant?",
    "conditions.yml:7: conditions[0].qeustion: unknown key",
    "phrases.yml:2: pipeline.no_dya: unknown key",
    "texts.yml:1: svae: it is laid over nothing: was save meant?",
    "drawings.yml:2: need.labels.nwo: it is laid over nothing: was now meant?",
    "examples.yml:1: half-known: answers.nede: no such condition",
    "docs/nl/lone.md: this page is not there in en: write ",
    "cases/lift-school.yml:",
    "conversations/choir-risers.yml:",
    "exercises/need.yml:2: kind: ",
    "logo.svg: this is no SVG: save the picture as SVG",
)


def test_all_that_is_wrong_with_a_teams_folder_is_told_at_once(tmp_path: Path) -> None:
    """Each file of each kind, with its line and what to do, in one build."""
    team = put(tmp_path / "broken", BROKEN)
    found = built_with(team, tmp_path / "site")
    assert found.status != 0
    said = found.output.replace(f"{team}/", "").splitlines()
    missing = [
        line
        for line in TOLD
        if not any(one.startswith(line) or ("*" in line and re.match(line, one)) for one in said)
    ]
    assert not missing, listed([*missing, "--", found.output])
    assert "Traceback" not in found.output


@pytest.mark.parametrize("name", ["conditions.yml", "phrases.yml", "texts.yml", "drawings.yml"])
def test_a_file_that_changes_nothing_is_told(tmp_path: Path, name: str) -> None:
    """As `quiz check` and the build tell it: somebody wrote it for a purpose."""
    same = {
        "conditions.yml": "order: [need, means, trust, urgency, attention]",
        "phrases.yml": "pipeline: {and: {nl: en}}",
        "texts.yml": "help: {nl: Uitleg}",
        "drawings.yml": "need: {height: 210}",
    }
    team = put(tmp_path / "same", {name: same[name]})
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QUIZ_TEAM", str(team))
        with pytest.raises(InputError, match=f"{name}:1: it changes nothing: all of it is there"):
            read_contents()
