"""English."""

from __future__ import annotations

from ssetrack.importing.fields import Field
from ssetrack.importing.words import TableWords

WORDS = TableWords(
    headings={
        Field.TITLE: (
            "task", "tasks", "activity", "activities", "action", "actions", "name", "description", "event",
            "events", "goal", "specification", "topic", "what", "milestone", "milestones", "item", "title",
            "meeting", "session", "workshop", "work package", "to do", "what will be done",
            "deliverable name", "task name", "activity name", "card name", "summary", "subject", "content",
        ),
        Field.OWNERS: (
            "team", "owner", "owners", "owner(s)", "owner(s) or team(s)", "responsible", "who", "lead",
            "leader", "assigned to", "person responsible", "responsible person", "responsibility",
            "instructor", "assignee", "responsible party", "lead person", "resource names", "in charge",
            "assignees", "assigned", "assign", "person", "people", "members", "organizer", "organiser",
            "meeting organizer", "meeting organiser",
        ),
        Field.WITH: (
            "partner(s)", "partner", "partners", "reviewers", "contributors", "support", "with",
            "supported by", "attendees", "required attendees", "participants",
        ),
        Field.DEADLINE: (
            "target date", "target dates", "date", "dates", "due", "due date", "due by", "deadline",
            "deadlines", "timeline", "timing", "when", "by when", "delivery_date", "delivery date",
            "expected release date", "target", "day", "completion date",
        ),
        Field.WHEN: ("takes place", "take place", "held on", "date of the event", "event date"),
        Field.START: (
            "start", "start date", "begin", "from", "starts", "starting date", "planned start",
            "timeline - start",
        ),
        Field.END: (
            "finish", "end", "end date", "to", "finish date", "ends", "until", "planned end",
            "planned finish", "timeline - end",
        ),
        Field.AFTER: ("prerequisites", "depends on", "predecessors", "after", "dependencies", "blocked by"),
        Field.STATUS: ("status", "state"),
        Field.DONE: (
            "done", "completed", "completed on", "done on", "completed at", "completed date",
            "date completed", "resolved",
        ),
        Field.PROGRESS: ("progress", "% complete", "percent complete", "% done", "completion"),
        Field.NOTES: ("notes", "note", "remarks", "comments", "comment", "info", "details", "observations"),
        Field.WHERE: ("where", "place", "location", "venue", "city"),
        Field.TIME: ("hour", "hours", "time"),
        Field.DURATION: ("duration", "days", "working days", "length"),
        Field.BUDGET: ("budget", "cost", "costs", "unit cost", "amount"),
        Field.DELIVERABLES: (
            "deliverables", "deliverable", "output", "outputs", "results", "expected results",
        ),
        Field.INDICATORS: ("indicator", "indicators"),
        Field.ID: (
            "id", "no", "no.", "nr", "nr.", "#", "number", "ref", "ref.", "code", "milestone id", "wbs",
            "item no", "issue key",
        ),
    },
    labels=(
        "phase", "stage", "area", "project", "section", "group", "workstream", "theme", "cycle",
        "category",
    ),
    days=("date", "dates", "day", "when", "timing", "timeline"),
    gatherings=("event", "events", "meeting", "meetings", "session", "sessions", "workshop", "workshops"),
    descriptions=("description", "details", "specification", "summary", "content"),
    totals=("total", "totals", "subtotal", "sub-total", "grand total", "sum"),
    not_names=(
        "needs", "need", "needed", "create", "be", "find", "help", "volunteer", "volunteers", "each",
        "all", "special", "who", "tbd", "tbn", "tbc", "is", "are", "was", "will", "should", "must", "can",
        "has", "have", "responsible", "responsibility", "everybody", "everyone", "anyone", "somebody",
        "someone", "nobody", "none", "wanted", "required", "seek", "recruit", "coordinates", "coordinate",
        "prepares", "decide", "decided", "named", "assigned", "contact", "ask", "please", "this", "every",
        "other", "others", "various", "participant", "participants", "member", "members", "take", "takes",
    ),
    seats=(
        "tbd", "tbn", "tbc", "tba", "to be decided", "to be determined", "to be confirmed", "to be named",
        "to be found", "to be defined", "to be announced", "to be appointed", "help wanted", "help needed",
        "volunteer wanted", "volunteer needed", "volunteers wanted", "volunteers welcome",
        "volunteers needed", "vacant", "open", "unassigned", "nobody yet", "n/a", "none yet", "unknown",
    ),
    together=("with", "together with", "supported by"),
    conjunctions=("and",),
    moved=(
        "postponed", "moved", "was", "formerly", "rescheduled", "delayed", "instead", "previously",
        "originally", "shifted",
    ),
    on=("x", "yes", "y", "on", "true"),
    off=("no", "n", "off", "false", "-"),
    notes=("note", "notes", "nb", "n.b.", "remark", "legend", "key", "source"),
    sheets=("sheet", "table", "feuil"),
    weeks=("week", "wk", "w"),
    note_openers=("note", "log", "comment"),
    day_openers=("on the", "on", "in", "the", "since"),
)  # fmt: skip
