"""A report in words, in one of its definition's languages.

All words come from the definition; this module only chooses and fills in. The page shows these
words in its slots, `as_text` sets them out for a note or a terminal.
"""

import re
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from quiz.definition import COMPLETE_VERDICTS, MET, Answer, Condition, Definition, Text
from quiz.report import Report
from quiz.scoring import Score

PLACEHOLDER = re.compile(r"\{(\w+)\}")


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
class Words:
    """The words of a result, in the order in which people read them.

    Texts that do not apply are empty.
    """

    verdict: str
    headline: str
    why: str
    met: str
    notices: tuple[str, ...]
    chain: tuple[LinkWords, ...]
    ask_heading: str
    ask: str
    ask_topic: str
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
    only_if = verdict in ("park", "walk-away")
    say = Sentences(report.definition, language)
    ask = definition[report.ask_next] if report.ask_next else None
    return Words(
        verdict=capital(say.verdict_name(verdict)),
        headline=headline(report, say),
        why=_why(report, say),
        met=met_words(report, say),
        notices=tuple(_notices(report, say)),
        chain=tuple(
            _link(condition, level, report, language)
            for condition, level in zip(definition.conditions, report.sheet.answers, strict=True)
        ),
        ask_heading=say("ask_only_if" if only_if else "ask_next") if ask else "",
        ask=question(report, say),
        ask_topic=ask.name[language] if ask else "",
        route_heading=(say("route_only_if" if only_if else "route") if report.told_route else ""),
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


def as_text(said: Words, say: "Sentences", width: int | None = None) -> str:
    """Set a report that is in words out as plain text, at most `width` characters wide if given."""
    blocks = [
        [said.headline],
        [said.why, *said.notices],
        [_chain_line(link) for link in said.chain] + [said.met],
    ]
    if said.ask:
        blocks.append([f"{said.ask_heading}: {say('quote', question=said.ask)}"])
    for heading, steps in (
        (said.route_heading, said.route),
        (said.firmer_heading, said.firmer),
        (said.open_heading, said.open),
    ):
        if steps:
            after = said.outcomes if steps is said.route else ()
            blocks.append([f"{heading}:", *(_line(step, say) for step in steps), *after])
    blocks.append([said.weakest, said.score, said.score_note, said.made_on])
    lines = [[line for line in block if line] for block in blocks]
    return "\n\n".join("\n".join(_wrapped(block, width)) for block in lines) + "\n"


def _chain_line(link: LinkWords) -> str:
    if not link.evidence:
        return f"{link.name}: {link.level_name}"
    return f"{link.name}: {link.evidence} ({link.level_name})"


def _line(step: StepWords, say: "Sentences") -> str:
    ask = say("quote", question=step.ask) if step.ask else ""
    return f"- {step.name}: {' '.join(filter(None, (step.action, ask)))}"


class Sentences:
    """Fills the definition's sentences in, in one language."""

    def __init__(self, definition: Definition, language: str) -> None:
        self.definition = definition
        self.language = language

    def __call__(self, key: str, **values: object) -> str:
        """Return a sentence of a result."""
        return self.fill(self.definition.sentences[key], **values)

    def phrase(self, key: str, **values: object) -> str:
        """Return one of the phrases about prospects."""
        return self.fill(self.definition.pipeline[key], **values)

    def fill(self, text: Text, **values: object) -> str:
        """Return a text with its placeholders filled in."""
        # In a single pass: a note of the seller's that has braces in it is left as it is.
        filled = {name: str(value) for name, value in values.items()}
        return PLACEHOLDER.sub(lambda found: filled.get(found[1], found[0]), text[self.language])

    def verdict_name(self, verdict: str) -> str:
        """Return a verdict in a word, as it appears within a sentence."""
        return self.definition.verdicts[verdict]["name"][self.language]

    def of_stop(self, key: str) -> str:
        """Return a text for whoever asked not to be contacted; `name` marks them in a few words."""
        assert self.definition.stop is not None
        return self.fill(self.definition.stop[key])

    def names(self, condition_ids: Iterable[str]) -> str:
        """Return the names of conditions in a row."""
        return ", ".join(self.definition[key].name[self.language] for key in condition_ids)

    def either(self, names: list[str]) -> str:
        """Return names in a row, with “or” before the last."""
        *most, last = names
        return f"{', '.join(most)} {self('or')} {last}" if most else last

    def both(self, names: Sequence[str]) -> str:
        """Return names in a row, with “and” before the last."""
        *most, last = names
        return f"{', '.join(most)} {self.phrase('and')} {last}" if most else last

    def level(self, level: Answer) -> str:
        """Return what a level is called where there is no room for its rung; None is unknown."""
        definition = self.definition
        name = definition.unknown["short"] if level is None else definition.levels[level]
        return name[self.language]

    def near(self, day: date | None, today: date) -> str:
        """Return a day in words, without the year when it is this one."""
        if day is None or day.year != today.year:
            return self.day(day)
        month = self.definition.months[self.language][day.month - 1]
        return self.phrase("day_and_month", day=day.day, month=month)

    def points(self, tenths: int) -> str:
        """Return tenths of a point as points."""
        return f"{tenths // 10}{self('decimal_mark')}{tenths % 10}"

    def day(self, day: date | None) -> str:
        """Return a day in words; nothing for None."""
        return "" if day is None else _day_words(self.definition, self.language, day)


@lru_cache(maxsize=1000)
def _day_words(definition: Definition, language: str, day: date) -> str:
    """Write a day out; cached, since a list has the same days over and over."""
    month = definition.months[language][day.month - 1]
    return Sentences(definition, language)("date", day=day.day, month=month, year=day.year)


def _why(report: Report, say: Sentences) -> str:
    judgement, definition = report.judgement, report.definition
    if report.stopped:
        return f"{say.of_stop('reason')} {advice(report, say)}"
    texts = definition.verdicts[report.verdict]
    because = judgement.because
    reason = ""
    by_name = len(because) > 1 or report.sheet.of_other_version
    if len(because) == 1 and not by_name:
        level = report.sheet.answers[definition.ids.index(because[0])]
        assert level is not None
        reason = definition[because[0]].because[level][say.language]
    said = [
        say.fill(
            texts["why_many" if because and by_name else "why_one"],
            reason=reason,
            conditions=say.names(because),
            unknown=say.names(report.unknown),
        )
    ]
    if judgement.certain and report.unknown:
        said.append(say("whatever_the_rest"))
    elif report.verdict == "park" and not judgement.certain:
        said.append(say("not_worth_asking"))
    if not report.due:
        said.append(advice(report, say))
    return " ".join(said)


def advice(report: Report, say: Sentences) -> str:
    """Return what to do with a prospect that has this verdict."""
    if report.stopped:
        return say.of_stop("advice")
    possible = [say.verdict_name(item.verdict) for item in report.judgement.possible]
    text = report.definition.verdicts[report.verdict]["advice"]
    return say.fill(text, possible=say.either(possible))


def question(report: Report, say: Sentences) -> str:
    """Return the question to ask next; empty when there is none to ask."""
    condition = report.ask_next
    return report.definition[condition].ask[say.language] if condition else ""


def met_words(report: Report, say: Sentences) -> str:
    """Say how many of the conditions are in order, and how many are still open."""
    return say(
        "met_and_open" if report.unknown else "met",
        met=report.met,
        of=len(report.definition.conditions),
        open=len(report.unknown),
    )


def _notices(report: Report, say: Sentences) -> Iterable[str]:
    if report.sheet.newer:
        yield say("newer")
    if report.sheet.older:
        # Of whom asked not to be contacted there is nothing to choose again.
        anew = () if report.stopped else report.sheet.anew
        names = [say.definition[key].name[say.language] for key in anew]
        yield say.phrase("older_anew", conditions=say.both(names)) if names else say.phrase("older")
    if report.stale:
        days = report.definition.stale_after_days
        yield say("stale", on=say.day(report.sheet.on), days=days)
    if report.stalled:
        yield say("stalled", verdict=say.verdict_name(report.verdict))


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
        ask="" if condition.id == report.ask_next else condition.ask[language],
    )


