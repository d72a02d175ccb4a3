"""A result as the plain text that a CRM keeps: who it is about, the advice, what it rests on."""

from collections.abc import Mapping, Sequence

from quiz.report import Report
from quiz.wording import Sentences, capital


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
    return [say.pipeline("note_evidence"), *lines] if lines else []
