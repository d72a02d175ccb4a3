"""What Python and JavaScript both have to work out is the same in both.

What they only have to know, a page hands over: quiz/host/facts.py. These few things are
needed before Python has started, or without it: whether something is a day, how a day is written,
what a name is, and whether what storage hands back can be used. Each stands in both languages, and
here it is held that they agree, over samples that lie where such rules come apart.
"""

import json
import random
import subprocess
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from quiz.errors import InputError
from quiz.files.backup import read_backup
from quiz.host.facts import facts_of
from quiz.names import folded, name_from
from quiz.prospect import prospect_from
from quiz.sentences import Sentences
from quiz.sheet import parse_day, sheet_from
from tests.scripts.node import RUN, environment
from tests.unit.backups import backup_of
from tests.unit.shipped_definition import DEFINITION, LANGUAGES

SCRIPT = Path(__file__).with_name("two_languages.mjs")
REF, IDS = DEFINITION.ref, list(DEFINITION.ids)

ODD: list[Any] = [
    *(None, True, False, 0, 1, 2, 3, 4, -1, 2.5, "", "0", "2", "3", "4", "unknown", "Unknown"),
    *([], [2], {}, {"need": 2}, "2026-11-24", "2026-11-31", "constructor", "__proto__"),
]
"""Values that are of another kind than what is asked for, or close to it."""


