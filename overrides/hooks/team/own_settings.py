"""What a copy changed of its name, menu, footer and colours, as keys of `team.yml`.

Each function takes a file as it was and as it is now, and tells the settings that say the same, and
what of the change they do not say. Such a file has moved wholly when nothing is left of it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from team.differing import Left, Place, line_of, lines_of, plain, read, same, written_place

NAMES = {"site_name": "name", "site_description": "description"}
"""What mkdocs.yml calls them, and what `team.yml` does."""

UNDER = {"Training": "training", "Coach": "coach", "Naslag": "reference"}
"""The tabs that a menu item can stand under."""

PAGE = re.compile(r"[a-z0-9][a-z0-9/-]*\.md")
ORIGIN = re.compile(r"https://[^\s\"'<>()/?#\\]+")
ELSEWHERE = re.compile(r"https://[^\s\"'<>\\]+")
FRONT = re.compile(r"(?s)\A---\n(?P<data>.*?\n)---\n")
HEADING = re.compile(r"(?m)^# (?P<title>.+?)(?: \{.*\})?$")

NAME = "{{ config.site_name }}"
LINKED = re.compile(r'<a href="(?P<address>https://[^"]+)">(?P<name>[^<]+)</a>|(?P<alone>[^<{}]+)')

HOST = re.compile(r"https://(?:www\.)?")

SCHEMES = {"default": "light", "slate": "dark"}
SCHEME = re.compile(r'\[data-md-color-scheme="(?P<scheme>default|slate)"\] \{\n[^}]*\}')
COLOUR = re.compile(
    r"(?m)^( *--(?P<name>[a-z-]+): )(?P<value>#[0-9a-fA-F]{3}|#[0-9a-fA-F]{6})(?=;)"
)
COLOURS = {"petrol": "main", "amber": "weak", "rust": "missing", "grey": "unknown"}
"""What `team.yml` calls those that have another name there; each has a tint, `petrol-tint`."""

OWN_NAMES = {"paper", "raised", "sunken", "rule", "edge", "ink", "soft", "on-main"}


@dataclass
class Found:
    """The settings that say what a copy changed, and what of it they do not say."""

    settings: dict[str, Any] = field(default_factory=dict)
    left: list[Left] = field(default_factory=list)


def from_config(base: str, mine: str, pages: Mapping[str, Mapping[str, str]]) -> Found:
    """Return what mkdocs.yml changed of the site's name, its description and its menu.

    `pages` are the texts of the copy's pages by language and path, for what they are called.
    """
    found = Found()
    ours, own = read(base), read(mine)
    english, own_english = _english(ours), _english(own)
    for key, name in NAMES.items():
        if (own.get(key), own_english.get(key)) != (ours.get(key), english.get(key)):
            found.settings[name] = {"nl": own.get(key), "en": own_english.get(key)}
            _take(own, ours, key)
            _take(own_english, english, key)
    translated = own_english.get("nav_translations", {})
    menu: list[dict[str, Any]] = []
    for item, under in [*_added(ours["nav"], own["nav"])]:
        title, target = _entry(item)
        if not (PAGE.fullmatch(target) or ELSEWHERE.fullmatch(target)):
            continue
        titles = {language: title or _title(texts, target) for language, texts in pages.items()}
        if title in translated:
            titles["en"] = translated[title]
            _take(translated, english.get("nav_translations", {}), title)
        own["nav"] = [*_without(own["nav"], item, under)]
        menu.append({"title": titles, "to": target} | ({"under": UNDER[under]} if under else {}))
    if menu:
        found.settings["menu"] = menu
        _links(found, *(str(item["to"]) for item in menu))
    found.left = [(line_of(own, place), written_place(place)) for place in _differing(ours, own)]
    return found


def _english(config: Any) -> Any:
    """Return the settings of the English site; an empty mapping where there are none."""
    for plugin in config.get("plugins", ()):
        if isinstance(plugin, Mapping) and "i18n" in plugin:
            for language in plugin["i18n"]["languages"]:
                if language["locale"] == "en":
                    return language
    return {}


def _take(into: Any, source: Any, key: str) -> None:
    """Put back a key as it was."""
    if key in source:
        into[key] = source[key]
    else:
        into.pop(key, None)


def _entry(item: Any) -> tuple[str, str]:
    """Return the title of an entry of the menu, which may be empty, and where it leads."""
    if isinstance(item, Mapping) and len(item) == 1:
        [(title, target)] = item.items()
        return str(title), target if isinstance(target, str) else ""
    return "", item if isinstance(item, str) else ""


def _title(texts: Mapping[str, str], page: str) -> str:
    """Return what a page is called: its title, else its heading, else its name."""
    text = texts.get(page, "")
    front, heading = FRONT.match(text), HEADING.search(text)
    if front and (title := read(front["data"]).get("title")):
        return str(title)
    return heading["title"] if heading else page.rpartition("/")[2].removesuffix(".md")


def _added(base: Sequence[Any], mine: Sequence[Any]) -> Iterator[tuple[Any, str]]:
    """Yield the entries that are new in the menu, each with the tab that it stands under."""
    ours = {title: inside for item in base for title, inside in _sections(item)}
    for item in mine:
        inside = dict(_sections(item))
        if not inside and not any(same(item, one) for one in base):
            yield item, ""
        for title, entries in inside.items():
            for entry in entries if title in UNDER and title in ours else ():
                if not any(same(entry, one) for one in ours[title]):
                    yield entry, title


def _sections(item: Any) -> Iterator[tuple[str, list[Any]]]:
    if isinstance(item, Mapping):
        yield from ((title, inside) for title, inside in item.items() if isinstance(inside, list))


def _without(nav: Sequence[Any], gone: Any, under: str) -> Iterator[Any]:
    """Yield the entries of a menu but for one that stands under a tab, or under none."""
    for item in nav:
        if under and under in dict(_sections(item)):
            item[under] = [entry for entry in item[under] if not same(entry, gone)]
        if under or not same(item, gone):
            yield item


def _links(found: Found, *addresses: str) -> None:
    """Add the sites that these addresses are of to where pages may lead."""
    sites = {site[0] for address in addresses if (site := ORIGIN.match(address))}
    if sites:
        found.settings["links"] = sorted({*found.settings.get("links", ()), *sites})


def _differing(base: Any, mine: Any, place: Place = ()) -> Iterator[Place]:
    """Yield the places that differ, as deep as mappings go; in a list, that of a first item."""
    if same(base, mine):
        return
    if isinstance(base, Mapping) and isinstance(mine, Mapping):
        for key in {**base, **mine}:
            if key not in base or key not in mine:
                yield (*place, key)
            else:
                yield from _differing(base[key], mine[key], (*place, key))
    elif isinstance(base, list) and isinstance(mine, list) and len(base) == len(mine):
        for number, pair in enumerate(zip(base, mine, strict=True)):
            yield from _differing(*pair, (*place, number))
    else:
        yield place


def from_footer(base: str, mine: str) -> Found:
    """Return whom the footer names in place of the site, or where the site's name leads to."""
    found = Found()
    ours, own = base.splitlines(), mine.splitlines()
    for number, (line, now) in enumerate(zip(ours, own, strict=False)):
        before, there, after = line.partition(NAME)
        owner = LINKED.fullmatch(now[len(before) : len(now) - len(after)])
        framed = now.startswith(before) and now.endswith(after)
        if "foot__name" in line and there and line != now and framed and owner:
            said = owner["alone"] or owner["name"]
            if said.strip() == NAME:  # which the footer has beside it, in the page's own language
                said = HOST.sub("", owner["address"]).partition("/")[0]
            found.settings["owner"] = {"name": said.strip()}
            if owner["address"]:
                found.settings["owner"]["address"] = owner["address"]
                _links(found, owner["address"])
            own[number] = line
    found.left = lines_of(ours, own)
    return found


