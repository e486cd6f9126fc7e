"""What a spreadsheet's clipboard says about a number beside its text: its value and its format.

Comes in: the attributes of a cell and its style. Goes out: a date in ISO 8601, as precise as the format shows
it, or nothing. Excel writes `x:num` and `mso-number-format`, Google Sheets `data-sheets-value` and
`data-sheets-numberformat`, LibreOffice `sdval` and `sdnum`.
"""

import json
import re
from collections.abc import Mapping
from datetime import datetime, timedelta

_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001  (a spreadsheet knows no zone)
_MOST_DAYS = 2_958_466
"""The number of 10000-01-01."""

_ASIDE = re.compile(r'"[^"]{0,200}"|\\.|\[(?!h|m|s)[^\]]{0,50}\]|[_*].')
"""What a format shows as it is: quoted text, escaped letters, conditions, padding."""

_MOST_FORMAT = 300
_NUMBER = re.compile(r"-?[0-9]{1,12}(?:\.[0-9]{1,20})?")


def date_of(attributes: Mapping[str, str], number_format: str) -> str | None:
    """The day, month, year or hour that a cell holds; None where it says nothing of one."""
    value, pattern = _value(attributes, number_format)
    if value is None or not pattern:
        return None
    return iso(value, pattern)


def iso(serial: float, pattern: str) -> str | None:
    """A day's serial number in ISO 8601, as precise as its format shows it; None for a format of no date."""
    shown = _ASIDE.sub("", pattern[:_MOST_FORMAT].lower().partition(";")[0])
    hours = "h" in shown
    if not 0 <= serial < _MOST_DAYS or not re.search("[ydmh]", shown) or re.search("[0#?]", shown):
        return None
    moment = _EPOCH + timedelta(minutes=round(serial * 24 * 60))
    months = "m" in re.sub(r"h+:?m+|m+:?s+", "", shown)
    if hours and not ("d" in shown or "y" in shown):
        return f"{moment:%H:%M}"
    if "d" in shown:
        day = f"{moment.date().isoformat()}"
        return f"{day}T{moment:%H:%M}" if hours else day
    return f"{moment.year:04}-{moment.month:02}" if months else f"{moment.year:04}"


def _value(attributes: Mapping[str, str], number_format: str) -> tuple[float | None, str]:
    """The number of a cell and its format, wherever they are said."""
    sheets = _json(attributes.get("data-sheets-value", ""))
    if sheets:
        pattern = _json(attributes.get("data-sheets-numberformat", "")).get("2")
        number = sheets.get("3")
        return (number if isinstance(number, int | float) else None), str(pattern or "")
    if "sdval" in attributes:
        return _number(attributes["sdval"]), attributes.get("sdnum", "").rpartition(";")[2]
    return _number(attributes.get("x:num", "")), _unescaped(number_format)


def _number(text: str) -> float | None:
    return float(text) if _NUMBER.fullmatch(text) else None


def _unescaped(pattern: str) -> str:
    r"""A format as Excel writes it in a style: `"mmm\-yy"` in quotation marks, `\0022` for one inside."""
    return pattern.strip().removeprefix('"').removesuffix('"').replace("\\0022", '"')


def _json(text: str) -> dict[str, object]:
    """A small object of JSON; an empty one where it is none."""
    try:
        value = json.loads(text) if 0 < len(text) <= 2000 else {}
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}
