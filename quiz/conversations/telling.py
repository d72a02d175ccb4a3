"""A conversation as the page shows it: what was said, what is on offer, and what comes after."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from quiz.conversations.conversation import Conversation, Evidence, Move
from quiz.conversations.debrief import NOTICED, Debrief, as_good, debrief, decided_by
from quiz.conversations.play import Play, Turn, best_move
from quiz.definition import STOP, Answer, Definition
from quiz.errors import InputError, Problem
from quiz.report import report_on
from quiz.scoring import TIE, judge
from quiz.sentences import Sentences, capital
from quiz.sheet import Sheet, sheet_from
from quiz.wording import headline, reason_words, words

TITLES = ("Meneer ", "Mevrouw ")
"""What a name may begin with that has no capital within a sentence."""

type Marks = Sequence[tuple[str, str, bool]]
"""Words of a text, what they are about, and whether they are sure."""


def play_from(conversation: Conversation, say: Sentences, seed: object, moves: object) -> Play:
    """Return a play; InputError where the seed is none, or a move was not on offer."""
    if type(seed) is not int or not 0 <= seed < 2**32:
        fix = "write a whole number from 0 on"
        raise InputError([Problem("seed", f"{seed} is no seed", fix)])
    if not isinstance(moves, list) or len(moves) > conversation.budget:
        fix = f"list at most {conversation.budget} moves"
        raise InputError([Problem("moves", "not a list of moves", fix)])
    play = Play(conversation, say.definition, seed)
    for number, move in enumerate(moves):
        on_offer = [other.id for other in play.offer()]
        if move not in on_offer:
            fix = f"choose one of {', '.join(on_offer)}" if on_offer else "leave it out"
            raise InputError([Problem(f"moves[{number}]", f"{move} was not on offer", fix)])
        play = play.then(str(move))
    return play


def as_shown(play: Play, sheet: Sheet | None, today: date, say: Sentences) -> dict[str, Any]:
    """Return a play as JSON data, with what comes after where there is a sheet."""
    talk, language = play.conversation, say.language
    said = debrief(play, sheet) if sheet else None
    over = not play.left or not play.offer()
    return {
        "id": talk.id,
        "version": talk.version,
        "title": talk.title[language],
        "scene": _pieces(talk.scene[language], _of_scene(talk, say) if said else ()),
        "people": [
            {"name": person.name[language], "role": person.role[language]} for person in talk.people
        ],
        "budget": talk.budget,
        "left": 0 if over else play.left,
        "over": over,
        "ended": play.ended,
        "said": [_said(play, place, said is not None, say) for place in range(len(play.moves))],
        "offer": [_offered(move, talk, language) for move in play.offer()],
        "debrief": _debrief(play, said, today, say) if said else None,
    }


def _offered(move: Move, talk: Conversation, language: str) -> dict[str, Any]:
    ends = move.kind == "close" and move.ends is True
    to = to_whom(move, talk, language)
    return {"move": move.id, "to": to, "says": move.says[language], "ends": ends}


def to_whom(move: Move, talk: Conversation, language: str) -> str:
    """Return whom it is said to, as within a sentence; nothing where there is one person."""
    if len(talk.people) == 1:
        return ""
    name = talk.person(move.to).name[language]
    return name[0].lower() + name[1:] if name.startswith(TITLES) else name


def _said(play: Play, place: int, marked: bool, say: Sentences) -> dict[str, Any]:
    talk, language = play.conversation, say.language
    move = talk.by_id[play.moves[place]]
    last = place == len(play.moves) - 1 and play.ended
    marks: list[tuple[str, str, bool]] = []
    if marked and move.shows:
        marks.append(_mark(move.shows, say))
    if marked and move.stops:
        marks.append((move.stops[language], capital(say.of_stop("name")), True))
    return {
        "move": move.id,
        "says": move.says[language],
        "to": to_whom(move, talk, language),
        "name": talk.person(move.to).name[language],
        "reply": _pieces(move.reply[language], marks),
        "parting": move.parting[language] if last and move.parting else "",
    }


def _mark(evidence: Evidence, say: Sentences) -> tuple[str, str, bool]:
    name = capital(say.names([evidence.condition]))
    return evidence.words[say.language], name, evidence.sure


def _of_scene(talk: Conversation, say: Sentences) -> Marks:
    return [_mark(evidence, say) for evidence in talk.known]


def _pieces(text: str, marks: Marks) -> list[dict[str, Any]]:
    """Cut a text where words that are marked begin and end; `about` is empty between them."""
    places = sorted((text.find(words), words, about, sure) for words, about, sure in marks)
    pieces, at = [], 0
    for start, quoted, about, sure in places:
        if start < at:
            continue  # words within others are marked once
        pieces.append({"text": text[at:start], "about": "", "sure": True})
        pieces.append({"text": quoted, "about": about, "sure": sure})
        at = start + len(quoted)
    pieces.append({"text": text[at:], "about": "", "sure": True})
    return [piece for piece in pieces if piece["text"]]


def _debrief(play: Play, said: Debrief, today: date, say: Sentences) -> dict[str, Any]:
    compared, definition, language = said.compared, play.definition, say.language
    own, heard = (report_on(definition, sheet, today) for sheet in (compared.sheet, compared.heard))
    return {
        "verdict": compared.verdict,
        "key_verdict": compared.key_verdict,
        "mine": words(own, language).verdict,
        "key": words(heard, language).verdict,
        "key_headline": headline(heard, say),
        "key_reason": reason_words(heard, say),
        "same_verdict": compared.verdict == compared.key_verdict,
        "regret": said.regret,
        "won": said.won,
        "assumed": compared.assumed,
        "missed": compared.missed,
        "stop": compared.stop,
        "stop_said": compared.heard.stop,
        "early": said.early > TIE,
        "ending": _ending(play, language),
        "open": said.open,
        "asked": len(said.turns),
        "conditions": list(_conditions(play, said, say)),
        "turns": list(_turns(said, play, say)),
        "tip": said.tip,
        "better": _better(play, said, language),
    }


def _ending(play: Play, language: str) -> dict[str, Any]:
    """Say how it ended, and with how many turns left.

    They asked to be left alone (`asked`), were driven off (`shown-out`), it was rounded off
    (`closed`), stopped (`stopped`), or the turns were used up (`turns`). What drove them off stands
    in `by`, and in `first` what had been said before that made it too much.
    """
    talk, left = play.conversation, play.conversation.budget - len(play.moves)
    if not play.ended:
        return {"how": "stopped" if left else "turns", "left": left, "by": "", "first": ""}
    *before, last = (talk.by_id[move] for move in play.moves)
    how = "asked" if last.stops else "closed" if last.kind == "close" else "shown-out"
    ends = last.ends if isinstance(last.ends, tuple) else ()
    first = next((move.says[language] for move in before if move.id in ends), "")
    return {"how": how, "left": left, "by": last.says[language], "first": first}


def _better(play: Play, said: Debrief, language: str) -> dict[str, Any] | None:
    """Return what could have been said where the tip says that there was more; else None.

    `turn` counts from 1; 0 stands for the end.
    """
    if said.tip_turn is not None:
        number, best = said.tip_turn + 1, _stronger(said.turns[said.tip_turn])
        if best.id in play.moves[said.tip_turn :]:
            return None  # it was said after all
    elif said.tip == "early" and play.offer():
        number, best = 0, best_move(play)
    else:
        return None
    return {"turn": number, **_offered(best, play.conversation, language)}


def _conditions(play: Play, said: Debrief, say: Sentences) -> Iterator[dict[str, Any]]:
    compared, talk = said.compared, play.conversation
    for place, condition in enumerate(play.definition.ids):
        mine, heard = compared.sheet.answers[place], compared.heard.answers[place]
        told = list(asides(play, condition, say.language))
        key = talk.key[condition]
        whys = [key.why] if heard is not None or (key.level is None and told) else []
        sure = [move for move in play.moves if talk.by_id[move].tells == condition]
        whys += [note.why for note in key.notes if set(sure).intersection(note.said)]
        yield {
            "id": condition,
            "name": capital(say.names([condition])),
            "mine": level_word(mine),
            "mine_rung": _rung(mine, condition, play.definition, say),
            "heard": level_word(heard),
            "heard_rung": _rung(heard, condition, play.definition, say),
            "outcome": compared.outcomes[condition],
            "quotes": [
                {
                    "scene": each.turn is None,
                    "name": "" if each.turn is None else _name(play, each.turn, say.language),
                    "text": each.evidence.words[say.language],
                }
                for each in said.found[condition]
                if each.evidence.sure
            ],
            "asides": told,
            "why": " ".join(why[say.language] for why in whys),
        }


def asides(play: Play, condition: str, language: str) -> Iterator[dict[str, str]]:
    """Yield the replies that settle nothing about a condition, and why: in words, or of which kind.

    They were asked about it, or a note says what they do not show. The kinds are `hearsay`,
    `leading`, `pitch` and `open`, what a question got that was none of these. A note that belongs
    to several replies is told once, with the first of them.
    """
    talk, told = play.conversation, set[str]()
    for place, name in enumerate(play.moves):
        move = talk.by_id[name]
        shows = move.shows if move.shows and move.shows.condition == condition else None
        found = [note.why[language] for note in talk.key[condition].notes if name in note.said]
        notes = [note for note in found if note not in told]
        if move.tells == condition or not (notes or move.about == condition or shows):
            continue
        told.update(notes)
        kind = move.kind if move.kind in ("leading", "pitch") else "open"
        yield {
            "name": _name(play, place, language),
            "text": shows.words[language] if shows else move.reply[language],
            "kind": "" if found else "hearsay" if shows else kind,
            "why": " ".join(notes),
        }


def _name(play: Play, place: int, language: str) -> str:
    talk = play.conversation
    return talk.person(talk.by_id[play.moves[place]].to).name[language]


def level_word(answer: Answer) -> str:
    """Return a level as text, `unknown` for none."""
    return "unknown" if answer is None else str(answer)


def _rung(answer: Answer, condition: str, definition: Definition, say: Sentences) -> str:
    """Return the words of a rung as they stand on the sheet; of unknown none."""
    return "" if answer is None else definition[condition].rungs[answer][say.language]


def _turns(said: Debrief, play: Play, say: Sentences) -> Iterator[dict[str, Any]]:
    """Yield each turn with two bars: what it could decide by itself, and the most that any could.

    They are own drops, in per cent of the highest in the talk: a reply that shows nothing has none,
    whatever could still be asked behind it. `better` is what was stronger, where that is worth
    saying; where it was said later on, `later` is that turn, from 1, and else 0.
    """
    drops = [
        [decided_by(play, place, move) for move in turn.offer]
        for place, turn in enumerate(said.turns)
    ]
    most = max(map(max, drops), default=0.0)
    hows = [_how(turn, place, play) for place, turn in enumerate(said.turns)]
    for place, turn in enumerate(said.turns):
        how = hows[place]
        best = _stronger(turn) if how in ("less", "nothing", "hearsay") else None
        later = play.moves.index(best.id) + 1 if best and best.id in play.moves else 0
        if later and hows[later - 1] not in ("best", "decided", "less"):
            best, later = None, 0  # it was said too late to decide anything
        yield {
            "says": turn.chosen.says[say.language],
            "kind": turn.chosen.kind,
            "about": capital(say.names([turn.chosen.about])) if turn.chosen.about else "",
            "mine": _percent(drops[place][turn.offer.index(turn.chosen)], most),
            "best": _percent(max(drops[place]), most),
            "how": how,
            "better": best.says[say.language] if best and not later else "",
            "better_to": to_whom(best, play.conversation, say.language)
            if best and not later
            else "",
            "later": later,
        }


def _stronger(turn: Turn) -> Move:
    """Return what was clearly worth more than what was chosen: an open question where there is one.

    The dearest of those; of equals the first on offer.
    """
    mine = turn.values[turn.offer.index(turn.chosen)]
    better = [
        (worth, move)
        for worth, move in zip(turn.values, turn.offer, strict=True)
        if worth - mine > NOTICED
    ]
    asked = [(worth, move) for worth, move in better if move.kind == "open"]
    found = asked or better
    return max(found, key=lambda one: one[0])[1] if found else turn.offer[turn.best]


def _percent(value: float, most: float) -> int:
    return int(100 * value / most + 0.5) if most > TIE else 0


def _how(turn: Turn, place: int, play: Play) -> str:
    """Say how a turn went.

    Nothing was left to decide (`settled`), unless whether they may be rung again
    (`asked-to-stop`); with it the verdict stood (`decided`); it was as good as the `best`, or was
    worth `less`, or `nothing`, or came from somebody who cannot know (`hearsay`). What settled
    nothing and yet cost nothing, since the next turns offered as much, is `free`.
    """
    chosen, definition = turn.chosen, play.definition
    before, after = play.before(place).heard(), play.before(place + 1).heard()
    decides = decided_by(play, place, chosen) > TIE
    if judge(definition, before).verdict != "find-out":
        return "asked-to-stop" if chosen.kind == "close" and chosen.stops else "settled"
    if judge(definition, after).verdict != "find-out":
        return "decided"
    if turn.regret > NOTICED and not as_good(play, place, turn):
        if chosen.shows and not chosen.shows.sure:
            return "hearsay"
        return "less" if decides else "nothing"
    return "best" if decides else "free"


def sheet_in(request: Mapping[str, Any], play: Play) -> Sheet | None:
    """Return the sheet in a request, or None where there is none yet."""
    if request.get("answers") is None:
        return None
    data = {"answers": request["answers"], STOP: request.get(STOP, False)}
    return sheet_from(data, play.definition, "answers")
