"""Rules for people and programs: the list, and the page of one (its docstring).

Comes in: rules, and who speaks. Goes out: text in the reader's language, and data for JSON, in English.
`docs/rules.md` is made from the same pages.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ssetrack.diagnostic import Kind
from ssetrack.language.message import message, translatable
from ssetrack.language.speaker import ENGLISH, Speaker
from ssetrack.wording.findings import SEVERITIES

if TYPE_CHECKING:
    from ssetrack.lint import Rule

WIDTH = 106
"""Columns of a paragraph, as in the docstrings."""

FAMILY_WORDS = {
    "yaml": message("yaml", context="family"),
    "schema": message("schema", context="family"),
    "references": message("references", context="family"),
    "dates": message("dates", context="family"),
    "coverage": message("coverage", context="family"),
    "style": message("style", context="family"),
}
"""The families of rules where they are only read; in a list they are as people type them."""


def rule_list(rules: Sequence[Rule], speaker: Speaker, columns: int | None = None) -> str:
    """All rules by family: name, severity, what is wrong; in lines of so many cells, where that is given."""
    from ssetrack.terminal.wrapping import (
        LEAST_BESIDE,
        hanging,
    )  # with rich: not for JSON

    severities = {severity: speaker.say(word) for severity, word in SEVERITIES.items()}
    width, room = max(len(rule.name) for rule in rules), max(map(len, severities.values()))
    lines: list[str] = []
    family = ""
    for rule in rules:
        if rule.family != family:
            family = rule.family
            lines += (["\n"] if lines else []) + [f"{family}\n"]
        summary = speaker.say(translatable(rule.summary))
        severity = severities[rule.severity]
        is_narrow = columns is not None and columns < width + room + LEAST_BESIDE
        lead = (
            f"  {rule.name} {severity}".ljust(columns or 0)
            if is_narrow
            else f"  {rule.name:<{width}}  {severity:<{room}}  "
        )
        lines += hanging(lead, summary, columns)
    return "".join(lines)


def rule_page(rule: Rule, speaker: Speaker, columns: int | None = None) -> str:
    """The page of a rule: its facts, then its docstring; in English where a paragraph is not translated.

    `columns` is the width of a screen, in cells. Examples keep their lines.
    """
    from ssetrack.terminal.wrapping import hanging  # with rich: not for JSON

    if not all(map(speaker.knows, paragraphs(rule))):
        speaker = ENGLISH
    facts = [speaker.say(FAMILY_WORDS[rule.family]), speaker.say(SEVERITIES[rule.severity])]
    if rule.depends_on_day:
        facts.append(speaker.say(message("depends on the day")))
    if rule.kind is Kind.CONFLICT:
        facts.append(speaker.say(message("planning conflict")))
    page = "\n\n".join(_block(block, speaker, columns or WIDTH) for block in _blocks(rule))
    head = "".join(hanging("", f"{rule.name} ({', '.join(facts)})", columns))
    return f"{head}\n{page}\n"


def paragraphs(rule: Rule) -> list[str]:
    """What is to be translated of a page, each paragraph on one line: all but the examples."""
    return [_on_one_line(block) for block in _blocks(rule) if not _is_example(block)]


def _blocks(rule: Rule) -> list[str]:
    return rule.page.split("\n\n")


def _is_example(block: str) -> bool:
    return block.startswith(" ")


def _on_one_line(block: str) -> str:
    return " ".join(block.split())


def _block(block: str, speaker: Speaker, columns: int) -> str:
    if _is_example(block) or (speaker.language == "en" and columns >= WIDTH):
        return block
    said = speaker.say(translatable(_on_one_line(block)))
    return textwrap.fill(said, min(WIDTH, columns), break_long_words=False, break_on_hyphens=False)


def rule_data(rule: Rule) -> dict[str, object]:
    """A rule as data for JSON."""
    return {
        "name": rule.name,
        "family": rule.family,
        "severity": rule.severity.value,
        "fix": rule.fix,
        "depends_on_day": rule.depends_on_day,
        "summary": rule.summary,
        "page": rule.page,
    }
