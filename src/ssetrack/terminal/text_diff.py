"""Two versions of a text as a unified diff, such as `patch` and `git apply` take.

Comes in: two texts and a path. Goes out: the diff, empty where the texts are equal. Line ends are kept as
they are.
"""

from __future__ import annotations

import re
from difflib import unified_diff

from ssetrack.edit.splice import alike

AROUND = 3
_HEADER = re.compile(r"@@ -(\d+)(,\d+)? \+(\d+)(,\d+)? @@\n")
_NO_BREAK = "\\ No newline at end of file\n"


def text_diff(before: str, after: str, path: str) -> str:
    """What changes from one text to the other; the lines before and behind are left out of the comparison."""
    if before == after:
        return ""
    old, new = _by_line_feed(before), _by_line_feed(after)
    first = alike(old, new)
    last = min(alike(old[::-1], new[::-1]), len(old) - first, len(new) - first)
    skipped = max(0, first - AROUND)
    kept = max(0, last - AROUND)
    old_name, new_name = (_header(f"{side}/{path.lstrip('/')}") for side in "ab")
    parts = []
    for line in unified_diff(
        old[skipped : len(old) - kept], new[skipped : len(new) - kept], old_name, new_name, n=AROUND
    ):
        header = _HEADER.fullmatch(line)
        if header:
            old_first, old_count, new_first, new_count = header.groups("")
            line = f"@@ -{int(old_first) + skipped}{old_count} +{int(new_first) + skipped}{new_count} @@\n"
        parts.append(line if line.endswith("\n") else f"{line}\n{_NO_BREAK}")
    return "".join(parts)


def _header(name: str) -> str:
    """A name as git writes it: a tab ends one with a space, and quotes hold what would end the line."""
    if re.search(_ENDS_LINE, name):
        escaped = re.sub(rf'{_ENDS_LINE}|["\\\\]', lambda sign: f"\\{ord(sign[0]):03o}", name)
        return f'"{escaped}"'
    return f"{name}\t" if " " in name else name


_ENDS_LINE = r"[\x00-\x1f\x7f]"


def _by_line_feed(text: str) -> list[str]:
    """The lines as `patch` sees them: only a line feed ends one."""
    lines = text.split("\n")
    return [f"{line}\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])
