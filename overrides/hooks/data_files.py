"""Files of data that a page's scripts fetch when they are needed, named after their content."""

import hashlib

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

_asked: dict[str, bytes] = {}  # where it lies → the file


def publish(folder: str, name: str, data: bytes) -> str:
    """Have a file of JSON published with the page that is being made; return its address."""
    address = f"{folder}{name}-{hashlib.sha256(data).hexdigest()[:12]}.json"
    _asked[address] = data
    return address


def asked_files(config: MkDocsConfig) -> list[File]:
    """Return the files that pages have asked for since the last time, to be published."""
    found = [File.generated(config, at, content=data) for at, data in _asked.items()]
    _asked.clear()
    return found
