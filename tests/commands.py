"""All commands by their names, as the command line has them."""

from __future__ import annotations

from ssetrack.cli.application import Commands

COMMANDS = {name: target for _, part in Commands.table for name, target in part.items()}
