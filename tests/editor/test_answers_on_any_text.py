"""Every answer on every beginning of a plan, and on plans that somebody spoils while typing."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

import pytest
from hypothesis import HealthCheck, event, given
from hypothesis import strategies as st
from open_plans import PATH, plans_of
from test_hovers import OTHERS, PLAN

from conftest import ALL_EXAMPLES, ROOT, examples
from ssetrack.diagnostic import Range, SsetrackError
from ssetrack.editor.answers.completion import completion
from ssetrack.editor.answers.hover import hover
from ssetrack.editor.answers.index import Index
from ssetrack.editor.answers.lenses import inlay_hints, lenses
from ssetrack.editor.answers.references import definition, highlights, references
from ssetrack.editor.answers.renaming import renameable, renaming

VISION = (ROOT / "plans" / "vision-2004-2005.yaml").read_text(encoding="utf-8")

BUDGET = 0.2
"""Seconds of CPU for all answers on one beginning of the plan."""

EVERY = 3 if ALL_EXAMPLES else 199
"""So many characters further is the next beginning that is tried; prime, so that all kinds of places come."""


def places(index: Index, path: str, offset: int) -> list[tuple[str, Range]]:
    """Every place that is in any answer, each within its text; what is refused has a reason."""
    found = [(path, one.place) for one in completion(index, path, offset).several]
    told = hover(index, path, offset)
    found += [] if told is None else [(path, told.place)]
    for ask in (definition, references, highlights):
        found += [(one.path, one.place) for one in ask(index, path, offset)]
    found += [(path, one.place) for one in lenses(index, path)]
    found += [(path, Range(one.offset, one.offset)) for one in inlay_hints(index, path)]
    try:
        meant = renameable(index, path, offset)
        found += [] if meant is None else [(path, meant.place)]
        edits = renaming(index, path, offset, "zz") or {}
        found += [(name, one.range) for name, several in edits.items() for one in several]
    except SsetrackError:
        pass  # with its reason, which test_renames reads
    return found


def check(texts: Mapping[str, str], offset: int, before: Mapping[str, str] | None = None) -> int:
    """Ask everything at an offset of the first text; how many places were given."""
    index = Index(plans_of(texts, before=before))
    found = places(index, next(iter(texts)), offset)
    for path, place in found:
        assert 0 <= place.start <= place.end <= len(index.document(path).text)
    return len(found)


def cpu_seconds(act: Callable[[], object]) -> float:
    """How long something takes, of the processor; the better of two if the first is long."""
    start = time.process_time()
    act()
    return time.process_time() - start


@pytest.mark.parametrize("before", [VISION, None], ids=["typed again", "typed from nothing"])
def test_every_beginning_of_a_plan_is_answered_in_time(before: str | None):
    check({PATH: VISION}, 0)  # what is read once
    earlier = None if before is None else {PATH: before}
    for end in range(0, len(VISION) + 1, EVERY):

        def ask(end: int = end) -> None:
            check({PATH: VISION[:end]}, end, earlier)

        assert cpu_seconds(ask) < BUDGET or cpu_seconds(ask) < BUDGET, end


def test_every_place_of_a_plan_is_answered():
    index = Index(plans_of(VISION))
    always = len(lenses(index, PATH)) + len(inlay_hints(index, PATH))
    answered = 0
    for offset in range(0, len(VISION) + 1, EVERY):
        found = places(index, PATH, offset)
        assert all(0 <= place.start <= place.end <= len(VISION) for _, place in found), offset
        answered += len(found) > always
    assert answered > len(VISION) / EVERY / 8  # most of the text is prose


SPOILING = st.lists(
    st.tuples(
        st.floats(0, 1),
        st.integers(0, 12),
        st.sampled_from([
            "", " ", "\n", "\r\n", "\t", "\r", ":", ": ", "- ", "[", "]", "{", "}", "{}", "[]", ",", '"', "'",
            "#", " # ssetrack: ignore[", "&a ", "*a", "<<: *a", "|", ">-\n", "!x ", "? ", "---\n", "%", "@",
            "🌍", "e\u0301", "\ufeff", "\u2028", "\x00", "\ud800", "ana", "m1", "owners: [",
            "when: 4 weeks after ", "id: m1\n", "\n  ", "\n      - ",
        ]),
    ),
    max_size=6,
)  # fmt: skip
"""Where in a text, how many characters go, what is put in their place."""


@given(changes=SPOILING, at=st.floats(0, 1), known=st.booleans(), crlf=st.booleans())
@examples(300, [HealthCheck.too_slow])
def test_spoilt_plans_are_answered(changes: list[tuple[float, int, str]], at: float, known: bool, crlf: bool):
    plan = PLAN.replace("\n", "\r\n") if crlf else PLAN
    text, offset = plan, int(at * len(plan))
    for where, going, put in changes:
        start = int(where * len(text))
        text = text[:start] + put + text[start + going :]
        offset = min(start + len(put), len(text))
    number = check({PATH: text, **OTHERS}, min(offset, len(text)), {PATH: plan} if known else None)
    event("something is said" if number else "nothing is said")


def test_answers_look_through_the_plans_once():
    """Ten times as many plans take about ten times as long, not a hundred times."""

    def seconds(number: int) -> float:
        texts = {f"p{at}.yaml": PLAN.replace("id: net", f"id: n{at}") for at in range(number)}
        first = next(iter(texts))
        offset = PLAN.index("  ana:") + 3
        plans = plans_of(texts)
        plans.good.statuses  # noqa: B018  (what lint has worked out, too)
        return min(cpu_seconds(lambda: places(Index(plans), first, offset)) for _ in range(2))

    few, many = seconds(4), seconds(40)
    assert many < 30 * few
