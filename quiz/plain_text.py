"""A result in words, set out as plain text: for a note, a CRM or a terminal."""

import textwrap
from collections.abc import Iterable, Mapping, Sequence

from quiz.report import Report
from quiz.sentences import Sentences, capital
from quiz.wording import LinkWords, StepWords, Words


def as_text(said: Words, say: Sentences, width: int | None = None) -> str:
    """Set a report that is in words out as plain text, at most `width` characters wide if given."""
    blocks = [
        [said.headline],
        [said.why, *said.notices, *said.remarks],
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


def _line(step: StepWords, say: Sentences) -> str:
    ask = say("quote", question=step.ask) if step.ask else ""
    return f"- {step.name}: {' '.join(filter(None, (step.action, ask)))}"


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
