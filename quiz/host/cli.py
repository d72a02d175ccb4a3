"""The command `quiz`: score a sheet, check a definition, rank and report on a list of prospects.

Exit status: 0 done, 1 the input is wrong, 2 wrong usage. Output is written whole or not at all.
"""

import argparse
import codecs
import io
import json
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import chain
from pathlib import Path
from typing import BinaryIO, TextIO, cast

from quiz.conversations.conversation import conversation_from
from quiz.conversations.play import Play
from quiz.definition import Definition, definition_from
from quiz.errors import InputError, Problem
from quiz.files.decoding import MAC, UTF_8, decode, doubtful_word, encoding_of, is_archive
from quiz.files.grid import Source
from quiz.files.incoming import read_file
from quiz.host.listing_command import Import
from quiz.host.printed_report import html_report
from quiz.host.ranking import ranked
from quiz.host.version import TellVersion
from quiz.plain_text import as_text
from quiz.report import as_data, report_on
from quiz.sentences import Sentences
from quiz.sheet import parse_day, sheet_from_json
from quiz.wording import words
from quiz.workbooks.package import MOST_PACKED
from quiz.workbooks.reading import read_workbook

PACKAGE = Path(__file__).parents[1]
BOM = "\ufeff"
STDIN = "-"
IN_MEMORY = 32_000_000
"""How many bytes of a list are ranked without a file."""
PROBE = 1 << 16
"""How many bytes are looked at to see that a list is text."""
STYLES = ("views/pictures.css", "host/report.css")
"""The looks of a report; later rules win."""
TEXT_WIDTH = 78
"""How many characters a line of text has in a terminal."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with these arguments (the process's own by default); return its status."""
    options = _parser().parse_args(arguments)
    try:
        output: str | Iterator[bytes] = options.run(options)
        parts = iter([output.encode()]) if isinstance(output, str) else output
        first = next(parts)  # what is wrong shows here, before anything is written
        _write(chain([first], parts), getattr(options, "output", None))
    except InputError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    # The shared options may come before or after the command.
    shared = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    parser = argparse.ArgumentParser(
        prog="quiz",
        description="Is this prospect worth the effort? Scores the conditions for a sale.",
    )
    parser.add_argument("--version", action=TellVersion, nargs=0, help="print the version and exit")
    for place in (parser, shared):
        place.add_argument("--definition", metavar="FILE", help="use the definition in this file")
        place.add_argument("--today", type=_today, metavar="YYYY-MM-DD", help="take this as today")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    score = commands.add_parser("score", parents=[shared], help="score a sheet")
    score.add_argument("file", metavar="FILE", help="a sheet as JSON; - for standard input")
    score.add_argument("--format", choices=["json", "text"], default="json")
    score.add_argument("--lang", metavar="LANGUAGE", help="the language of --format text")
    score.set_defaults(run=_score)

    check = commands.add_parser("check", parents=[shared], help="check a definition")
    check.add_argument("file", metavar="FILE", nargs="?", help="the site's own when left out")
    check.set_defaults(run=_check)

    ranking = commands.add_parser("rank", parents=[shared], help="rank a list of prospects")
    ranking.add_argument("file", metavar="FILE", help="prospects as CSV; - for standard input")
    ranking.add_argument("-o", "--output", metavar="FILE", help="write to this file")
    ranking.set_defaults(run=_rank)

    importing = commands.add_parser("import", parents=[shared], help="make a list ours")
    importing.add_argument(
        "file", metavar="FILE", help="any list, as text or .xlsx; - for standard input"
    )
    importing.add_argument(
        "--map",
        action="append",
        metavar="FIELD=COLUMN",
        help="take this field of ours from this column, given by name or number",
    )
    importing.add_argument("--dates", choices=["day-first", "month-first"], help="read 3/4/2026 so")
    importing.add_argument(
        "--status",
        action="append",
        metavar="WORD=OUTCOME",
        help="what a status means: open, won, lost or no-decision",
    )
    importing.add_argument("--encoding", metavar="NAME", help="how the file is encoded")
    importing.add_argument(
        "--sheet", metavar="SHEET", help="the sheet of a workbook: name or number"
    )
    importing.add_argument("--skipped", metavar="FILE", help="write the rows left out to this file")
    importing.add_argument(
        "-o", "--output", metavar="FILE", help="write to this file, CSV or .xlsx"
    )
    importing.set_defaults(run=_import)

    report = commands.add_parser("report", parents=[shared], help="a list of prospects on paper")
    report.add_argument(
        "file", metavar="FILE", help="prospects as CSV, or a backup; - for standard input"
    )
    report.add_argument("--lang", metavar="LANGUAGE", help="the language of the report")
    report.add_argument("-o", "--output", metavar="FILE", help="write to this file")
    report.set_defaults(run=_report)

    talk = commands.add_parser("conversation", parents=[shared], help="play a conversation")
    talk.add_argument("file", metavar="FILE", help="a conversation as YAML")
    talk.add_argument("--debrief", metavar="MOVE,…", help="print what comes after these moves")
    talk.add_argument("--answers", metavar="32u10", help="the sheet; what was heard when left out")
    talk.add_argument("--seed", type=_seed, metavar="N", help="lays out what is on offer")
    talk.add_argument("--table", action="store_true", help="print how several ways to play fare")
    talk.add_argument("--lang", metavar="LANGUAGE", help="the language of the talk")
    talk.set_defaults(run=_conversation)
    return parser


