"""Strategies for Hypothesis: any text there is, any prospect there can be."""

from datetime import UTC, date, datetime

from hypothesis import strategies as st

from quiz.definition import LEVELS
from quiz.files.table import RESULT_COLUMNS, columns_of
from quiz.names import NAME_LENGTH, is_blank, name_from
from quiz.prospect import RESULTS, Check, Next, Outcome, Prospect, in_order
from quiz.sheet import Sheet
from tests.unit.shipped_definition import DEFINITION

MARKS = st.text("'=+-@\t\r\n ＝＋－＠;,\"\\<>&{}a1é\u200f\u200b\ufeff\0", max_size=12)
"""What spreadsheets, CSV, HTML and calendars take for more than text, close together."""

TEXTS = st.one_of(st.text(max_size=30), MARKS)
"""Texts in every script, as any keyboard and any paste can give."""

NAMES = TEXTS.map(lambda text: name_from(text)[:NAME_LENGTH]).filter(
    lambda name: not is_blank(name) and name_from(name) == name
)
SELLERS = st.one_of(st.just(""), NAMES)
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
MOMENTS = st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1)).map(
    lambda moment: moment.replace(tzinfo=UTC).isoformat(timespec="milliseconds")[:-6] + "Z"
)
ANSWERS = st.tuples(*[st.sampled_from((*LEVELS, None)) for _ in DEFINITION.ids])
FILLED = TEXTS.filter(bool)


def notes() -> st.SearchStrategy[tuple[tuple[str, str], ...]]:
    given = st.dictionaries(st.sampled_from(DEFINITION.ids), FILLED)
    return given.map(
        lambda found: tuple((key, found[key]) for key in DEFINITION.ids if key in found)
    )


CHECKS = st.builds(
    Check,
    sheet=st.builds(
        Sheet,
        ANSWERS,
        on=DAYS,
        revisit=st.none() | DAYS,
        stop=st.booleans(),
        needed_by=st.none() | DAYS,
        not_before=st.none() | DAYS,
    ),
    definition=st.just(DEFINITION.ref),
    notes=notes(),
)
OURS = {*columns_of(DEFINITION), *RESULT_COLUMNS}
KEYS = TEXTS.map(str.strip).filter(lambda key: key and key not in OURS)
OTHER = st.dictionaries(KEYS, FILLED, max_size=3).map(lambda cells: tuple(cells.items()))
STEPS = st.builds(Next, TEXTS, st.none() | DAYS).filter(lambda step: step.what or step.on)
ENDS = st.builds(
    Outcome,
    st.sampled_from(RESULTS),
    st.none() | DAYS,
    st.none() | st.sampled_from(DEFINITION.ids),
)


def prospects(
    checks: st.SearchStrategy[Check] = CHECKS,
    most: int = 4,
    changed: st.SearchStrategy[str] = MOMENTS,
) -> st.SearchStrategy[Prospect]:
    """Any prospect, its checks in the order of their days."""
    return st.builds(
        Prospect,
        id=st.from_regex(r"[A-Za-z0-9_-]{1,64}", fullmatch=True),
        name=NAMES,
        seller=SELLERS,
        note=TEXTS,
        next=st.none() | STEPS,
        outcome=st.none() | ENDS,
        checks=st.lists(checks, min_size=1, max_size=most).map(in_order),
        other=OTHER,
        changed=changed,
    )
