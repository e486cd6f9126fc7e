"""The examples on the pages of the rules are true: the bad one breaks its rule, the good one does not.

And the pages are there in every language, whole.
"""

from __future__ import annotations

import re
import textwrap
from datetime import date

import pytest

from conftest import TODAY
from ssetrack.cli.run import run
from ssetrack.language.speaker import Speaker
from ssetrack.language.words import LANGUAGES
from ssetrack.lint import FAMILIES, RULES, Settings, rule_named
from ssetrack.terminal.rule_page import paragraphs, rule_list, rule_page
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


TRANSLATED = [language for language in LANGUAGES if language != "en"]


def blocks(page: str) -> list[str]:
    """The blocks of a printed page below its facts."""
    return page.rstrip("\n").split("\n\n")[1:]


@pytest.mark.parametrize("language", TRANSLATED)
@pytest.mark.parametrize("name", RULES)
def test_a_page_is_there_in_every_language(name: str, language: str):
    speaker, rule = Speaker(language), RULES[name]
    assert [text for text in paragraphs(rule) if not speaker.knows(text)] == []
    said, english = blocks(rule_page(rule, speaker)), blocks(rule_page(rule, Speaker("en")))
    assert len(said) == len(english)
    for one, other in zip(said, english, strict=True):
        assert (one == other) == other.startswith("    "), "examples are the same, all else is translated"
        assert sorted(re.findall("`[^`]+`", " ".join(one.split()))) == sorted(
            re.findall("`[^`]+`", " ".join(other.split()))
        )
        assert all(len(line) <= 110 for line in one.splitlines())


def test_no_page_is_half_translated(monkeypatch: pytest.MonkeyPatch):
    rule = RULES["overdue"]
    lacking = paragraphs(rule)[1]
    knows = Speaker.knows
    monkeypatch.setattr(Speaker, "knows", lambda self, text: text != lacking and knows(self, text))
    assert rule_page(rule, Speaker("fr")) == rule_page(rule, Speaker("en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_says_each_summary(language: str):
    speaker = Speaker(language)
    listed = rule_list(list(RULES.values()), speaker)
    assert listed.count("\n  ") == len(RULES)
    assert ("nobody is responsible" in listed.casefold()) == (language == "en")


@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_lists_its_rules(family: str, capsys: pytest.CaptureFixture[str]):
    run(["rule", family])
    said = capsys.readouterr().out.splitlines()
    assert said[0] == family
    assert [line.split()[0] for line in said[1:]] == [
        name for name, one in RULES.items() if one.family == family
    ]


def test_a_page_speaks_the_language_of_the_environment(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    run(["rule", "overdue", "--lang", "es"])
    asked = capsys.readouterr().out
    monkeypatch.setenv("SSETRACK_LANG", "es")
    run(["rule", "overdue"])
    assert capsys.readouterr().out == asked
    assert "overdue (fechas, aviso, depende del día)" in asked
