"""Styles and lone scripts as they are published: without the comments and indents of their sources.

Types are comments and so are reasons; readers of the code have both in overrides/quiz/, and a
reader of the site on a phone need not fetch them. Nothing else is touched: a line stays a line.
"""

import re
from collections.abc import Iterator

STYLE_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)

TYPE = re.compile(r"/\*\* @type \{[^*]*\} \*/ ?")
ASIDE = re.compile(r"""(?<=[;,{}(\[])\s+// [^"'`]*$""")
"""A type within a line, and a comment at its end; one with a quote in it may be part of a text."""


def lean_style(text: str) -> str:
    """Return a style sheet without comments, indents and empty lines."""
    lines = (line.strip() for line in STYLE_COMMENT.sub("", text).splitlines())
    return "".join(f"{line}\n" for line in lines if line)


def lean_script(text: str) -> str:
    """Return a script without comments, indents and empty lines.

    A text in backticks that goes over several lines is left as it is.
    """
    return "".join(f"{line}\n" for line in _lines_of_code(text))


def _lines_of_code(text: str) -> Iterator[str]:
    in_text = in_comment = False
    for line in text.splitlines():
        bare = line.strip()
        if in_comment or (not in_text and bare.startswith("/*") and _is_comment(bare)):
            in_comment = "*/" not in bare
            continue
        if not in_text and (not bare or bare.startswith("//")):
            continue
        yield line if in_text else ASIDE.sub("", TYPE.sub("", line.lstrip()))
        in_text ^= line.replace("\\`", "").count("`") % 2 == 1


def _is_comment(bare: str) -> bool:
    """Say whether a line that begins with a comment has no code behind it."""
    _, end, rest = bare.partition("*/")
    return not end or not rest.strip()
