"""Prospects from people's own spreadsheets: row by row, so that a bad row costs no other."""

import csv
import io
from datetime import date

import pytest

from quiz.errors import InputError, NotTextError, Problem
from quiz.files.decoding import decode
from quiz.files.spreadsheet import (
    neutralise,
    restore,
    write_prospects,
)
from quiz.files.table import COLUMNS, columns_of, rank, read_table, write_table
from quiz.prospect import Next, Outcome, Prospect
from tests.unit.backups import entries_in, read_prospects
from tests.unit.samples import made
from tests.unit.shipped_definition import DEFINITION, table

HEADER = "name,need,means,trust,urgency,attention"


def read(*rows: str, header: str = HEADER) -> tuple[tuple[Prospect, ...], tuple[Problem, ...]]:
    return read_prospects(table(*rows, header=header))


def good(*rows: str, header: str = HEADER) -> tuple[Prospect, ...]:
    prospects, problems = read(*rows, header=header)
    assert problems == ()
    return prospects


def test_a_row_is_a_prospect_with_one_check() -> None:
    """A row says who it is, what is known, what was noted, what comes next and how it ended."""
    header = (
        f"{HEADER},on,revisit,note,outcome,seller,next,next_on,outcome_on,need_note,trust_note,tel"
    )
    row = "Jansen,3,,unknown,0,2,2026-11-24,2027-01-04,belt niet,won,An,bel,2026-12-01,2026-12-24"
    (prospect,) = good(f"{row},zei het,,+31", header=header)
    (check,) = prospect.checks
    assert (prospect.name, prospect.seller, prospect.note) == ("Jansen", "An", "belt niet")
    assert check.sheet.answers == (3, None, None, 0, 2)
    assert (check.sheet.on, check.sheet.revisit) == (date(2026, 11, 24), date(2027, 1, 4))
    assert (check.definition, check.notes) == (DEFINITION.ref, (("need", "zei het"),))
    assert prospect.next == Next("bel", date(2026, 12, 1))
    assert prospect.outcome == Outcome("won", date(2026, 12, 24))
    assert prospect.other == (("tel", "+31"),)


def test_a_name_is_enough() -> None:
    """A list of names is a list of prospects of which nothing is known yet."""
    (prospect,) = good("Jansen,,,,,")
    assert prospect.sheet.answers == (None,) * 5
    assert (prospect.next, prospect.outcome, prospect.other) == (None, None, ())


def test_results_in_a_list_are_not_taken_over() -> None:
    """What ranking added is worked out anew, and is no column of the person's own."""
    text = table("a,2,2,2,2,2", "b,0,2,2,2,2")
    ranked = write_table(rank(read_table(text, DEFINITION, "x"), DEFINITION))
    plain, again = (read_prospects(t)[0] for t in (text, ranked))
    assert again == plain
    assert "verdict" in ranked


def test_a_bad_row_costs_no_other() -> None:
    """What is wrong is told with line and column, all of it; the other rows are read."""
    header = f"{HEADER},on,outcome,next_on,outcome_on,seller"
    prospects, problems = read(
        "a,2,2,2,2,2,,,,,",
        f",5,2,2,2,2,24-13-2026,,soon,x,{'y' * 201}",
        "b,2,2,2,2,2,,,,,",
        "c,2",
        ",2,2,2,2,2,,,,,",
        f"{'z' * 201},2,2,2,2,2,,,,,",
        "d,2,2,2,2,2,,,,,",
        header=header,
    )
    assert [prospect.name for prospect in prospects] == ["a", "b", "c", "d"]
    assert [problem.where.removeprefix("list.csv:") for problem in problems] == [
        "3: need",
        "3: on",
        "3: next_on",
        "3: outcome_on",
        "6: name",
        "7: name",
    ]
    assert all(problem.what and problem.fix for problem in problems)


def test_rows_after_bad_quotes_are_read_on() -> None:
    """A row whose quotes are wrong is told by its line; what comes after it is read."""
    prospects, problems = read("a,2,2,2,2,2", '"b"x,2,2,2,2,2', "c,2,2,2,2,2", '"d,2,2,2,2,2')
    assert [prospect.name for prospect in prospects] == ["a", "c"]
    assert [problem.where for problem in problems] == ["list.csv:3", "list.csv:5"]


