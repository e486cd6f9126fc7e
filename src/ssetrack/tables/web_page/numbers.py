"""What a spreadsheet's clipboard says about a number beside its text: its value and its format.

Comes in: the attributes of a cell and its style. Goes out: what it shows, as in a workbook, or nothing. Excel
writes `x:num` and `mso-number-format`, Google Sheets `data-sheets-value` and `data-sheets-numberformat`,
LibreOffice `sdval` and `sdnum`.
"""

import json
import re
from collections.abc import Mapping

from ssetrack.tables.number_formats import GENERAL
from ssetrack.tables.shown_numbers import Shown, display_of

_NUMBER = re.compile(r"-?[0-9]{1,12}(?:\.[0-9]{1,20})?")
_MOST_FORMAT = 300
_MOST_JSON = 2000
_KIND, _TEXT_OF_FORMAT, _VALUE = "1", "2", "3"
"""Keys of Google Sheets."""


def number_of(attributes: Mapping[str, str], number_format: str) -> Shown | None:
    """The number, day or hour that a cell holds; None where it says nothing of one."""
    value, pattern = _value(attributes, number_format)
    return None if value is None else display_of(value, pattern[:_MOST_FORMAT] or GENERAL)


def _value(attributes: Mapping[str, str], number_format: str) -> tuple[float | None, str]:
    """The number of a cell and its format, wherever they are said."""
    sheets = _json(attributes.get("data-sheets-value", ""))
    if sheets:
        pattern = _json(attributes.get("data-sheets-numberformat", "")).get(_TEXT_OF_FORMAT)
        number = sheets.get(_VALUE)
        is_number = isinstance(number, int | float) and sheets.get(_KIND) == 3
        return (_number(str(number)) if is_number else None), str(pattern or "")
    if "sdval" in attributes:
        return _number(attributes["sdval"]), attributes.get("sdnum", "").rpartition(";")[2]
    return _number(attributes.get("x:num", "")), _without_escapes(number_format)


def _number(text: str) -> float | None:
    return float(text) if _NUMBER.fullmatch(text) else None


def _without_escapes(pattern: str) -> str:
    r"""A format as Excel writes it in a style: `"mmm\-yy"` in quotation marks, `\0022` for one inside."""
    return pattern.strip().removeprefix('"').removesuffix('"').replace("\\0022", '"')


def _json(text: str) -> dict[str, object]:
    """A small object of JSON; an empty one where it is none."""
    try:
        value = json.loads(text) if 0 < len(text) <= _MOST_JSON else {}
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}
