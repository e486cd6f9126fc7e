"""Which fields of a plan hold what: names of owners, and dates.

Comes in: nothing. Goes out: the names of fields, as plans write them. `fields` knows what each may hold.
"""

PEOPLE = ("owners", "with", "accountable", "consulted", "informed")
"""The fields of an activity that name owners; a milestone has the first two, a time of a series the first."""

PEOPLE_ABOVE = ("lead",)
"""The field of a plan and of a section that does, for whatever has no owners."""

PEOPLE_OF_OWNER = ("members", "alternates")
"""The fields of an owner that do."""

DATES = ("deadline", "when")
"""The fields of work that say when it is due or takes place; `deadline` comes first where none is filled."""

WORK_DATES = (*DATES, "start", "done")
"""All fields of work that hold dates."""
