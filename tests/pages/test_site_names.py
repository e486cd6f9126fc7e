"""File names of pages: the same for everybody, and none that a system refuses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssetrack.pages.site.names import LONGEST, file_names
from ssetrack.plan.slug import is_device


@pytest.mark.parametrize(
    ("identities", "names"),
    [
        ([("vision",), ("ripess",)], ["vision", "ripess"]),
        ([("Marcos",), ("marcos",)], ["marcos-2", "marcos"]),
        ([("marcos",), ("MARCOS",), ("Marcos",)], ["marcos", "marcos-2", "marcos-3"]),
        ([("con",), ("CON",), ("nul.html",)], ["con-2", "con-3", "nul-html-2"]),
        ([("con-2",), ("con",)], ["con-2", "con-3"]),
        ([("com0",), ("LPT9.a.b",), ("com10",)], ["com0-2", "lpt9-a-b-2", "com10"]),
        ([("vision", "a"), ("vision-a",)], ["vision-a-2", "vision-a"]),
        ([("Núñez, José",), ("日本",), ("العنوان",)], ["nunez-jose", "x", "x-2"]),
        ([("..",), ("a.",), ("5.4",)], ["x", "a", "5.4"]),
    ],
)
def test_names(identities, names):
    assert list(file_names(identities).values()) == names


@given(st.lists(st.lists(st.text(max_size=120), min_size=1, max_size=3).map(tuple), unique=True, max_size=30))
def test_no_two_are_the_same_and_every_system_takes_them(identities):
    names = file_names(identities)
    assert list(names) == identities
    assert len({name.casefold() for name in names.values()}) == len(identities)
    for name in names.values():
        assert name == name.lower()
        assert 0 < len(name) <= LONGEST + 10
        assert name[0] not in ".-"
        assert name[-1] != "."
        assert not is_device(name)
        assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789._-")
