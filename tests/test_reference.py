"""References: their parts and their text, and what they mean in plans and in trees that are edited."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from snapshots import snapshot_of
from ssetrack.diagnostic import SsetrackError
from ssetrack.edit.item_lookup import item_named
from ssetrack.language.speaker import ENGLISH
from ssetrack.load import load
from ssetrack.plan.reference import Reference
from ssetrack.portfolio import Portfolio, portfolio
from ssetrack.query.activity_detail import activity_detail
from ssetrack.query.columns import View
from ssetrack.source import Source, read

PARTS = [
    ("1.2", Reference(None, "1.2")),
    ("5.4/draft", Reference(None, "5.4", "draft")),
    ("vision:1.2", Reference("vision", "1.2")),
    ("vision-2004.5:5.4/draft_2", Reference("vision-2004.5", "5.4", "draft_2")),
    ("a:b:c", Reference("a", "b:c")),
    ("a/b/c", Reference(None, "a", "b/c")),
    ("a/b:c", Reference("a/b", "c")),
    ("a:b/c:d", Reference("a", "b", "c:d")),
    ("", Reference(None, "")),
    (":", Reference("", "")),
    (":1.2", Reference("", "1.2")),
    ("vision:", Reference("vision", "")),
    ("/", Reference(None, "", "")),
    ("/draft", Reference(None, "", "draft")),
    ("5.4/", Reference(None, "5.4", "")),
    (":/", Reference("", "", "")),
    ("été:réunion/première", Reference("été", "réunion", "première")),
    (" 1.2 ", Reference(None, " 1.2 ")),
    ("\U0001f600", Reference(None, "\U0001f600")),
    ("a\uff1ab", Reference(None, "a\uff1ab")),  # a fullwidth colon is a letter
]


@pytest.mark.parametrize(("text", "parts"), PARTS, ids=[text or "empty" for text, _ in PARTS])
def test_parts(text: str, parts: Reference):
    assert Reference.from_text(text) == parts
    assert str(parts) == text


@given(st.text(st.sampled_from(":/.1a é\n"), max_size=12) | st.text())
def test_any_text_is_the_text_of_its_parts(text: str):
    assert str(Reference.from_text(text)) == text


IDS = st.text(st.sampled_from("aZ09._-é"), max_size=5)


@given(st.builds(Reference, st.none() | IDS, IDS, st.none() | IDS))
def test_parts_without_signs_are_found_again(parts: Reference):
    assert Reference.from_text(str(parts)) == parts


NORTH = """\
ssetrack: 1
title: North
id: north
activities:
  - {id: "1", title: One, deadline: 2005, after: ["2/a", "south:1", "2", "9", "west:1", "1"]}
  - id: "2"
    title: Two
    after: ["1"]
    milestones:
      - {id: a, title: A, deadline: 2005}
      - {id: b, title: B, deadline: 2005, after: ["1", "2/a"]}
  - {id: 2/c, title: A slash, deadline: 2005}
"""
SOUTH = """\
ssetrack: 1
title: South
id: south
activities:
  - {id: "1", title: One, deadline: 2005, after: ["north:2", "north:2/b", "2"]}
  - {id: "3.0", title: Three, deadline: 2005, after: ["south:1"]}
"""


def sources() -> list[Source]:
    return [read(text.encode(), f"{path}.yaml") for path, text in (("north", NORTH), ("south", SOUTH))]


@pytest.fixture(scope="module")
def plans() -> Portfolio:
    return portfolio(load(source) for source in sources())


@pytest.mark.parametrize(
    ("text", "plan", "meant"),
    [
        ("1", "north", "north:1"),
        ("1", "south", "south:1"),
        ("south:1", "north", "south:1"),
        ("north:1", "north", "north:1"),
        ("2", "north", "north:2/a north:2/b"),
        ("2/b", "north", "north:2/b"),
        ("2/a", "north", "north:2/a"),
        ("2/c", "north", "north:2/c"),  # an id that lint refuses, and that means what it says
        ("2/", "north", ""),
        ("2", "south", ""),
        ("3", "south", ""),
        ("3.0", "south", "south:3.0"),
        ("west:1", "north", ""),
        (":1", "north", ""),
        ("north:north:1", "north", ""),
        ("", "north", ""),
    ],
)
def test_what_a_reference_means(plans: Portfolio, text: str, plan: str, meant: str):
    assert " ".join(str(item.reference) for item in plans.resolve(text, plan)) == meant
    edited = meant.split()
    if not edited:
        return
    # Trees that are edited have the same items under the same ids; an activity may hold several.
    target = item_named(sources(), str(Reference.from_text(text)._replace(plan=edited[0].partition(":")[0])))
    assert target.plan == edited[0].partition(":")[0]
    assert target.route == (plans.resolve(text, plan)[0].route)[: len(target.route)]


@pytest.mark.parametrize(
    ("item", "first"),
    [
        ("north:1", "north:2/a south:1 north:2/b"),
        ("north:2/a", "north:1"),
        ("north:2/b", "north:1 north:2/a"),
        ("south:1", "north:2/a north:2/b"),
        ("south:3.0", "south:1"),
        ("north:2/c", ""),
    ],
)
def test_prerequisites_come_once_and_without_the_item_itself(plans: Portfolio, item: str, first: str):
    one = next(each for file in plans.files for each in file.items if str(each.reference) == item)
    assert " ".join(str(each.reference) for each in plans.prerequisites(one)) == first


@pytest.mark.parametrize(
    ("asked", "sentence", "help_"),
    [
        ("1", "several plans have an item `1`", "write one of `north:1`, `south:1`"),
        ("9999", "no activity or milestone has the id `9999`", "`ssetrack status --all` lists them"),
        (
            "south:2/b",
            "no activity or milestone has the id `south:2/b`",
            "`ssetrack status --all` lists them",
        ),
        ("3.00", "no activity or milestone has the id `3.00`", "did you mean `3.0`?"),
        ("south:3.00", "no activity or milestone has the id `south:3.00`", "did you mean `3.0`?"),
        ("west:1", "no plan here has the id `west`", "there are `north`, `south`"),
        (":1", "no plan here has the id ``", "there are `north`, `south`"),
    ],
)
def test_whoever_looks_an_id_up_says_the_same(asked: str, sentence: str, help_: str):
    snapshot = snapshot_of({"north.yaml": NORTH, "south.yaml": SOUTH})
    lookups = [
        lambda: item_named(sources(), asked),
        lambda: activity_detail(asked, snapshot, View(snapshot.portfolio, None, ENGLISH)),
    ]
    for lookup in lookups:
        with pytest.raises(SsetrackError) as refused:
            lookup()
        assert (str(refused.value.message), str(refused.value.help)) == (sentence, help_)
