"""Who is meant by a name on the command line: the short name that the plan declares."""

from __future__ import annotations

import pytest

from ssetrack.diagnostic import SsetrackError
from ssetrack.edit.owner_names import names_of, owner_slug, owner_slugs
from ssetrack.source import read

PLAN = """
ssetrack: 1
title: T
owners:
  ana: Ana Silva
  jose-m: {name: José Martínez, aliases: [Pepe]}
  tom-r: {name: Tom Ray}
  tom-b: {name: Tom Bell}
  team: {name: Team Tomato, members: [ana, tom-r]}
  seat: {name: Tina (to be found), vacant: true}
  bi: {name: {en: The Office, fr: Le Bureau}}
  tom: {name: Someone Else}
"""
SOURCE = read(PLAN.encode(), "p.yaml")


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("ana", "ana"),
        ("Ana", "ana"),
        ("ANA SILVA", "ana"),
        ("jose martinez", "jose-m"),
        ("Jose", "jose-m"),
        ("pepe", "jose-m"),
        ("Tom Ray", "tom-r"),
        ("tom", "tom"),
        ("le bureau", "bi"),
        ("Team Tomato", "team"),
        ("TEAM", "team"),
        ("Tina", "Tina"),
        ("nobody", "nobody"),
        ("Silva", "Silva"),
        ("", ""),
    ],
)
def test_who_is_meant(name: str, slug: str):
    assert owner_slug(SOURCE, name) == slug


def test_a_name_of_several_is_refused():
    source = read(PLAN.replace("  tom: {name: Someone Else}\n", "").encode(), "p.yaml")
    with pytest.raises(SsetrackError, match="several people are called `Tom`") as refused:
        owner_slug(source, "Tom")
    assert str(refused.value.help) == "write one of `tom-r`, `tom-b`"


def test_each_is_named_once():
    assert owner_slugs(SOURCE, ["Ana", "ana", "Pepe"]) == ["ana", "jose-m"]


def test_a_plan_without_owners_takes_any_name():
    names = ["Ana", "the board"]
    assert owner_slugs(read(b"ssetrack: 1\ntitle: T\n", "p.yaml"), names) == names


def test_names_to_read():
    assert names_of(SOURCE, ["ana", "bi", "nobody"]) == "Ana Silva, The Office, nobody"
