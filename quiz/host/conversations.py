"""The conversations: one YAML file each, read and validated like the practice cases.

Runs on a computer only, when the site is built, and for whoever writes one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from quiz.conversations.conversation import DIFFICULTIES, POOR, Conversation, conversation_from
from quiz.conversations.debrief import debrief, sheet_of
from quiz.conversations.play import Play
from quiz.definition import LEVELS, STOP, UNKNOWN, Definition
from quiz.errors import InputError, Problem
from quiz.host.deck import leave_open
from quiz.host.team import laid_files
from quiz.host.yaml_file import (
    DataPath,
    Finding,
    Reading,
    data_in,
    fitting,
    read,
    read_text,
    told,
    valid,
)
from quiz.sheet import version_of

PACKAGE = Path(__file__).parents[1]
CONVERSATIONS = PACKAGE / "conversations"
SCHEMA_FILE = PACKAGE / "conversation.schema.json"
WORDS = range(40, 81)
"""How many words a scene may have in each language."""

WORDINGS = 3
"""How many things there are to say at least about each condition that the scene leaves open."""

SEEDS = 20_000
"""How many seeds are tried for one that puts the moves of a playthrough on offer."""

ABOUT_NONE = ("small-talk", "close")
"""The kinds that need not be about a condition."""


def load_conversations(
    definition: Definition,
    folder: Path = CONVERSATIONS,
    own: Path | None = None,
    adapted: bool = False,
) -> list[dict[str, Any]]:
    """Read all conversations in this folder as plain data, easy ones first, then by id.

    Those in the folder `own` take the place of others of their name, or come beside them. Those
    that go by other questions than the definition's are left out; one for another version of the
    same is a problem. Where the others are `adapted` to the definition, only those are left out
    that name a condition which it does not have. Raises InputError with every problem in every
    file, each with file, line, path and what to do.
    """
    found: list[dict[str, Any]] = []
    problems: list[Problem] = []
    for path in laid_files(folder, own, "*.yml"):
        ours = adapted and path.parent != own
        if ours and not conditions_in(path) <= frozenset(definition.ids):
            continue
        if not ours and _of_other_questions(path, definition):
            continue
        try:
            read = _adapted if ours else load_conversation
            found.append(read(path, definition))
        except InputError as error:
            problems.extend(error.problems)
    if problems:
        raise InputError(problems)
    return sorted(found, key=lambda data: (DIFFICULTIES.index(data["difficulty"]), data["id"]))


def conditions_in(path: Path) -> frozenset[str]:
    """Return the conditions that a conversation names, whether or not it is sound otherwise."""
    data = data_in(path)
    key, known, moves = data.get("key"), data.get("known"), data.get("moves")
    named = [*(key if isinstance(key, dict) else ()), *(known if isinstance(known, dict) else ())]
    for move in moves if isinstance(moves, list) else ():
        shows = move.get("shows") if isinstance(move, dict) else None
        named += [move.get("about")] if isinstance(move, dict) else []
        named += [shows.get("condition")] if isinstance(shows, dict) else []
    named.append(data.get("focus"))
    return frozenset(name for name in named if isinstance(name, str) and name != STOP)


def _adapted(path: Path, definition: Definition) -> dict[str, Any]:
    """Read one that was written for other questions: what it says nothing of stays unknown in it.

    What its playthroughs are to say is left alone: it may differ by the definition.
    """
    reading = read(read_text(path), told(path))
    data: Any = reading.data
    whole = isinstance(data, dict) and isinstance(data.get("key"), dict)
    written_for = [one for one in data["key"] if one != STOP] if whole else []
    if whole:
        data["definition"] = definition.ref
        leave_open(data["key"], definition)
        if definition.stop is None:
            data["key"].pop(STOP, None)
    valid(reading, SCHEMA_FILE, lambda _: iter(()))
    for played in data["playthroughs"]:
        marks = dict(zip(written_for, played["answers"].rstrip("s"), strict=False))
        stopped = "s" if played["answers"].endswith("s") else ""
        played["answers"] = "".join(marks.get(key, "u") for key in definition.ids) + stopped
    play_through(reading, definition)  # for the seeds
    return dict(data)


def _of_other_questions(path: Path, definition: Definition) -> bool:
    name, _, version = str(data_in(path).get("definition")).rpartition("@")
    return bool(name) and version.isdigit() and name != definition.id


def load_conversation(path: Path, definition: Definition) -> dict[str, Any]:
    """Read and validate one; its playthroughs have their seeds then.

    Raises InputError with every problem, and OSError where the file cannot be read.
    """
    reading = read_conversation(path, definition)
    play_through(reading, definition)
    reading.raise_any()
    return dict(reading.data)


def read_conversation(path: Path, definition: Definition) -> Reading:
    """Read and validate one, all but what its playthroughs say.

    Raises InputError with every problem, and OSError where the file cannot be read.
    """

    def beyond(data: dict[str, Any]) -> Iterator[Finding]:
        yield from _beyond_schema(fitting(data, SCHEMA_FILE), path.stem, definition)

    reading = read(read_text(path), told(path))
    valid(reading, SCHEMA_FILE, beyond)
    return reading


def play_through(reading: Reading, definition: Definition) -> None:
    """Play what a sound talk has as playthroughs; note the seed of each in its data.

    Adds as problems where the debrief says something else, and where no seed offers a move.
    """
    conversation = conversation_from(reading.data)
    for number, played in enumerate(reading.data["playthroughs"]):
        place: DataPath = ("playthroughs", number)
        seed, reached = farthest(conversation, played["moves"], definition)
        if reached < len(played["moves"]):
            fix = "say first what is offered first, and no more than there are turns"
            move = played["moves"][reached]
            reading.add(place, f"no seed puts {move} on offer there", fix)
            continue
        played["seed"] = seed
        play = Play(conversation, definition, seed, tuple(played["moves"]))
        said = debrief(play, sheet_of(played["answers"]))
        says = {
            "verdict": said.compared.verdict,
            "heard": said.compared.key_verdict,
            "assumed": said.compared.assumed,
            "missed": said.compared.missed,
            "tip": said.tip,
        }
        for key, value in says.items():
            if played["says"][key] != value:
                fix = f"the debrief says {value}"
                reading.add((*place, "says", key), f"{played['says'][key]}", fix)


def farthest(
    conversation: Conversation, moves: Sequence[str], definition: Definition
) -> tuple[int, int]:
    """Return the first seed that gets farthest through these moves, and how many it offers.

    A seed offers a move when that is on offer in its turn; where all of them are, so many are.
    """
    best = (0, 0)
    for seed in range(SEEDS):
        reached = _reached(Play(conversation, definition, seed), moves)
        if reached > best[1]:
            best = (seed, reached)
        if reached == len(moves):
            break
    return best


def _reached(play: Play, moves: Sequence[str]) -> int:
    for count, move in enumerate(moves):
        before = replace(play, moves=tuple(moves[:count]))
        if move not in [one.id for one in before.offer()]:
            return count
    return len(moves)


def _beyond_schema(data: dict[str, Any], stem: str, definition: Definition) -> Iterator[Finding]:
    """Yield what the schema cannot say, of what is of the kind that the schema says."""
    if data.get("id") != stem:
        yield ("id",), f"{data.get('id')} is not the name of the file", f"write {stem}"
    if version_of(data.get("definition"), definition) != definition.version:
        ref = f"{definition.id}@{definition.version}"
        yield ("definition",), f"{data.get('definition')} is not the one in use", f"write {ref}"
    if data.get("focus") not in definition.ids:
        fix = f"choose one of {', '.join(definition.ids)}"
        yield ("focus",), f"{data.get('focus')} is not a condition", fix
    scene = data.get("scene")
    for language, text in scene.items() if isinstance(scene, dict) else ():
        if (count := len(str(text).split())) not in WORDS:
            fix = f"keep it between {WORDS[0]} and {WORDS[-1]}"
            yield ("scene", language), f"{count} words", fix
    people: Any = data.get("people")
    moves: Any = data.get("moves")
    if not (_listed(people) and _listed(moves) and isinstance(data.get("key"), dict)):
        return
    known: Any = data["known"] if isinstance(data.get("known"), dict) else {}
    yield from _of_scene(known, scene, definition)
    yield from _of_moves(moves, {person.get("id") for person in people}, definition)
    yield from _of_wordings(moves, known, definition)
    yield from _of_key(data["key"], moves, known, definition)
    yield from _of_playthroughs(data, {move.get("id") for move in moves}, definition)


def _listed(items: object) -> bool:
    return isinstance(items, list) and all(isinstance(item, dict) for item in items)


def _quoted(words: object, text: object, place: DataPath) -> Iterator[Finding]:
    """Find the words that do not stand in a text, language by language."""
    if isinstance(words, dict) and isinstance(text, dict):
        for language, run in words.items():
            if str(run) not in str(text.get(language, "")):
                yield (*place, language), f"“{run}” is not in the text", "quote it as it stands"


def _of_scene(known: Mapping[str, Any], scene: object, definition: Definition) -> Iterator[Finding]:
    for condition, shown in known.items():
        if condition not in definition.ids:
            yield (
                ("known", condition),
                "no such condition",
                f"there are {', '.join(definition.ids)}",
            )
        if isinstance(shown, dict):
            yield from _quoted(shown.get("words"), scene, ("known", condition, "words"))


def _of_moves(
    moves: Sequence[dict[str, Any]], people: set[Any], definition: Definition
) -> Iterator[Finding]:
    for number, move in enumerate(moves):
        yield from _of_what_it_names(move, ("moves", number), people, definition)
        yield from _of_others(move, ("moves", number), [other.get("id") for other in moves])


def _of_others(move: dict[str, Any], place: DataPath, ids: Sequence[Any]) -> Iterator[Finding]:
    """Find what is wrong with how a move hangs together with others."""
    if ids.count(move.get("id")) > 1:
        yield (*place, "id"), f"{move.get('id')} is the id of two moves", "rename one of them"
    for key in ("after", "after_any", "instead_of", "ends"):
        others = move.get(key)
        for other in others if isinstance(others, list) else ():
            if other not in ids or other == move.get("id"):
                fix = "name another move of this talk"
                yield (*place, key), f"{other} is not another move", fix
    if move.get("parting") and not move.get("ends"):
        yield (*place, "parting"), "it does not end the talk", "add ends, or take it out"


def _of_what_it_names(
    move: dict[str, Any], place: DataPath, people: set[Any], definition: Definition
) -> Iterator[Finding]:
    """Find people, conditions and words that are not there."""
    if move.get("to") not in people:
        yield (*place, "to"), f"{move.get('to')} does not sit there", "name one of the people"
    about, shows = move.get("about"), move.get("shows")
    there = f"there are {', '.join(definition.ids)}"
    if about is not None and about not in definition.ids:
        yield (*place, "about"), f"{about} is not a condition", there
    if about is None and move.get("kind") not in ABOUT_NONE:
        yield place, "about nothing", "name the condition that it is about"
    if isinstance(shows, dict):
        if shows.get("condition") not in definition.ids:
            yield (*place, "shows", "condition"), "no such condition", there
        yield from _quoted(shows.get("words"), move.get("reply"), (*place, "shows", "words"))
    yield from _quoted(move.get("stops"), move.get("reply"), (*place, "stops"))


def _of_wordings(
    moves: Sequence[dict[str, Any]], known: Mapping[str, Any], definition: Definition
) -> Iterator[Finding]:
    """Find the conditions that can be asked about in too few ways, and poor wordings that win."""
    for condition in definition.ids:
        about = [move for move in moves if move.get("about") == condition]
        kinds = [move.get("kind") for move in about]
        poor = [kind for kind in kinds if kind in POOR]
        if condition not in known and (len(about) < WORDINGS or "open" not in kinds or not poor):
            fix = f"write {WORDINGS} at least, one of them open, and one closed, leading or a pitch"
            yield ("moves",), f"{len(about)} things to say about {condition}", fix
        tells = {move.get("kind") for move in about if _shows(move, condition)}
        if tells.intersection(POOR) and "open" not in tells:
            fix = "let an open question about it show as much"
            yield ("moves",), f"only poor wordings show {condition}", fix


def _shows(move: Mapping[str, Any], condition: str) -> bool:
    shows = move.get("shows")
    return (
        isinstance(shows, dict)
        and shows.get("condition") == condition
        and shows.get("sure", True) is True
    )


def _of_key(
    key: Mapping[str, Any],
    moves: Sequence[dict[str, Any]],
    known: Mapping[str, Any],
    definition: Definition,
) -> Iterator[Finding]:
    missing = [condition for condition in definition.ids if condition not in key]
    if missing:
        yield ("key",), f"{', '.join(missing)} missing", "say a level, or unknown, for each"
    stops = any("stops" in move for move in moves)
    if stops != bool(key.get(STOP)):
        fix = "add stop: true" if stops else "take it out, or add the words to a move"
        yield ("key", STOP), "the key and the replies differ", fix
    if stops and definition.stop is None:
        yield ("key", STOP), "the definition has no words for it", "take it out"
    for condition, answer in key.items():
        if condition == STOP or not isinstance(answer, dict):
            continue
        if condition not in definition.ids:
            yield ("key", condition), "no such condition", f"there are {', '.join(definition.ids)}"
            continue
        shown = [known[condition].get("level")] if condition in known else []
        by = [move.get("id") for move in moves if _shows(move, condition)]
        shown += [move["shows"].get("level") for move in moves if _shows(move, condition)]
        level = answer.get("level")
        if level == UNKNOWN and shown:
            yield ("key", condition, "level"), "it is shown", "give the level that is shown"
        elif level in LEVELS and (not shown or set(shown) != {level}):
            fix = "let the scene and all sure replies show this level, and one of them at least"
            yield ("key", condition, "level"), f"{level}, and shown is {shown}", fix
        yield from _of_notes(answer.get("notes"), ("key", condition, "notes"), moves)
        if sorted(answer.get("by", ())) != sorted(map(str, by)):
            fix = f"write {', '.join(map(str, by)) or 'nothing'}"
            yield ("key", condition, "by"), "not the moves that surely show it", fix


def _of_notes(notes: Any, place: DataPath, moves: Sequence[dict[str, Any]]) -> Iterator[Finding]:
    ids = [move.get("id") for move in moves]
    for number, note in enumerate(notes if _listed(notes) else ()):
        said = note.get("said")
        for move in said if isinstance(said, list) else ():
            if move not in ids:
                yield (*place, number, "said"), f"{move} is not a move", "name a move of this talk"


def _of_playthroughs(
    data: Mapping[str, Any], ids: set[Any], definition: Definition
) -> Iterator[Finding]:
    budget, played = data.get("budget"), data.get("playthroughs")
    listed: Any = played if _listed(played) else ()
    for number, one in enumerate(listed):
        place: DataPath = ("playthroughs", number)
        moves, answers = one.get("moves"), one.get("answers")
        if isinstance(moves, list):
            for move in moves:
                if move not in ids or moves.count(move) > 1:
                    yield (*place, "moves"), f"{move}", "name each move of this talk once at most"
            if isinstance(budget, int) and len(moves) > budget:
                yield (*place, "moves"), f"{len(moves)} moves", f"there are {budget} turns"
        if answers is not None and len(answers.rstrip("s")) != len(definition.ids):
            fix = f"write {len(definition.ids)} digits or u"
            yield (*place, "answers"), f"{answers} has not an answer for each condition", fix
