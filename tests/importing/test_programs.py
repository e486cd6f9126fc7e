"""Tables that other programs export: what they call a title, an owner, and the day of completion."""

from __future__ import annotations

import pytest

from importing.proposing import dates, proposed
from ssetrack.tables.opening import document

EXPORTS = [
    (
        "Trello",
        (
            "Card ID,Card Name,Card URL,Card Description,Members,Due Date,List ID,List Name,Archived\n"
            '60a1,Write report,https://t.co,Long,"Ana Silva,Ben",2027-03-05T16:00:00.000Z,l1,To Do,false\n'
        ),
        ["1 Write report | Ana Silva, Ben | {'deadline': '2027-03-05T16:00Z'}"],
    ),
    (
        "Asana",
        (
            "Task ID,Completed At,Name,Section/Column,Assignee,Start Date,Due Date\n"
            "1201,,Write report,Planning,Ana,2027-01-05,2027-03-05\n"
            "1202,2026-11-20,Draft,Planning,Ben,,2027-02-05\n"
        ),
        [
            "1 Write report | Ana | {'start': '2027-01-05', 'deadline': '2027-03-05'}",
            "2 Draft | Ben | {'deadline': '2027-02-05'} done 2026-11-20",
        ],
    ),
    (
        "Jira",
        (
            "Summary,Issue key,Issue id,Status,Assignee,Due Date,Description\n"
            "Write report,NET-1,10001,Done,Ana Silva,2027-03-05,Long\n"
        ),
        ["NET-1 Write report | Ana Silva | {'deadline': '2027-03-05'}"],
    ),
    (
        "Monday",
        (
            "Name,Person,Status,Timeline - Start,Timeline - End\n"
            "Write report,Ana Silva,Done,2027-01-05,2027-03-05\n"
        ),
        ["1 Write report | Ana Silva | {'start': '2027-01-05', 'deadline': '2027-03-05'}"],
    ),
    (
        "GitHub",
        (
            "Title,URL,Assignees,Status,Milestone,Target date\n"
            "Write report,https://x,Ana Silva,Done,v1,2027-03-05\n"
        ),
        ["1 Write report | Ana Silva | {'deadline': '2027-03-05'}"],
    ),
    (
        "Outlook",
        (
            "Subject,Start Date,End Date,Meeting Organizer,Required Attendees,Description\n"
            "Council,2027-01-05,2027-01-06,Ana Silva,Ben;Chen,Long\n"
        ),
        ["1 Council | Ana Silva | {'start': '2027-01-05', 'deadline': '2027-01-06'} with Ben, Chen"],
    ),
    (
        "Outlook, with hours",
        (
            "Subject,Start Date,Start Time,End Date,End Time,All day event\n"
            "Council,1/25/2027,12:00:00 AM,1/26/2027,12:00:00 AM,True\n"
            "Trip,1/28/2027,0:00:00,2/1/2027,0:00:00,True\n"
            "Feast,1/30/2027,6:00:00 PM,1/31/2027,12:00 a. m.,False\n"
            "Call,1/25/2027,2:00:00 PM,1/25/2027,3:30:00 PM,False\n"
            "Night train,1/25/2027,10:00:00 PM,1/26/2027,12:00:00 PM,False\n"
            "Moment,1/25/2027,12:00:00 AM,1/25/2027,12:00:00 AM,False\n"
            "Since,,,1/26/2027,12:00:00 AM,False\n"
        ),
        [
            "1 Council |  | {'start': '2027-01-25', 'deadline': '2027-01-25'}",
            "2 Trip |  | {'start': '2027-01-28', 'deadline': '2027-01-31'}",
            "3 Feast |  | {'start': '2027-01-30', 'deadline': '2027-01-30'}",
            "4 Call |  | {'start': '2027-01-25', 'deadline': '2027-01-25'}",
            "5 Night train |  | {'start': '2027-01-25', 'deadline': '2027-01-26'}",
            "6 Moment |  | {'start': '2027-01-25', 'deadline': '2027-01-25'}",
            "7 Since |  | {'deadline': '2027-01-26'}",
        ],
    ),
    (
        "Todoist",
        "TYPE,CONTENT,DESCRIPTION,RESPONSIBLE,DATE\ntask,Write report,Long,Ana,2027-03-05\n",
        ["1 Write report | Ana | {'deadline': '2027-03-05'}"],
    ),
    (
        "a number left of the title",
        "Milestone,Description,Due\nM1,Report,2027-03\nM2,Forum,2027-04\n",
        ["M1 Report |  | {'deadline': '2027-03'}", "M2 Forum |  | {'deadline': '2027-04'}"],
    ),
    (
        "no heading says it",
        "Entry ID,Entry URL,Work,Who,Due\na1b,https://x,Write report,Ana,2027-03-05\n",
        ["1 Write report | Ana | {'deadline': '2027-03-05'}"],
    ),
]


@pytest.mark.parametrize(("text", "shown"), [one[1:] for one in EXPORTS], ids=[one[0] for one in EXPORTS])
def test_the_columns_of_a_program_are_known(text: str, shown: list[str]):
    proposal = proposed(document(text.encode(), "export.csv"))
    names = {owner.slug: owner.name for owner in proposal.owners}
    lines = []
    for item in proposal.items:
        when = {str(field): text for field, text in dates(item).items()}
        who = ", ".join(names[one] for one in item.owners)
        done = f" done {item.done.written}" if item.done else ""
        beside = f" with {', '.join(names[one] for one in item.contributors)}" if item.contributors else ""
        lines.append(f"{item.id} {item.title} | {who} | {when}{done}{beside}")
    assert lines == shown
