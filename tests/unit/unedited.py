"""Folders of files that were made once and are never edited: their sums stand beside them."""

import hashlib
from pathlib import Path


def expect_unedited(folder: Path) -> None:
    """Hold that every file is the one that was made then, that none has gone, and each is told of.

    SHA256SUMS has a sum for each, README.md says what it is.
    """
    listed = (folder / "SHA256SUMS").read_text(encoding="utf-8")
    sums = dict(line.split("  ")[::-1] for line in listed.splitlines())
    found = {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.iterdir()
        if file.name not in ("SHA256SUMS", "README.md")
    }
    assert found == sums
    about = (folder / "README.md").read_text(encoding="utf-8")
    assert [name for name in sums if f"`{name}`" not in about] == []
