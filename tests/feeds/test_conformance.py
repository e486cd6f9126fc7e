"""The check itself: a good feed passes, and each way of breaking one is caught."""

from __future__ import annotations

import pytest

from feeds.conformance import complaints

HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n"
TAIL = "END:VCALENDAR\r\n"
ZONE = (
    "BEGIN:VTIMEZONE\r\nTZID:Europe/Rome\r\nBEGIN:STANDARD\r\nDTSTART:20031026T030000\r\n"
    "TZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
)
COMMON = "UID:a@x\r\nDTSTAMP:20040101T000000Z\r\nSEQUENCE:0\r\n"
DAYS = "DTSTART;VALUE=DATE:20040608\r\nDTEND;VALUE=DATE:20040611\r\n"
REST = "SUMMARY:Réunion\\, café\\; \\\\ fin\r\nSTATUS:CONFIRMED\r\n"
EVENT = f"BEGIN:VEVENT\r\n{COMMON}{DAYS}{REST}END:VEVENT\r\n"
TIMED = EVENT.replace(
    DAYS, "DTSTART;TZID=Europe/Rome:20040608T090000\r\nDTEND;TZID=Europe/Rome:20040608T103000\r\n"
)
ALARM = "BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:x\r\nTRIGGER:-P7D\r\nEND:VALARM\r\n"
ALARMED = EVENT.replace("END:VEVENT", f"{ALARM}END:VEVENT")
TASK = (
    f"BEGIN:VTODO\r\n{COMMON}DUE;VALUE=DATE:20040531\r\nSUMMARY:x\r\nSTATUS:NEEDS-ACTION\r\n"
    f"{ALARM.replace('TRIGGER:', 'TRIGGER;RELATED=END:')}END:VTODO\r\n"
)
NEW = EVENT.replace("STATUS", "COLOR:teal\r\nRELATED-TO;RELTYPE=SIBLING:a@x\r\nSTATUS")
EMOJI = EVENT.replace("fin", "🌍 مرحبا \r\n 👩\u200d🌾")

GOOD = {
    "days": HEAD + EVENT + TAIL,
    "alarm": HEAD + ALARMED + TAIL,
    "task": HEAD + TASK + TAIL,
    "zone": HEAD + ZONE + TIMED + TAIL,
    "newer properties": HEAD + NEW + TAIL,
    "emoji and right to left": HEAD + EMOJI + TAIL,
}

LONG = "SUMMARY:" + "a" * 80
SPLIT = ("SUMMARY:" + "é" * 40).encode()

BROKEN: dict[str, str | bytes] = {
    "1 LF only": GOOD["days"].replace("\r\n", "\n"),
    "2 a long line": GOOD["days"].replace("SUMMARY:Réunion", LONG),
    "3 split UTF-8": GOOD["days"].encode().replace("Réunion".encode(), b"R\xc3\r\n \xa9union"),
    "4 no UID": GOOD["days"].replace("UID:a@x\r\n", ""),
    "5 no DTSTAMP": GOOD["days"].replace("DTSTAMP:20040101T000000Z\r\n", ""),
    "6 the end before the start": GOOD["days"].replace("20040611", "20040601"),
    "7 an unknown zone": (HEAD + TIMED + TAIL).replace("Europe/Rome", "Nowhere"),
    "7b a known zone that is not declared": HEAD + TIMED + TAIL,
    "8 not escaped": GOOD["days"].replace("\\,", ",").replace("\\;", ";"),
    "9 31 June": GOOD["days"].replace("20040608", "20040631").replace("20040611", "20040702"),
    "10 one UID twice": HEAD + EVENT + EVENT + TAIL,
    "11 no PRODID": GOOD["days"].replace("PRODID:-//test//EN\r\n", ""),
    "12 DUE and DURATION": GOOD["task"].replace("SUMMARY", "DURATION:P1D\r\nSUMMARY"),
    "TRIGGER:P": GOOD["alarm"].replace("-P7D", "P"),
    "weeks and days": GOOD["alarm"].replace("-P7D", "-P1W1D"),
    "an alarm without ACTION": GOOD["alarm"].replace("ACTION:DISPLAY\r\n", ""),
    "DTEND equal to DTSTART": GOOD["days"].replace("20040611", "20040608"),
    "mixed types": GOOD["days"].replace("DTEND;VALUE=DATE:20040611", "DTEND:20040611T000000Z"),
    "truncated": GOOD["days"][:-40],
    "the status of a task on an event": GOOD["days"].replace("CONFIRMED", "NEEDS-ACTION"),
    "a parameter without quotes": GOOD["days"].replace("SUMMARY:", "SUMMARY;ALTREP=cid:a,b;c:"),
    "a control character": GOOD["days"].replace("fin", "fi\x07n"),
    "a byte order mark": "\ufeff" + GOOD["days"],
    "SUMMARY twice": GOOD["days"].replace("STATUS", "SUMMARY:again\r\nSTATUS"),
    "no CRLF at the end": GOOD["days"][:-2],
    "a floating time": GOOD["zone"].replace(";TZID=Europe/Rome", ""),
    "METHOD": GOOD["days"].replace("BEGIN:VEVENT", "METHOD:PUBLISH\r\nBEGIN:VEVENT"),
    "no component": HEAD + TAIL,
    "a SEQUENCE beyond 31 bits": GOOD["days"].replace("SEQUENCE:0", "SEQUENCE:2147483648"),
    "BYSETPOS": GOOD["days"].replace("SUMMARY", "RRULE:FREQ=MONTHLY;BYMONTHDAY=1,2;BYSETPOS=-1\r\nSUMMARY"),
    "a time of nothing": GOOD["days"].replace("SUMMARY", "RECURRENCE-ID;VALUE=DATE:20040608\r\nSUMMARY"),
    "a property behind a component": GOOD["days"].replace("END:VCALENDAR", "NAME:x\r\nEND:VCALENDAR"),
    "an alarm of a task that hangs on no start": GOOD["task"].replace(";RELATED=END", ""),
    "a dangling relation": GOOD["newer properties"].replace("SIBLING:a@x", "SIBLING:b@x"),
    "an empty continuation": GOOD["days"].replace("fin\r\n", "fin\r\n \r\n"),
    "a mark cut off its letter": GOOD["days"].replace("fin", "fi\r\n \u0301n"),
    "a joiner cut off": GOOD["days"].replace("fin", "👩\r\n \u200d🌾"),
}


@pytest.mark.parametrize("case", GOOD)
def test_a_good_feed_passes(case):
    assert complaints(GOOD[case].encode()) == []


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_feed_is_caught(case):
    feed = BROKEN[case]
    assert complaints(feed if isinstance(feed, bytes) else feed.encode())
