"""A proposal that is accepted is what the plan then has there, and nothing else has changed."""

from __future__ import annotations

import sys

from hypothesis import HealthCheck, event, given
from hypothesis import strategies as st
from open_plans import PATH, plans_of

from conftest import ROOT, examples
from ssetrack.diagnostic import Route
from ssetrack.edit.whole_plan.mentions import date_texts, goal_mentions, owner_mentions, prerequisites
from ssetrack.editor.answers.completion import completion
from ssetrack.editor.answers.index import Index
from ssetrack.source import read
from ssetrack.source.tree import Mapping, Node, Scalar

sys.path.insert(0, str(ROOT / "tests" / "edit"))

from connected_plans import connected_plans

OTHER = """\
ssetrack: 1
id: q
title: Q
activities:
  - {id: '1.10', title: Z}
  - {id: NO, title: Y}
"""
OTHERS = {"other.yaml": OTHER}


def without(node: Node, route: Route) -> object:
    """A tree with a sign in the place of one value."""
    if not route:
        return ...
    if isinstance(node, Mapping):
        return {key: without(value, route[1:]) if key == route[0] else value for key, value in node.items()}
    if isinstance(node, list):
        return [without(one, route[1:]) if at == route[0] else one for at, one in enumerate(node)]
    return node


@given(plan=connected_plans(), data=st.data())
@examples(150, [HealthCheck.too_slow, HealthCheck.data_too_large])
def test_an_accepted_proposal_is_read_as_what_it_says(plan: str, data: st.DataObject):
    source = read(plan.encode(), PATH)
    text, root = source.text, source.root
    mentions: list[tuple[Route, Scalar]] = [
        *owner_mentions(root), *goal_mentions(root), *prerequisites(root), *date_texts(root),
    ]  # fmt: skip
    route, node = data.draw(st.sampled_from(mentions))
    quotes = 1 if node.style else 0
    start, end = node.start + quotes, node.end - quotes
    typed = data.draw(st.sampled_from(["", text[start:end][:1], text[start:end]]))
    if not typed and not node.style and text[start - 1] not in " [":
        typed = text[start:end][:1]
    now = text[:start] + typed + text[end:]
    index = Index(plans_of({PATH: now, **OTHERS}, before={PATH: text}))
    found = completion(index, PATH, start + len(typed)).several
    event("something is offered" if found else "nothing is offered")
    for one in found:
        if one.text.endswith(" "):
            continue  # `4 weeks after `, with the id to come
        after = read((now[: one.place.start] + one.text + now[one.place.end :]).encode(), PATH)
        assert not after.broken, one
        value = after.node(route)
        written = str(value)
        assert written == one.label or written.endswith(f" {one.label}"), one
        assert without(after.root, route) == without(root, route), one
