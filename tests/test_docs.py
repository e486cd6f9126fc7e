"""What the pages say is so: links lead somewhere, plans shown have no error, generated pages are current."""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path
from typing import Literal, get_args, get_origin

import pytest
import yaml

import command_pages
import console
from conftest import ROOT
from ssetrack.cli.run import run

sys.path.insert(0, str(ROOT / "scripts"))

import catalogues

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").glob("*.md")])
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]+))?\)")
HEADING = re.compile(r"^#+ +(.+?) *$", re.MULTILINE)
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
    links = [(page.parent / target if target else page, anchor) for target, anchor in LINK.findall(text)]
    assert [str(to) for to, _ in links if not to.exists()] == []
    assert [f"{to}#{anchor}" for to, anchor in links if anchor and anchor not in anchors(to)] == []


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub and GitLab make them of the words."""
    seen: Counter[str] = Counter()
    made = set()
    for heading in HEADING.findall(FENCE.sub("", page.read_text(encoding="utf-8"))):
        words = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", heading).lower()
        anchor = re.sub(r"[^\w\- ]", "", words).replace(" ", "-")
        made.add(f"{anchor}-{seen[anchor]}" if seen[anchor] else anchor)
        seen[anchor] += 1
    return made


@pytest.mark.parametrize("text", plans())
def test_a_plan_shown_has_no_error(text: str):
    code, told = console.run_here(["lint", "-", "--output-format", "full"], ROOT, {}, stdin=text)
    assert code == 0, told


def test_the_words_of_the_standards_name_what_there_is():
    page = (ROOT / "docs" / "dev" / "standards.md").read_text(encoding="utf-8")
    named = re.findall(r"\| `([A-Z][A-Za-z]+)` \|$", page, re.MULTILINE)
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    assert len(named) > 20
    assert set(named) <= {*re.findall(r"^ *class (\w+)", source, re.MULTILINE)}


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
    """What a field holds, in a few words; of a closed list all that it has."""
    text = str(info.annotation)
    if "Literal" in text:
        words = [f"`{word}`" for word in words_of(info.annotation)]
        return words[0] if len(words) == 1 else f"one of {', '.join(words)}"
    for sign, kind in (
        ("Entry", "date"), ("dict[str, ssetrack", "mapping"), ("definition.", "list"),
        ("tuple[typing.Annotated", "list of translatable texts"), ("tuple[str", "list of texts"),
        ("languages", "translatable text"), ("int", "percentage"), ("bool", "`true` or `false`"),
    ):  # fmt: skip
        if sign in text:
            return kind
    return "text"


def words_of(annotation: object) -> list[str]:
    """The words of a closed list, which may be one of several things that a field can hold."""
    if get_origin(annotation) is Literal:
        return list(get_args(annotation))
    return [word for part in get_args(annotation) for word in words_of(part)]


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


COMMAND_PAGES = ROOT / "docs" / "commands"


@pytest.mark.parametrize("command", command_pages.names())
def test_the_page_of_a_command_is_current(command: str, golden):
    page = COMMAND_PAGES / command_pages.file_of(command)
    golden(command_pages.page_of(command, page.read_text(encoding="utf-8") if page.exists() else None), page)


def test_every_page_of_a_command_has_its_command_and_is_listed():
    pages = {path.name for path in COMMAND_PAGES.glob("*.md")}
    listed = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert pages == {command_pages.file_of(command) for command in command_pages.names()}
    assert {name for name in pages if f"(commands/{name})" not in listed} == set()


SHOWN_COMMAND = re.compile(r"(?:^ {4}|`)ssetrack ([a-z][^`\n]*)", re.MULTILINE)
"""A command in running text; those in transcripts are played."""


@pytest.mark.parametrize("page", [page for page in PAGES if page.parent.name != "dev"], ids=name)
def test_the_commands_in_running_text_have_these_options(page: Path):
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    assert [shown for shown in SHOWN_COMMAND.findall(text) if not known(shown)] == []


def known(shown: str) -> bool:
    """Whether there is such a command, and whether it has the options that are shown with it."""
    words = re.split(r" {2,}| \| ", shown)[0].split()
    if words == ["export"]:
        return True  # in all its formats
    command = " ".join(words[:2]) if words[0] == "export" else words[0]
    used = {word.partition("=")[0] for word in words if re.match(r"--?[a-z]", word)}
    return command in command_pages.names() and used <= command_pages.options_of(command)


def test_the_configuration_page_shows_what_is_accepted(tmp_path: Path, monkeypatch, capsys):
    page = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    blocks = [block for block in FENCE.finditer(page) if block[1] == "toml"]
    begin = page.index("## Your own settings")
    shared = [block[2] for block in blocks if block.start() < begin]
    own = "\n".join(block[2] for block in blocks if block.start() > begin)
    (tmp_path / ".git").mkdir()
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "a.yaml").write_text("ssetrack: 1\ntitle: A\nactivities: []\n", encoding="utf-8")
    (tmp_path / "ssetrack.toml").write_text("\n".join(shared), encoding="utf-8")
    (tmp_path / "me" / "ssetrack").mkdir(parents=True)
    (tmp_path / "me" / "ssetrack" / "config.toml").write_text(own, encoding="utf-8")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "me"))
    monkeypatch.chdir(tmp_path)
    assert (run(["status", "--soon", "20"]), capsys.readouterr().err) == (0, "")


def test_the_workflow_of_the_how_to_uses_the_action():
    page = (ROOT / "docs" / "how-to" / "check-on-github.md").read_text(encoding="utf-8")
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    (workflow,) = (yaml.safe_load(block[2]) for block in FENCE.finditer(page) if block[1] == "yaml")
    assert workflow["jobs"]["lint"]["steps"][1]["uses"] == "OWNER/ssetrack@v1"
    assert set(re.findall(r"`([a-z]+): ", page)) <= set(action["inputs"])


OF_ANY_LENGTH = {"rules.md", "decisions.md"}
"""One is generated, the other is a log."""


@pytest.mark.parametrize("page", [page for page in PAGES if page.is_relative_to(ROOT / "docs")], ids=name)
def test_a_page_is_short_and_its_name_is_an_address(page: Path):
    assert page.name == "README.md" or re.fullmatch(r"[a-z-]+(\.(fr|es|pt))?\.md", page.name)
    assert page.name in OF_ANY_LENGTH or page.read_text(encoding="utf-8").count("\n") <= 350


def test_every_plan_to_copy_is_described_and_has_no_error():
    plans = sorted((ROOT / "examples").glob("*.yaml"))
    described = re.findall(
        r"^\| \[([a-z-]+\.yaml)\]", (ROOT / "examples" / "README.md").read_text("utf-8"), re.MULTILINE
    )
    assert sorted(described) == [plan.name for plan in plans]
    words = ["lint", *map(str, plans), "--select", "yaml,schema,references,dates"]
    code, told = console.run_here(words, ROOT, {})
    assert code == 0, told


def test_every_page_is_in_the_index():
    folder = ROOT / "docs"
    linked = {
        (page.parent / target).resolve()
        for page in (folder / "README.md", folder / "commands.md")
        for target, _ in LINK.findall(page.read_text(encoding="utf-8"))
    }
    assert [name(page) for page in sorted(folder.rglob("*.md")) if page not in linked] == ["docs/README.md"]


def test_messages_that_are_quoted_are_ours():
    """Who looks for a message in "Something went wrong" finds it in the words in which ssetrack says it."""
    page = (ROOT / "docs" / "something-went-wrong.md").read_text(encoding="utf-8")
    cells = [line.split("|")[1] for line in page.splitlines() if line.startswith("| ")]
    quoted = [text for cell in cells for text in re.findall(r'"([^"`]+)"', cell)]
    forms = [form for text in catalogues.texts_of() for form in text.forms]
    said = [re.sub(r"`(?:ssetrack: )?\{\w+\}`|\{\w+\}", "…", form) for form in forms]
    assert len(quoted) > 20
    assert [text for text in quoted if not any(text in one for one in said)] == []
