"""Rows for what is published: feeds, series in them, letters, a folder of pages."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from processes import DAY, HERE, MIB, SSETRACK, Command, generated, in_turn
from rows import Row

DATED = 10_050
"""Activities of a generated plan of which 10,000 items have a date."""


def feeds(folder: Path, runs: int) -> Iterator[Row]:
    """Exporting a plan, beside building and serialising the same events with `icalendar`."""
    yardstick = str(HERE / "yardstick_feed.py")
    export = [SSETRACK, "export", "ics", generated(folder, DATED), *DAY]
    feed, events = folder / "feed.ics", folder / "events.json"
    with feed.open("wb") as target:
        subprocess.run(export, stdout=target, stderr=subprocess.DEVNULL, check=True)
    with events.open("wb") as target:
        subprocess.run([sys.executable, yardstick, "--events", str(feed)], stdout=target, check=True)
    costs = in_turn({"icalendar": [sys.executable, yardstick, str(events)], "export": export}, runs)
    yield Row(
        "export ics, 10,000 dated / icalendar", costs["export"].seconds, costs["icalendar"].seconds, 0.5
    )
    yield Row("export ics, 10,000 dated: peak memory", costs["export"].peak / MIB, 0, 200, "MiB")


def series(folder: Path, runs: int) -> Iterator[Row]:
    """2,000 series of which twenty times each differ from their rule, beside the same without these."""
    plans = {}
    for name, options in (("plain", ["--plain"]), ("different", [])):
        plans[name] = folder / f"{name}.yaml"
        with plans[name].open("wb") as target:
            command = [sys.executable, str(HERE / "occurrences.py"), "10000", *options]
            subprocess.run(command, stdout=target, check=True)
    for what, command, bound in (
        ("status as JSON", ["status", "--format", "json"], 1.5),
        ("export ics", ["export", "ics", "-o", str(folder / "series.ics")], 2.0),
    ):
        costs = in_turn({name: [SSETRACK, *command, str(plan), *DAY] for name, plan in plans.items()}, runs)
        beside = costs["plain"].seconds
        yield Row(f"{what}, 40,000 times that differ / none", costs["different"].seconds, beside, bound)
        if command[0] == "export":
            peak = costs["different"].peak / MIB
            yield Row(f"{what}, 40,000 times that differ: peak memory", peak, 0, 200, "MiB")


def letters(folder: Path, runs: int) -> Iterator[Row]:
    """A letter to each of the five hundred people who have an address, beside the status of their plan."""
    plan = generated(folder, 10_000, "--people", "750")
    commands = {
        "status": [SSETRACK, "status", plan, *DAY, "--format", "json"],
        "letters": [SSETRACK, "letters", plan, *DAY, "-o", str(folder / "letters")],
    }
    costs = in_turn(commands, runs)
    what = "letters, 500 about 10,000 activities / status as JSON"
    yield Row(what, costs["letters"].seconds, costs["status"].seconds, 3)


def sites(folder: Path, plan: str, runs: int) -> Iterator[Row]:
    """A folder of pages and calendars, beside the one page and the commands that write these calendars."""
    # Each run makes a new folder: the removal of the last one is counted, too.
    script = 'rm -rf "$1" && mkdir "$1" && cd "$1" && shift && exec "$@" 2>/dev/null'

    def anew(name: str, *words: str) -> Command:
        return ["/bin/sh", "-c", script, "sh", str(folder / name), SSETRACK, "export", *words, plan, *DAY]

    kinds = ("plan", "owner", "goal", "section")
    feeds = {kind: anew(f"by-{kind}", "ics", "--by", kind, "-o", "feeds") for kind in kinds}
    commands = {
        "html": [SSETRACK, "export", "html", plan, *DAY],
        "site": anew("site", "site", "-o", "public"),
        "two": anew("two", "site", "--lang", "en,fr", "-o", "public"),
    }
    costs = in_turn(commands | feeds, runs)
    page, calendars = costs["html"].seconds, sum(costs[kind].seconds for kind in kinds)
    site, two = costs["site"], costs["two"]
    what = "export site, 10,000 / 3 times export html, and its calendars"
    yield Row(what, site.seconds, 3 * page + calendars, 1)
    what = "export site, 10,000, a further language / 1.5 times the same"
    yield Row(what, two.seconds - site.seconds, 1.5 * page + calendars, 1)
    yield Row("export site, 10,000, two languages: peak memory", two.peak / MIB, 0, 350, "MiB")
