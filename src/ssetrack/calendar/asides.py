"""What is said in brackets behind a title: that it is due, how sure the date is, which of several it is.

Comes in: when something is due. Goes out: messages, and a sentence for the
description. A period never follows a preposition that would have to agree with it ("d'octobre", "del T4"):
other languages have a label, a colon and the period.
"""

from __future__ import annotations

from ssetrack import dates
from ssetrack.dates import Certainty, Hours, Period
from ssetrack.language.message import Message, message
from ssetrack.schedule import Alternative, Due

DUE = message("due")
BEGINS = message("begins")
FIRST_DAY, LAST_DAY = message("first day"), message("last day")
FIRST_POSSIBLE_DAY, LAST_POSSIBLE_DAY = message("first possible day"), message("last possible day")
CHECKING_IN = message("check-in")
OPEN_PLACE = message("place to be decided")

ONE_OF_SEVERAL = message("Not decided yet: this is one of several possible dates.")

UNITS = frozenset({"month", "quarter", "half", "year"})
"""Precisions that English says with a preposition: "by end of June 2004", "sometime in 2005"."""


def date_aside(due: Due, coarse: str) -> Message:
    """A date that is not sure, in words; `coarse` is its precision (see `entry.precision`)."""
    period, is_deadline = due.period, due.kind == "deadline"
    words = dates.DateWords(_without_doubt(period), dates.Position.CELL)
    if period.certainty is Certainty.APPROXIMATE:
        if is_deadline:
            return message("due about {period}", period=words)
        return message("planned about {period}", period=words)
    if period.certainty is Certainty.UNCERTAIN:
        if is_deadline:
            return message("due {period}, to be confirmed", period=words)
        return message("planned {period}, to be confirmed", period=words)
    if is_deadline:
        if coarse in ("day", "until"):
            return DUE
        if coarse in UNITS:
            return message("due by end of {period}", period=words)
        return message("due {period}", period=words)
    if coarse == "until":
        return message("planned: {period}", period=words)
    if coarse in UNITS:
        return message("sometime in {period}", period=words)
    return message("date to be set: {period}", period=words)


def remark(due: Due, coarse: str) -> Message:
    """A sentence on how sure the date is."""
    period, is_deadline = due.period, due.kind == "deadline"
    words = dates.DateWords(_without_doubt(period), dates.Position.CELL)
    if period.certainty is Certainty.APPROXIMATE:
        return message("Date in the plan: about {period}.", period=words)
    if period.certainty is Certainty.UNCERTAIN:
        return message("Date in the plan: {period}, to be confirmed.", period=words)
    if coarse == "until":
        words = dates.DateWords(period, dates.Position.CELL, deadline=is_deadline)
        return message("Date in the plan: {period}.", period=words)
    if is_deadline:
        return message("Date in the plan: {period}. The calendar shows the last possible day.", period=words)
    return message("Date in the plan: {period}. The days are not fixed yet.", period=words)


def _without_doubt(period: Period) -> Period:
    """The period as if it were sure: its doubts are said around it."""
    vague = period.certainty in (Certainty.APPROXIMATE, Certainty.UNCERTAIN)
    return period._replace(certainty=Certainty.EXACT) if vague else period


def option_aside(number: int, several: int, one: Alternative) -> Message:
    """Which of the dates to choose from it is, and where that would be."""
    if isinstance(one.where, str):
        return message("option {number} of {all}: {place}", number=number, all=several, place=one.where)
    return message("option {number} of {all}", number=number, all=several)


def hours_aside(hours: Hours, zone: str | None) -> Message:
    """Hours of an entry that is shown all day."""
    clock = str(hours).replace("-", "–")
    if zone is not None and dates.zone(zone) is not None:
        return message("{hours}, {zone}", hours=clock, zone=zone)
    return message("{hours}, no time zone given", hours=clock)
