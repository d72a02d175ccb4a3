"""The options that all commands share."""

import json
from pathlib import Path

import pytest

from quiz.host.cli import main
from tests.unit.shipped_definition import SOURCE


@pytest.mark.parametrize("before", [True, False], ids=["before", "behind"])
def test_shared_options_stand_before_or_behind_the_command(
    before: bool, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """`--today` counts on either side of the command's name."""
    sheet = tmp_path / "sheet.json"
    sheet.write_text('{"answers": {"need": 2}, "on": "2026-01-01"}')
    command = ["score", str(sheet), "--definition", str(SOURCE)]
    for day, stale in (("2026-01-31", False), ("2026-02-01", True)):
        option = ["--today", day]
        assert main([*option, *command] if before else [*command, *option]) == 0
        assert json.loads(capsysbinary.readouterr().out)["stale"] is stale
