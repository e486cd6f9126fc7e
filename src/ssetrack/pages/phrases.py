"""The words of the page's templates, by the names that the templates use.

Templates hold no words of their own: these are in catalogues, and are said in the language of the page.
"""

from __future__ import annotations

from ssetrack.language.message import message

PHRASES = {
    "skip": message("Skip to the content"),
    "contents": message("On this page"),
    "plan": message("Work plan"),
    "summary": message("Summary"),
    "status": message("Status"),
    "timeline": message("Timeline"),
    "goals": message("Goals"),
    "people": message("Who does what"),
    "questions": message("Open questions"),
    "details": message("Details"),
    "in_plan": message("Plan, goals, people, sections"),
    "as_of": message("as of"),
    "unassigned": message("unassigned"),
    "id": message("Id"),
    "title": message("Title"),
    "owners": message("Owners"),
    "due": message("Due"),
    "state": message("State"),
    "goal": message("Goal"),
    "section": message("Section"),
    "owner": message("Owner"),
    "all": message("All"),
    "count": message("Items"),
    "nothing": message("nothing"),
    "no_items": message("Nothing matches."),
    "no_goals": message("No goals are named."),
    "no_questions": message("Nothing is undecided."),
    "nobody": message("nobody"),
    "done": message("done"),
    "teams": message("Teams"),
    "helps": message("With"),
    "find": message("Find"),
    "find_hint": message("words of a title, a name, a goal"),
    "any_state": message("all states"),
    "matching": message("items shown"),
    "today": message("today"),
    "no_date": message("no date"),
    "work": message("work"),
    "fixed": message("on these days"),
    "within": message("some time within"),
    "option": message("alternatives"),
    "fuzzy": message("not sure, or no end"),
    "end": message("last day"),
    "milestone": message("milestone"),
    "by_goal": message("How many items of each section serve which goal"),
    "by_quarter": message("How many open items everybody has in which quarter"),
    "by_urgency": message("All items, the most urgent first"),
    "made_by": message("Made by ssetrack from the plan; the plan is what counts."),
}
