"""A report in words, in one of its definition's languages.

All words come from the definition; this module only chooses and fills in. The page shows these
words in its slots, `quiz.plain_text` sets them out.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from quiz.definition import (
    COMPLETE_VERDICTS,
    MET,
    Answer,
    Condition,
    Question,
)
from quiz.report import Report
from quiz.scoring import Score
from quiz.sentences import Sentences, capital


@dataclass(frozen=True)
class LinkWords:
    """One link of the chain: a condition, its level (None for unknown) and what that means.

    The latter is empty for an answer to another version of the questions, which had other words.
    """

    condition: str
    name: str
    level: Answer
    level_name: str
    evidence: str


@dataclass(frozen=True)
class StepWords:
    """What to do about one condition, and the question to ask aloud.

    `topic` is its name within a sentence. The question is empty where it already appears above,
    as the one to ask next.
    """

    condition: str
    name: str
    topic: str
    evidence: str
    action: str
    ask: str


@dataclass(frozen=True)
class AskWords:
    """A question to ask aloud, and in a few words whom it suits; empty where it suits everybody."""

    ask: str
    suits: str


@dataclass(frozen=True)
class Words:
    """The words of a result, in the order in which people read them.

    Texts that do not apply are empty. `ask` is the question to ask next, `ask_instead` are others
    that can take its place. `remarks` say what the days behind the answers are, and what does not
    go together.
    """

    verdict: str
    headline: str
    why: str
    met: str
    notices: tuple[str, ...]
    remarks: tuple[str, ...]
    chain: tuple[LinkWords, ...]
    ask_heading: str
    ask: str
    ask_topic: str
    ask_suits: str
    ask_instead: tuple[AskWords, ...]
    route_heading: str
    route: tuple[StepWords, ...]
    outcomes: tuple[str, ...]
    firmer_heading: str
    firmer: tuple[StepWords, ...]
    open_heading: str
    open: tuple[StepWords, ...]
    weakest: str
    score: str
    score_note: str
    made_on: str


def words(report: Report, language: str) -> Words:
    """Put a report into words; `language` is one of the definition's languages."""
    definition, verdict = report.definition, report.verdict
    say = Sentences(report.definition, language)
    about = definition[report.ask_next] if report.ask_next else None
    asks = [AskWords(one.text[language], _suits(one, say)) for one in _questions(report)]
    return Words(
        verdict=capital(say.verdict_name(verdict)),
        headline=headline(report, say),
        why=_why(report, say),
        met=met_words(report, say),
        notices=tuple(_notices(report, say)),
        remarks=tuple(_remarks(report, say)),
        chain=tuple(
            _link(condition, level, report, language)
            for condition, level in zip(definition.conditions, report.sheet.answers, strict=True)
        ),
        ask_heading=_ask_heading(report, say) if asks else "",
        ask=asks[0].ask if asks else "",
        ask_topic=about.name[language] if about else "",
        ask_suits=asks[0].suits if asks else "",
        ask_instead=tuple(asks[1:]),
        route_heading=_route_heading(report, say),
        route=tuple(
            _step(definition[step.condition], step.level, report, language)
            for step in report.told_route
        ),
        outcomes=tuple(_if_met(report, say)),
        firmer_heading=say("firmer") if _firmer(report) else "",
        firmer=tuple(_step(condition, MET, report, language) for condition in _firmer(report)),
        open_heading=say("open") if _open(report) else "",
        open=tuple(_step(definition[key], None, report, language) for key in _open(report)),
        weakest=_weakest(report, say),
        score=_score(report.score, say),
        score_note=say("score_note"),
        made_on=say("made_on", on=say.day(on)) if (on := report.sheet.on) else "",
    )


def _why(report: Report, say: Sentences) -> str:
    judgement = report.judgement
    if report.stopped:
        return f"{reason_words(report, say)} {advice(report, say)}"
    said = [reason_words(report, say)]
    if report.closed:
        return said[0]
    if judgement.certain and report.unknown:
        said.append(say("whatever_the_rest"))
    elif report.verdict == "park" and not judgement.certain:
        said.append(say("not_worth_asking"))
    if not report.due:
        said.append(advice(report, say))
    return " ".join(said)


