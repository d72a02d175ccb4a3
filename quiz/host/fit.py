"""What else of a site speaks of its questions, and what of that is missing or cannot be shown.

Pages, cases, conversations and examples name conditions. With other questions some of them speak of
what is not there, and nothing speaks of what is new. Here is told what that is, once for the build
and once for `quiz check`; the build leaves out what cannot be shown.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from quiz.definition import Definition
from quiz.host import conversations, deck
from quiz.host.team import LANGUAGES, in_team, laid_files
from quiz.host.yaml_file import ROOT, data_in

LESSONS_OF_NONE = ("index", "letting-go")
"""Pages of the training that are about no condition."""

ARTICLE = "article.md"
OTHERS = "others"
"""Stands for all conditions that a chain does not name."""

FENCE = re.compile(r"^```quiz\n(?P<line>[^\n`]+)\n```$", re.MULTILINE)
SECTION = re.compile(r"\{[^}]*#(?P<id>[\w-]+)[^}]*\}")
OF_A_CONDITION = frozenset({"ladder", "cases"})
"""The components whose argument is a condition, or the lesson on letting go."""

DAYS = frozenset({"needed_by", "not_before", "stop"})


@dataclass(frozen=True)
class Fit:
    """How a site fits its questions; `root` is the top of the project, `docs` has our pages."""

    definition: Definition
    root: Path = ROOT
    docs: Path = ROOT / "docs"

    @cached_property
    def ids(self) -> frozenset[str]:
        """The conditions that there are."""
        return frozenset(self.definition.ids)

    @cached_property
    def pages(self) -> Mapping[str, Path]:
        """All pages as `nl/training/need.md`: ours, with a team's own in place or beside them."""
        found: dict[str, Path] = {}
        own = in_team("docs", self.root)
        for docs in (self.docs, *([own] if own else [])):
            for file in sorted(docs.rglob("*.md")):
                found[file.relative_to(docs).as_posix()] = file
        return found

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """What stands in these pages."""
        return {name: file.read_text(encoding="utf-8") for name, file in self.pages.items()}

    @cached_property
    def lessons_of_none(self) -> frozenset[str]:
        """Our lessons about conditions that there are not, as `training/need.md`."""
        named = {
            name.partition("/")[2]
            for name in self.pages
            if "/training/" in f"/{name}" and not self.is_own(name)
        }
        own = self.ids | {*LESSONS_OF_NONE}
        return frozenset(name for name in named if Path(name).stem not in own)

    @cached_property
    def gone(self) -> frozenset[str]:
        """Our conditions that there are not any more: those that our lessons left out are about."""
        return frozenset(Path(name).stem for name in self.lessons_of_none)

    @cached_property
    def lessons(self) -> Sequence[str]:
        """The conditions that have a lesson in every language."""
        return [one for one in self.definition.ids if self.has_page(f"training/{one}.md")]

    def has_page(self, path: str) -> bool:
        """Say whether a page is there in every language."""
        return all(f"{language}/{path}" in self.pages for language in LANGUAGES)

    def is_own(self, page: str) -> bool:
        """Say whether a page, such as `nl/article.md`, is a team's."""
        docs, file = in_team("docs", self.root), self.pages.get(page)
        return docs is not None and file is not None and file.is_relative_to(docs)

    def sections(self, path: str, language: str) -> frozenset[str]:
        """Return the ids that a page gives its headings."""
        text = self.texts.get(f"{language}/{path}", "")
        return frozenset(section["id"] for section in SECTION.finditer(text))

    def in_article(self, language: str) -> frozenset[str]:
        """Return the conditions that the article has a section on: in ours one is made for each."""
        article = f"{language}/{ARTICLE}"
        if article not in self.pages:
            return frozenset()
        return self.ids & self.sections(ARTICLE, language) if self.is_own(article) else self.ids

    def has_anchor(self, path: str, language: str, anchor: str) -> bool:
        """Say whether a page has an anchor, as far as questions or a team decide about that."""
        if self.is_own(f"{language}/{path}"):
            return anchor in self.sections(path, language)
        return path != ARTICLE or anchor not in self.gone

    def article(self, text: str, language: str) -> str:
        """Return our article without its sections on conditions that there are not.

        On each that it says nothing of, one is made in the questions' own words; it comes behind
        the one on the condition before it.
        """
        before, *parts = re.split("(?m)^(?=## )", text)
        kept = [part for part in parts if self.gone.isdisjoint(_about(part))]
        missing = self.in_article(language) - self.sections(ARTICLE, language)
        at = 0
        for condition in self.definition.conditions:
            if condition.id in missing:
                made = (
                    f"## {condition.name[language].capitalize()} {{#{condition.id}}}\n\n"
                    f"{condition.question[language]} {condition.help[language]}\n\n"
                    f"```quiz\nladder {condition.id}\n```\n\n"
                )
                kept.insert(at, made)
                at += 1
            else:
                about = [place for place, part in enumerate(kept) if condition.id in _about(part)]
                at = about[-1] + 1 if about else at
        return "".join([before, *kept])

    def told(self) -> list[str]:
        """Say in English, for whoever makes the site, what is missing and what is left out."""
        told = (
            self._pages_told(),
            self._prose_told(),
            self._fences_told(),
            self._examples_told(),
            self._files_told(),
        )
        return [line for lines in told for line in lines]

    def _pages_told(self) -> list[str]:
        said = [
            f"docs: {name} is about a condition that there is not: it is left out"
            for name in sorted(self.lessons_of_none)
        ]
        named = {one for language in LANGUAGES for one in self.sections(ARTICLE, language)}
        own_article = all(self.is_own(f"{language}/{ARTICLE}") for language in LANGUAGES)
        for condition in sorted(self.gone & named) if not own_article else ():
            said.append(f"docs: {ARTICLE} has a section on {condition}: it is left out")
        for condition in self.definition.ids:
            if condition not in self.lessons:
                files = " and ".join(f"docs/{one}/training/{condition}.md" for one in LANGUAGES)
                said.append(f"docs: no lesson on {condition}: write {files} in team/")
            if any(condition not in self.sections(ARTICLE, one) for one in LANGUAGES):
                said.append(
                    f"docs: {ARTICLE} has no section on {condition}: one is made of the questions’"
                    f" own words; to write it, copy {ARTICLE} into team/docs/nl/ and team/docs/en/"
                )
        return said

    def _prose_told(self) -> list[str]:
        """Name our pages that speak of what is gone; their sentences stay as they are.

        They are found in the first language, where few of our names are words of every day: a page
        says the same in each.
        """
        if not self.gone:
            return []
        first = LANGUAGES[0]
        ours = data_in(self.root / "quiz" / "conditions.yml")["conditions"]
        names = {one["id"]: one["name"][first] for one in ours if one["id"] in self.gone}
        speaking: list[str] = []
        spoken_of: set[str] = set()
        for page, text in sorted(self.texts.items()):
            language, _, path = page.partition("/")
            if language != first or path in self.lessons_of_none or self.is_own(page):
                continue
            prose = FENCE.sub("", text)
            named = {one for one, name in names.items() if _says(prose, name)}
            if named:
                speaking.append(path)
                spoken_of |= named
        if not speaking:
            return []
        which = ", ".join(one for one in names if one in spoken_of)
        return [
            f"docs: sentences in {', '.join(speaking)} speak of {which}, and stay as they are: read"
            " them, and to change a page copy it into team/docs/nl/ and team/docs/en/"
        ]

    def _fences_told(self) -> list[str]:
        return [
            f"docs: {name}: “{line}” names a condition that there is not: it is left out"
            for name, text in sorted(self.texts.items())
            if name.partition("/")[2] not in self.lessons_of_none
            for line in (fence["line"] for fence in FENCE.finditer(text))
            if not self.can_show(line)
        ]

    def can_show(self, line: str) -> bool:
        """Say whether what a fence asks for names only what is there."""
        component, *given = line.split()
        if component in OF_A_CONDITION:
            return given[:1] == ["letting-go"] or self.ids.issuperset(given[:1])
        if component == "chain":
            named = {one.partition("=")[0] for one in given if "=" in one}
            return self.ids.issuperset(named - {OTHERS})
        if component == "example":
            return self.ids.issuperset(self.examples.get("".join(given[:1]), ()))
        return True

    @cached_property
    def examples(self) -> Mapping[str, frozenset[str]]:
        """The conditions that each worked example names."""
        found: dict[str, frozenset[str]] = {}
        for file in (self._our_examples, in_team("examples.yml", self.root)):
            for name, named in _examples_in(file).items():
                found[name] = found.get(name, frozenset()) | named
        return found

    @property
    def _our_examples(self) -> Path:
        return self.root / "overrides" / "quiz" / "examples.yml"

    def _examples_told(self) -> list[str]:
        said = []
        ours = _examples_in(self._our_examples)
        known = frozenset[str]().union(*ours.values())
        for condition in self.definition.ids:
            if condition in known:
                continue  # an example that leaves it out means that it is not known
            silent = [
                name
                for name, named in self.examples.items()
                if condition not in named and named <= self.ids
            ]
            if silent:
                said.append(
                    f"examples.yml: {_number(silent, 'example')} without an answer on {condition},"
                    f" which counts as unknown there: write “{silent[0]}: {{{condition}: 2}}” and"
                    " so on into team/examples.yml"
                )
        return said

    def _files_told(self) -> list[str]:
        said = []
        for folder, what, conditions_in in (
            ("cases", "case", deck.conditions_in),
            ("conversations", "conversation", conversations.conditions_in),
        ):
            ours = self.root / "quiz" / folder
            files = laid_files(ours, in_team(folder, self.root), "*.yml")
            named = {file.stem: conditions_in(file) for file in files if file.parent == ours}
            gone = sorted(name for name, there in named.items() if not there <= self.ids)
            if gone:
                which = "all of them" if len(gone) == len(named) > 2 else ", ".join(gone)
                said.append(
                    f"quiz/{folder}: {_number(gone, what)} about a condition that there is not,"
                    f" left out: {which}"
                )
            for condition in self.definition.ids:
                silent = [
                    name
                    for name, there in named.items()
                    if name not in gone and condition not in there
                ]
                if silent:
                    said.append(
                        f"quiz/{folder}: {_number(silent, what)} without a word on {condition},"
                        " which counts as unknown there, so that more of them end in find-out:"
                        f" write some of your own in team/{folder}/"
                    )
        return said


def _about(section: str) -> set[str]:
    """Return the ids in the heading that a section begins with."""
    heading = section.partition("\n")[0]
    return {found["id"] for found in SECTION.finditer(heading)}


def _says(prose: str, name: str) -> bool:
    return re.search(rf"\b{re.escape(name)}\b", prose, re.IGNORECASE) is not None


def _examples_in(file: Path | None) -> dict[str, frozenset[str]]:
    """Return the conditions that each example in a file names."""
    sheets = data_in(file) if file and file.exists() else {}
    return {
        name: (frozenset(sheet) if isinstance(sheet, dict) else frozenset()) - DAYS
        for name, sheet in sheets.items()
    }


def _number(things: Sequence[str], what: str) -> str:
    return f"{len(things)} {what}{'s' if len(things) != 1 else ''}"
