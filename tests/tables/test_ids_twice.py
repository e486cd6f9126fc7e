"""Ids that a file of another program has twice: what they mean is not known, and that is said."""

from __future__ import annotations

import pytest

from ssetrack.tables.exchange import gantt_project, json_file, ms_project, taskjuggler
from ssetrack.tables.grid import Document


def gan(resources: str, second: str = "2") -> bytes:
    return f"""<project name="P" view-date=""><tasks>
<task id="1" name="One" start="2027-01-04" duration="1"><depend id="{second}" type="2"/></task>
<task id="{second}" name="Two" start="2027-01-05" duration="1"/></tasks>
<resources>{resources}</resources>
<allocations><allocation task-id="1" resource-id="0"/><allocation task-id="{second}" resource-id="7"/></allocations>
</project>""".encode()


def mspdi(resources: str, second: str = "2") -> bytes:
    return f"""<Project xmlns="http://schemas.microsoft.com/project"><Tasks>
<Task><UID>1</UID><Name>One</Name><WBS>1</WBS></Task>
<Task><UID>{second}</UID><Name>Two</Name><WBS>2</WBS></Task>
<Task><UID>3</UID><Name>Three</Name><WBS>3</WBS><PredecessorLink><PredecessorUID>1</PredecessorUID></PredecessorLink></Task>
</Tasks><Resources>{resources}</Resources><Assignments>
<Assignment><TaskUID>1</TaskUID><ResourceUID>1</ResourceUID></Assignment>
<Assignment><TaskUID>3</TaskUID><ResourceUID>7</ResourceUID></Assignment>
</Assignments></Project>""".encode()


def tjp(first: str, second: str) -> bytes:
    return f"""project p "P" 2027-01-01 +1y
resource a "{first}"
resource a "{second}"
resource b "Ben"
task one "One" {{ allocate a, b }}
""".encode()


def trello(first: str, second: str) -> bytes:
    people = f'{{"id": "a", "fullName": "{first}"}}, {{"id": "a", "fullName": "{second}"}}, {{"id": "b", "fullName": "Ben"}}'
    return (
        f'{{"name": "P", "members": [{people}], "lists": [{{"id": "l", "name": "L"}}],'
        ' "cards": [{"idList": "l", "name": "One", "idMembers": ["a", "b"]}]}'
    ).encode()


GAN = '<resource id="0" name="{}"/><resource id="0" name="{}"/><resource id="7" name="Ben"/>'
MSPDI = "".join(
    f"<Resource><UID>{own}</UID><Name>{name}</Name></Resource>"
    for own, name in (("1", "{}"), ("1", "{}"), ("7", "Ben"))
)
WITH_PEOPLE = {
    "GanttProject": lambda *names: gantt_project.document(gan(GAN.format(*names))),
    "MSPDI": lambda *names: ms_project.document(mspdi(MSPDI.format(*names))),
    "TaskJuggler": lambda *names: taskjuggler.document(tjp(*names)),
    "Trello": lambda *names: json_file.document(trello(*names)),
}


def texts(document: Document) -> set[str]:
    return {line for table in document.tables for cell in table.cells.values() for line in cell.lines}


@pytest.mark.parametrize("program", WITH_PEOPLE)
def test_two_people_of_one_id_are_told_and_neither_is_taken(program: str):
    document = WITH_PEOPLE[program]("Ana", "Carla")
    (said,) = map(str, document.told)
    assert "(Ana, Carla): none of them is taken for an owner" in said
    assert "Ben" in texts(document)
    assert not {"Ana", "Carla", "a"} & texts(document)


@pytest.mark.parametrize("program", WITH_PEOPLE)
def test_one_person_who_is_there_twice_is_one(program: str):
    document = WITH_PEOPLE[program]("Ana", "Ana")
    assert document.told == ()
    assert {"Ana", "Ben"} <= texts(document)


@pytest.mark.parametrize(
    "document",
    [
        gantt_project.document(gan(GAN.format("Ana", "Ana"), second="1")),
        ms_project.document(mspdi(MSPDI.format("Ana", "Ana"), second="1")),
    ],
    ids=["GanttProject", "MSPDI"],
)
def test_what_belongs_to_one_of_two_tasks_is_not_given_to_either(document: Document):
    (said,) = map(str, document.told)
    assert said.startswith("several tasks have the id `1` in the file")
    assert "Ana" not in texts(document)
