"""The list of prospects: best first, found and filtered, in step with other tabs."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.pipeline import THREE, expect_names, keep, many, open_file, row, say_who
from tests.browser.storage import read_raw, record, write_raw


@pytest.mark.parametrize("language", ["nl", "en"])
def test_empty_list_leads_to_the_check_and_to_a_file(open_page: Open, language: str) -> None:
    """Whoever has no prospects yet reads how to get one, and nothing is made in the browser."""
    page = open_page("prospects/", language)
    empty = page.locator("[data-empty]")
    expect(empty).to_be_visible()
    expect(page.locator("[data-pipeline]")).to_be_hidden()
    empty.get_by_role("link").click()
    expect(page.locator("form[data-quiz]")).to_be_visible()


def test_rows_say_what_to_do(open_page: Open) -> None:
    """Each row has the verdict, the chain, what to do and what to ask; the best stands on top."""
    page = open_page("prospects/", "en")
    open_file(page, THREE)
    keep(page)
    expect_names(page, "Bakkerij Jansen", "Garage Smit", "Tandarts Özil")
    garage = row(page, "Garage Smit")
    expect(garage).to_have_attribute("data-verdict", "develop")
    expect(garage.locator(".badge")).to_have_text("Develop")
    expect(garage.locator("[data-link=trust]")).to_have_attribute("data-level", "unknown")
    expect(garage.locator("[data-link=urgency]")).to_have_attribute("data-level", "1")
    expect(garage.locator(".prospect__do")).to_contain_text("Find the event behind")
    expect(garage.locator(".prospect__ask q")).to_contain_text("When does this have to work")


def test_chain_in_a_row_is_read_out(open_page: Open) -> None:
    """Whoever does not see the small chain hears each condition and its level."""
    page = open_page("prospects/", "en")
    open_file(page, THREE)
    chain = row(page, "Garage Smit").get_by_role("list")
    assert " ".join(chain.inner_text().split()) == (
        "Need in order Means in order Trust unknown Urgency partly there Attention in order"
    )


def test_list_survives_a_reload_and_the_language(open_page: Open) -> None:
    """What is kept is there the next time, in both languages."""
    page = open_page("prospects/")
    open_file(page, THREE)
    keep(page)
    page.reload()
    expect(page.locator("[data-prospect]")).to_have_count(3)
    page.locator("a[data-other-language]").click()
    expect(page.locator("[data-prospect] .badge").first).to_have_text("Pursue")


def test_search_filter_and_order(open_page: Open) -> None:
    """A reader finds prospects by words, verdict and level, in the order of any condition."""
    page = open_page("prospects/", "en")
    open_file(page, THREE)
    page.get_by_role("searchbox", name="Search").fill("özil tand")
    expect_names(page, "Tandarts Özil")
    expect(page.locator(".pipeline__count")).to_have_text("1 of 3")
    page.get_by_role("searchbox", name="Search").fill("")
    page.locator("select[name=verdict]").select_option("develop")
    expect_names(page, "Garage Smit")
    page.locator("select[name=verdict]").select_option("pursue")
    page.get_by_role("searchbox", name="Search").fill("smit")
    expect(page.locator("[data-none]")).to_be_visible()
    page.get_by_role("button", name="Show all").click()
    expect(page.locator("[data-prospect]")).to_have_count(3)
    page.locator("select[name=condition]").select_option("trust")
    page.locator("select[name=level]").select_option("unknown")
    expect_names(page, "Garage Smit")
    page.locator("select[name=level]").select_option("")
    page.locator("select[name=condition]").select_option("")
    page.locator("select[name=sort]").select_option("need")
    expect_names(page, "Tandarts Özil", "Garage Smit", "Bakkerij Jansen")
    page.locator("select[name=sort]").select_option("newest")
    expect_names(page, "Tandarts Özil", "Garage Smit", "Bakkerij Jansen")
    page.locator("select[name=sort]").select_option("name")
    expect_names(page, "Bakkerij Jansen", "Garage Smit", "Tandarts Özil")


def test_two_thousand_are_shown_a_page_at_a_time(open_page: Open) -> None:
    """A long list is paged; the pages together hold every prospect once."""
    page = open_page("prospects/", "en")
    open_file(page, many(2000))
    expect(page.locator(".pipeline__count")).to_have_text("2000 of 2000")
    rows = page.locator("[data-prospect] .prospect__name")
    expect(rows).to_have_count(50)
    first = rows.all_text_contents()
    pager = page.get_by_role("navigation", name="Pages of the list")
    expect(pager.get_by_role("button", name="Previous")).to_be_disabled()
    pager.get_by_role("button", name="Next").click()
    expect(page.locator("#list-heading")).to_be_focused()
    expect(rows).to_have_count(50)
    assert set(first).isdisjoint(rows.all_text_contents())
    page.get_by_role("searchbox", name="Search").fill("01999")
    expect_names(page, "Prospect 01999")
    expect(pager).to_be_hidden()


def test_closed_prospects_leave_the_list(open_page: Open) -> None:
    """What was won or lost is out of sight until the reader asks for it."""
    page = open_page("prospects/", "en")
    head = THREE.splitlines()
    open_file(page, "\n".join([f"{head[0]},outcome", f"{head[1]},won", f"{head[2]},"]))
    expect_names(page, "Garage Smit")
    page.get_by_label("Show closed ones too").check()
    expect_names(page, "Bakkerij Jansen", "Garage Smit")
    expect(row(page, "Bakkerij Jansen").locator(".mark").last).to_have_text("won")


def test_two_tabs_show_the_same_list(open_page: Open) -> None:
    """What one tab keeps or removes appears in the other."""
    page = open_page("prospects/")
    other = page.context.new_page()
    other.goto(page.url)
    expect(other.locator("[data-empty]")).to_be_visible()
    open_file(page, THREE)
    keep(page)
    expect(other.locator("[data-prospect]")).to_have_count(3)
    row(other, "Garage Smit").get_by_role("link").click()
    other.locator("[data-do=remove]").click()
    expect(page.locator("[data-prospect]")).to_have_count(2)
    expect_names(page, "Bakkerij Jansen", "Tandarts Özil")


def test_removal_can_be_undone(open_page: Open) -> None:
    """A prospect that was removed comes back whole."""
    page = open_page("prospects/")
    open_file(page, THREE)
    keep(page)
    before = read_raw(page)
    row(page, "Garage Smit").get_by_role("link").click()
    page.locator("[data-do=remove]").click()
    expect(page.locator("[data-undo]")).to_be_focused()
    expect(page.locator("[data-prospect]")).to_have_count(2)
    assert len(read_raw(page)) == 2
    page.locator("[data-do=undo]").click()
    expect(page.locator("[data-prospect]")).to_have_count(3)
    assert read_raw(page) == before


def test_damaged_and_newer_records_are_said_and_kept(open_page: Open) -> None:
    """What cannot be read is named, can be saved as a file, and is touched by nothing else."""
    page = open_page("prospects/", "en")
    open_file(page, THREE)
    keep(page)
    damaged = {"id": "x", "format": 2, "name": "Broken Ltd", "checks": "none"}
    newer = {"id": "y", "format": 4, "name": "Later Ltd", "links": []}
    write_raw(page, damaged, newer)
    page.reload()
    notice = page.locator("[data-broken]")
    expect(notice.locator("li")).to_have_count(2)
    expect(notice).to_contain_text("Broken Ltd: checks, changed: ")
    expect(notice).to_contain_text("this part is damaged; take it from an older backup")
    expect(notice.locator("[lang]")).to_have_count(0)  # said in the language of the page
    expect(notice).to_contain_text("Later Ltd was made by a newer version of this site.")
    expect(page.locator("[data-prospect]")).to_have_count(3)
    with page.expect_download() as saved:
        page.locator("[data-do=backup]:visible").first.click()
        say_who(page)
    text = saved.value.path().read_text()
    assert '"Broken Ltd"' in text
    assert '"Later Ltd"' in text
    assert damaged in read_raw(page)
    page.locator("[data-do=remove-broken]").click()
    expect(notice).to_be_hidden()
    assert len(read_raw(page)) == 3
    page.locator("[data-do=undo]").click()
    expect(notice).to_be_visible()
    assert damaged in read_raw(page)
    assert newer in read_raw(page)


def test_names_are_shown_without_an_engine(open_page: Open, errors: list[str]) -> None:
    """Where Python has not said anything of them, the names are there and a backup can be made."""
    page = open_page("prospects/", "en")
    open_file(page, THREE)
    keep(page)
    write_raw(page, record("Zonnestudio Fris"))
    page.add_init_script("delete globalThis.WebAssembly")
    page.reload()
    expect(page.locator("[data-engine-status]")).to_contain_text("WebAssembly")
    expect(page.locator("[data-names] li")).to_have_text(
        ["Bakkerij Jansen", "Garage Smit", "Tandarts Özil", "Zonnestudio Fris"]
    )
    with page.expect_download() as saved:
        page.locator("[data-do=backup]:visible").first.click()
        say_who(page)
    assert "Tandarts Özil" in saved.value.path().read_text()
    assert errors == []


def test_this_week_names_what_is_due(open_page: Open) -> None:
    """Park dates, next steps and stale checks stand on top, the overdue ones first."""
    page = open_page("prospects/", "en")
    page.clock.set_fixed_time("2026-11-24T12:00:00")
    page.reload()
    open_file(
        page,
        "name,need,means,trust,urgency,attention,on,revisit,next,next_on\n"
        "Stale Ltd,2,2,2,1,2,2026-10-01,,,\n"
        "Parked Ltd,2,2,2,0,2,2026-11-20,2026-11-26,,\n"
        "Late Ltd,2,2,2,2,2,2026-11-20,,Call the director,2026-11-23\n"
        "Quiet Ltd,2,2,2,2,2,2026-11-20,,Send the contract,2026-12-24\n",
    )
    keep(page)
    items = page.locator(".week__item")
    expect(items).to_have_count(3)
    expect(items.nth(0)).to_contain_text("Late Ltd")
    expect(items.nth(0)).to_contain_text("Call the director")
    expect(items.nth(0)).to_have_attribute("data-overdue", "true")
    assert {"Parked Ltd", "Stale Ltd"} == {
        text for text in page.locator(".week__name").all_text_contents() if text != "Late Ltd"
    }
    items.nth(0).get_by_role("link").click()
    expect(page.locator("#detail-name")).to_have_text("Late Ltd")


def test_record_of_the_first_format_is_upgraded(open_page: Open) -> None:
    """A prospect kept by the first version, with a single check, is read, and changed as ours."""
    page = open_page("prospects/", "en")
    open_file(page, THREE)
    keep(page)
    old = {
        "format": 1,
        "id": "old",
        "name": "Early Ltd",
        "definition": "five-conditions@1",
        "answers": {"need": 3, "means": 2, "trust": 2, "urgency": 2, "attention": 2},
        "on": "2026-11-20",
        "changed": "2026-11-20T09:00:00.000Z",
    }
    write_raw(page, old)
    page.reload()
    row(page, "Early Ltd").get_by_role("link").click()
    page.get_by_role("textbox", name="Note", exact=True).fill("Known for years")
    page.get_by_role("textbox", name="Note", exact=True).press("Tab")
    expect(page.locator("[data-said-what=kept]")).to_be_visible()
    now = next(record for record in read_raw(page) if record["id"] == "old")
    assert (now["format"], now["note"]) == (3, "Known for years")
    assert now["checks"][0]["answers"] == old["answers"]


def test_record_that_cannot_be_sent_holds_up_no_other(open_page: Open) -> None:
    """A record that is nested without end is named; the list has all the others."""
    page = open_page("prospects/", "en")
    open_file(page, THREE)
    keep(page)
    nested: object = "x"
    for _ in range(300):
        nested = [nested]
    write_raw(page, {"format": 2, "id": "deep", "name": "Deep Ltd", "checks": nested})
    page.reload()
    item = page.locator("[data-broken] li")
    expect(item).to_have_text("Deep Ltd is damaged beyond reading.", use_inner_text=True)
    expect(page.locator("[data-prospect]")).to_have_count(3)


def test_killed_worker_loses_no_prospect(open_page: Open, errors: list[str]) -> None:
    """When the system ends the worker, retry brings back the whole list and each prospect."""
    page = open_page("prospects/", "en")
    open_file(page, THREE)
    keep(page)
    page.clock.install()
    page.reload()
    expect(page.locator("quiz-prospects[data-engine=ready]")).to_be_visible()
    engine = next(worker for worker in page.workers if "engine.worker" in worker.url)
    engine.evaluate("self.close()")
    row(page, "Garage Smit").get_by_role("link").click()
    page.clock.run_for(21_000)
    expect(page.locator("[data-engine]")).to_have_attribute("data-engine", "failed")
    page.locator("[data-do=retry]").click()
    expect(page.locator("#detail-name")).to_have_text("Garage Smit")
    page.locator("[data-do=back]").click()
    expect(page.locator("[data-prospect]")).to_have_count(3)
    expect(page.locator("[data-picture=weakest]")).to_contain_text("each for 1 of the 3 prospects")
    errors.clear()  # the console says that the engine was silent


def test_list_that_comes_back_as_it_was_left_shows_what_is_kept_now(open_page: Open) -> None:
    """From the browser's memory, where a page hears nothing of what other tabs do meanwhile."""
    page = open_page("prospects/")
    open_file(page, THREE)
    keep(page)
    write_raw(page, record("Later bewaard", "later"))
    expect(page.locator("[data-prospect]")).to_have_count(3)
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect(page.locator("[data-prospect]")).to_have_count(4)
    expect(row(page, "Later bewaard")).to_be_visible()
