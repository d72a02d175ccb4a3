"""Keys by name, and what they are called by those who speak WebDriver (its standard, 17.4.2)."""

KEYS = {
    "Tab": "\ue004",
    "Enter": "\ue007",
    "Escape": "\ue00c",
    "ArrowDown": "\ue015",
    "Space": " ",
}


def strokes(keys: tuple[str, ...]) -> list[dict[str, str]]:
    """Return the actions that press and let go each key, in order."""
    return [
        {"type": kind, "value": KEYS.get(key, key)} for key in keys for kind in ("keyDown", "keyUp")
    ]
