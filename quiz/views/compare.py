"""Two sheets on one prospect side by side: where they differ, by how much, what would settle it."""

from typing import Any

from quiz.definition import Answer, Condition, Definition
from quiz.report import report_on_answers
from quiz.sentences import Sentences, capital
from quiz.sheet import Sheet
from quiz.wording import question_about


def compare(mine: Sheet, theirs: Sheet, definition: Definition, language: str) -> dict[str, Any]:
    """Compare two sheets; return what to say about it as JSON data, in one language.

    `apart` is the number of steps between two levels, None where one of them is unknown. Where one
    of the two knows that they asked not to be contacted, nothing is left to be settled with them.
    """
    say = Sentences(definition, language)
    stop = mine.stop or theirs.stop
    pairs = list(zip(definition.conditions, mine.answers, theirs.answers, strict=True))
    apart = sum(own != other for _, own, other in pairs)
    return {
        "heading": say.phrase("compare_heading"),
        "intro": say.phrase("compare_intro", apart=apart, of=len(pairs))
        if apart
        else say.phrase("compare_intro_same"),
        "rows": [
            {
                "condition": condition.id,
                "name": capital(condition.name[language]),
                "mine": say.level(own),
                "theirs": say.level(other),
                "difference": _difference(own, other, say),
                "apart": None if own is None or other is None else abs(own - other),
                "settle": "" if stop else _settle(condition, own, other, say),
            }
            for condition, own, other in pairs
        ],
        "verdicts": _stop(mine, theirs, say) if stop else _verdicts(mine, theirs, say),
    }


def _difference(mine: Answer, theirs: Answer, say: Sentences) -> str:
    if mine is None and theirs is None:
        return say.phrase("compare_nobody_knows")
    if mine is None or theirs is None:
        return say.phrase("compare_one_knows")
    steps = abs(mine - theirs)
    if steps > 1:
        return say.phrase("compare_steps", steps=steps)
    return say.phrase("compare_one_step" if steps else "compare_same")


def _settle(condition: Condition, mine: Answer, theirs: Answer, say: Sentences) -> str:
    """Say what evidence would bring the two together; empty where they agree on a level."""
    ask = question_about(condition, None, say.language)
    if mine is None and theirs is None:
        return say.phrase("compare_settle_nobody", ask=ask)
    if mine is None or theirs is None:
        return say.phrase("compare_settle_one", ask=ask)
    if mine == theirs:
        return ""
    evidence = condition.rungs[max(mine, theirs)][say.language]
    return say.phrase("compare_settle_steps", evidence=evidence)


def _stop(mine: Sheet, theirs: Sheet, say: Sentences) -> str:
    """Say who knows that they asked not to be contacted, and what follows for both."""
    key = "mine" if not theirs.stop else "theirs" if not mine.stop else "both"
    return say.phrase(f"compare_stop_{key}")


def _verdicts(mine: Sheet, theirs: Sheet, say: Sentences) -> str:
    own, other = (
        say.verdict_name(report_on_answers(say.definition, sheet.answers, sheet.stop).verdict)
        for sheet in (mine, theirs)
    )
    if own == other:
        return say.phrase("compare_verdicts_same", verdict=own)
    return say.phrase("compare_verdicts", mine=own, theirs=other)
