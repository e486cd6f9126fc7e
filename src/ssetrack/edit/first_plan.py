"""A plan to begin with, with comments that say what can be written.

Comes in: a title, an id, a language, a year, the address of the schema. Goes out: the text of a plan in which
lint finds no error. It never looks at a clock or a file.
"""

from __future__ import annotations

from ssetrack.language.words import LANGUAGES
from ssetrack.source.quoting import quote

_HEAD = """\
# yaml-language-server: $schema={schema}
# A work plan. `ssetrack status` shows what is due, `ssetrack lint` what is wrong, `ssetrack rule` why.
ssetrack: 1                  # the version of the format
id: {id}
title: {title}
language: {language}                 # of these texts, and of dates in words: {languages}
period: {year}                 # when the plan runs; also 2026/2027 or 2026-09/2027-06
# timezone: Africa/Dakar     # wanted as soon as a clock time is written
"""

_PLAN = """
# What the plan is for: a letter or a short name each, which activities mention.
goals:
  A: What we want to reach

# Who does something: a short name each, which activities mention.
owners:
  coordinator: Coordinator
  # somebody: {{name: Their Name, email: them@example.org}}
  # team: {{name: A team, members: [coordinator, somebody]}}
  # seat: {{name: Who will it be?, vacant: true}}

sections:
  - title: First steps
    activities:
      - id: 1.1
        title: First meeting
        owners: [coordinator]
        goals: [A]
        deadline: {year}-12     # due by the end of it; also 2026-03-31, March 2026, 2026-Q2, ongoing, tbd
        # when: ...          # instead of a deadline: the day on which it takes place
        # after: [1.0]       # what has to be done before
        # notes: Anything else worth knowing.
"""

_EXAMPLE = """
goals:
  A: Let the networks of three continents know what each of them does
  B: Have one voice at the forum

owners:
  ana: {{name: Ana, email: ana@example.org}}
  bakary: Bakary
  chloe: Chloé
  core-group: {{name: Core group, members: [ana, bakary, chloe]}}
  translator-seat: {{name: Who translates?, vacant: true}}     # a seat nobody holds yet

sections:
  - title: Meetings
    activities:
      - id: 1.1
        title: First call
        owners: [ana]
        goals: [A]
        when: {{date: {year}-03-04, time: "16:00-17:00", timezone: Africa/Dakar}}
        agenda:
          - Who is here
          - What each of us expects
      - id: 1.2
        title: Meeting of the core group
        owners: [core-group]
        goals: [A, B]
        after: [1.1]
        when:                           # one or the other, until one is chosen: ssetrack move 1.2 dakar
          - {{date: {year}-05-12/{year}-05-14, where: Dakar}}
          - {{date: {year}-06-02/{year}-06-04, where: Lima}}
        deliverables: [Agreed plan]
  - title: Publications
    activities:
      - id: 2.1
        title: Summary of what we found
        owners: [bakary]
        with: [translator-seat]
        goals: [B]
        milestones:                     # each is an item of its own: 2.1/draft, 2.1/final
          - {{id: draft, title: Draft, deadline: September {year}}}
          - {{id: final, title: Final text, deadline: {year}-11-30, after: [2.1/draft]}}
      - id: 2.2
        title: Electronic forum
        owners: [chloe]
        goals: [A]
        deadline: ongoing
        check-in: every 3 months
"""


def first_plan(
    *, title: str, plan_id: str, language: str, year: int, schema: str, example: bool = False
) -> str:
    """The text of a first plan; with `example` one that is filled in."""
    values = {
        "title": quote(title, flow=False),
        "id": quote(plan_id, flow=False),
        "language": quote(language, flow=False),
        "year": year,
        "languages": ", ".join(LANGUAGES),
        "schema": schema,
    }
    return (_HEAD + (_EXAMPLE if example else _PLAN)).format(**values)
