"""Letters behind a clock time that stand for a time zone: `UTC`, `CET`.

Comes in: letters, folded. Goes out: a `DateProblem` for all but UTC: the others are used in several places,
and half of the year they are wrong. Names of zones are for `zones`.
"""

from __future__ import annotations

from ssetrack.dates.period import DateProblem
from ssetrack.dates.refusals import quotation
from ssetrack.language.message import message

UTC = ("utc", "gmt", "z")
ABBREVIATIONS = {
    "art": "America/Argentina/Buenos_Aires",
    "bot": "America/La_Paz",
    "brt": "America/Sao_Paulo",
    "bst": "Europe/London, Asia/Dhaka",
    "cat": "Africa/Harare, Africa/Lusaka",
    "cdt": "America/Chicago, America/Havana",
    "cest": "Europe/Paris, Europe/Madrid",
    "cet": "Europe/Paris, Europe/Madrid",
    "clt": "America/Santiago",
    "cot": "America/Bogota",
    "cst": "America/Chicago, America/Mexico_City, Asia/Shanghai",
    "eat": "Africa/Nairobi, Africa/Addis_Ababa",
    "edt": "America/New_York, America/Toronto",
    "eest": "Europe/Athens, Africa/Cairo",
    "eet": "Europe/Athens, Africa/Cairo",
    "est": "America/New_York, America/Toronto, America/Panama",
    "ict": "Asia/Bangkok, Asia/Ho_Chi_Minh",
    "ist": "Asia/Kolkata, Europe/Dublin, Asia/Jerusalem",
    "jst": "Asia/Tokyo",
    "mdt": "America/Denver",
    "mst": "America/Denver, America/Phoenix",
    "pdt": "America/Los_Angeles",
    "pet": "America/Lima",
    "pht": "Asia/Manila",
    "pst": "America/Los_Angeles, Asia/Manila",
    "sast": "Africa/Johannesburg",
    "sgt": "Asia/Singapore",
    "wat": "Africa/Lagos, Africa/Kinshasa",
    "west": "Europe/Lisbon",
    "wet": "Europe/Lisbon",
    "wib": "Asia/Jakarta",
}
"""Zones by the letters that people write behind a time, as in the files of IANA."""


def unsure_zone(letters: str) -> DateProblem:
    """`15:00 CET`: which zone that is, and whether it is summer there, only the author knows."""
    return DateProblem(
        "unreadable-date",
        message("`{text}` does not say for sure which time zone is meant", text=quotation(letters)),
        message(
            "write the hours as `time:` and a place as `timezone:`, for example {zones}",
            zones=ABBREVIATIONS[letters],
        ),
    )


def zone_beside_hours(text: str, hours: str, zone: str) -> DateProblem:
    """`23:59 UTC` where only hours stand: the zone has a field of its own."""
    return DateProblem(
        "unreadable-date",
        message("`{text}` contains a time zone, which has its own field", text=quotation(text)),
        message(
            "write `time: {hours}`, and next to it `timezone: {zone}`", hours=quotation(hours), zone=zone
        ),
    )
