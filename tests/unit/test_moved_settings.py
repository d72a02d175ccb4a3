"""What a copy edited of name, menu, footer and colours becomes settings of its team."""

from pathlib import Path

import pytest

from tests.unit.copies import (
    Moved,
    data,
    is_ours_again,
    replaced,
)


def test_the_name_and_what_it_is_become_settings(copy: Path, moved: Moved) -> None:
    """In both languages, also where one is as it was."""
    moved(
        replaced("mkdocs.yml", ("site_name: Vijf", "site_name: Zeker"), ("Five questions.", "Ask."))
    )
    assert data(copy / "team/team.yml") == {
        "name": {"nl": "Zeker", "en": "Five"},
        "description": {"nl": "Vijf vragen.", "en": "Ask."},
    }
    assert is_ours_again(copy, "mkdocs.yml")


def test_new_entries_of_the_menu_become_settings(copy: Path, moved: Moved) -> None:
    """An address and pages, with their titles in both languages and the tab they stand under."""
    moved(
        {
            **replaced(
                "mkdocs.yml",
                ("{Naslag: Reference}", "{Naslag: Reference, Winkel: Shop}"),
                (
                    "  - Coach:\n",
                    "  - Winkel: https://acme.example/shop?a=1\n  - Coach:\n      - own.md\n",
                ),
                ("      - method.md\n", "      - method.md\n      - Prijzen: prices.md\n"),
            ),
            "docs/nl/own.md": "---\ntitle: 'Eigen: zo'\n---\n# Kop\n",
            "docs/en/own.md": "# Our own {#own}\n",
            "docs/nl/prices.md": "# P\n",
            "docs/en/prices.md": "# P\n",
        }
    )
    assert data(copy / "team/team.yml") == {
        "menu": [
            {"title": {"nl": "Winkel", "en": "Shop"}, "to": "https://acme.example/shop?a=1"},
            {"title": {"nl": "Eigen: zo", "en": "Our own"}, "to": "own.md", "under": "coach"},
            {"title": {"nl": "Prijzen", "en": "Prijzen"}, "to": "prices.md", "under": "reference"},
        ],
        "links": ["https://acme.example"],
    }
    assert is_ours_again(copy, "mkdocs.yml", "docs")


def test_the_sites_that_own_pages_lead_to_are_named(copy: Path, moved: Moved) -> None:
    """Those that our pages lead to are not, for they are known."""
    text = "[A](https://acme.example/?page=2#top), https://known.example/b\n"
    moved({"docs/en/index.md": text})
    assert data(copy / "team/team.yml") == {"links": ["https://acme.example"]}


@pytest.mark.parametrize(
    ("name", "owner"),
    [
        (
            '<a href="https://acme.example">{{ config.site_name }}</a>',
            ("acme.example", "https://acme.example"),
        ),
        ('<a href="https://acme.example/a">Acme BV</a>', ("Acme BV", "https://acme.example/a")),
        ("Acme BV", ("Acme BV", None)),
    ],
)
def test_whom_the_footer_names_becomes_the_owner(
    name: str, owner: tuple[str, str | None], copy: Path, moved: Moved
) -> None:
    """With the address that the name leads to, if there is one."""
    path = "overrides/partials/footer.html"
    moved(replaced(path, ("{{ config.site_name }}", name)))
    settings = data(copy / "team/team.yml")
    assert (settings["owner"]["name"], settings["owner"].get("address")) == owner
    assert is_ours_again(copy, path)


def test_colours_of_the_two_schemes_become_settings(copy: Path, moved: Moved) -> None:
    """By what they are for, with what would else be made to go with them."""
    path = "overrides/quiz/frame/site.css"
    moved(replaced(path, ("#f8f6f1", "#fff"), ("#0e4a58", "#0E0E0E"), ("#7fcbd6", "#abcdef")))
    assert data(copy / "team/team.yml") == {
        "colours": {
            "light": {
                "paper": "#ffffff",
                "main": "#0E0E0E",
                "main-tint": "#dbe9ea",
                "on-main": "#ffffff",
            },
            "dark": {"main": "#abcdef"},
        }
    }
    assert is_ours_again(copy, path)