def from_styles(base: str, mine: str) -> Found:
    """Return the colours of the two schemes that site.css has in place of ours."""
    found = Found()
    was, now = _colours(base), _colours(mine)
    colours: dict[str, dict[str, str]] = {}
    for scheme, own in now.items():
        for name, value in own.items():
            if _called(name) and was.get(scheme, {}).get(name, value) != value:
                # What is left out is made to go with it, and here it is as it was.
                for each in (name, f"{name}-tint", f"on-{name}"):
                    if each in own:
                        colours.setdefault(scheme, {})[_called(each)] = _six(own[each])
    if colours:
        found.settings["colours"] = colours
    back = SCHEME.sub(lambda block: _back(block, was), mine)
    found.left = lines_of(base.splitlines(), back.splitlines())
    return found


def _colours(styles: str) -> dict[str, dict[str, str]]:
    """Return the colours of each scheme, by their names in the styles."""
    return {
        SCHEMES[block["scheme"]]: {
            colour["name"]: colour["value"] for colour in COLOUR.finditer(block[0])
        }
        for block in SCHEME.finditer(styles)
    }


def _back(block: re.Match[str], was: Mapping[str, Mapping[str, str]]) -> str:
    """Return the block of a scheme with the colours that can move as they were before."""
    before = was.get(SCHEMES[block["scheme"]], {})

    def put_back(colour: re.Match[str]) -> str:
        name, value = colour["name"], colour["value"]
        return colour[1] + (before.get(name, value) if _called(name) else value)

    return COLOUR.sub(put_back, block[0])


def _six(value: str) -> str:
    """Return a colour with six digits."""
    return value if len(value) == 7 else "#" + "".join(digit * 2 for digit in value[1:])


def _called(name: str) -> str:
    """Return what `team.yml` calls a colour of the styles; nothing when it does not know it."""
    for ours, called in COLOURS.items():
        if name in (ours, f"{ours}-tint", f"on-{ours}"):
            name = name.replace(ours, called)
    known = OWN_NAMES | {called + end for called in COLOURS.values() for end in ("", "-tint")}
    return name if name in known else ""


def sites_in(text: str) -> set[str]:
    """Return the sites that a page leads to."""
    return set(ORIGIN.findall(text))


def own_lines(base: str, mine: str) -> tuple[list[str], list[Left]]:
    """Return the lines that were added to a list of words, and what else became of it."""
    ours = base.splitlines()
    added, rest, waiting = [], [], list(ours)
    for line in mine.splitlines():
        if line in waiting:
            waiting.remove(line)
            rest.append(line)
        else:
            added.append(line)
    return added, lines_of(ours, rest)


def in_order(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Return settings in the order in which `team.yml` has them."""
    order = ("name", "description", "owner", "colours", "links", "menu")
    return {key: plain(settings[key]) for key in order if key in settings}
