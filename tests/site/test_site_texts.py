"""The site's own texts: each under one key, in every language, and none too many."""

import re
from collections.abc import Mapping

from ruamel.yaml import YAML

from tests.site.built_site import HOMES, ROOT, listed

MEND = """
Each text of overrides/quiz/texts.yml has a key, `nl` and `en`, and a template that says it. Add
what is missing, and take out what no template says any more.
"""

OVERRIDES = ROOT / "overrides"
CODE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
KEY = re.compile(r"\bt\.(\w+)")
COMPUTED = re.compile(r"\bt\s*(?:\[|\|)")


def texts() -> Mapping[str, Mapping[str, str]]:
    loaded = YAML(typ="safe").load((OVERRIDES / "quiz" / "texts.yml").read_text(encoding="utf-8"))
    assert isinstance(loaded, dict)
    return loaded


def template_code() -> Mapping[str, str]:
    """Return what Jinja2 executes, by the name of the template."""
    return {
        file.relative_to(ROOT).as_posix(): " ".join(CODE.findall(file.read_text(encoding="utf-8")))
        for file in OVERRIDES.rglob("*.html")
    }


def test_each_text_is_there_in_each_language() -> None:
    """Every key of texts.yml has a text in Dutch and one in English, and nothing else."""
    wrong = [
        f"{key}: {said}"
        for key, said in texts().items()
        if list(said) != list(HOMES)
        or not all(isinstance(text, str) and text.strip() for text in said.values())
    ]
    assert not wrong, listed(wrong)


def test_each_text_that_a_template_asks_for_is_there() -> None:
    """Every `t.key` in a template is a key of texts.yml."""
    known = texts()
    missing = [
        f"{name}: t.{key}"
        for name, code in template_code().items()
        for key in KEY.findall(code)
        if key not in known
    ]
    assert not missing, listed(missing)


def test_no_text_is_left_over() -> None:
    """Every key of texts.yml is said by a template."""
    said = {key for code in template_code().values() for key in KEY.findall(code)}
    unused = [key for key in texts() if key not in said]
    assert not unused, listed(unused)


def test_a_key_can_be_found_by_searching_for_it() -> None:
    """No template puts a key together, so the tests above see every use."""
    assert [name for name, code in template_code().items() if COMPUTED.search(code)] == []