def test_lines_are_those_of_an_editor() -> None:
    """A line break within a cell counts as a line, and is kept in the cell."""
    prospects, problems = read(
        '"a",2,2,2,2,2,"one\r\ntwo"', "b,9,2,2,2,2,", header=f"{HEADER},note"
    )
    assert [prospect.note for prospect in prospects] == ["one\r\ntwo"]
    assert [problem.where for problem in problems] == ["list.csv:4: need"]


@pytest.mark.parametrize("text", ["", "name\na\n", "need,means\n2,2\n", "Naam,need\na,2\n"])
def test_a_header_that_is_not_ours_has_to_be_mapped(text: str) -> None:
    """Without a name and a condition, called as we call them, somebody has to say what is what."""
    with pytest.raises(InputError):
        read_prospects(text)


def test_rows_with_nothing_in_them_are_passed_over() -> None:
    """Rows that a spreadsheet leaves behind are no prospects without a name."""
    assert [p.name for p in good("a,2,2,2,2,2", ",,,,,", " , ,,\t,,", "", "b,2,2,2,2,2")] == [
        "a",
        "b",
    ]


def test_rows_of_one_name_and_seller_are_checks_of_one_prospect() -> None:
    """The checks stand in the order of their days, and what the latest row says counts."""
    header = f"{HEADER},on,seller,note,next,tel"
    prospects = good(
        "Jansen,2,2,2,2,2,2026-11-24,An,nieuw,bel,1",
        "Pieters,2,2,2,2,2,2026-11-24,An,,,",
        "Jansen,1,1,1,1,1,2026-10-01,An,oud,mail,2",
        "Jansen,0,0,0,0,0,2026-10-01,Bo,,,",
        " Jansen ,3,3,3,3,3,,An,,,",
        header=header,
    )
    assert [(p.name, p.seller, len(p.checks)) for p in prospects] == [
        ("Jansen", "An", 3),
        ("Pieters", "An", 1),
        ("Jansen", "Bo", 1),
    ]
    jansen = prospects[0]
    assert [check.sheet.answers[0] for check in jansen.checks] == [3, 1, 2]
    assert jansen.next == Next("bel", None)
    assert jansen.note == "nieuw\noud"
    assert jansen.other == (("tel", "1"),)


def test_of_equal_days_the_lower_row_counts() -> None:
    """Rows without a day, or of one day, are taken to be older the higher they stand."""
    header = f"{HEADER},next"
    (prospect,) = good("a,1,1,1,1,1,eerst", "a,2,2,2,2,2,dan", header=header)
    assert prospect.next == Next("dan", None)
    assert prospect.sheet.answers == (2,) * 5


def test_half_a_sign_in_a_list_is_replaced() -> None:
    """A list that a browser cut in the middle of a sign can be stored all the same."""
    (prospect,) = good("a\ud800,,,,,,b\udfff", header=f"{HEADER},note")
    assert (prospect.name, prospect.note) == ("a\ufffd", "b\ufffd")


def test_a_row_says_which_answers_it_has() -> None:
    """An empty cell is no answer, `unknown` is one."""
    read_ = entries_in(table("a,2,unknown, ,,"))
    ((entry,),) = read_.groups
    assert entry.answered == {"need", "means"}
    assert entry.check.sheet.answers == (2, None, None, None, None)


def test_an_unclosed_quote_costs_its_own_row_alone() -> None:
    """What stands below a quote that nobody closed is read, and what is not is counted."""
    rows = [f"p{number},2,2,2,2,2,x" for number in range(40)]
    rows[2] = 'p2,2,2,2,2,2,"x'
    for more in ((), ('q,2,2,2,2,2,"a ""b"" c"', '"r",2,2,2,2,2,"one\ntwo"')):
        read_ = entries_in(table(*rows, *more, header=f"{HEADER},note"))
        assert len(read_.groups) == 39 + len(more)
        assert [problem.where for problem in read_.problems] == ["x:4"]
        assert len(read_.skipped) == 1


def test_many_unclosed_quotes_are_told_row_by_row() -> None:
    """A file in which every second row has such a quote is read in a time that goes by its size."""
    rows = [f'"p{n},2,2,2,2,2' if n % 2 else f"p{n},2,2,2,2,2" for n in range(4000)]
    read_ = entries_in(table(*rows))
    assert (len(read_.groups), len(read_.skipped)) == (2000, 2000)


