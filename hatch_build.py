"""Compile the translations whenever the package is built or installed in place (scripts/catalogues.py).

What is built has the page of all rules, too, which `ssetrack lsp` links to; a checkout has it in docs/.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogueHook(BuildHookInterface[Any]):
    """Writes the .mo files beside the .po files; git keeps the latter only, a wheel the former."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it gathers files; `version` is "standard" or "editable"."""
        sys.path.insert(0, str(Path(self.root) / "scripts"))
        from catalogues import compile_all

        build_data["artifacts"] += [str(path.relative_to(self.root)) for path in compile_all()]
        if version != "editable":
            build_data["force_include"]["docs/rules.md"] = "ssetrack/docs/rules.md"
