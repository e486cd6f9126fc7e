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


def rule_list(rules: Sequence[Rule], speaker: Speaker) -> str:
    """All rules by family: name, severity, what is wrong."""
    severities = {severity: speaker.say(word) for severity, word in SEVERITIES.items()}
    width, room = max(len(rule.name) for rule in rules), max(map(len, severities.values()))
    lines: list[str] = []
    family = ""
    for rule in rules:
        if rule.family != family:
            family = rule.family
            lines += ([""] if lines else []) + [family]
        summary = speaker.say(translatable(rule.summary))
        lines.append(f"  {rule.name:<{width}}  {severities[rule.severity]:<{room}}  {summary}")
    return "\n".join(lines) + "\n"


def rule_page(rule: Rule, speaker: Speaker) -> str:
    """The page of a rule: its facts, then its docstring; in English where a paragraph is not translated."""
    if not all(map(speaker.knows, paragraphs(rule))):
        speaker = ENGLISH
    facts = [speaker.say(FAMILY_WORDS[rule.family]), speaker.say(SEVERITIES[rule.severity])]
    if rule.depends_on_day:
        facts.append(speaker.say(message("depends on the day")))
    if rule.kind is Kind.CONFLICT:
        facts.append(speaker.say(message("planning conflict")))
    page = "\n\n".join(_block(block, speaker) for block in _blocks(rule))
    return f"{rule.name} ({', '.join(facts)})\n\n{page}\n"


def paragraphs(rule: Rule) -> list[str]:
    """What is to be translated of a page, each paragraph on one line: all but the examples."""
    return [_on_one_line(block) for block in _blocks(rule) if not _is_example(block)]


def _blocks(rule: Rule) -> list[str]:
    return rule.page.split("\n\n")


def _is_example(block: str) -> bool:
    return block.startswith(" ")


def _on_one_line(block: str) -> str:
    return " ".join(block.split())


def _block(block: str, speaker: Speaker) -> str:
    if _is_example(block) or speaker.language == "en":
        return block
    said = speaker.say(translatable(_on_one_line(block)))
    return textwrap.fill(said, WIDTH, break_long_words=False, break_on_hyphens=False)


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