def headline(report: Report, say: Sentences) -> str:
    """Return the verdict as a sentence, with the day to look again in it under park."""
    if report.stopped:
        return say.of_stop("headline")
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
    if report.verdict != "pursue":
        return []
    return [
        condition
        for condition, level in zip(report.definition.conditions, report.sheet.answers, strict=True)
        if level == MET
    ]


def _open(report: Report) -> list[str]:
    """Return what else is unknown, most telling first; nothing where it does not matter."""
    if report.verdict in ("park", "walk-away"):
        return []
    rest = [key for key in report.unknown if key not in report.ask_first]
    return [key for key in (*report.ask_first, *rest) if key != report.ask_next]


def _weakest(report: Report, say: Sentences) -> str:
    if report.verdict == "pursue":
        return say("no_weak_link")
    if report.weakest is None:
        return ""
    key = "weakest_so_far" if report.unknown else "weakest"
    return say(key, condition=say.names([report.weakest]))


def _score(points: Score, say: Sentences) -> str:
    key = "score_exact" if points.low == points.high else "score_range"
    return say(key, low=say.points(points.low), high=say.points(points.high))


def capital(text: str) -> str:
    """Begin a text with a capital."""
    return text[:1].upper() + text[1:]


def _wrapped(lines: Iterable[str], width: int | None) -> Iterable[str]:
    for line in lines:
        if width is None:
            yield line
        else:
            indent = "  " if line.startswith("- ") else ""
            yield from textwrap.wrap(line, width, subsequent_indent=indent)


def note(*blocks: Sequence[str]) -> str:
    """Set blocks of lines out, an empty line between two; what is empty is left out."""
    texts = ("\n".join(filter(None, block)) for block in blocks)
    return "\n\n".join(text.rstrip("\n") for text in texts if text) + "\n"


def evidence_of(report: Report, notes: Mapping[str, str], say: Sentences) -> list[dict[str, str]]:
    """Return the evidence with the condition and the level that it is for, in definition order."""
    return [
        {
            "name": capital(condition.name[say.language]),
            "level_name": say.level(level),
            "note": notes[condition.id],
        }
        for condition, level in zip(say.definition.conditions, report.sheet.answers, strict=True)
        if notes.get(condition.id)
    ]


def evidence_lines(report: Report, notes: Mapping[str, str], say: Sentences) -> list[str]:
    """Return the evidence as lines under their heading; none where there is no evidence."""
    lines = [f"- {item['name']}: {item['note']}" for item in evidence_of(report, notes, say)]
    return [say.phrase("note_evidence"), *lines] if lines else []
