"""Ids, slugs and references of any length: a finding, and no slowdown."""

from __future__ import annotations

import time

import pytest

from snapshots import snapshot_of
from ssetrack.language.nearest import LONGEST, nearest
from ssetrack.lint import run
from ssetrack.plan.slug import ID, LONGEST_ID
from ssetrack.rules.context import Settings

LONG = "x" * 240_000

PLAN = f"""\
ssetrack: 1
title: T
id: {LONG}
owners: {{ana: Ana}}
activities:
  - {{id: {LONG}, title: A, owners: [{LONG}z], after: [{LONG}y], goals: [{LONG}w], when: {LONG}}}
  - {{id: {LONG}b, title: B, status: {LONG}, language: {LONG}, timezone: {LONG}, tags: [{LONG}]}}
  - {{id: c, title: C, deadline: 1 week after {LONG}q, done: {LONG}}}
"""


def test_long_names_are_findings_soon():
    began = time.process_time()
    found = run(snapshot_of(PLAN), Settings())
    assert time.process_time() - began < 5
    long = [str(one.message) for one in found if one.rule == "invalid-id"]
    assert long == [
        f"this id is too long: it has {count} characters" for count in (240_000, 240_000, 240_001)
    ]
    assert {"unknown-owner", "unknown-prerequisite", "invalid-choice", "unreadable-date"} <= {
        one.rule for one in found
    }


@pytest.mark.parametrize("length", [1, LONGEST_ID])
def test_ids_up_to_the_limit_are_ids(length: int):
    assert ID.fullmatch("a" * length)
    assert not ID.fullmatch("a" * (LONGEST_ID + 1))


def test_only_names_of_a_length_that_people_write_are_compared():
    assert nearest("a" * LONGEST, ["a" * (LONGEST - 1) + "b"]) is not None
    assert nearest("a" * (LONGEST + 1), ["a" * LONGEST]) is None
    assert nearest("ana", ["a" * 10**7, "anna"]) == "anna"
