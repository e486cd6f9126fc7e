"""The plain classes and the table of fields are what the definition says."""

from __future__ import annotations

import runpy

from conftest import ROOT
from ssetrack.plan.field_groups import DATES, PEOPLE, PEOPLE_ABOVE, PEOPLE_OF_OWNER, WORK_DATES
from ssetrack.plan.fields import FIELDS
from ssetrack.plan.model import Activity, Milestone


def test_the_classes_and_the_table_are_generated():
    script = runpy.run_path(str(ROOT / "scripts" / "generate_model.py"))
    for path, text in script["generated"]().items():
        assert path.read_text(encoding="utf-8") == text


OTHER_TEXTS = {"aliases", "goals", "tags", "after", "log", "remind"}
"""Lists of texts that name nobody."""


def test_fields_that_name_owners_and_those_that_hold_dates_are_in_a_group():
    """A new field of either kind is renamed, listed and compared as such, or is none: this asks which."""

    def of_kind(kind: str, model: type) -> list[str]:
        return [name for name, field in FIELDS[model].items() if field.kind == kind]

    for model in (Activity, Milestone):
        assert tuple(of_kind("dates", model)) == DATES
        assert set(WORK_DATES) <= FIELDS[model].keys()
    people = {name: set(of_kind("texts", name)) - OTHER_TEXTS for name in FIELDS}
    assert {model.__name__: names for model, names in people.items() if names} == {
        "Activity": {*PEOPLE},
        "Milestone": {*PEOPLE[:2]},
        "Occurrence": {*PEOPLE[:1]},
        "Section": {*PEOPLE_ABOVE},
        "Plan": {*PEOPLE_ABOVE},
        "Owner": {*PEOPLE_OF_OWNER},
    }
