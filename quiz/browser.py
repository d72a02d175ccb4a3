"""The edge to the page: one plain function from JSON to JSON, which the worker calls.

A request is `{"do": …, …}`, with the bytes of files beside it; an answer is `{"ok": …}` or, for
what the input got wrong, `{"problems": [{"where", "what", "fix"}, …]}`. Problems that have `needs`
before them are gone once that part of the engine is there, and the request is asked again. Nothing
here knows that it runs in a browser.

| do | takes | gives |
| --- | --- | --- |
| `report` | `sheet`, `today`, `language` | `{"result": …, "words": …, "text": …}` |
| `rating` | `answers`, `key`, `today`, `language` | how a rating of a case compares with its key |
| `progress` | `ratings`, `keys`, `today`, `language`, … | all answers in words, what to rate next |
| `session` | `ratings`, `keys`, `today` | `{"cases": …}`: what to go over in ten minutes |
| `reminders` | `days`, `link`, `now`, `language` | `{"ics"}`: a session of practice on each day |
| `group` | `ratings`, `keys` | how a group rated each condition of each case |
| `exercise` | `key`, `given`, `language` | how each part of an exercise was done |
| `conversation` | `talk`, `seed`, `moves`, `language`, … | what was said, and is on offer |
| `beside` | `talk`, `lines`, `language` | plays of one conversation side by side |
| `plays` | `plays`, `titles`, `language` | conversations that were played, in pictures |

With the prospects, which stay on a shelf from one request to the next:

| do | takes | gives |
| --- | --- | --- |
| `put` | `records`, `today`, `language` | for each `{"row"}`, or `{"problem", "newer"}` |
| `drop` | `ids`, or `"*"` for all | `{}` |
| `open` | `contents` or `text`, `name`, `ids`, `today`, … | `{"kind", "count", "skipped", …}` |
| `ask` | `choice` of columns | `{"kind": "mapping", …}`: what is to be asked about the list |
| `map` | `choice` of columns, `today`, `language` | what `open` gives for a list of ours |
| `left_out` | `language` | `{"csv": …}`: the rows that could not be read, with why |
| `take` | `from`, `count`, `today`, `language` | a part: a list of `{"record", "row", "state"}` |
| `keep` | `ids` | `{}`; what was taken is on the shelf |
| `pictures` | `today`, `language` | all there is to show of the prospects together |
| `prospect` | `id`, `today`, `language` | one prospect in full |
| `export` | `ids` (null for all), `delimiter` or `format`, … | `{"csv"}` or `{"xlsx"}` |
| `ladders` | `language` | for each condition what can be answered to its question |
| `answer` | `id`, `condition`, `level`, `note`, `today` | `{"record": …}`, with a check of today |
| `blank` | `delimiter`, `language` | `{"csv": …}`: a list without rows |
| `calendar` | `ids` (null for all open), `now`, `today`, `language` | `{"ics": …}` |
| `merge` | `mine`, `theirs`: records | `{"record": …}` |
| `compare` | `mine`, `theirs`: sheets, `language` | where two sheets differ, and what settles it |
| `team` | `files`, `contents`, `by_seller`, `today`, `language` | pictures of several files |

`report` takes the sheet of the check before as `previous`, if there is one, and a `name` and
`notes` (condition id to evidence) for its text. `contents` are the bytes of files, beside the JSON.
`quiz.files.incoming.Opening` says what else comes with an opened file.

`talk` is a conversation as `quiz.host.conversations` gives it. With `answers` and `stop`, the sheet
that came of it, `conversation` gives what comes after as well; then it takes `today`.

A key is the answers of a practice case; `keys` has one for each case that there is. A rating is
`{"case", "on", "answers", "definition"}`; a rating of a case that is not there is ignored. One
without `definition` is of the first version; `keys_before` has the keys of older versions, if any.
Either may have `stop`, for whom asked not to be contacted: a rating beside its answers, a key
among them.
"""

import json
from collections.abc import Buffer, Callable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol

from quiz.actions.check import CHECK_ACTIONS
from quiz.definition import Definition, definition_from
from quiz.errors import InputError, PartMissingError, Problem
from quiz.problem_words import problem_in_words
from quiz.sheet import refuse_depth

if TYPE_CHECKING:
    from quiz.actions.shelf import Shelf

OF_PRACTICE = (
    *("rating", "progress", "session", "reminders", "group", "exercise"),
    *("conversation", "beside", "plays"),
)
"""The requests for which practice is loaded; those that nobody else answers are about prospects."""


class Answering(Protocol):
    """The function that answers requests."""

    def __call__(self, request_json: str, contents: Sequence[Buffer] = ()) -> str:
        """Answer a request in JSON, in JSON; `contents` are the bytes of files it is about."""


def start(definition_json: str) -> Answering:
    """Take a validated definition as JSON; return the function that answers requests."""
    definition = definition_from(json.loads(definition_json))

    # The check does without the others: its first result does not wait for what they need.
    @cache
    def practice() -> Mapping[str, Callable[[Definition, Mapping[str, Any]], Any]]:
        from quiz.actions.conversation import CONVERSATION_ACTIONS  # noqa: PLC0415 - later, see above
        from quiz.actions.practice import PRACTICE_ACTIONS  # noqa: PLC0415 - and this

        return {**PRACTICE_ACTIONS, **CONVERSATION_ACTIONS}

    @cache
    def prospects() -> tuple["Shelf", Mapping[str, Callable[["Shelf", Mapping[str, Any]], Any]]]:
        from quiz.actions import calls, opening, shelf  # noqa: PLC0415 - later, see above

        actions = {**shelf.SHELF_ACTIONS, **opening.OPENING_ACTIONS, **calls.CALL_ACTIONS}
        return shelf.Shelf(definition), actions

    def answer(request_json: str, contents: Sequence[Buffer] = ()) -> str:
        language = None
        try:
            refuse_depth(request_json, "request")
            request = json.loads(request_json)
            if contents:
                request["contents"] = [bytes(content) for content in contents]
            do = request["do"]
            if do in CHECK_ACTIONS or do in OF_PRACTICE:
                actions = CHECK_ACTIONS if do in CHECK_ACTIONS else practice()
                answered: dict[str, Any] = {"ok": actions[do](definition, request)}
            else:
                shelf, on_shelf = prospects()
                language = request.get("language")
                answered = {"ok": on_shelf[do](shelf, request)}
        except InputError as error:
            answered = {"needs": error.part} if isinstance(error, PartMissingError) else {}
            answered |= {
                "problems": [
                    problem_in_words(problem, definition, language) if language else plain(problem)
                    for problem in error.problems
                ]
            }
        return json.dumps(answered, ensure_ascii=False)

    return answer


def plain(problem: Problem) -> dict[str, str]:
    """Return a problem as JSON data, in the words of whoever wrote the program."""
    return {"where": problem.where, "what": problem.what, "fix": problem.fix}
