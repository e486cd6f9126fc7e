"""A file of settings in TOML: as data and as text.

Comes in: a path. Goes out: tables and texts; or a `SsetrackError` that says why the file cannot be read.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from ssetrack.diagnostic import SsetrackError
from ssetrack.language.message import message
from ssetrack.workspace.opening import input_octets
from ssetrack.workspace.reasons import reason

LARGEST = 1024 * 1024
"""Octets of a configuration."""


def toml_table(path: Path, must_hold: str = "") -> dict[str, Any]:
    """The file as data; nothing where it cannot hold what is looked for, without reading it as TOML.

    Raises `SsetrackError` for what cannot be read.
    """
    try:
        text = text_of(path)
        if must_hold not in text:
            return {}
        import tomllib  # not before it is needed: most repositories have no configuration

        if re.search(_DEEP_KEY, text):
            raise RecursionError  # time and memory of tomllib grow with the square of a key's parts
        return tomllib.loads(text)
    except OSError as error:
        raise SsetrackError(
            message("cannot read `{path}`: {reason}", path=str(path), reason=reason(error))
        ) from error
    except RecursionError as error:
        raise SsetrackError(
            message(
                "`{path}` is not valid TOML: {reason}",
                path=str(path),
                reason=message("it is nested too deeply"),
            )
        ) from error
    except UnicodeDecodeError as error:
        raise SsetrackError(
            message("`{path}` is not written in UTF-8", path=str(path)),
            message("save it as UTF-8 in your editor"),
        ) from error
    except ValueError as error:
        raise SsetrackError(
            message("`{path}` is not valid TOML: {reason}", path=str(path), reason=str(error))
        ) from error


_PART = r"""(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')"""
_DEEP_KEY = rf"(?<![\w.-]){_PART}(?:[ \t]*+\.[ \t]*+{_PART}){{64}}"
"""A key of more than 64 parts."""


def text_of(path: Path) -> str:
    """The text of a configuration, without the byte order mark that some editors write.

    Raises `OSError`, and `UnicodeDecodeError` where it is not UTF-8.
    """
    return input_octets(str(path), LARGEST).decode("utf-8-sig").replace("\r\n", "\n")
