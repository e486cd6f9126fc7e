"""What is read in part of an edited plan is what a reader of the whole finds there, offsets included."""

from __future__ import annotations

import re

import pytest
from connected_plans import connected_plans
from generated_plans import plan_texts
from hypothesis import HealthCheck, assume, event, given
from hypothesis import strategies as st

from conftest import examples
from ssetrack import outline
from ssetrack.edit.partial_reading import source_of_pieces
from ssetrack.edit.splice import Splice, text_with
from ssetrack.limits import DEFAULT_LIMITS
from ssetrack.source import read
from ssetrack.source.tree import Mapping, Scalar

HEAD = "ssetrack: 1\ntitle: P\nsections:\n- title: S\n  activities:\n"
BOTH = "  - id: a\n    title: One\n  # between\n  - id: b\n    title: Two\n    owners: [x,\n      y]\n"
TWO = f"{HEAD}{BOTH}notes: more\n"
ROUTES = [("sections", 0, "activities", at) for at in (0, 1)]

INSERTED = st.sampled_from(
    [
        *(
            "x",
            " ",
            "~",
            "[",
            "]",
            "{",
            "'",
            '"',
            ": ",
            ":",
            "- ",
            "? ",
            "# why",
            " # why",
            "&a ",
            "*a",
            "!t ",
        ),
        *("\n", "\r", "\t", "“", "–", "\ufeff", "\x07", "\n---\n", "\n...\n", "|\n      text\n\n", ">+\n"),
        *("\n    new: 1", "\n  new: 1", "\nnew: 1", "\n      deeper", "\n    - ", "\n    id: again"),
        "<<: {z: 1}\n    ",
    ]
)


SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]


def dump(node):
    """A tree with everything that it keeps."""
    if node is None:
        return None
    if isinstance(node, Scalar):
        return str(node), node.start, node.end, node.style, node.anchored
    places = (node.start, node.end, node.flow, node.anchored, node.nothings)
    if isinstance(node, Mapping):
        return "mapping", *places, node.merged, [(dump(key), dump(value)) for key, value in node.items()]
    return "sequence", *places, [dump(one) for one in node]


def in_part(text, splices, routes):
    """A plan after splices, read in part; compared with the whole where that was possible."""
    source = read(text.encode(), "p.yaml")
    now = text_with(source.text, splices)
    if source.broken or now is None:
        return None
    part = source_of_pieces(source, now, splices, routes, DEFAULT_LIMITS)
    if part is not None:
        whole = read(now.encode(), "p.yaml")
        assert not whole.broken
        assert whole.problems == part.problems == ()
        assert part.text == now
        anew = source_of_pieces(source, now, splices, routes, DEFAULT_LIMITS)
        assert anew is not None
        assert anew.content == whole.root
        for route, node in list(outline.activities(whole.root))[:5]:
            assert dump(anew.node(route)) == dump(node)
        assert "root" not in vars(anew), "nobody has asked for the whole tree"
        assert dump(part.root) == dump(whole.root)
    return part


@examples(400, SLOW)
@given(plan_texts(), st.data())
def test_whatever_is_put_into_activities_is_read_as_in_the_whole(generated, data):
    source = read(generated[0].encode(), "p.yaml")
    text, root = source.text, source.root
    known = [(route, node) for route, node in outline.activities(root) if not node.flow]
    if not known:
        return
    chosen = data.draw(
        st.lists(st.sampled_from(range(len(known))), min_size=1, unique=True), label="activities"
    )
    splices = []
    for at in chosen:
        node = known[at][1]
        start = data.draw(st.integers(node.start, node.end), label="start")
        end = min(len(text), start + data.draw(st.integers(0, 5), label="length"))
        splices.append(Splice(start, end, data.draw(INSERTED, label="text")))
    read_in_part = in_part(text, splices, [known[at][0] for at in chosen])
    event("in part" if read_in_part is not None else "not in part")


def test_a_byte_order_mark_within_the_text_is_for_the_whole():
    text = '# the head\nssetrack: 1\ntitle: A plan\nactivities:\n- {id: "1", title: A}\n'
    assert in_part(text, [Splice(11, 11, "\ufeff")], [()]) is None


@examples(400, SLOW)
@given(st.one_of(plan_texts().map(lambda one: one[0]), connected_plans()), st.data())
def test_whatever_is_put_into_fields_of_the_plan_is_read_as_in_the_whole(generated, data):
    text = read(generated.encode(), "p.yaml").text
    last = text.find("activities:")
    splices = []
    for _ in range(data.draw(st.integers(1, 2), label="several")):
        start = data.draw(st.integers(0, max(0, last)), label="start")
        end = min(len(text), start + data.draw(st.integers(0, 5), label="length"))
        splices.append(Splice(start, end, data.draw(INSERTED, label="text")))
    event("in part" if in_part(text, splices, [()]) is not None else "not in part")


def is_simple(source):
    """Whether nothing in a plan reaches from one place into another, so that every part can be read alone."""
    return not (
        source.broken or source.problems or re.search(r"\*\S|^(?:\.\.\.|---)", source.text, re.MULTILINE)
    )


