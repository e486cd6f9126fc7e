"""What a server made of what was sent to it, field by field.

Comes in: a task as it is there, as we have it, and what the server made of it before. Goes out: fields for
the state, which tell what the server changes by itself from what somebody changes on a phone.
"""

from __future__ import annotations

from ssetrack.sync.content import TaskObject, task_object
from ssetrack.sync.fields import GROUP_OF, TaskFields, same, task_fields


def answer_in(there: TaskFields, ours: TaskFields, old: TaskFields, groups: frozenset[str]) -> TaskFields:
    """What the server made of what we sent: not what a phone wrote, and we left as it is."""
    values: dict[str, str] = {}
    for field in {*there.values, *ours.values, *old.values}:
        is_of_ours = GROUP_OF.get(field, field) in groups or same(field, there.get(field), ours.get(field))
        value = there.get(field) if is_of_ours else old.get(field)
        if value:
            values[field] = value
    return there._replace(values=values)


def fields_sent(text: str, zone: str) -> TaskFields:
    """What an object of ours says."""
    read = task_object(text)
    assert isinstance(read, TaskObject), "what we write can be read"
    return task_fields(read, zone)
