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
    "decisions": message("Decisions needed"),
    "all_questions": message("All open questions"),
    "changes": message("What changed"),
    "status": message("Status", context="section"),
    "timeline": message("Timeline"),
    "goals": message("Goals"),
    "people": message("Who does what"),
    "questions": message("Open questions"),
    "details": message("Details"),
    "in_plan": message("Plan, goals, people, sections"),
    "unassigned": message("unassigned"),
    "id": message("Id"),
    "title": message("Title"),
    "owners": message("Owners"),
    "due": message("Due"),
    "state": message("State"),
    "goal": message("Goal"),
    "section": message("Section"),
    "owner": message("Owner"),
    "all": message("Total"),
    "count": message("Items"),
    "nothing": message("nothing"),
    "no_items": message("No items to show."),
    "no_goals": message("This plan has no goals."),
    "no_questions": message("No open questions."),
    "nobody": message("(nobody)"),
    "teams": message("Teams"),
    "helps": message("Contributes to"),
    "find": message("Find"),
    "find_hint": message("words of a title, a name or a goal"),
    "any_state": message("all states"),
    "matching": message("Items shown"),
    "today": message("today"),
    "no_date": message("no date"),
    "work": message("work"),
    "fixed": message("on exactly these days"),
    "within": message("on some day in this period"),
    "option": message("alternatives"),
    "fuzzy": message("approximate, or no end"),
    "end": message("last day"),
    "milestone": message("milestone"),
    "by_goal": message("Number of items in each section that support each goal"),
    "by_quarter": message("Number of open items of each owner in each quarter"),
    "by_urgency": message("All items, the most urgent first"),
    "made_by": message(
        "ssetrack made this page from the work plan. Where they differ, the work plan is right."
    ),
}
