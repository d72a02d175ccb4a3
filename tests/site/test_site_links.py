"""Every address in every page leads somewhere; the check is the one that the build makes."""

from urllib.parse import urlsplit

from links import ADDRESSES, KEY, Link
from quiz.definition import Definition
from tests.site.built_site import Page, Site, listed

ELSEWHERE = {
    "https://brooksgroup.com/sales-training-blog/five-characteristics-qualified-prospect/",
    "https://creativecommons.org/licenses/by/4.0/",
    "https://creativecommons.org/licenses/by/4.0/deed.nl",
    "https://docs.github.com/en/site-policy/privacy-policies/github-general-privacy-statement",
    "https://doi.org/10.1037/0003-066X.34.7.571",
    "https://doi.org/10.1037/h0026256",
    "https://doi.org/10.1007/s10648-020-09572-8",
    "https://doi.org/10.1080/01621459.1927.10502953",
    "https://doi.org/10.1111/j.2044-8325.2011.02045.x",
    "https://doi.org/10.1214/ss/1009213286",
    "https://doi.org/10.3102/0034654314564881",
    "https://github.com/dequelabs/axe-core",
    "https://scrapine.com/templates/lead-qualification-scorecard",
    "https://webkit.org/blog/10218/full-third-party-cookie-blocking-and-more/",
    "https://www.raconteur.net/marketing-sales/how-to-change-indecisive-customers-into-buyers",
    "https://www.w3.org/TR/WCAG22/",
}
"""Every address outside the site that a page names; a new one is added here on purpose."""


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


def test_only_a_reader_who_clicks_leaves_the_site(built: Site) -> None:
    """Nothing but links names another host, and these are the ones we know."""
    found = {
        (link.element, link.address)
        for page in built.pages.values()
        for link in links_in(built, page)
        if built.url(built.target(page, link.address)) is None
    }
    assert found == {("a", address) for address in ELSEWHERE}


def test_links_elsewhere_are_safe_and_carry_no_tracking() -> None:
    """They are encrypted, and hold nothing but the place they lead to."""
    parts = [urlsplit(address) for address in ELSEWHERE]
    assert {part.scheme for part in parts} == {"https"}
    assert [part for part in parts if part.query or part.fragment or "@" in part.netloc] == []


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