def reason_words(report: Report, say: Sentences) -> str:
    """Say in a sentence what the verdict comes from."""
    if report.stopped:
        return say.of_stop("reason")
    definition, because = report.definition, report.judgement.because
    texts = definition.verdicts[report.verdict]
    by_name = len(because) > 1 or report.sheet.of_other_version
    told = ""
    if len(because) == 1 and not by_name:
        level = report.sheet.answers[definition.ids.index(because[0])]
        assert level is not None
        told = definition[because[0]].because[level][say.language]
    return say.fill(
        texts["why_many" if because and by_name else "why_one"],
        reason=told,
        conditions=say.names(because),
        unknown=say.names(report.unknown),
    )


def advice(report: Report, say: Sentences) -> str:
    """Return what to do with a prospect that has this verdict."""
    if report.stopped:
        return say.of_stop("advice")
    possible = [say.verdict_name(item.verdict) for item in report.judgement.possible]
    texts = report.definition.verdicts[report.verdict]
    met_but_one = report.met == len(report.definition.conditions) - 1
    key = "advice_rest_met" if met_but_one and "advice_rest_met" in texts else "advice"
    return say.fill(texts[key], possible=say.either(possible))


def question(report: Report, say: Sentences) -> str:
    """Return the question to ask next; empty when there is none to ask."""
    found = _questions(report)
    return found[0].text[say.language] if found else ""


def question_about(condition: Condition, level: Answer, language: str) -> str:
    """Return the question to ask about a condition that has this level; None is unknown."""
    return condition.to_ask(level)[0].text[language]


def _questions(report: Report) -> tuple[Question, ...]:
    """Return the questions of which to ask one next, the best one first."""
    definition = report.definition
    if report.ask_next is None:
        to_pursue = report.verdict == "pursue" and not report.closed
        return definition.to_pursue if to_pursue else ()
    level = report.sheet.answers[definition.ids.index(report.ask_next)]
    return definition[report.ask_next].to_ask(level)


def _ask_heading(report: Report, say: Sentences) -> str:
    if report.verdict in ("pursue", "park"):
        return say.phrase(f"ask_{report.verdict}")
    return say("ask_only_if" if report.verdict == "walk-away" else "ask_next")


def _route_heading(report: Report, say: Sentences) -> str:
    if not report.told_route:
        return ""
    if report.verdict == "park":
        return say.phrase("route_park")
    return say("route_only_if" if report.verdict == "walk-away" else "route")


def _suits(asked: Question, say: Sentences) -> str:
    return say.phrase(f"suits_{asked.audience}") if asked.audience else ""


def met_words(report: Report, say: Sentences) -> str:
    """Say how many of the conditions are in order, and how many are still open."""
    return say(
        "met_and_open" if report.unknown else "met",
        met=report.met,
        of=len(report.definition.conditions),
        open=len(report.unknown),
    )


def _notices(report: Report, say: Sentences) -> Iterable[str]:
    if report.sheet.newer and not report.closed:
        yield say("newer")
    if report.sheet.older:
        # Of whom asked not to be contacted, or is closed, there is nothing to choose again.
        anew = () if report.stopped or report.closed else report.sheet.anew
        names = [say.definition[key].name[say.language] for key in anew]
        yield say.phrase("older_anew", conditions=say.both(names)) if names else say.phrase("older")
    if report.stale:
        days = report.definition.stale_after_days
        yield say("stale", on=say.day(report.sheet.on), days=days)
    if report.stalled:
        yield say("stalled", verdict=say.verdict_name(report.verdict))


def needed_by_words(day: date, report: Report, say: Sentences) -> str:
    """Say on which day it must work, or should have worked, and what to do about that."""
    if day < report.today:
        return say.phrase("needed_by_past", on=say.day(day))
    parked = report.verdict in ("park", "walk-away")
    return say.phrase("needed_by_parked" if parked else "needed_by", on=say.day(day))


def _remarks(report: Report, say: Sentences) -> Iterable[str]:
    """Say what the days behind the answers are, and what does not go together."""
    sheet = report.sheet
    if report.stopped or report.closed:
        return
    if sheet.needed_by:
        yield needed_by_words(sheet.needed_by, report, say)
        yield from _doubt(report, say)
    if sheet.not_before and sheet.not_before != report.revisit:
        key = "not_before" if sheet.not_before > report.today else "not_before_past"
        yield say.phrase(key, on=say.day(sheet.not_before))
    if sheet.needed_by and sheet.not_before and sheet.not_before > sheet.needed_by:
        yield say.phrase("dates_crossed")
    answers = dict(zip(report.definition.ids, sheet.answers, strict=True))
    for remark in report.definition.remarks:
        # An answer that has come to mean something else contradicts nothing.
        fresh = not sheet.newer and not remark.when.keys() & set(sheet.anew)
        if fresh and all(answers[key] in levels for key, levels in remark.when.items()):
            yield remark.text[say.language]


