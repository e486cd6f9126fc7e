"""Plans written as a workbook and read back, for tests."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from datetime import date

from snapshots import snapshot_of
from ssetrack.importing.spreadsheet.outcome import Outcome
from ssetrack.importing.spreadsheet.plans import Outcomes, outcomes
from ssetrack.importing.spreadsheet.sheet import workbook
from ssetrack.tables.opening import document

DAY = date(2027, 1, 15)

PLAN = """\
# the head
ssetrack: 1
id: net
title: Network
language: en
start: 2027-01
goals: {A: To meet, B: To write}
owners:
  ana: {name: Ana Diop, aliases: [Anita]}
  bo: Bo
  core: {name: Core Group, members: [ana, bo]}
lead: [core]
sections:
  - title: Meetings
    activities:
      - id: "1.1"
        title: Kick-off   # why
        owners: [ana]
        when: {date: 2027-03-04, where: Lima}   # a day
        goals: [A]
        notes: |
          First line.

          Second line.
      - id: "1.2"
        title: {en: Forum, fr: Le forum}
        with: [bo]
        when: [{date: 2027-05, where: Dakar}, {date: 2027-06, where: Rio}]
      - id: "1.10"
        title: Closing
        deadline: December 2027
        status: in-progress
        progress: 20%
        start: 2027-10
        where: Online
  - title: Papers
    activities:
      - id: paper
        title: The paper
        goals: [B]
        milestones:
          - {id: draft, title: Draft, deadline: 2027-04}
          - {id: final, title: Final, deadline: 2027-09, done: 2027-09-02}
activities:
  - id: loose
    title: Loose end
"""
"""A plan with everything that a sheet shows. `saved/` has its sheet as other programs saved it."""


Plans = str | Mapping[str, str]
"""One plan, or several by their paths."""


def written(plans: Plans, lang: str | None = None) -> bytes:
    """The plans as a workbook."""
    return workbook(snapshot_of(plans, today=DAY), lang)


def returned(octets: bytes, plans: Plans, name: str = "plan.xlsx") -> Outcomes:
    """What a workbook does to plans."""
    return outcomes(document(octets, name), snapshot_of(plans, today=DAY))


def came_back(octets: bytes, plan: str) -> Outcome:
    """What a workbook does to one plan."""
    (outcome,) = returned(octets, plan).plans
    return outcome


def changed_lines(outcome: Outcome) -> list[str]:
    """The lines of the plan that are other than before, with a sign: - for an old one, + for a new one."""
    before, after = outcome.before.text.splitlines(), outcome.after.text.splitlines()
    return [
        line
        for line in difflib.unified_diff(before, after, lineterm="", n=0)
        if line[:1] in "+-" and line[:3] not in ("---", "+++")
    ]
