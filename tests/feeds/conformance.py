"""Is a feed what RFC 5545 says, octet by octet? `complaints(octets)` gives one sentence for each fault.

Written from the RFCs and from docs/calendars.md, not from the exporter, whose code it does not use. It is
stricter than the RFC where clients are: an end for each event, no floating times, no METHOD, no dangling
relation. Libraries do not check octets, nor zones: this does.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import pairwise

MOST = 75

NAME = re.compile(r"[A-Za-z0-9-]+")
QUOTED, PLAIN = r'"[^"\x00-\x08\x0a-\x1f\x7f]*"', r'[^";:,\x00-\x08\x0a-\x1f\x7f]*'
PARAMETER = re.compile(rf";([A-Za-z0-9-]+)=((?:{QUOTED}|{PLAIN})(?:,(?:{QUOTED}|{PLAIN}))*)")
CLOCK = r"T(?:\d+H(?:\d+M(?:\d+S)?)?|\d+M(?:\d+S)?|\d+S)"
DURATION = re.compile(rf"[+-]?P(?:\d+W|\d+D(?:{CLOCK})?|{CLOCK})")
OFFSET = re.compile(r"[+-](?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?")
UTC = re.compile(r"\d{8}T\d{6}Z")
ESCAPE = re.compile(r"\\[\\;,nN]")

TEXT = {
    "SUMMARY", "DESCRIPTION", "LOCATION", "COMMENT", "CONTACT", "NAME", "X-WR-CALNAME", "X-WR-CALDESC",
    "TZNAME",
}  # fmt: skip
ONCE = {
    "UID", "DTSTAMP", "DTSTART", "DTEND", "DUE", "DURATION", "SUMMARY", "DESCRIPTION", "LOCATION", "STATUS",
    "SEQUENCE", "LAST-MODIFIED", "TRANSP", "URL", "CLASS", "PRIORITY", "PERCENT-COMPLETE", "COMPLETED",
    "RRULE", "CREATED", "RECURRENCE-ID", "GEO", "VERSION", "PRODID", "CALSCALE", "METHOD", "TZID",
    "TZOFFSETFROM", "TZOFFSETTO", "ACTION", "TRIGGER", "REFRESH-INTERVAL", "SOURCE", "COLOR",
}  # fmt: skip
STATUSES = {
    "VEVENT": {"TENTATIVE", "CONFIRMED", "CANCELLED"},
    "VTODO": {"NEEDS-ACTION", "COMPLETED", "IN-PROCESS", "CANCELLED"},
}
INSIDE = {
    "VCALENDAR": {"VEVENT", "VTODO", "VTIMEZONE"},
    "VEVENT": {"VALARM"},
    "VTODO": {"VALARM"},
    "VTIMEZONE": {"STANDARD", "DAYLIGHT"},
}
ONLY_FOR_TASKS = {"DUE", "COMPLETED", "PERCENT-COMPLETE"}


@dataclass
class Property:
    name: str
    parameters: dict[str, str]
    value: str
    line: int


@dataclass
class Component:
    name: str
    line: int
    properties: list[Property] = field(default_factory=list)
    components: list[Component] = field(default_factory=list)

    def all(self, name: str) -> list[Property]:
        return [one for one in self.properties if one.name == name]

    def get(self, name: str) -> Property | None:
        return next(iter(self.all(name)), None)


def complaints(content: bytes) -> list[str]:
    """What is wrong with a feed; empty if nothing is."""
    found = list(octet_faults(content))
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return [*found, "it is not UTF-8"]
    calendar, structural = parsed(text)
    found += structural
    if calendar is not None:
        found += calendar_faults(calendar)
    return found


def octet_faults(content: bytes) -> Iterator[str]:
    if content.startswith(b"\xef\xbb\xbf"):
        yield "it begins with a byte order mark"
    if not content.endswith(b"\r\n"):
        yield "the last line has no CRLF"
    lines = content.split(b"\r\n")
    for number, line in enumerate(lines, 1):
        if b"\n" in line or b"\r" in line:
            yield f"{number}: a line ends with something else than CRLF"
        if len(line) > MOST:
            yield f"{number}: {len(line)} octets"
        if line in (b" ", b"\t"):
            yield f"{number}: an empty continuation"
        if not line and number < len(lines):
            yield f"{number}: an empty line"
        if re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", line):
            yield f"{number}: a control character"
        try:
            text = line.decode()
        except UnicodeDecodeError:
            yield f"{number}: a character is split"
            continue
        before = lines[number - 2].decode(errors="replace") if number > 1 else ""
        if text[:1] == " " and len(text) > 1 and joined(before[-1:], text[1]) and could_break(before):
            yield f"{number}: what readers see as one character is split"


def could_break(line: str) -> bool:
    """Whether a line holds more than one sequence of characters that belong together."""
    content = line[1:] if line[:1] == " " else line
    return not all(joined(before, after) for before, after in pairwise(content))


def joined(before: str, after: str) -> bool:
    """Whether two characters belong together: marks, joiners, tones of skin."""
    return (
        unicodedata.category(after) in ("Mn", "Me", "Mc")
        or "\u200d" in (before, after)
        or 0x1F3FB <= ord(after) <= 0x1F3FF
    )


def parsed(text: str) -> tuple[Component | None, list[str]]:
    found: list[str] = []
    stack: list[Component] = []
    whole: list[Component] = []
    for number, line in unfolded(text):
        one = content_line(line, number)
        if one is None:
            found.append(f"{number}: no content line")
        elif one.name == "BEGIN":
            inner = Component(one.value.upper(), number)
            if stack:
                stack[-1].components.append(inner)
                if inner.name not in INSIDE.get(stack[-1].name, set()):
                    found.append(f"{number}: {inner.name} in {stack[-1].name}")
            else:
                whole.append(inner)
            stack.append(inner)
        elif one.name == "END":
            if not stack or stack.pop().name != one.value.upper():
                found.append(f"{number}: END without its BEGIN")
        elif not stack:
            found.append(f"{number}: a property outside any component")
        else:
            if stack[-1].components:
                found.append(f"{number}: a property behind a component")
            stack[-1].properties.append(one)
    if stack:
        found.append(f"{stack[-1].name} has no END")
    if len(whole) != 1 or whole[0].name != "VCALENDAR":
        return None, [*found, "it is not one VCALENDAR"]
    return whole[0], found


def unfolded(text: str) -> Iterator[tuple[int, str]]:
    start, line = 0, ""
    for number, physical in enumerate(text.split("\r\n"), 1):
        if physical[:1] in (" ", "\t") and start:
            line += physical[1:]
            continue
        if start and line:
            yield start, line
        start, line = number, physical
    if line:
        yield start, line


def content_line(line: str, number: int) -> Property | None:
    name = NAME.match(line)
    if not name:
        return None
    at, parameters = name.end(), {}
    while line[at : at + 1] == ";":
        one = PARAMETER.match(line, at)
        if not one or one[1].upper() in parameters:
            return None
        parameters[one[1].upper()] = one[2].strip('"')
        at = one.end()
    if line[at : at + 1] != ":":
        return None
    return Property(name[0].upper(), parameters, line[at + 1 :], number)


def calendar_faults(calendar: Component) -> Iterator[str]:
    names = [one.name for one in calendar.properties[:2]]
    if names != ["VERSION", "PRODID"]:
        yield "VERSION and PRODID do not come first"
    if calendar.get("METHOD"):
        yield "METHOD"
    named = [one for one in calendar.components if one.name == "VTIMEZONE" and one.get("TZID")]
    zones = {one.get("TZID").value: one for one in named}
    entries = [one for one in calendar.components if one.name in STATUSES]
    if not calendar.components:
        yield "no component"
    uids = [one.get("UID").value for one in entries if one.get("UID")]
    known = [(one.get("UID"), one.get("RECURRENCE-ID")) for one in entries]
    keys = [tuple(part.value if part else "" for part in key) for key in known]
    for uid, original in sorted(set(keys)):
        if keys.count((uid, original)) > 1:
            yield f"the UID {uid} twice"
        if original and (uid, "") not in keys:
            yield f"a time of {uid}, which is not here"
    yield from exception_faults(entries)
    used: set[str] = set()
    yield from property_faults(calendar)
    for entry in entries:
        faults = entry_faults(entry, zones, set(uids), used)
        yield from (f"{entry.name} in line {entry.line}: {one}" for one in faults)
    for name, zone in zones.items():
        if name not in used and entries:
            yield f"the zone {name} is not used"
        yield from zone_faults(zone)


def exception_faults(entries: list[Component]) -> Iterator[str]:
    """What is wrong with times that stand in the place of others: RFC 5545 §3.8.4.4."""
    masters = {
        one.get("UID").value: one for one in entries if one.get("UID") and not one.get("RECURRENCE-ID")
    }
    for one in (one for one in entries if one.get("UID")):
        original, master = one.get("RECURRENCE-ID"), masters.get(one.get("UID").value)
        if original is None or master is None:
            continue
        if original.parameters != master.get("DTSTART").parameters:
            yield f"RECURRENCE-ID in line {one.line} is not of the type of the DTSTART of its series"
        if any(original.value in left_out.value.split(",") for left_out in master.all("EXDATE")):
            yield f"RECURRENCE-ID in line {one.line} is left out by an EXDATE"
        if not master.get("RRULE") and not master.get("RDATE"):
            yield f"RECURRENCE-ID in line {one.line} of what does not come back"


def property_faults(component: Component) -> Iterator[str]:
    """What is wrong with single properties, whatever component they stand in."""
    for name in {one.name for one in component.properties} & ONCE:
        if len(component.all(name)) > 1:
            yield f"{name} twice"
    for one in component.properties:
        if one.name in TEXT and re.search(r"[;,\\]", ESCAPE.sub("", one.value)):
            yield f"{one.name} is not escaped"
        if one.name == "CATEGORIES" and re.search(r"[;\\]", ESCAPE.sub("", one.value)):
            yield "CATEGORIES is not escaped"
        if one.name in ("REFRESH-INTERVAL", "DURATION") and not DURATION.fullmatch(one.value):
            yield f"{one.name} is no duration"
        if one.name in ("URL", "SOURCE") and not re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[!-~]+", one.value):
            yield f"{one.name} is no URI"
    for inner in component.components:
        if inner.name in ("VALARM", "STANDARD", "DAYLIGHT"):
            yield from property_faults(inner)


def entry_faults(entry: Component, zones: dict, uids: set[str], used: set[str]) -> Iterator[str]:
    for name in ("UID", "DTSTAMP", "SUMMARY", "SEQUENCE", "STATUS"):
        if not entry.get(name):
            yield f"no {name}"
    yield from property_faults(entry)
    uid = entry.get("UID")
    if uid and (len(uid.value) > 255 or not re.fullmatch(r"[!-~]+", uid.value)):
        yield "the UID is too long, or not ASCII without blanks"
    for one in (*entry.all("DTSTAMP"), *entry.all("LAST-MODIFIED"), *entry.all("COMPLETED")):
        if not UTC.fullmatch(one.value) or moment(one.value) is None:
            yield f"{one.name} is not in UTC"
    status = entry.get("STATUS")
    if status and status.value not in STATUSES[entry.name]:
        yield f"STATUS:{status.value}"
    sequence = entry.get("SEQUENCE")
    if sequence and not (re.fullmatch("[0-9]{1,10}", sequence.value) and int(sequence.value) < 2**31):
        yield "SEQUENCE is no such number"
    yield from time_faults(entry, zones, used)
    for one in entry.all("RELATED-TO"):
        if one.value not in uids:
            yield f"a relation to {one.value}, which is not here"
    if entry.name == "VEVENT" and ONLY_FOR_TASKS & {one.name for one in entry.properties}:
        yield "a property of tasks"
    percent = entry.get("PERCENT-COMPLETE")
    if percent and (percent.value == "100") != (status is not None and status.value == "COMPLETED"):
        yield "STATUS and PERCENT-COMPLETE do not agree"
    for alarm in entry.components:
        yield from alarm_faults(alarm, entry)


def time_faults(entry: Component, zones: dict, used: set[str]) -> Iterator[str]:
    values: dict[str, date | datetime] = {}
    for name in ("DTSTART", "DTEND", "DUE"):
        one = entry.get(name)
        if one is None:
            continue
        read = day(one.value) if one.parameters.get("VALUE") == "DATE" else moment(one.value)
        if read is None:
            yield f"{name}:{one.value} is no such time"
            continue
        values[name] = read
        zone = one.parameters.get("TZID")
        if zone is not None:
            used.add(zone)
            if zone not in zones:
                yield f"the zone {zone} is not declared"
            if one.parameters.get("VALUE") == "DATE" or one.value.endswith("Z"):
                yield f"{name} has a zone and needs none"
        elif isinstance(read, datetime) and not one.value.endswith("Z"):
            yield f"{name} floats"
    start = values.get("DTSTART")
    if entry.name == "VEVENT":
        if start is None:
            yield "no DTSTART"
        if not entry.get("DTEND"):
            yield "no DTEND"
    if entry.get("DURATION") and (entry.get("DTEND") or entry.get("DUE")):
        yield "an end and a DURATION"
    for name in ("DTEND", "DUE"):
        end = values.get(name)
        if start is not None and end is not None:
            if type(start) is not type(end):
                yield f"DTSTART and {name} are of different types"
            elif end <= start:
                yield f"{name} is not after DTSTART"
    yield from rule_faults(entry, start)


def rule_faults(entry: Component, start: date | datetime | None) -> Iterator[str]:
    for one in entry.all("RDATE"):
        if one.parameters != entry.get("DTSTART").parameters:
            yield "RDATE is not of the type of DTSTART"
    for one in entry.all("EXDATE"):
        if one.parameters != entry.get("DTSTART").parameters:
            yield "EXDATE is not of the type of DTSTART"
    rule = entry.get("RRULE")
    if rule is None:
        return
    if "BYSETPOS" in rule.value:
        yield "BYSETPOS, which readers do not agree on"
    parts = dict(one.partition("=")[::2] for one in rule.value.split(";"))
    if "FREQ" not in parts or len(parts) != len(rule.value.split(";")) or {"COUNT", "UNTIL"} <= parts.keys():
        yield f"RRULE:{rule.value}"
    if start is None:
        yield "RRULE without DTSTART"
    until = parts.get("UNTIL")
    of_type = until is None or isinstance(start, datetime) == bool(UTC.fullmatch(until))
    if not of_type or (until and day(until[:8]) is None):
        yield "UNTIL is not of the type of DTSTART"


def alarm_faults(alarm: Component, entry: Component) -> Iterator[str]:
    for name in ("ACTION", "TRIGGER", "DESCRIPTION"):
        if not alarm.get(name):
            yield f"VALARM without {name}"
    trigger = alarm.get("TRIGGER")
    if trigger and not DURATION.fullmatch(trigger.value):
        yield f"TRIGGER:{trigger.value}"
    if trigger and not entry.get("DTSTART") and trigger.parameters.get("RELATED") != "END":
        yield "TRIGGER hangs on a DTSTART that is not there"


def zone_faults(zone: Component) -> Iterator[str]:
    if not zone.components:
        yield "VTIMEZONE without STANDARD or DAYLIGHT"
    for one in zone.components:
        for name in ("DTSTART", "TZOFFSETFROM", "TZOFFSETTO"):
            if not one.get(name):
                yield f"{one.name} without {name}"
        for name in ("TZOFFSETFROM", "TZOFFSETTO"):
            if one.get(name) and not OFFSET.fullmatch(one.get(name).value):
                yield f"{name} is no offset"


def day(value: str) -> date | None:
    if not re.fullmatch(r"\d{8}", value):
        return None
    try:
        return date(int(value[:4]), int(value[4:6]), int(value[6:]))
    except ValueError:
        return None


def moment(value: str) -> datetime | None:
    found = re.fullmatch(r"(\d{8})T(\d\d)(\d\d)(\d\d)Z?", value)
    when = day(found[1]) if found else None
    if found is None or when is None:
        return None
    try:
        return datetime(when.year, when.month, when.day, int(found[2]), int(found[3]), int(found[4]))  # noqa: DTZ001
    except ValueError:
        return None
