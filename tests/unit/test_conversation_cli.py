"""The command `quiz conversation`: a talk is played, told with what comes after, and weighed."""

import re
from functools import partial
from pathlib import Path

import pytest

from quiz.conversations.conversation import Conversation, conversation_from
from quiz.conversations.play import Play, total_regret, turns
from quiz.host import conversation_command, conversations
from quiz.host.conversation_command import STRATEGIES, played
from quiz.host.conversations import farthest, load_conversation
from quiz.scoring import judge
from tests import frozen
from tests.unit.shipped_definition import DEFINITION, LANGUAGES
from tests.unit.test_cli import Capture, give, refused, run

TALK = frozen.CONTENT / "quiz" / "conversations" / "potting-machine.yml"
MOVES = ("need-now", "means-last", "means-sign", "urgency-when", "attention-know", "friday")
WAYS = list(STRATEGIES)


@pytest.fixture(scope="module")
def talk() -> Conversation:
    return conversation_from(load_conversation(TALK, DEFINITION))


def told(capture: Capture, *arguments: object) -> list[str]:
    """Return the lines that a run prints that was done."""
    status, out, err = run(capture, "conversation", TALK, *arguments)
    assert (status, err) == (0, "")
    return out.splitlines()


# --- what comes after ---


def test_a_talk_is_told_with_what_each_thing_was_worth(
    talk: Conversation, capsysbinary: Capture
) -> None:
    """`--debrief` prints each turn with all that was on offer, its value and what it cost."""
    lines = told(capsysbinary, "--debrief", ",".join(MOVES))
    seed, reached = farthest(talk, MOVES, DEFINITION)
    assert reached == len(MOVES)
    done = turns(Play(talk, DEFINITION, seed, MOVES))
    offered = [line for line in lines if re.match(r"    [* ] \d\.\d\d ", line)]
    assert [line.split()[-1] for line in offered] == [m.id for turn in done for m in turn.offer]
    assert [line.split()[-1] for line in offered if line[4] == "*"] == list(MOVES)
    values = [f"{value:.2f}" for turn in done for value in turn.values]
    assert [line[6:10] for line in offered] == values
    regrets = [line.strip() for line in lines if line.startswith("      regret")]
    assert regrets == [f"regret {turn.regret:.2f}" for turn in done]


def test_what_was_heard_is_the_sheet_where_none_is_given(capsysbinary: Capture) -> None:
    """Without `--answers` nothing is assumed or missed, and the verdict is that of what was heard.

    With it, each answer stands beside what was heard.
    """
    plain = told(capsysbinary, "--debrief", ",".join(MOVES))
    own = told(capsysbinary, "--debrief", ",".join(MOVES), "--answers", "3332us")
    assert plain[-3] == "verdict develop, of what was heard develop"
    assert plain[-1] == "tip well"
    assert own[-3] == "verdict walk-away, of what was heard develop"
    assert own[-1] == "tip stop"
    first = own.index("need         3        heard 3        same")
    assert [line.split() for line in own[first : first + 6]] == [
        ["need", "3", "heard", "3", "same"],
        ["means", "3", "heard", "1", "higher"],
        ["trust", "3", "heard", "unknown", "assumed"],
        ["urgency", "2", "heard", "2", "same"],
        ["attention", "unknown", "heard", "2", "missed"],
        ["stop", "assumed"],
    ]


def test_ending_early_is_part_of_the_regret(capsysbinary: Capture) -> None:
    """Who goes after one turn is told how much of the regret that was."""
    regret = told(capsysbinary, "--debrief", "need-now")[-2]
    found = re.fullmatch(r"regret (\d\.\d\d) bits, of which ending it (\d\.\d\d)", regret)
    assert found
    assert 0 < float(found[2]) <= float(found[1])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_talk_is_told_in_either_language(
    talk: Conversation, language: str, capsysbinary: Capture
) -> None:
    """`--lang` takes the words of that language, at most 78 characters wide."""
    lines = told(capsysbinary, "--debrief", "need-now", "--lang", language)
    said = " ".join(" ".join(lines).split())
    assert lines[0] == talk.title[language]
    for words in (talk.scene, talk.by_id["need-now"].says, talk.by_id["need-now"].reply):
        assert words[language].strip() in said
    assert max(map(len, lines)) <= 78


