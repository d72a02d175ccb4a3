"""Finds a spreadsheet program for the tests, or brings it: LibreOffice Calc, without a screen.

`python -m tests.office` takes the one that is installed, else the distribution's package (as root
on Debian). It ends with an error when there is no way, for the reason in `browsers.py`.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

PACKAGE = "libreoffice-calc-nogui"
"""What Debian calls it."""

PROGRAMS = ("soffice", "libreoffice")

SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>{locale}</value></prop>
</item>
</oor:items>
"""

SEPARATORS = {"nl-NL": ";", "en-GB": ","}
"""What stands between the cells of a CSV where people write like this."""


def find_office() -> str | None:
    """Return the path of the program, or None."""
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


def install_office() -> None:
    """See that it is there; SystemExit if there is no way."""
    if not find_office() and shutil.which("apt-get") and os.geteuid() == 0:
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for command in (
            ("apt-get", "update", "--quiet"),
            ("apt-get", "install", "--quiet", "--yes", "--no-install-recommends", PACKAGE),
        ):
            sys.stderr.write(f"no LibreOffice yet, trying: {' '.join(command)}\n")
            subprocess.run(command, check=False, stdin=subprocess.DEVNULL, env=quiet)
    if not find_office():
        sys.exit(f"The tests need LibreOffice (on Debian, as root: apt-get install {PACKAGE}).")


class Office:
    """The program with a profile of its own, as people in one country have it."""

    def __init__(self, folder: Path, locale: str) -> None:
        self._profile = folder / "profile"
        (self._profile / "user").mkdir(parents=True)
        settings = self._profile / "user" / "registrymodifications.xcu"
        settings.write_text(SETTINGS.format(locale=locale), encoding="utf-8")
        self._out = folder / "out"
        self.separator = SEPARATORS[locale]

    def saved(self, file: Path, kind: str, texts: int = 0) -> bytes:
        """Open a file and save it as `xlsx` or `csv`; return what was written.

        A CSV is opened and saved as UTF-8 with the separator of the country. Of one that is opened,
        the first so many columns are taken for text, as its reader can choose; no others are.
        """
        office = find_office()
        assert office is not None
        mark = ord(self.separator)
        columns = "/".join(f"{column}/2" for column in range(1, texts + 1))
        reading = f"--infilter=CSV:{mark},34,76,1,{columns},0,false,false"
        writing = f":Text - txt - csv (StarCalc):{mark},34,76,1,,0,false,true,false"
        command = [
            *(office, f"-env:UserInstallation={self._profile.as_uri()}", "--headless"),
            *([reading] if file.suffix == ".csv" else []),
            *("--convert-to", f"{kind}{writing if kind == 'csv' else ''}"),
            *("--outdir", str(self._out), str(file)),
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
        written = self._out / f"{file.stem}.{kind}"
        assert written.exists(), done.stdout + done.stderr
        data = written.read_bytes()
        written.unlink()
        return data


if __name__ == "__main__":
    install_office()
    sys.stdout.write(f"office: {find_office()}\n")
