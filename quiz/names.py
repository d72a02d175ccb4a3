"""Names, and other texts that people type: brought to one form, compared, and found too long."""

import re
import unicodedata

NAME_LENGTH = 200
"""How many characters a name may have, a prospect's or a seller's."""

NO_NAME = ("empty", "give the prospect a name", "no_name")
"""What there is to say of a missing name: what, what to do, the kind of problem."""

LONE_SURROGATE = re.compile("[\ud800-\udfff]")
INVISIBLE = re.compile("[\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def folded(text: str) -> str:
    """Return a text as names are compared: whatever the case, the spaces and unseen marks are."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", INVISIBLE.sub("", text))
    return " ".join(text.lower().split())


def name_from(text: str) -> str:
    """Trim a name and bring it to one form, the same for the same name from every keyboard."""
    text = without_lone_surrogates(text).strip()
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def is_blank(text: str) -> bool:
    """Whether a text shows nothing: it has white space and invisible characters at most."""
    return all(char.isspace() or unicodedata.category(char) in ("Cf", "Cc") for char in text)


def without_lone_surrogates(text: str) -> str:
    """Replace lone surrogates, which JSON can spell and no file can hold, as browsers do."""
    return text if text.isascii() else LONE_SURROGATE.sub("\ufffd", text)


def too_long(name: str) -> tuple[str, str, str]:
    """Return what there is to say of a name that is too long: what, what to do, the kind."""
    return f"{len(name)} characters", f"use at most {NAME_LENGTH}", "too_long"
