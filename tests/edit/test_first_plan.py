"""The plan that `init` writes: right in every language and on every day."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import examples
from snapshots import snapshot_of
from ssetrack.edit.first_plan import first_plan
from ssetrack.language.words import LANGUAGES
from ssetrack.lint import check
from ssetrack.status import State

LATE = {State.OVERDUE, State.UNDATED}


def text_of(day: date, language: str, *, example: bool) -> str:
    return first_plan(
        title="A plan", plan_id="plan", language=language, day=day, schema="plan.schema.json", example=example
    )


@pytest.mark.parametrize("language", [*LANGUAGES, "pt-BR"])
@pytest.mark.parametrize("example", [False, True])
@examples(40)
@given(day=st.dates(date(1990, 1, 1), date(2200, 12, 31)))
def test_on_no_day_is_anything_wrong_or_late(day: date, language: str, example: bool):
    plans = snapshot_of(text_of(day, language, example=example), day)
    findings = [one for one in check(plans) if one.rule != "written-out-date"]
    assert findings == []
    assert {status.state for status in plans.statuses} & LATE == set()
    assert all(
        status.due.period.latest is None or status.due.period.latest >= day for status in plans.statuses
    )


@pytest.mark.parametrize("example", [False, True])
def test_each_language_has_its_own_words(example: bool):
    day = date(2027, 1, 5)
    texts = {language: text_of(day, language, example=example) for language in LANGUAGES}
    words = {
        language: {line for line in text.splitlines() if " #" in line or line.startswith("#")}
        for language, text in texts.items()
    }
    for language in LANGUAGES:
        others = set().union(*(words[other] for other in LANGUAGES if other != language))
        assert len(words[language] & others) <= 1  # the line for editors


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("example", [False, True])
def test_sections_have_ids_so_that_their_addresses_stay(language: str, example: bool):
    (plan,) = snapshot_of(text_of(date(2027, 1, 5), language, example=example)).portfolio.files
    assert plan.plan.sections
    assert all(section.id for section in plan.plan.sections)