def _doubt(report: Report, say: Sentences) -> Iterable[str]:
    """Say that an answer does not fit the day on which it must work."""
    definition, day = report.definition, report.sheet.needed_by
    key = definition.dates_with
    if day is None or key is None:
        return
    level = report.sheet.answers[definition.ids.index(key)]
    soon = (day - report.today).days <= definition.lead_days
    if level == 1 or (level == 0 and soon):
        yield say.phrase("dates_answer", condition=definition[key].name[say.language])


def _link(condition: Condition, level: Answer, report: Report, language: str) -> LinkWords:
    definition = report.definition
    unknown = definition.unknown
    return LinkWords(
        condition=condition.id,
        name=capital(condition.name[language]),
        level=level,
        level_name=(unknown["short"] if level is None else definition.levels[level])[language],
        evidence=_rung(condition, level, report, language),
    )


def _rung(condition: Condition, level: Answer, report: Report, language: str) -> str:
    """Return what an answer said; nothing where it was given to other words than ours."""
    if report.sheet.of_other_version:
        return ""
    definition = report.definition
    return (definition.not_known(condition.id) if level is None else condition.rungs[level])[
        language
    ]


def _step(condition: Condition, level: Answer, report: Report, language: str) -> StepWords:
    return StepWords(
        condition=condition.id,
        name=capital(condition.name[language]),
        topic=condition.name[language],
        evidence="" if level is None else _rung(condition, level, report, language),
        action="" if level is None else condition.actions[level][language],
        ask="" if condition.id == report.ask_next else question_about(condition, level, language),
    )


def headline(report: Report, say: Sentences) -> str:
    """Return the verdict as a sentence, with the day to look again in it under park."""
    if report.stopped:
        return say.of_stop("headline")
    if report.closed:
        return say.phrase("closed_headline", verdict=say.verdict_name(report.verdict))
    day = say.day(report.revisit)
    if report.due:
        return say("revisit_due", revisit=day)
    return say.fill(report.definition.verdicts[report.verdict]["headline"], revisit=day)


def _if_met(report: Report, say: Sentences) -> Iterable[str]:
    """Say what each step of the route would make of the verdict, one sentence for each verdict."""
    for verdict in (*COMPLETE_VERDICTS, "find-out"):
        steps = [s.condition for s in report.told_route if s.verdict_if_met == verdict]
        if steps:
            yield say(
                "stays" if verdict == report.verdict else "becomes",
                verdict=say.verdict_name(verdict),
                conditions=say.either([say.definition[key].name[say.language] for key in steps]),
            )


def _firmer(report: Report) -> list[Condition]:
    """Return what can still go from said to shown, when nothing more urgent is to be done."""
    if report.verdict != "pursue" or report.closed:
        return []
    return [
        condition
        for condition, level in zip(report.definition.conditions, report.sheet.answers, strict=True)
        if level == MET
    ]


def _open(report: Report) -> list[str]:
    """Return what else is unknown, most telling first; nothing where it does not matter."""
    if report.verdict in ("park", "walk-away") or report.closed:
        return []
    rest = [key for key in report.unknown if key not in report.ask_first]
    return [key for key in (*report.ask_first, *rest) if key != report.ask_next]


def _weakest(report: Report, say: Sentences) -> str:
    """Name every weak link; of what is open nothing is known, so that it may hold or not."""
    if not report.weak:
        return "" if report.unknown else say("no_weak_link")
    if len(report.weak) == 1:
        key = "weakest_so_far" if report.unknown else "weakest"
        return say(key, condition=say.names(report.weak))
    names = [say.definition[key].name[say.language] for key in report.weak]
    key = "weak_links_so_far" if report.unknown else "weak_links"
    return say.phrase(key, conditions=say.both(names))


def _score(points: Score, say: Sentences) -> str:
    key = "score_exact" if points.low == points.high else "score_range"
    return say(key, low=say.points(points.low), high=say.points(points.high))
