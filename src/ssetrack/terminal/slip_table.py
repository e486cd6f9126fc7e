"""What `slip` found, for people: how far each deadline moved, and whose and which goals' moved most.

Comes in: a slippage report. Goes out: lines on a canvas. Items whose date never moved are only counted.
"""

from __future__ import annotations

from datetime import date

from rich.cells import cell_len

from ssetrack.language.message import count_of, message
from ssetrack.language.speaker import Speaker
from ssetrack.query.columns import View
from ssetrack.query.slippage import ItemSlip, Share, SlipReport, largest_slips
from ssetrack.terminal.canvas import Canvas, fit, right
from ssetrack.terminal.console import WIDEST
from ssetrack.wording.cells import title_words
from ssetrack.wording.dates import day_words
from ssetrack.wording.printable import one_line
from ssetrack.wording.words import as_of

MOST_SHARES = 10
"""Owners and goals that are shown; JSON has all."""


def print_slippage(report: SlipReport, canvas: Canvas) -> None:
    """Print the items that moved, then owners and goals."""
    view, speaker = report.view, report.view.speaker
    width = min(canvas.width, WIDEST)
    moved = largest_slips(report.items)
    canvas.paragraph(_summary(report, len(moved)), width)
    canvas.paragraph(as_of(speaker, report.today, report.timezone, iso=view.iso), width, style="dim")
    if moved:
        canvas.line()
        room = min(14, max(cell_len(view.id(one.status)) for one in moved))
        for one in moved:
            _item(canvas, one, report, room, width)
    for heading, shares, names in (
        (message("By owner"), report.owners, report.names),
        (message("By goal"), report.goals, {}),
    ):
        if any(share.days for share in shares):
            canvas.line()
            canvas.line((speaker.say(heading), "bold"))
            _shares(canvas, shares, names, speaker, width)


def _summary(report: SlipReport, moved: int) -> str:
    speaker = report.view.speaker
    versions = speaker.count("{number} version", "{number} versions", report.versions)
    items = speaker.count("{number} item", "{number} items", len(report.items))
    if report.since is None:
        return speaker.say(message("{items}, without a history", items=items))
    return speaker.say(
        message(
            "{items}, {moved}, {versions} since {day}",
            items=items,
            moved=count_of("{number} moved", "{number} moved", moved),
            versions=versions,
            day=day_words(report.since, report.view),
        )
    )


def _item(canvas: Canvas, one: ItemSlip, report: SlipReport, room: int, width: int) -> None:
    view, speaker = report.view, report.view.speaker
    own = one_line(view.id(one.status))
    days = right(_days(one.days, speaker), 6)
    lead = f"{fit(own, room) if cell_len(own) <= room else own}  "
    style = "bold red" if one.days > 0 else "green" if one.days < 0 else ""
    canvas.paragraph(title_words(one.status, view), width, lead=f"{days}  {lead}", lead_style=style)
    went = [f"{_day(one.first.latest, view)} ({_day(one.since, view)})"]
    for move in one.moves:
        by = move.author or speaker.say(message("not committed"))
        told = f"{_days(move.days, speaker)}, {_day(move.day, view)}, {by}"
        went.append(f"{_day(move.after.latest, view)} ({told})")
    if one.lost:
        went.append(speaker.say(message("no date any more")))
    canvas.paragraph(" → ".join(went), width, lead=" " * (8 + room + 2), style="dim")


def _shares(
    canvas: Canvas, shares: tuple[Share, ...], names: dict[str, str], speaker: Speaker, width: int
) -> None:
    for share in shares[:MOST_SHARES]:
        counted = speaker.count("{number} item", "{number} items", share.items)
        words = speaker.say(
            message("{name}: {slipped} of {items}",
                    name=names.get(share.key, share.key), slipped=share.slipped, items=counted)
        )  # fmt: skip
        canvas.paragraph(words, width, lead=f"{right(_days(share.days, speaker), 6)}  ")
    if len(shares) > MOST_SHARES:
        more = len(shares) - MOST_SHARES
        canvas.line((f"        {speaker.count('and {number} more', 'and {number} more', more)}", "dim"))


def _day(day: date, view: View) -> str:
    return day_words(day, view, short=True)


def _days(number: int, speaker: Speaker) -> str:
    """By how many days, with a sign: "+59 d"."""
    return speaker.say(message("{number} d", number=f"{number:+d}" if number else "0"))
