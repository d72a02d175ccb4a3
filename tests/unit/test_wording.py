"""A result in words: what is said, and what is not, on every sheet and in both languages."""

import re
from dataclasses import asdict

import pytest

from quiz.definition import MET
from quiz.sheet import Answers
from tests.unit.shipped_definition import (
    DEFINITION,
    LANGUAGES,
    SHEETS,
    WORDS,
    report,
    result,
    said,
)

in_both_languages = pytest.mark.parametrize("language", LANGUAGES)


def sentence(key: str, language: str) -> str:
    return DEFINITION.sentences[key][language]


def name(condition: str, language: str) -> str:
    return DEFINITION[condition].name[language]


def verdict_name(verdict: str, language: str) -> str:
    return DEFINITION.verdicts[verdict]["name"][language]


def told_in_part(answers: Answers) -> bool:
    """Whether the verdict is one that leaves only what decided it worth telling of."""
    return result(answers)["verdict"] in ("park", "walk-away")


def shape(value: object) -> object:
    """Return what is there and what is empty, without the words."""
    if isinstance(value, dict):
        return {key: shape(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [shape(item) for item in value]
    return bool(value) if isinstance(value, str) else value


@in_both_languages
def test_every_result_has_a_headline_and_a_reason(language: str) -> None:
    """No sheet goes without a verdict, a headline, a reason and a count of what is in order."""
    for answers in SHEETS:
        told = said(answers, language)
        assert all((told.verdict, told.headline, told.why, told.met, told.score))


@in_both_languages
def test_the_verdict_is_called_by_its_name(language: str) -> None:
    """On every sheet the verdict stands there by its name, with a capital, and its headline."""
    for answers in SHEETS:
        told, verdict = said(answers, language), report(answers).verdict
        assert told.verdict.lower() == verdict_name(verdict, language)
        assert told.verdict[0].isupper()
        assert told.headline.startswith(told.verdict.split()[0])


@in_both_languages
def test_the_rest_is_dismissed_exactly_when_the_verdict_is_certain(language: str) -> None:
    """“Whatever the rest turns out to be” is said of certain verdicts with something open."""
    told = sentence("whatever_the_rest", language)
    for answers in SHEETS:
        due = result(answers)["certain"] and None in answers
        assert (told in said(answers, language).why) == due


@in_both_languages
def test_nobody_is_sent_to_find_out_what_does_not_matter(language: str) -> None:
    """“No need to find out” is said exactly under a park that could still be a walk-away."""
    told = sentence("not_worth_asking", language)
    for answers in SHEETS:
        due = report(answers).verdict == "park" and not result(answers)["certain"]
        assert (told in said(answers, language).why) == due


@in_both_languages
def test_one_deciding_condition_gives_its_own_reason(language: str) -> None:
    """When one condition decided it, the reason is that condition's own sentence."""
    for answers in SHEETS:
        because = report(answers).judgement.because
        if len(because) == 1:
            level = answers[DEFINITION.ids.index(because[0])]
            assert level is not None
            reason = DEFINITION[because[0]].because[level][language]
            assert said(answers, language).why.startswith(reason)


@in_both_languages
def test_several_deciding_conditions_are_named(language: str) -> None:
    """When several conditions decided it, the reason names them all, in definition order."""
    for answers in SHEETS:
        because = report(answers).judgement.because
        if len(because) > 1:
            names = ", ".join(name(condition, language) for condition in because)
            assert names in said(answers, language).why


@in_both_languages
def test_find_out_names_what_is_open_and_what_it_can_become(language: str) -> None:
    """Under find-out the reason names the open conditions, and every verdict that is possible."""
    for answers in SHEETS:
        if report(answers).verdict == "find-out":
            why = said(answers, language).why
            names = ", ".join(name(condition, language) for condition in report(answers).unknown)
            possible = [
                verdict_name(p.verdict, language) for p in report(answers).judgement.possible
            ]
            choice = f"{', '.join(possible[:-1])} {sentence('or', language)} {possible[-1]}"
            assert names in why
            assert choice in why


@in_both_languages
def test_only_if_this_changes_is_said_of_walk_away_alone(language: str) -> None:
    """Whoever is let go is asked only if something changes, who is parked in good time."""
    headings = {
        "walk-away": (sentence("route_only_if", language), sentence("ask_only_if", language)),
        "park": (WORDS["route_park"][language], WORDS["ask_park"][language]),
    }
    others = sentence("route", language), sentence("ask_next", language)
    for answers in SHEETS:
        verdict, told = report(answers).verdict, said(answers, language)
        route, ask = headings.get(verdict, others)
        assert told.route_heading == (route if report(answers).route else "")
        assert told.ask_heading in ("", ask)
        assert bool(told.route_heading) == bool(told.route)
        assert verdict not in headings or told.route


@in_both_languages
def test_the_route_tells_each_step_and_its_action(language: str) -> None:
    """The route goes along the steps to tell of, each with the evidence and action for its level.

    They are the steps of the result; under park and walk-away, those of them that decided it.
    """
    for answers in SHEETS:
        because = result(answers)["because"]
        told = said(answers, language).route
        assert [(step.condition, step.evidence, step.action) for step in told] == [
            (
                step.condition,
                DEFINITION[step.condition].rungs[step.level][language],
                DEFINITION[step.condition].actions[step.level][language],
            )
            for step in report(answers).route
            if step.condition in because or not told_in_part(answers)
        ]


@in_both_languages
def test_park_and_walk_away_tell_only_of_what_decided_them(language: str) -> None:
    """Under park and walk-away the route is what decided it, all of that, and nothing else."""
    for answers in filter(told_in_part, SHEETS):
        told = said(answers, language)
        assert [step.condition for step in told.route] == result(answers)["because"]


@in_both_languages
def test_what_the_steps_lead_to_is_told_once(language: str) -> None:
    """Steps that lead to the same verdict share a line, which names each of them and no other.

    Only the steps of the route that is told have one.
    """
    for answers in SHEETS:
        told = [step.condition for step in said(answers, language).route]
        leading: dict[str, list[str]] = {}
        for step in report(answers).route:
            if step.condition in told:
                leading.setdefault(step.verdict_if_met, []).append(step.condition)
        outcomes = said(answers, language).outcomes
        assert len(outcomes) == len(set(outcomes)) == len(leading)
        for verdict, conditions in leading.items():
            stays = verdict == report(answers).verdict
            (line,) = (
                line for line in outcomes if line.endswith(f" {verdict_name(verdict, language)}.")
            )
            verb = {"nl": ("wordt", "blijft"), "en": ("becomes", "stays")}[language][stays]
            assert verb in line
            assert [c for c in DEFINITION.ids if name(c, language) in line] == sorted(
                conditions, key=DEFINITION.ids.index
            )


@in_both_languages
def test_there_is_no_weak_link_exactly_under_pursue(language: str) -> None:
    """With every condition met no link is weak; else all of the lowest below 2 are named.

    While something is open and all that is known is in order, nothing is said of weak links.
    """
    for answers in SHEETS:
        told, unknown = said(answers, language), None in answers
        lowest = min((level for level in answers if level is not None), default=3)
        weak = [
            name(key, language)
            for key, level in zip(DEFINITION.ids, answers, strict=True)
            if level == lowest
        ]
        if lowest > 1:
            assert told.weakest == ("" if unknown else sentence("no_weak_link", language))
        elif len(weak) == 1:
            key = "weakest_so_far" if unknown else "weakest"
            named = sentence(key, language).replace("{condition}", weak[0])
            assert told.weakest == named
        else:
            both = f" {WORDS['and'][language]} ".join([", ".join(weak[:-1]), weak[-1]])
            phrase = WORDS["weak_links_so_far" if unknown else "weak_links"][language]
            assert told.weakest == phrase.replace("{conditions}", both)


@in_both_languages
def test_the_question_to_ask_is_the_right_one(language: str) -> None:
    """It is the first of `ask_first`, else of the route that is told, else none."""
    for answers in SHEETS:
        told, data = said(answers, language), result(answers)
        route = [step.condition for step in told.route]
        first = [*(data["ask_first"] if data["verdict"] == "find-out" else route), ""][0]
        question = DEFINITION[first].to_ask(None)[0].text[language] if first else ""
        assert told.ask == question
        assert told.ask_topic == (name(first, language) if first else "")
        assert bool(told.ask_heading) == bool(first)


@in_both_languages
def test_a_step_goes_by_the_name_of_its_condition(language: str) -> None:
    """A step has its name as it stands in a sentence, and the same with a capital to begin with."""
    for answers in SHEETS:
        told = said(answers, language)
        for step in (*told.route, *told.firmer, *told.open):
            assert step.topic == name(step.condition, language)
            assert step.name == step.topic[0].upper() + step.topic[1:]


@in_both_languages
def test_the_question_to_ask_next_stands_at_no_step(language: str) -> None:
    """A step has its condition's question, unless that stands above as the one to ask next."""
    for answers in SHEETS:
        told, asked = said(answers, language), result(answers)["ask_next"]
        for step in (*told.route, *told.firmer, *told.open):
            question = DEFINITION[step.condition].to_ask(None)[0].text[language]
            assert step.ask == ("" if step.condition == asked else question)


@in_both_languages
def test_the_chain_has_a_link_for_every_condition(language: str) -> None:
    """Every condition is a link, in order, with its level, the level's name and the evidence."""
    for answers in SHEETS:
        links = said(answers, language).chain
        assert [link.condition for link in links] == list(DEFINITION.ids)
        assert tuple(link.level for link in links) == answers
        for link in links:
            condition, unknown = DEFINITION[link.condition], DEFINITION.unknown
            level = link.level
            named, evidence = (
                (unknown["short"], unknown["note"])
                if level is None
                else (DEFINITION.levels[level], condition.rungs[level])
            )
            assert (link.level_name, link.evidence) == (named[language], evidence[language])


@in_both_languages
def test_what_else_is_open_is_listed_with_what_to_ask_first_at_the_front(language: str) -> None:
    """All unknowns are listed, once, those of `ask_first` first, but for the one to ask next.

    Under park and walk-away none is: there it does not matter.
    """
    for answers in SHEETS:
        told, data = said(answers, language), result(answers)
        first = data["ask_first"]
        rest = [condition for condition in data["unknown"] if condition not in first]
        unknown = [] if told_in_part(answers) else [*first, *rest]
        due = [condition for condition in unknown if condition != data["ask_next"]]
        assert [step.condition for step in told.open] == due
        assert told.open_heading == (sentence("open", language) if due else "")
        assert all(step.ask and not step.action and not step.evidence for step in told.open)


@in_both_languages
def test_what_can_be_firmer_is_told_under_pursue_alone(language: str) -> None:
    """Under pursue, and nowhere else, what is in order and not yet solid is listed."""
    for answers in SHEETS:
        pursued = report(answers).verdict == "pursue"
        in_order = [c for c, a in zip(DEFINITION.ids, answers, strict=True) if a == MET]
        told = said(answers, language)
        assert [step.condition for step in told.firmer] == (in_order if pursued else [])
        assert bool(told.firmer_heading) == bool(told.firmer)


@in_both_languages
def test_the_score_is_told_in_the_language_s_own_figures(language: str) -> None:
    """Points are written with one decimal, behind a comma in Dutch and a point in English."""
    mark = {"nl": ",", "en": "."}[language]
    for answers in SHEETS:
        low, high = result(answers)["score"].values()
        figures = re.findall(r"\d+[.,]\d", said(answers, language).score)
        expected = [low] if low == high else [low, high]
        assert figures == [f"{points:.1f}".replace(".", mark) for points in expected]


@in_both_languages
def test_the_count_of_what_is_in_order_is_told(language: str) -> None:
    """How many conditions are in order is told in both numbers, and how many are still open.

    When none is open, nothing is said of that.
    """
    for answers in SHEETS:
        still_open = answers.count(None)
        figures = [report(answers).met, 5, *([still_open] if still_open else [])]
        assert re.findall(r"\d+", said(answers, language).met) == [
            str(figure) for figure in figures
        ]


@pytest.mark.parametrize(
    ("language", "answers", "told"),
    [
        ("nl", (2, 3, 1, 0, 2), "3 van 5 in orde"),
        ("en", (2, 3, 1, 0, 2), "3 of 5 in order"),
        ("nl", (2, 3, None, 0, None), "2 van 5 in orde, 2 nog open"),
        ("en", (2, 3, None, 0, None), "2 of 5 in order, 2 still open"),
    ],
    ids=["nl", "en", "nl-open", "en-open"],
)
def test_the_count_names_what_it_counts(language: str, answers: Answers, told: str) -> None:
    """The count says which number is which."""
    assert said(answers, language).met == told


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("nl", ["ontbreekt", "half", "in orde", "stevig", "onbekend"]),
        ("en", ["missing", "partly there", "in order", "solid", "unknown"]),
    ],
    ids=LANGUAGES,
)
def test_the_levels_are_called_by_what_they_are_worth(language: str, names: list[str]) -> None:
    """From level 2 on a link is in order, by the word that the count has for it, then solid."""
    told = said((0, 1, 2, 3, None), language)
    assert [link.level_name for link in told.chain] == names
    assert names[2] in told.met


@pytest.mark.parametrize(
    ("language", "answers", "told"),
    [
        ("nl", (2, 2, 1, 2, 2), "Zwakste schakel: vertrouwen."),
        ("en", (2, 2, 1, 2, 2), "Weakest link: trust."),
        ("nl", (2, 2, 1, 2, None), "Zwakste schakel tot nu toe: vertrouwen."),
        ("en", (2, 2, 1, 2, None), "Weakest link so far: trust."),
        ("nl", (2, 2, 2, 0, None), "Zwakste schakel tot nu toe: urgentie."),
        ("en", (None, 0, 2, 2, 2), "Weakest link so far: means."),
    ],
)
def test_the_weakest_link_is_so_far_while_something_is_open(
    language: str, answers: Answers, told: str
) -> None:
    """While a condition is unknown the weakest link is so for now, under any verdict."""
    assert said(answers, language).weakest == told


def test_both_languages_say_the_same_things() -> None:
    """On every sheet the two languages fill the same places, with lists of the same length."""
    for answers in SHEETS:
        dutch, english = (asdict(said(answers, language)) for language in LANGUAGES)
        assert shape(dutch) == shape(english)
