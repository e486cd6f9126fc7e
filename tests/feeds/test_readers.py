"""Independent readers find as many entries in our feeds as we wrote, on the same days."""

from __future__ import annotations

import json
import os
import re
import subprocess
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from conftest import ALL_EXAMPLES
from feeds.making import PLANS, feed_of, unfolded
from ssetrack.calendar.calendar import Publishing

KINDS = {"events": Publishing(alarms=(7,)), "tasks": Publishing(tasks=True, alarms=(7,))}

Found = list[tuple[str, str | None, str | None]]
"""UID, first day, and the day after the last (of a task: the day it is due)."""


def written(feed: bytes) -> Found:
    """What we wrote, taken from the text."""
    found = []
    for part in re.split(r"BEGIN:V(?:EVENT|TODO)\n", unfolded(feed))[1:]:
        body = part.split("BEGIN:VALARM", 1)[0]
        values = dict(re.findall(r"^(UID|DTSTART|DTEND|DUE)(?:;[^:\n]*)?:(.*)$", body, re.MULTILINE))
        last = values.get("DTEND") or values.get("DUE")
        found.append((values["UID"], as_day(values.get("DTSTART")), as_day(last)))
    return sorted(found, key=str)


def as_day(value: str | None) -> str | None:
    return value and f"{value[:4]}-{value[4:6]}-{value[6:8]}"


def as_iso(value: date | datetime | None) -> str | None:
    return value.isoformat()[:10] if value else None


@pytest.fixture(scope="module")
def feeds() -> dict[str, bytes]:
    found = {}
    for path in PLANS:
        for kind, how in KINDS.items():
            feed = feed_of(path.read_text(encoding="utf-8"), how)
            if feed is not None:
                found[f"{path.stem}-{kind}"] = feed
    assert len(found) > 3
    return found


def test_icalendar(feeds):
    from icalendar import Calendar

    for feed in feeds.values():
        calendar = Calendar.from_ical(feed)
        entries = [one for one in calendar.walk() if one.name in ("VEVENT", "VTODO")]
        assert [one.errors for one in calendar.walk() if getattr(one, "errors", None)] == []
        read = [
            (str(one["UID"]), as_iso(value(one, "DTSTART")), as_iso(value(one, "DTEND") or value(one, "DUE")))
            for one in entries
        ]
        assert sorted(read, key=str) == written(feed)


def value(entry, name):
    return entry[name].dt if name in entry else None


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_vobject(feeds):
    import vobject

    for feed in feeds.values():
        [calendar] = vobject.readComponents(feed.decode())
        assert calendar.validate(raiseException=True)
        entries = [*calendar.contents.get("vevent", ()), *calendar.contents.get("vtodo", ())]
        read = []
        for one in entries:
            contents = one.contents
            first, last = contents.get("dtstart"), contents.get("dtend") or contents.get("due")
            read.append((one.uid.value, as_iso(first and first[0].value), as_iso(last and last[0].value)))
        assert sorted(read, key=str) == written(feed)


def saved(feeds: dict[str, bytes], folder: Path) -> list[Path]:
    for name, feed in feeds.items():
        (folder / f"{name}.ics").write_bytes(feed)
    return [folder / f"{name}.ics" for name in feeds]


@pytest.mark.slow
@pytest.mark.needs("node")
def test_ical_js(feeds, tmp_path):
    look = ["node", "-e", 'require.resolve("ical.js")']
    if subprocess.run(look, capture_output=True, check=False).returncode:
        pytest.skip("needs ical.js where NODE_PATH says")
    command = [
        "node",
        str(Path(__file__).parent / "read.cjs"),
        "2004-01-01",
        *map(str, saved(feeds, tmp_path)),
    ]
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    for read, feed in zip(json.loads(done.stdout), feeds.values(), strict=True):
        assert sorted(map(tuple, read["entries"]), key=str) == written(feed)


KHAL = """[calendars]
[[plan]]
path = {folder}
[locale]
local_timezone = UTC
default_timezone = UTC
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
timeformat = %H:%M
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = {folder}/../khal.db
"""


FOR_KHAL = "every-events"
"""The feed of every kind of entry: khal starts twice for each, and the other readers read all of them."""


@pytest.mark.slow
@pytest.mark.needs("khal")
def test_khal(feeds, tmp_path):
    assert FOR_KHAL in feeds
    events = {
        name: feed
        for name, feed in feeds.items()
        if name.endswith("-events") and (ALL_EXAMPLES or name == FOR_KHAL)
    }
    for name, feed in events.items():
        folder = tmp_path / name / "calendar"
        folder.mkdir(parents=True)
        config = tmp_path / name / "config"
        config.write_text(KHAL.format(folder=folder), encoding="utf-8")
        [path] = saved({"feed": feed}, tmp_path / name)
        surroundings = os.environ | {"XDG_CACHE_HOME": str(tmp_path), "HOME": str(tmp_path)}

        def khal(*words: str, config=config, surroundings=surroundings) -> str:
            command = ["khal", "-c", str(config), *words]
            done = subprocess.run(command, env=surroundings, capture_output=True, check=True, text=True)
            return done.stdout

        khal("import", "--batch", "-a", "plan", str(path))
        # One file for each UID: it keeps times that differ from their series in the file of the series.
        assert len(list(folder.iterdir())) == len({uid for uid, *_ in written(feed)})
        starts = re.findall(r"^DTSTART;VALUE=DATE:(\d{8})$", unfolded(feed), re.MULTILINE)
        days = sorted(str(as_day(one)) for one in starts)
        until = date.fromisoformat(days[-1]) + timedelta(days=2)
        found = khal("list", "--format", "{start-date}", "--day-format", "", days[0], str(until))
        assert set(days) <= set(found.split())
