"""Puts the validated definition into the wheel, as JSON in place of the YAML that people edit."""

import json
import os
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class DefinitionHook(BuildHookInterface[Any]):
    """Hatch calls this before it packs a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Validate the definition and add it as quiz/conditions.json; see CONTENT in build.py."""
        if version == "editable":
            return  # a checkout reads the YAML, so that an edit shows at once
        root = Path(self.root)
        sys.path.insert(0, str(root))
        try:
            from quiz.host.definition_file import load_site_definition  # noqa: PLC0415 - found only now
        finally:
            sys.path.remove(str(root))
        target = self._target
        target.parent.mkdir(exist_ok=True)
        content = root / os.environ.get("QUIZ_CONTENT", "")
        data = load_site_definition(content)
        target.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        build_data["force_include"][str(target)] = "quiz/conditions.json"

    def finalize(self, *_: object) -> None:
        """Take away what `initialize` wrote, now that it is in the wheel."""
        self._target.unlink(missing_ok=True)

    @property
    def _target(self) -> Path:
        """Return where the definition is written to: each process that packs has its own."""
        return Path(self.root, "build", f"conditions-{os.getpid()}.json")