def _today(text: str) -> date:
    try:
        return parse_day(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day, write YYYY-MM-DD") from None


def _seed(text: str) -> int:
    if not re.fullmatch("[0-9]{1,9}", text):
        raise argparse.ArgumentTypeError(f"{text!r} is no seed, write a whole number from 0 up")
    return int(text)


def _score(options: argparse.Namespace) -> str:
    definition = _definition(options.definition)
    language = _language(options, definition)
    text = _read(options.file).removeprefix(BOM)
    sheet = sheet_from_json(text, definition, _name(options.file))
    report = report_on(definition, sheet, options.today or date.today())
    if options.format == "text":
        return as_text(words(report, language), Sentences(definition, language), TEXT_WIDTH)
    return json.dumps(as_data(report), ensure_ascii=False, indent=2) + "\n"


def _check(options: argparse.Namespace) -> str:
    path = options.file or options.definition
    checkout = _own_definition().suffix != ".json"
    try:
        from quiz.host import check_command as site  # noqa: PLC0415 - a wheel has no site
    except ModuleNotFoundError:
        checkout = False  # what is missing is told when the definition is read
    team = site.of_team() if checkout and path is None else None
    name, definition = team or (path or _own_definition(), _definition(path))
    sound = f"{name}: {definition.ref}, {len(definition.conditions)} conditions, no problems\n"
    return "".join([sound, *(f"{line}\n" for line in (site.unfit(definition) if checkout else []))])


def _rank(options: argparse.Namespace) -> Iterator[bytes]:
    definition = _definition(options.definition)
    with _opened(options.file) as data:
        encoding = encoding_of(data)
        marked = encoding == UTF_8 and data.read(3) == BOM.encode()
        data.seek(0)
        source: TextIO = (
            io.TextIOWrapper(data, encoding, newline="")
            if encoding == UTF_8
            else io.StringIO(decode(data.read(), _name(options.file)), newline="")
        )
        with source, tempfile.SpooledTemporaryFile(IN_MEMORY) as spill:
            parts = ranked(source, definition, _name(options.file), spill)
            # Kept, and added to what was not UTF-8: without it Excel does not see that it is now.
            yield BOM.encode() if marked or encoding != UTF_8 else b""
            yield from parts


def _import(options: argparse.Namespace) -> Iterator[bytes]:
    definition = _definition(options.definition)
    where = _name(options.file)
    with _opened(options.file) as data, _list_in(data, options, where) as source:
        found = Import(source, options, definition, where)
        # Aside first: where nothing comes in, nothing is written.
        with tempfile.SpooledTemporaryFile(IN_MEMORY) as spill:
            book = (options.output or "").lower().endswith(".xlsx")
            if book:
                found.workbook(cast(BinaryIO, spill))
            else:
                spill.writelines(found.csv())
            if not found.taken:
                problems = [problem for row in found.skipped for problem in row.problems]
                nothing = Problem(where, "nothing came in", "see what is said of each row")
                raise InputError([*problems, nothing])
            if options.skipped and found.skipped:
                _write([BOM.encode(), found.skipped_rows()], options.skipped)
            _tell(found, where)
            spill.seek(0)
            yield from iter(lambda: spill.read(IN_MEMORY), b"")


@contextmanager
def _list_in(data: BinaryIO, options: argparse.Namespace, where: str) -> Iterator[Source]:
    """Open a list, as text or in a workbook; of this it says which sheet was read."""
    archive = is_archive(data.read(PROBE))
    data.seek(0)
    if not archive:
        if options.sheet:
            fix = "leave --sheet out"
            raise InputError([Problem(where, "only a workbook has sheets", fix)])
        with _as_text(data, options.encoding, where) as source:
            yield source
        return
    book = read_workbook(data.read(MOST_PACKED + 1), where, options.sheet or "")
    others = ", ".join(name for name in book.sheets if name != book.name)
    if others:
        sys.stderr.write(f"{where}: sheet {book.name!r}; --sheet takes another: {others}\n")
    yield book.sheet


def _as_text(data: BinaryIO, encoding: str | None, where: str) -> TextIO:
    """Return a list as text with its line ends as they are; UTF-8 is read bit by bit."""
    found = None if encoding else encoding_of(data)
    if found == UTF_8 and b"\0" not in data.read(PROBE):
        data.seek(0)
        return io.TextIOWrapper(data, UTF_8, newline="")
    data.seek(0)
    contents = data.read()
    if not encoding and (word := doubtful_word(contents)):
        say = f"{where}: is {word[0]!r} right? If it should be {word[1]!r}, add --encoding {MAC}"
        sys.stderr.write(f"{say}\n")
    return io.StringIO(decode(contents, where, encoding).removeprefix(BOM), newline="")


def _tell(found: Import, where: str) -> None:
    lines = [f"{where}: {line}" for line in found.said]
    lines += [f"skipped: {problem}" for row in found.skipped for problem in row.problems]
    lines.append(f"{where}: {found.taken} rows came in, {len(found.skipped)} were skipped")
    sys.stderr.writelines(f"{line}\n" for line in lines)


@contextmanager
def _opened(path: str) -> Iterator[BinaryIO]:
    """Open a file to read its bytes, more than once; standard input is copied for that."""
    try:
        if path != STDIN:
            with Path(path).open("rb") as file:
                yield file
            return
    except OSError as error:
        raise InputError([_unreadable(path, error)]) from None
    with tempfile.TemporaryFile() as copy:
        shutil.copyfileobj(sys.stdin.buffer, copy)
        copy.seek(0)
        yield copy


def _report(options: argparse.Namespace) -> str:
    definition = _definition(options.definition)
    language = _language(options, definition)
    name = _name(options.file)
    opened = read_file(decode(_read_bytes(options.file), name), definition, name)
    if opened.problems:
        raise InputError(opened.problems)
    prospects = opened.incoming.prospects
    style = "\n".join((PACKAGE / file).read_text(encoding="utf-8") for file in STYLES)
    if _own_definition().suffix != ".json":
        from quiz.host.check_command import team_colours  # noqa: PLC0415 - a wheel has no team

        style += team_colours()
    return html_report(prospects, definition, options.today or date.today(), language, style)


def _conversation(options: argparse.Namespace) -> str:
    definition = _definition(options.definition)
    language = _language(options, definition)
    # Here, since conversations are YAML, which the others can do without.
    from quiz.host import conversation_command as talks  # noqa: PLC0415
    from quiz.host.conversations import play_through, read_conversation  # noqa: PLC0415

    try:
        reading = read_conversation(Path(options.file), definition)
    except OSError as error:
        raise InputError([_unreadable(options.file, error)]) from None
    # Whoever writes a talk comes here for what its playthroughs are to say.
    play_through(reading, definition)
    sys.stderr.writelines(f"{problem}\n" for problem in reading.found())
    conversation = conversation_from(reading.data)
    marks = options.answers
    if marks and not re.fullmatch(f"[0-3u]{{{len(definition.ids)}}}s?", marks):
        fix = f"write {len(definition.ids)} digits from 0 to 3, or u"
        raise InputError([Problem("--answers", f"{marks} is no sheet", fix)])
    if options.table:
        return talks.table(conversation, definition)
    if options.debrief is not None:
        moves = options.debrief.split(",")
        play = talks.play_of(conversation, definition, moves, options.seed)
    else:
        start = Play(conversation, definition, options.seed or 0)
        # In UTF-8, as all that is printed.
        out = cast("TextIO", codecs.getwriter("utf-8")(sys.stdout.buffer))
        play = talks.ask(start, language, sys.stdin, out)
    return talks.told(play, marks, language)


def _language(options: argparse.Namespace, definition: Definition) -> str:
    """Return the language that was asked for, by default the definition's first."""
    languages = definition.languages
    language: str = options.lang or languages[0]
    if language not in languages:
        fix = f"choose one of {', '.join(languages)}"
        raise InputError([Problem("--lang", f"{language} is not in the definition", fix)])
    return language


def _own_definition() -> Path:
    """Return the package's own definition: JSON in a wheel, YAML in a checkout."""
    built = PACKAGE / "conditions.json"
    return built if built.exists() else PACKAGE / "conditions.yml"


def _definition(path: str | None) -> Definition:
    if path is None and _own_definition().suffix == ".json":
        return definition_from(json.loads(_own_definition().read_text(encoding="utf-8")))
    source = path or str(_own_definition())
    try:
        # Here, since scoring with a wheel's own definition needs no YAML.
        from quiz.host import definition_file as files  # noqa: PLC0415

        if path == STDIN:
            return definition_from(files.validate(_read(STDIN), _name(STDIN)))
        if path is None:
            return definition_from(files.load_site_definition())
        return definition_from(files.load_definition(Path(source)))
    except ModuleNotFoundError as error:
        fix = "install the package as quiz[yaml]"
        raise InputError([Problem(source, f"needs {error.name}", fix)]) from None
    except OSError as error:
        raise InputError([_unreadable(source, error)]) from None


def _read(path: str) -> str:
    """Read UTF-8 from a file, or from standard input for `-`, line ends as they are."""
    data = _read_bytes(path)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        where = f"{_name(path)}:{data[: error.start].count(b'\n') + 1}"
        raise InputError([Problem(where, "this is not UTF-8", "save the file as UTF-8")]) from None


def _read_bytes(path: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if path == STDIN else Path(path).read_bytes()
    except OSError as error:
        raise InputError([_unreadable(path, error)]) from None


def _write(data: Iterable[bytes], path: str | None) -> None:
    """Write to standard output, or to a file that appears whole or not at all."""
    try:
        if path is None:
            sys.stdout.buffer.writelines(data)
            sys.stdout.flush()
        else:
            _replace(Path(path).resolve(), data)  # a link stays a link, to the new content
    except OSError as error:
        where, what = path or "standard output", error.strerror or str(error)
        raise InputError([Problem(where, what, "choose a place that can be written to")]) from None


def _replace(target: Path, data: Iterable[bytes]) -> None:
    """Put `data` in place of a file in one move; a device is written to as it is."""
    if target.exists() and not target.is_file() and not target.is_dir():
        with target.open("wb") as device:
            device.writelines(data)
        return
    # Whoever could read the old file can read the new one; a temporary file is its owner's alone.
    mode = target.stat().st_mode & 0o777 if target.is_file() else 0o666 & ~_umask()
    with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as part:
        try:
            part.writelines(data)
            part.close()
            os.chmod(part.name, mode)
            os.replace(part.name, target)
        except OSError:
            os.unlink(part.name)
            raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _unreadable(path: str, error: OSError) -> Problem:
    return Problem(path, error.strerror or str(error), "name a file that can be read")


def _name(path: str) -> str:
    return "<stdin>" if path == STDIN else path