def test_the_first_language_speaks_by_default(capsysbinary: Capture) -> None:
    """Without `--lang` a talk is in the definition's first language."""
    plain = told(capsysbinary, "--debrief", "need-now")
    assert plain == told(capsysbinary, "--debrief", "need-now", "--lang", LANGUAGES[0])


def test_a_parting_is_said_at_the_end(talk: Conversation, capsysbinary: Capture) -> None:
    """Who goes too far twice reads how they are shown the door, once and last."""
    pitches = ("attention-pitch", "urgency-discount")
    said = " ".join(" ".join(told(capsysbinary, "--debrief", ",".join(pitches))).split())
    partings = [talk.by_id[name].parting for name in pitches]
    assert [bool(parting and parting["nl"] in said) for parting in partings] == [False, True]


def test_a_seed_lays_out_what_is_on_offer(talk: Conversation, capsysbinary: Capture) -> None:
    """`--seed` lays the offers of that seed; without one the first is taken that has the moves."""
    seeds = [seed for seed in range(16) if seed_offers(talk, seed, "need-now")]
    assert len(seeds) > 2
    found = [told(capsysbinary, "--debrief", "need-now", "--seed", seed) for seed in seeds]
    assert told(capsysbinary, "--debrief", "need-now") == found[0]
    assert len({tuple(lines) for lines in found}) > 2


def seed_offers(talk: Conversation, seed: int, move: str) -> bool:
    return move in [one.id for one in Play(talk, DEFINITION, seed).offer()]


def test_a_seed_with_other_offers_is_refused(talk: Conversation, capsysbinary: Capture) -> None:
    """A move that this seed does not offer is refused, with those that it does."""
    seed = next(seed for seed in range(40) if not seed_offers(talk, seed, "need-now"))
    offer = ", ".join(one.id for one in Play(talk, DEFINITION, seed).offer())
    err = refused(run(capsysbinary, "conversation", TALK, "--debrief", "need-now", "--seed", seed))
    assert err == f"potting-machine: need-now was not on offer: choose one of {offer}\n"


