"""Every address in every page leads somewhere; the check is the one that the build makes."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

import pytest

from links import ADDRESSES, KEY, Link
from quiz.definition import Definition
from tests.site.built_site import Page, Site, listed

MEND = """
Mend the address that is named above, in docs/ or in the template that makes it. Links to other
sites are yours to make: with https, mailto or tel, and without what tells who followed them. Only
a link may lead elsewhere; a picture, a script or a style comes from the site itself.
"""

WAYS = {"https", "mailto", "tel"}
"""How a link may lead elsewhere: encrypted, to somebody's mail, or to a telephone."""

TELLTALE = re.compile(r"utm_\w+|\w*clid|mc_[ce]id|_hs\w+|mkt_tok|igsh\w*|yclid|wt_\w+|ref_?src")
"""What is put behind an address to tell its owner who followed the link, and from where."""


def links_in(site: Site, page: Page) -> list[Link]:
    """Return the links of a page, as the build reads them."""
    return list(site.links.documents[page.url].links)


def test_every_address_within_the_site_leads_somewhere(
    any_build: Site, definition: Definition
) -> None:
    """Links, anchors, scripts, styles, pictures, preloads, alternates, manifests, the sitemap.

    An address into which script puts the id of a condition is right for each of them.
    """
    problems = any_build.links.problems(definition.ids)
    assert not problems, listed(map(str, problems))


def test_no_address_is_overlooked(any_build: Site) -> None:
    """The build reads pages in haste: it finds the addresses and ids that a whole reading finds."""
    for page in any_build.pages.values():
        read = [
            (link.element, link.attribute, link.address)
            for link in links_in(any_build, page)
            if link.attribute in ADDRESSES
        ]
        assert read == [
            (element.tag, attribute, element[attribute])
            for element in page.html.all()
            for attribute in ADDRESSES
            if attribute in element.attributes
        ]
        assert any_build.ids(page) == {element["id"] for element in page.html.all(has="id")}


def test_the_build_looks_at_every_kind_of_address(published: Site) -> None:
    """Pages, what script completes, previews, manifests and the sitemap are all among them."""
    found = {
        (link.element, link.attribute)
        for document in published.links.documents.values()
        for link in document.links
    }
    assert found >= {
        ("a", "href"),
        ("a", "data-address"),
        ("link", "href"),
        ("script", "src"),
        ("meta", "content"),
        ("xhtml:link", "href"),
        ("", "loc"),
        ("", "start_url"),
        ("", "src"),
    }
    assert any(
        KEY in urlsplit(link.address).path
        for page in published.pages.values()
        for link in links_in(published, page)
    )


def leading_elsewhere(site: Site) -> Iterator[tuple[Page, Link]]:
    """Yield what names an address that is not one of the site's, with its page."""
    for page in site.pages.values():
        for link in links_in(site, page):
            if site.url(site.target(page, link.address)) is None:
                yield page, link


def test_only_a_reader_who_clicks_leaves_the_site(built: Site) -> None:
    """Nothing but a link names another host: no picture, style, script or form is fetched there."""
    strangers = [
        f"{page.url}: {link}" for page, link in leading_elsewhere(built) if link.element != "a"
    ]
    assert not strangers, listed(strangers)


def test_links_elsewhere_are_safe_and_carry_no_tracking(built: Site) -> None:
    """They are encrypted, name no user, and do not tell who followed them."""
    links = list(leading_elsewhere(built))
    assert links
    wrong = [f"{page.url}: {link.address}" for page, link in links if not is_safe(link.address)]
    assert not wrong, listed(wrong)


def is_safe(address: str) -> bool:
    """Say whether a link leads there and no further."""
    parts = urlsplit(address)
    told = [name for name, _ in parse_qsl(parts.query, keep_blank_values=True)]
    return (
        parts.scheme in WAYS
        and "@" not in parts.netloc
        and not any(TELLTALE.fullmatch(name) for name in told)
    )


@pytest.mark.parametrize(
    "address",
    [
        "http://acme.example/",
        "javascript:alert(1)",
        "data:text/html,x",
        "https://user:word@acme.example/",
        "https://acme.example/?utm_source=links",
        "https://acme.example/?page=2&gclid=1#top",
    ],
)
def test_a_link_that_is_not_safe_is_found(address: str) -> None:
    """Unencrypted, script or data, with a password, or with what tells on the reader."""
    assert not is_safe(address)
    assert is_safe("https://acme.example/contact?page=2#top")


def test_no_link_reports_that_it_was_followed(built: Site) -> None:
    """The attribute `ping` would."""
    assert [page.url for page in built.pages.values() for _ in page.html.all(has="ping")] == []


def test_without_an_address_the_site_works_under_any_path(built: Site) -> None:
    """No page names a path from the root of the host; only 404.html must, for its depth varies."""
    absolute = [
        f"{page.url}: {link}"
        for page in built.pages.values()
        if page.url != "404.html"
        for link in links_in(built, page)
        if link.address.startswith("/")
    ]
    assert not absolute, listed(absolute)


def test_the_page_for_what_is_not_there_names_the_path_of_the_site(published: Site) -> None:
    """404.html is shown at any depth: each of its addresses starts with the path of the site."""
    page = published.pages["404.html"]
    path = urlsplit(published.address).path
    found = links_in(published, page)
    wrong = [str(link) for link in found if not link.address.startswith((path, "https://", "#"))]
    assert not wrong, listed(wrong)
    assert any(link.address.startswith(f"{path}assets/") for link in found)