def is_plain(node):
    """Whether it is a text without quotes, on one line."""
    return (
        isinstance(node, Scalar)
        and not node.style
        and "\n" not in node
        and len(node) == node.end - node.start
    )


@examples(200, SLOW)
@given(connected_plans(), st.data())
def test_titles_of_activities_are_read_in_part(generated, data):
    """What is certain is not left to the reader of the whole, which takes a hundred times as long."""
    source = read(generated.encode(), "p.yaml")
    known = [
        (route, node)
        for route, node in outline.activities(source.root)
        if not node.flow and is_plain(node.get("title"))
    ]
    assume(known and is_simple(source))
    chosen = data.draw(st.lists(st.sampled_from(known), min_size=1, unique_by=lambda one: one[0]))
    splices = [Splice(node["title"].start, node["title"].end, "Another") for _, node in chosen]
    assert in_part(source.text, splices, [route for route, _ in chosen]) is not None


@examples(200, SLOW)
@given(st.one_of(plan_texts().map(lambda one: one[0]), connected_plans()))
def test_the_title_of_a_plan_is_read_in_part(generated):
    source = read(generated.encode(), "p.yaml")
    root = source.root
    assume(is_simple(source) and not root.flow and is_plain(root.get("title")))
    splice = Splice(root["title"].start, root["title"].end, "Another")
    assert in_part(source.text, [splice], [()]) is not None


def test_two_activities_are_read_and_what_is_below_them_has_moved():
    splices = [Splice(TWO.index("One"), TWO.index("One") + 3, "The first one")]
    splices.append(Splice(TWO.index("notes"), TWO.index("notes"), "    status: planned\n"))
    source = in_part(TWO, splices, ROUTES)
    assert source is not None
    assert source.text[source.root.key("notes").start :].startswith("notes")
    assert source.node((*ROUTES[1], "status")) == "planned"


@pytest.mark.parametrize(
    "new",
    {
        "a text without its end": "'One",
        "a list without its end": "[One",
        "a new document": "One\n---\nx: y",
        "the end of the document": "One\n...",
        "a field of the section": "One\n  lead: [x]",
        "a block text at the end": "|\n      One\n",
        "an alias": "*one",
        "a tag": "!x One",
        "a key twice": "One\n    id: c",
        "a letter that looks like a quote": "“One”",
        "an activity more": "One\n  - id: c\n    title: New",
    }.values(),
)  # fmt: skip
def test_what_reaches_beyond_its_activity_is_left_to_the_reader_of_the_whole(new):
    at = TWO.index("One")
    assert in_part(TWO, [Splice(at, at + 3, new)], ROUTES[:1]) is None


def test_a_field_of_the_plan_is_read_alone():
    at = TWO.index("P\n")
    source = in_part(TWO, [Splice(at, at + 1, "Q\nperiod: 2004")], [()])
    assert source is not None
    assert list(source.root) == ["ssetrack", "title", "period", "sections", "notes"]


@pytest.mark.parametrize(
    "new", ["[Q", "'Q", "Q\nssetrack: 2", "Q\n---", "Q\n...", "&x Q\nz: *x", "Q\n  z: y"]
)
def test_a_field_of_the_plan_that_reaches_further_is_left_to_the_reader_of_the_whole(new):
    at = TWO.index("P\n")
    assert in_part(TWO, [Splice(at, at + 1, new)], [()]) is None


def test_what_is_not_where_it_was_said_to_be_is_left_to_the_reader_of_the_whole():
    at = TWO.index("P\n")
    assert in_part(TWO, [Splice(at, at + 1, "Q")], ROUTES) is None
    assert in_part(TWO, [Splice(at, at + 1, "Q")], [(), ROUTES[0]]) is None
    at = TWO.index("One")
    assert in_part(TWO, [Splice(at, at + 3, "Three")], [()]) is None


def test_a_file_that_becomes_too_large_is_left_to_the_reader_of_the_whole():
    at = TWO.index("One")
    splices = [Splice(at, at, "x" * 50)]
    source, now = read(TWO.encode(), "p.yaml"), text_with(TWO, splices)
    for size, fits in ((len(TWO) + 40, False), (len(TWO) + 60, True)):
        limits = DEFAULT_LIMITS._replace(file_size=size)
        assert (source_of_pieces(source, now, splices, ROUTES[:1], limits) is not None) is fits


def test_depth_is_counted_from_the_beginning_of_the_file():
    at = TWO.index("One")
    splices = [Splice(at, at + 3, "[[[One]]]")]
    source, now = read(TWO.encode(), "p.yaml"), text_with(TWO, splices)
    for nesting in range(5, 12):
        limits = DEFAULT_LIMITS._replace(nesting=nesting)
        part = source_of_pieces(source, now, splices, ROUTES[:1], limits)
        assert (part is not None) == (not read(now.encode(), "p.yaml", limits).broken), nesting
