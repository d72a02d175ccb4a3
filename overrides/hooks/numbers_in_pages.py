"""Numbers in the texts of pages that follow from the questions: written as they are for five.

A page says `{five} conditions`, and `{four}`, `{fifth}`, `{six} lessons`, `{thirty} days`: it reads
as it does for our own questions, and the build puts in the word for those that there are. A Dutch
page does the same in Dutch. With a capital in front, the word begins with one.
"""

import re
from collections.abc import Mapping

from quiz.definition import Definition

MARK = re.compile(r"(?<![\w{])\{(?P<word>[A-Za-z]+)\}")

ONES = {
    "nl": "nul één twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien"
    " vijftien zestien zeventien achttien negentien",
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
    " fifteen sixteen seventeen eighteen nineteen",
}
TENS = {
    "nl": "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
}
ORDINALS = {
    "nl": "eerste tweede derde vierde vijfde zesde zevende achtste",
    "en": "first second third fourth fifth sixth seventh eighth",
}
WRITTEN = {
    "nl": ("vijf", "vier", "vijfde", "zes", "dertig"),
    "en": ("five", "four", "fifth", "six", "thirty"),
}
"""How a page writes how many conditions there are, one fewer, the last of them, how many lessons,
and after how many days a check is stale."""


def with_numbers(text: str, definition: Definition, lessons: int, language: str) -> str:
    """Return a text with the numbers that hold; raises ValueError for a mark that means nothing."""
    meant = numbers(definition, lessons, language)

    def put_in(mark: re.Match[str]) -> str:
        word = mark["word"]
        if word.lower() not in meant:
            known = ", ".join(f"{{{one}}}" for one in meant)
            raise ValueError(f"{mark[0]} is none of the numbers that are filled in: {known}")
        said = meant[word.lower()]
        return said[:1].upper() + said[1:] if word[0].isupper() else said

    return MARK.sub(put_in, text)


def numbers(definition: Definition, lessons: int, language: str) -> Mapping[str, str]:
    """Return what is put in for each mark."""
    count = len(definition.ids)
    said = (
        in_words(count, language),
        in_words(count - 1, language),
        ORDINALS[language].split()[count - 1],
        in_words(lessons, language),
        in_words(definition.stale_after_days, language),
    )
    return dict(zip(WRITTEN[language], said, strict=True))


def in_words(number: int, language: str) -> str:
    """Return a number in words as far as these are short: from 100 on in digits."""
    ones = ONES[language].split()
    if number < len(ones):
        return ones[number]
    if number >= 100:
        return str(number)
    ten, one = divmod(number, 10)
    tens = TENS[language].split()[ten - 2]
    if not one:
        return tens
    if language == "en":
        return f"{tens}-{ones[one]}"
    joined = "ën" if ones[one].endswith("e") else "en"
    return f"{'een' if one == 1 else ones[one]}{joined}{tens}"
