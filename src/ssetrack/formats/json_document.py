"""JSON documents as all commands write them: their version first, and what is many with one line for each.

Comes in: data. Goes out: text. One line for each thing diffs well, and is several times faster than an
indented dump (docs/dev/performance.md). The shapes are contracts (docs/json.md, "version 1").
"""

from __future__ import annotations

from typing import Any

from ssetrack.wording.printable import json_text

VERSION = 1


def json_document(body: dict[str, Any]) -> str:
    """A JSON document with its version, and one line for each thing in its lists."""
    head = {"version": VERSION, **body}
    return "{" + ",\n ".join(f"{json_text(key)}: {json_lines(value)}" for key, value in head.items()) + "}\n"


def json_lines(value: object) -> str:
    """A value as JSON; a list with one line for each thing in it."""
    if isinstance(value, list) and value:
        return "[\n  " + ",\n  ".join(json_text(one) for one in value) + "]"
    return json_text(value)
