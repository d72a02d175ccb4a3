"""A picture as the page shows it, as plain data: in words, drawn, and as a table.

It is `{"id", "title", "description", "drawing", "table", "empty"}`: the description says what it
shows, the table has the same figures. Where there is nothing to draw, `drawing` is None and `empty`
says why.
"""

from typing import Any

from quiz.views.drawing import Tree

type Table = dict[str, Any]
"""A table as data: its caption, its head and its rows of texts, the first cell naming the row."""
type Picture = dict[str, Any]


def picture(id_: str, words: tuple[str, str, str], drawn: Tree | None, table: Table) -> Picture:
    """Return a picture; its words are title, description and what stands in place of a drawing."""
    title, description, empty = words
    return {
        "id": id_,
        "title": title,
        "description": description,
        "drawing": drawn,
        "table": table,
        "empty": empty,
    }
