"""What was read in a date, for people and for programs (docs/json.md, `date --format json`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ssetrack.dates import Certainty, DateProblem, Period
from ssetrack.formats.json_document import VERSION, json_lines
from ssetrack.language.message import message
from ssetrack.language.speaker import Speaker
from ssetrack.wording.printable import one_line

CERTAINTIES = {
    Certainty.UNKNOWN: message("unknown", context="certainty"),
    Certainty.OPEN: message("open", context="certainty"),
    Certainty.ALTERNATIVES: message("several dates", context="certainty"),
    Certainty.UNCERTAIN: message("uncertain", context="certainty"),
    Certainty.APPROXIMATE: message("approximate", context="certainty"),
    Certainty.EXACT: message("exact", context="certainty"),
}

Readings = Sequence[tuple[str, Period | DateProblem]]


def readings_json(readings: Readings) -> str:
    """The readings as JSON, one date a line."""
    dates = json_lines([_data(text, reading) for text, reading in readings])
    return f'{{"version": {VERSION}, "dates": {dates}}}\n'


def _data(text: str, reading: Period | DateProblem) -> dict[str, Any]:
    if isinstance(reading, DateProblem):
        return {
            "text": text,
            "kind": "error",
            "rule": reading.rule,
            "message": str(reading.message),
            "help": str(reading.help),
        }
    return {
        "text": text,
        "kind": reading.kind,
        "earliest": reading.earliest.isoformat() if reading.earliest else None,
        "latest": reading.latest.isoformat() if reading.latest else None,
        "canonical": reading.canonical,
        "certainty": reading.certainty,
    }


def readings_text(readings: Readings, speaker: Speaker, columns: int | None = None) -> str:
    """The readings as paragraphs: the text, then what each part of the reading is.

    `columns` is the width of the screen on which they are, in cells; other programs get a line for each part.
    """
    return "".join(_paragraph(text, reading, speaker, columns) for text, reading in readings)


def _paragraph(text: str, reading: Period | DateProblem, speaker: Speaker, columns: int | None) -> str:
    from ssetrack.terminal.wrapping import hanging  # it counts cells with rich, which JSON does not need

    rows: list[tuple[str, str]] = []
    if isinstance(reading, DateProblem):
        rows = [
            (reading.rule, speaker.say(reading.message)),
            (speaker.say(message("write instead")), speaker.say(reading.help)),
        ]
    else:
        none = speaker.say(message("none", context="day"))
        rows = [
            (speaker.say(message("first day")), reading.earliest.isoformat() if reading.earliest else none),
            (speaker.say(message("last day")), reading.latest.isoformat() if reading.latest else none),
            (speaker.say(message("standard form")), reading.canonical),
            (speaker.say(message("certainty")), speaker.say(CERTAINTIES[reading.certainty])),
        ]
        if reading.hours is not None:
            rows.append((speaker.say(message("hours")), str(reading.hours)))
        for option in reading.options:
            rows.append((speaker.say(message("or")), option.canonical))
    width = max(len(name) for name, _ in rows)
    body = "".join(
        line for name, value in rows for line in hanging(f"  {name:<{width}}  ", one_line(value), columns)
    )
    return f"{one_line(text)}\n{body}"
