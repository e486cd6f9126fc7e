"""What the pages say is so: links lead somewhere, plans shown have no error, generated pages are current."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT

PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
FENCE = re.compile(r"^```(\w*)[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def plans() -> list:
    """Whole plans shown in pages, named by page and line."""
    found = []
    for page in PAGES:
        if page.name == "rules.md":
            continue  # its examples are tested with their rules, and half of them are wrong on purpose
        text = page.read_text(encoding="utf-8")
        for block in FENCE.finditer(text):
            if block[1] == "yaml" and re.match(r"(#.*\n)*ssetrack:", block[2]):
                line = text.count("\n", 0, block.start()) + 1
                found.append(pytest.param(block[2], id=f"{name(page)}:{line}"))
    return found


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_somewhere(page: Path):
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    missing = [target for target in LINK.findall(text) if not (page.parent / target).exists()]
    assert missing == []


@pytest.mark.parametrize("text", plans())
def test_a_plan_shown_has_no_error(text: str):
    done = subprocess.run(
        [sys.executable, "-m", "ssetrack", "lint", "-", "--output-format", "full"],
        input=text, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_words_of_the_standards_name_what_there_is():
    page = (ROOT / "docs" / "dev" / "standards.md").read_text(encoding="utf-8")
    named = re.findall(r"\| `([A-Z][A-Za-z]+)` \|$", page, re.MULTILINE)
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    assert len(named) > 20
    assert [name for name in named if not re.search(rf"^ *class {name}\b", source, re.MULTILINE)] == []


def test_the_readme_starts_with_two_commands():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in ("status", "test"):
        assert f"make {target}" in text
        assert f"\n{target}:" in makefile


RULES_HEAD = """\
# Rules

What `ssetrack lint` looks for. `ssetrack rule NAME` prints the page of one rule, in English, French, Spanish
or Portuguese. A fix marked *safe* never changes the meaning; an *unsafe* one is a guess. This page is made
from the docstrings of the rules by `make docs`.

"""


def rules_page() -> str:
    """All rules: a table for each family, then the page of each."""
    from ssetrack.lint import FAMILIES, RULES

    tables, pages = [], []
    for family in FAMILIES:
        rules = [rule for rule in RULES.values() if rule.family == family]
        rows = [
            f"| [{rule.name}](#{rule.name}) | {rule.severity.value} | {rule.fix or ''} | {rule.summary} |\n"
            for rule in rules
        ]
        head = "| rule | severity | fix | what is wrong |\n|---|---|---|---|\n"
        tables.append(f"## {family}\n\n{head}{''.join(rows)}\n")
        pages += [f"### {rule.name}\n\n{rule.page.strip()}\n" for rule in rules]
    return RULES_HEAD + "".join(tables) + "## The rules one by one\n\n" + "\n".join(pages)


def test_the_page_of_rules_is_current(golden):
    golden(rules_page(), ROOT / "docs" / "rules.md")


SHOWN = (
    "Plan",
    "Goal",
    "Owner",
    "Section",
    "Activity",
    "Milestone",
    "Entry",
    "Occurrence",
    "Indicator",
    "Participant",
    "AgendaItem",
    "Link",
)
"""Models in the order in which the page of the format shows them."""


def fields_tables() -> str:
    """What each thing of a plan may hold, from the models that read it."""
    from ssetrack.plan import definition
    from ssetrack.plan.definition.types import SHORT_FORMS

    tables = []
    for name in SHOWN:
        kind = getattr(definition, name)
        rows = []
        for field, info in kind.model_fields.items():
            key = info.alias or field
            if key == "x-":
                continue
            shown = f"**{key}**" if info.is_required() else key
            examples = ", ".join(f"`{yaml_text(example)}`" for example in info.examples or ())
            rows.append(f"| {shown} | {kind_of(info)} | {info.description} | {examples} |\n")
        title = {
            "Entry": "Date of a `when` or `deadline`",
            "AgendaItem": "Agenda item",
            "Occurrence": "One time of what repeats",
        }.get(name, name)
        short = f" Short form: its `{SHORT_FORMS[name]}` alone." if name in SHORT_FORMS else ""
        head = "| field | holds | what it says | example |\n|---|---|---|---|\n"
        tables.append(f"### {title}\n\n{kind.__doc__.strip()}{short}\n\n{head}{''.join(rows)}")
    return "\n".join(tables)


def kind_of(info) -> str:
    """What a field holds, in a word."""
    text = str(info.annotation)
    for sign, word in (
        ("Entry", "date"), ("dict[str, ssetrack", "mapping"), ("definition.", "list"), ("Literal", "word"),
        ("tuple[typing.Annotated", "proses"), ("tuple[str", "texts"), ("languages", "prose"),
        ("int", "percentage"), ("bool", "true or false"),
    ):  # fmt: skip
        if sign in text:
            return word
    return "text"


def yaml_text(example: object) -> str:
    """An example as a plan would have it, on one line."""
    if isinstance(example, list):
        return f"[{', '.join(yaml_text(one) for one in example)}]"
    if isinstance(example, dict):
        return "{" + ", ".join(f"{key}: {yaml_text(value)}" for key, value in example.items()) + "}"
    return "true" if example is True else str(example)


def test_the_tables_of_fields_are_current(golden):
    page = ROOT / "docs" / "plan-format.md"
    begin, end = "<!-- fields -->", "<!-- /fields -->"
    text = page.read_text(encoding="utf-8")
    before, after = text.split(begin)[0], text.split(end)[1]
    golden(f"{before}{begin}\n\n{fields_tables()}\n{end}{after}", page)
