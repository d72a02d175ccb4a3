"""Every address in every page leads somewhere."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from quiz.definition import Definition
from tests.site.built_site import Page, Site, listed
from tests.site.site_tree import Element

ADDRESSES = ("href", "src", "action", "formaction", "poster", "xlink:href")

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


def addresses(page: Page) -> Iterator[tuple[Element, str]]:
    """Yield every address in a page with the element that holds it."""
    for element in page.html.all():
        for attribute in ADDRESSES:
            if attribute in element.attributes:
                yield element, element[attribute]
        for candidate in element["srcset"].split(","):
            if candidate.strip():
                yield element, candidate.split()[0]
        if element.tag == "object":
            yield element, element["data"]


def test_every_address_within_the_site_leads_somewhere(any_build: Site) -> None:
    """Links, anchors, scripts, styles, pictures, preloads and alternates: all are there."""
    problems = []
    for page in any_build.pages.values():
        for element, reference in addresses(page):
            target = any_build.target(page, reference)
            elsewhere = urlsplit(target).netloc != urlsplit(any_build.address).netloc
            if not (elsewhere and element.tag == "a") and (problem := any_build.problem(target)):
                problems.append(f"{page.url}: {element} {problem}")
    assert not problems, listed(problems)


def test_the_links_that_script_completes_lead_somewhere(
    any_build: Site, definition: Definition
) -> None:
    """An address into which script puts the id of a condition is right for each of them.

    Where it puts the id of a prospect, the page in front of it is there.
    """
    links = [
        (page, element["data-address"].removesuffix("#id=KEY"))
        for page in any_build.pages.values()
        for element in page.html.all(has="data-address")
    ]
    assert links
    problems = [
        f"{page.url}: {address} with {condition} {problem}"
        for page, address in links
        for condition in definition.ids
        if (problem := any_build.problem(any_build.target(page, address.replace("KEY", condition))))
    ]
    assert not problems, listed(problems)


def test_only_a_reader_who_clicks_leaves_the_site(built: Site) -> None:
    """Nothing but links names another host, and these are the ones we know."""
    found = {
        (element.tag, reference)
        for page in built.pages.values()
        for element, reference in addresses(page)
        if built.url(built.target(page, reference)) is None
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
        f"{page.url}: {element}"
        for page in built.pages.values()
        if page.url != "404.html"
        for element, reference in addresses(page)
        if reference.startswith("/")
    ]
    assert not absolute, listed(absolute)


def test_the_page_for_what_is_not_there_names_the_path_of_the_site(published: Site) -> None:
    """404.html is shown at any depth: each of its addresses starts with the path of the site."""
    page = published.pages["404.html"]
    path = urlsplit(published.address).path
    wrong = [
        str(element)
        for element, reference in addresses(page)
        if not reference.startswith((path, "https://", "#"))
    ]
    assert not wrong, listed(wrong)
    assert any(reference.startswith(f"{path}assets/") for _, reference in addresses(page))