def test_a_row_that_is_wrong_over_several_lines_is_one_row() -> None:
    """Where the quote is closed, and something stands behind it, the lines belong together."""
    read_ = entries_in(table('"a\nb\nb"x,2,2,2,2,2', "c,2,2,2,2,2"))
    assert [problem.where for problem in read_.problems] == ["x:2"]
    assert [group[0].prospect.name for group in read_.groups] == ["c"]


def test_what_is_written_has_our_columns_first() -> None:
    """A list has a row for each prospect, with its last check and the person's own columns."""
    one = made("a", "11111", "2?222", seller="An", step=Next("bel", date(2026, 12, 1)))
    text = write_prospects([one, made("b", "00000")], DEFINITION)
    assert text.split("\r\n") == [
        f"{HEADER},on,revisit,note,outcome,seller,next,next_on,outcome_on,"
        "need_note,means_note,trust_note,urgency_note,attention_note,source_id,outcome_link,stop,"
        "needed_by,not_before,definition",
        "a,2,unknown,2,2,2,2026-11-24,,,,An,bel,2026-12-01,,,,,,,,,,,,five-conditions@1",
        "b,0,0,0,0,0,2026-11-24,,,,,,,,,,,,,,,,,,five-conditions@1",
        "",
    ]


def test_a_written_list_can_be_ranked() -> None:
    """The command that ranks lists reads what is exported, and the page reads what it gives."""
    text = write_prospects([made("a", "11111"), made("=b", "22222")], DEFINITION)
    ranked = write_table(rank(read_table(text, DEFINITION, "x"), DEFINITION))
    prospects, problems = read_prospects(ranked)
    assert [prospect.name for prospect in prospects] == ["=b", "a"]
    assert problems == ()


def test_no_column_of_ours_can_be_a_condition() -> None:
    """The names of our columns are refused as the id of a condition."""
    ours = set(columns_of(DEFINITION)) - set(DEFINITION.ids)
    assert {name for name in ours if not name.endswith("_note")} <= set(COLUMNS)


def test_a_column_of_ones_own_that_is_called_like_ours_is_left_out() -> None:
    """A list never has two columns of one name."""
    (one,) = good("a,2,2,2,2,2,x", header=f"{HEADER},tel")
    clash = Prospect(**{**vars(one), "other": (("name", "x"), ("verdict", "x"), ("tel", "1"))})
    header, *rows = csv.reader(io.StringIO(write_prospects([clash], DEFINITION), newline=""))
    assert header == [*columns_of(DEFINITION), "tel"]
    assert rows[0][-1] == "1"


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+31",
        "-",
        "@a",
        "\t",
        "\r",
        "\n",
        "＝1",
        "＋",
        "－",
        "＠",
        " =1",
        "\n =",
        "\u200b=1",
    ],
    ids=ascii,
)
def test_a_formula_is_made_harmless(cell: str) -> None:
    """What some spreadsheet would run, and what already looks like that made harmless, changes."""
    assert neutralise(cell) == f"'{cell}"
    assert neutralise(f"'{cell}") == f"''{cell}"
    assert restore(f"'{cell}") == cell


@pytest.mark.parametrize("cell", ["", "a", "'s-Hertogenbosch", "a=b", "'", "''", " a", "é=", "1-2"])
def test_other_text_stays_as_it_is(cell: str) -> None:
    """What no spreadsheet takes for a formula stays as it is, both ways."""
    assert neutralise(cell) == restore(cell) == cell


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_what_spreadsheets_save_is_decoded(encoding: str) -> None:
    """UTF-8 with and without its mark, UTF-16 with it, and Windows-1252 give the same text."""
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    assert decode(mark + "Café €".encode(encoding), "x") == "Café €"


def test_any_bytes_are_decoded_as_a_browser_does() -> None:
    """Of the five bytes that stand for nothing in Windows-1252 each stays what it is."""
    assert decode(b"\xe9\x81\x8d\x8f\x90\x9d", "x") == "é\x81\x8d\x8f\x90\x9d"


@pytest.mark.parametrize("data", [b"PK\x03\x04\0\0", b"a\0b", b"\0"])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    """A workbook or a picture is not taken for a list with odd characters in it."""
    with pytest.raises(NotTextError):
        decode(data, "x")