def page(*calls: Sequence[Any]) -> list[Any]:
    """Return what the page's own functions return: module, function, arguments."""
    done = subprocess.run(
        [*RUN, str(SCRIPT)],
        input=json.dumps(calls),
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    results: list[Any] = json.loads(done.stdout)
    return results


def is_read(read: Any, *given: Any) -> bool:
    """Say whether Python reads this."""
    try:
        read(*given)
    except (InputError, TypeError, ValueError):
        return False
    return True


def test_a_day_is_a_day_in_both() -> None:
    """Days that do not exist, other ways to write one, and what is no text at all."""
    lot = random.Random(1)  # noqa: S311 - no secret
    samples: list[Any] = [
        *("2024-02-29", "2023-02-29", "1900-02-29", "2000-02-29", "2026-11-31", "2026-13-01"),
        *("0000-01-01", "0001-01-01", "9999-12-31", "10000-01-01", "-001-01-01", "2026-1-01"),
        *(
            "20261124",
            "2026-W48-2",
            "2026-11-24T00:00",
            " 2026-11-24",
            "2026-11-24 ",
            "2026-11-24\n",
        ),
        *("２０２６-11-24", "2026‐11‐24", "2026-00-10", "2026-10-00", *ODD),
        *("".join(lot.choices("0129-T", k=10)) for _ in range(300)),
        *(
            f"{lot.randrange(10000):04}-{lot.randrange(14):02}-{lot.randrange(33):02}"
            for _ in range(300)
        ),
    ]
    here = page(*(["kit/sheet", "isDay", sample] for sample in samples))
    assert here == [is_read(parse_day, sample) for sample in samples]


def test_a_day_is_written_the_same_in_both() -> None:
    """Every day of four years, in each language, as the definition has its months."""
    days = [date(2024, 1, 1) + timedelta(days=number) for number in range(4 * 365 + 1)]
    asked = [(day, language) for day in days for language in LANGUAGES]
    here = page(*(["kit/sheet", "dayText", day.isoformat(), language] for day, language in asked))
    assert here == [Sentences(DEFINITION, language).day(day) for day, language in asked]


def test_a_name_is_the_same_in_both() -> None:
    """Kinds of space, marks that join a letter, and halves of characters."""
    spaces = [
        *"\t\n\v\f\r \x1c\x1d\x1e\x1f\x85\xa0\u1680\u180e\u200b\u2000\u2009\u200a\u2028\u2029"
    ]
    spaces += ["\u202f", "\u205f", "\u2060", "\u3000", "\ufeff", "\0"]
    samples = [
        *("", "Bakkerij Jansen", "Cafe\u0301", "Café", "\u212b", "ﬁ", "가", "\u1100\u1161"),
        *(f"{space}a{space}b{space}{space}" for space in spaces),
        *("a\ud800", "\udc00b", "\ud83d\ude00"),
    ]
    here = page(*(["kept/record", "plain", sample] for sample in samples))
    assert here == [name_from(_joined(sample)) for sample in samples]


def _joined(text: str) -> str:
    """Join two halves of a character, as JSON does on its way to the page."""
    return str(json.loads(json.dumps(text)))


def test_names_are_compared_alike_in_both() -> None:
    """Case, kinds of space and unseen marks make no other name, in either language."""
    names = [
        *("Jansen", "JANSEN", " jansen ", "Jan\u00a0sen", "Jan \u200esen", "\u202aJansen\u202c"),
        *("Özil", "o\u0308ZIL", "ﬁrma", "ＦＩＲＭＡ", "Straße", "STRASSE", "İstanbul", "Σίσυφος"),
        *("a\x1cb", "a\x85b", "a\ufeffb", "", " ", "\u00ad", "½ x", "x\ty\nz"),
    ]
    theirs = page(*(["kept/record", "folded", name] for name in names))
    assert theirs == [folded(name_from(name)) for name in names]


def test_a_definition_is_named_alike_in_both() -> None:
    """What names a definition, and which definition that is."""
    other = f"{DEFINITION.id}x@1"
    samples: list[Any] = [
        *(
            REF,
            f"{DEFINITION.id}@9",
            f"{DEFINITION.id}@00012",
            f"{DEFINITION.id}@{'9' * 30}",
            other,
        ),
        *(DEFINITION.id, f"{DEFINITION.id}@", "@1", f"{DEFINITION.id}@abc", f"{DEFINITION.id}@1.0"),
        *(f"{DEFINITION.id}@-1", f"{DEFINITION.id}@1\n", f"{REF}@2", f"{DEFINITION.id}@２", *ODD),
    ]
    here = page(*(["kit/sheet", "isFor", sample, REF] for sample in samples))
    assert here == [
        is_read(sheet_from, {"answers": {}, "definition": sample}, DEFINITION) for sample in samples
    ]


def _checks() -> list[Any]:
    """Return checks as storage may hand them back: sound ones, and each part of one made odd."""
    whole = {"definition": REF, "on": "2026-11-24", "answers": {"need": 2}, "notes": {"need": "x"}}
    dated = {**whole, "revisit": "2027-01-04"}
    checks: list[Any] = [whole, dated, {"answers": {}}, *ODD]
    for key in ("definition", "on", "revisit", "answers", "notes"):
        checks += [{**dated, key: odd} for odd in ODD]
        checks.append({other: value for other, value in dated.items() if other != key})
    checks += [{**whole, "answers": {"need": odd}} for odd in ODD]
    checks += [{**whole, "notes": {"need": odd}} for odd in ODD]
    checks += [{**whole, part: {"luck": 1}} for part in ("answers", "notes")]
    return checks


def test_a_stored_check_can_be_used_in_both_or_in_neither() -> None:
    """A page that shows a prospect's last check before Python is there shows no other one."""
    about = {"id": "a", "name": "a", "changed": "2026-11-24T09:00:00.000Z"}
    checks = _checks()
    records = [{**about, "format": 2, "checks": [check]} for check in checks]
    here = page(*(["kept/record", "checksOf", record, REF, IDS] for record in records))
    there = [is_read(prospect_from, record, DEFINITION) for record in records]
    assert ["checks" in found for found in here] == there
    assert True in there
    assert False in there


def test_a_stored_rating_can_be_used_in_both_or_in_neither() -> None:
    """What the practice page counts, Python can measure, and a backup brings along."""
    whole = {"case": "a", "on": "2026-11-24", "answers": {"need": 2, "trust": "unknown"}}
    ratings: list[Any] = [whole, {**whole, "more": 1}, *ODD]
    for key in ("case", "on", "answers"):
        ratings += [{**whole, key: odd} for odd in ODD]
        ratings.append({other: value for other, value in whole.items() if other != key})
    ratings += [{**whole, "answers": {"need": odd}} for odd in ODD]
    ratings += [{**whole, "answers": {"luck": 1}}]
    texts = [json.dumps({"format": 1, "ratings": [rating]}) for rating in ratings]
    here = page(*(["kept/ratings", "parseRatings", text] for text in texts))
    backups = [json.dumps(backup_of([], [rating])) for rating in ratings]
    there = [read_backup(text, DEFINITION, "x").practice for text in backups]
    assert [bool(found) for found in here] == [bool(found) for found in there]
    assert any(there)


def test_a_name_fits_where_it_is_typed() -> None:
    """No field of a page takes a longer name than a record may have."""
    most = facts_of(DEFINITION)["nameLength"]
    templates = SCRIPT.parents[2] / "overrides" / "quiz"
    for name in ("prospects/_prospect", "check/_result-actions", "prospects/prospects"):
        for part in (templates / f"{name}.html").read_text(encoding="utf-8").split("<input")[1:]:
            field = part.split(">")[0]
            if 'type="text"' in field and "readonly" not in field:
                assert int(field.split('maxlength="')[1].split('"')[0]) <= most
