"""The examples on the pages of the rules are true: the bad one breaks its rule, the good one does not."""

from __future__ import annotations

import re
import textwrap
from datetime import date

import pytest

from conftest import TODAY
from ssetrack.lint import RULES, Settings, rule_named
from test_rules import lint

EXAMPLE = re.compile(r"^(Bad|Good)([^\n:]*):[^\n]*\n\n((?:(?: {4}[^\n]*)?\n?)+)", re.MULTILINE)
OF_THE_PLAN = (
    "ssetrack",
    "period",
    "goals",
    "sections",
    "timezone",
    "activities",
    "a",
    "owners:\n",
    "title: Plan",
)
DAYS = {" in March 2004": date(2004, 3, 15), " in October 2004": TODAY, "": TODAY}

UNSHOWN = {"not-utf8", "control-character", "tab-indentation", "whitespace", "over-limit"}
"""What their bad examples are about cannot be shown on a page, or not at its full size."""


def examples(name: str) -> dict[str, tuple[str, date]]:
    """The bad and the good example of a page, each made a whole plan, and the day it speaks of."""
    return {
        kind: (
            whole(textwrap.dedent(text.rstrip("\n")) + "\n", name),
            DAYS[when.rstrip(",").replace(",", "")],
        )
        for kind, when, text in EXAMPLE.findall(rule_named(name).page + "\n")
        if text.strip()
    }


def whole(example: str, name: str) -> str:
    """A plan round some of its fields, some of its activities, or some fields of an activity."""
    if example.startswith(("- ", "– ")):
        return "ssetrack: 1\ntitle: Plan\nactivities:\n" + example
    if example.startswith(OF_THE_PLAN) or name == "format-version":
        head = "" if "ssetrack" in example or name == "format-version" else "ssetrack: 1\n"
        return head + ("" if re.search("^title:", example, re.MULTILINE) else "title: Plan\n") + example
    fields = "" if re.search("^id:", example, re.MULTILINE) else "id: 1.2\n"
    if not re.search("^title:", example, re.MULTILINE):
        fields += "title: Meeting\n"
    item = textwrap.indent(fields + example, "    ")
    return "ssetrack: 1\ntitle: Plan\nactivities:\n  -" + item[3:]


@pytest.mark.parametrize("name", sorted(set(RULES) - UNSHOWN))
def test_the_examples_of_a_page(name: str):
    shown = examples(name)
    settings = Settings(feeds=True)
    assert shown
    if name == "missing-translation":  # where most titles have one
        others = "".join(f"  - {{id: {n}, title: {{en: A, fr: B}}}}\n" for n in "abc")
        titled = "title: {en: Plan, fr: Plan}"
        shown = {
            kind: (text.replace("title: Plan", titled) + others, day) for kind, (text, day) in shown.items()
        }
    for kind, (text, day) in shown.items():
        rules = {one.rule for one in lint({"plan.yaml": text}, today=day, settings=settings)}
        assert (name in rules) == (kind == "Bad"), text
        if kind == "Good":
            assert "yaml-syntax" not in rules, text