@pytest.mark.parametrize("moves", ["nowhere", "means-sign", "need-now,need-now", "need-now,"])
def test_moves_that_no_seed_offers_are_refused(
    moves: str, capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is no move, comes too soon or was said before is refused."""
    most = max(one["seed"] for one in load_conversation(TALK, DEFINITION)["playthroughs"])
    monkeypatch.setattr(conversations, "SEEDS", most + 1)
    err = refused(run(capsysbinary, "conversation", TALK, "--debrief", moves))
    assert "was not on offer" in err


def test_without_a_seed_the_move_that_no_seed_offers_is_named(
    capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What could be said before it is not blamed."""
    most = max(one["seed"] for one in load_conversation(TALK, DEFINITION)["playthroughs"])
    monkeypatch.setattr(conversations, "SEEDS", most + 1)
    moves = [*MOVES[:2], "nowhere"]
    err = refused(run(capsysbinary, "conversation", TALK, "--debrief", ",".join(moves)))
    assert err.startswith("potting-machine: nowhere was not on offer: choose one of ")


def test_no_moves_at_all_are_refused(capsysbinary: Capture) -> None:
    """An empty list names no move, and does not begin a talk."""
    err = refused(run(capsysbinary, "conversation", TALK, "--debrief", ""))
    assert err.startswith("potting-machine:  was not on offer: choose one of ")


def test_what_comes_after_is_told_though_a_playthrough_says_something_else(
    capsysbinary: Capture, tmp_path: Path
) -> None:
    """Whoever writes a talk looks here for the right values: they come, and what differs too."""
    text = TALK.read_text(encoding="utf-8")
    file = tmp_path / TALK.name
    text = text.replace("tip: well", "tip: order", 1)
    file.write_text(text, encoding="utf-8")
    status, out, err = run(capsysbinary, "conversation", file, "--debrief", ",".join(MOVES))
    assert status == 0
    assert out.splitlines() == told(capsysbinary, "--debrief", ",".join(MOVES))
    line = text[: text.index("tip: order")].count("\n") + 1
    assert err == f"{file}:{line}: playthroughs[0].says.tip: order: the debrief says well\n"


# --- played on a terminal ---


def test_a_talk_is_played_by_numbers(
    talk: Conversation, capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each number says what stands there; the reply comes, the next offer, and at last the rest."""
    play = Play(talk, DEFINITION, 5)
    for _ in range(2):
        play = play.then(play.offer()[1].id)
    give(monkeypatch, "2\n2\n\n")
    lines = told(capsysbinary, "--seed", 5, "--lang", "en")
    debrief = told(capsysbinary, "--debrief", ",".join(play.moves), "--seed", 5, "--lang", "en")
    assert lines[-len(debrief) :] == debrief
    before = lines[: -len(debrief)]
    assert [line for line in before if line.startswith("[")] == ["[6]", "[5]", "[4]"]
    spoken = " ".join(" ".join(before).split())
    for move in play.moves:
        assert talk.by_id[move].reply["en"] in spoken
    offers = [
        f"  {number} (Colin Marsh) {move.says['en']}"
        for moves in ((), play.moves[:1], play.moves)
        for number, move in enumerate(Play(talk, DEFINITION, 5, moves).offer(), 1)
    ]
    assert [line for line in before if re.match(r"  \d ", line)] == offers


@pytest.mark.parametrize("typed", ["0", "9", "-1", "x", "1 2", "need-now"])
def test_what_is_no_number_on_offer_is_asked_again(
    typed: str, capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says nothing, and costs no turn."""
    give(monkeypatch, "1\n\n")
    once = told(capsysbinary, "--seed", 5)
    give(monkeypatch, f"{typed}\n1\n\n")
    again = told(capsysbinary, "--seed", 5)
    first = again.index("[6]")
    assert again[: first + 5] + again[first + 10 :] == once


@pytest.mark.parametrize("typed", ["", "\n", "  \n1\n"])
def test_an_empty_line_ends_a_talk(
    typed: str, capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It ends at an empty line, or where the input does; all is lost by ending it there."""
    give(monkeypatch, typed)
    lines = told(capsysbinary)
    assert lines[-2:] == ["regret 2.44 bits, of which ending it 2.44", "tip early"]
    assert [line for line in lines if line.startswith("[")] == ["[6]"]


def test_a_talk_ends_by_itself(capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    """After the last turn nothing more is asked."""
    give(monkeypatch, "1\n" * 20)
    lines = told(capsysbinary, "--seed", 0)
    left = [line for line in lines if line.startswith("[")]
    assert left == [f"[{number}]" for number in range(6, 6 - len(left), -1)]


def test_a_sheet_may_come_with_a_talk_that_is_played(
    capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`--answers` is held against what was heard there as well."""
    give(monkeypatch, "\n")
    assert told(capsysbinary, "--answers", "33333")[-3:] == [
        "verdict pursue, of what was heard find-out",
        "regret 2.44 bits, of which ending it 2.44",
        "tip assumed",
    ]


# --- how several ways to play fare ---


def test_a_table_weighs_the_ways_to_play(
    talk: Conversation, capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`--table` has a row for each way: mean regret and turns, how many were ended or settled."""
    few = 12
    monkeypatch.setattr(
        conversation_command, "table", partial(conversation_command.table, seeds=few)
    )
    head, *rows, foot = told(capsysbinary, "--table")
    assert head.split() == ["regret", "turns", "ended", "settled"]
    assert [row[:24].strip() for row in rows] == WAYS
    assert foot == f"mean of {few} plays each; regret in bits"
    for name, row in zip(WAYS, rows, strict=True):
        plays = [played(talk, DEFINITION, seed, STRATEGIES[name]) for seed in range(few)]
        stands = [judge(DEFINITION, play.heard()).verdict != "find-out" for play in plays]
        assert row[24:].split() == [
            f"{sum(map(total_regret, plays)) / few:.2f}",
            f"{sum(len(play.moves) for play in plays) / few:.1f}",
            f"{100 * sum(play.ended for play in plays) / few:.0f}%",
            f"{100 * sum(stands) / few:.0f}%",
        ]


def test_three_hundred_plays_are_weighed() -> None:
    """That many are played each way where nothing else is asked."""
    assert conversation_command.SEEDS == 300


@pytest.mark.parametrize("name", WAYS)
def test_each_way_says_what_is_on_offer(talk: Conversation, name: str) -> None:
    """A way to play goes on until the verdict stands or the talk is over, and is the same twice."""
    for seed in range(10):
        play = played(talk, DEFINITION, seed, STRATEGIES[name])
        assert play == played(talk, DEFINITION, seed, STRATEGIES[name])
        for count, move in enumerate(play.moves):
            before = Play(talk, DEFINITION, seed, play.moves[:count])
            assert judge(DEFINITION, before.heard()).verdict == "find-out"
            assert move in [one.id for one in before.offer()]
        assert not play.left or judge(DEFINITION, play.heard()).verdict != "find-out"


def test_ways_to_play_do_what_they_are_called(talk: Conversation) -> None:
    """The first on offer is the first; open questions are open; the best costs nothing."""
    for seed in range(20):
        ways = {name: played(talk, DEFINITION, seed, way) for name, way in STRATEGIES.items()}
        offers = {
            name: [
                Play(talk, DEFINITION, seed, play.moves[:n]).offer() for n in range(len(play.moves))
            ]
            for name, play in ways.items()
        }
        assert total_regret(ways["best"]) == 0
        first = [offer[0].id for offer in offers["first on offer"]]
        assert list(ways["first on offer"].moves) == first
        for name in ("first open question", "open, best condition"):
            for move, offer in zip(ways[name].moves, offers[name], strict=True):
                is_open = talk.by_id[move].kind == "open"
                assert is_open == any(one.kind == "open" for one in offer)
        about = [talk.by_id[move].about for move in ways["in definition order"].moves]
        assert about[0] == min(
            (one.about for one in offers["in definition order"][0] if one.about),
            key=DEFINITION.ids.index,
        )


# --- what is wrong ---


@pytest.mark.parametrize(
    "answers", ["3", "33333333", "3333x", "43333", "3333", "s", "33333ss", "3 3333"]
)
def test_a_sheet_that_is_none_is_refused(answers: str, capsysbinary: Capture) -> None:
    """It has a digit or u for each condition, and an s at most."""
    err = refused(run(capsysbinary, "conversation", TALK, "--debrief", "dog", "--answers", answers))
    assert err == f"--answers: {answers} is no sheet: write 5 digits from 0 to 3, or u\n"


def test_a_language_that_is_not_there_is_refused(capsysbinary: Capture) -> None:
    """A language that the definition lacks is refused, with those that it has."""
    err = refused(run(capsysbinary, "conversation", TALK, "--table", "--lang", "fr"))
    assert "fr" in err
    assert "nl, en" in err


@pytest.mark.parametrize("name", ["none.yml", "."], ids=["missing", "folder"])
def test_a_file_that_cannot_be_read_is_refused(
    name: str, tmp_path: Path, capsysbinary: Capture
) -> None:
    """A file that is not there, or is none, is refused by its name."""
    path = tmp_path / name
    assert refused(run(capsysbinary, "conversation", path)).startswith(f"{path}: ")


def test_a_talk_that_is_wrong_is_refused(tmp_path: Path, capsysbinary: Capture) -> None:
    """All that is wrong with a file is told, a line for each problem, and nothing is played."""
    text = TALK.read_text(encoding="utf-8")
    broken = text.replace("focus: means", "focus: luck").replace("budget: 6", "budget: 9")
    path = tmp_path / TALK.name
    path.write_text(broken, encoding="utf-8")
    lines = refused(run(capsysbinary, "conversation", path, "--table")).splitlines()
    assert [line.split(": ")[1] for line in lines] == ["focus", "budget"]
    assert all(line.startswith(f"{path}:") for line in lines)


@pytest.mark.parametrize("content", ["moves: [", "", "- 1", "§"])
def test_what_is_no_talk_is_refused(content: str, tmp_path: Path, capsysbinary: Capture) -> None:
    """What is no YAML, or another thing in YAML, is told with the file and what to do."""
    path = tmp_path / "talk.yml"
    path.write_text(content, encoding="utf-8")
    assert refused(run(capsysbinary, "conversation", path)).startswith(f"{path}:")


def test_a_talk_of_other_questions_is_refused(capsysbinary: Capture) -> None:
    """A talk is played with the questions that it was written for, and with no others."""
    err = refused(run(capsysbinary, "--definition", frozen.SECOND, "conversation", TALK))
    assert err.endswith("five-conditions@1 is not the one in use: write five-conditions@2\n")


@pytest.mark.parametrize("seed", ["x", "1.5", "", "-1", "1" * 10])
def test_a_seed_is_a_whole_number(seed: str, capsysbinary: Capture) -> None:
    """What is no whole number from 0 up is a wrong use of the command: status 2."""
    with pytest.raises(SystemExit) as caught:
        run(capsysbinary, "conversation", TALK, f"--seed={seed}")
    assert caught.value.code == 2
    told = f"--seed: {seed!r} is no seed, write a whole number from 0 up"
    assert told in capsysbinary.readouterr().err.decode()
