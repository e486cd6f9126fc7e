"""What `ssetrack import` writes, what it never writes, and what it prints of hostile tables."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest

import console

DAY = {"SSETRACK_TODAY": "2026-11-28"}
TABLE = "| Activity | Who | Deadline |\n|---|---|---|\n| Council | Ana | 12 March |\n"


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "table.md").write_text(TABLE, encoding="utf-8")
    return tmp_path


def run(here: Path, *words: str, **environment: str) -> tuple[int, str]:
    return console.run_here(["import", *words], here, DAY | environment)


def contents(here: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in here.iterdir() if path.is_file()}


def test_it_writes_three_files_and_the_same_twice(here: Path):
    assert run(here, "table.md", "-o", "a.yaml")[0] == 1
    first = contents(here)
    assert first.keys() == {"table.md", "a.yaml", "a.import.yaml", "a.import.json"}
    for name in ("a.yaml", "a.import.yaml", "a.import.json"):
        (here / name).unlink()
    run(here, "table.md", "-o", "a.yaml", LANG="fr_FR.UTF-8", LC_ALL="fr_FR.UTF-8")
    assert contents(here) == first
    assert json.loads(first["a.import.json"])["items"][0]["texts"]["deadline"] == "12 March"


@pytest.mark.parametrize(
    ("option", "text", "said"),
    [
        ("--title", "a\x07b", "`--title` cannot contain a control character: U+0007 BELL"),
        ("--title", "a\udce9b", "the byte 0xE9 is not UTF-8"),
        ("--lang", "fr-\x1b", "`--lang` cannot contain a control character: U+001B ESCAPE"),
    ],
)
def test_an_option_with_a_control_character_is_not_told_as_a_mistake_of_the_table(
    here: Path, option: str, text: str, said: str
):
    code, shown = run(here, "table.md", option, text)
    assert (code, said in shown) == (2, True)


def test_what_a_calendar_calculates_from_is_told(here: Path):
    call = "SUMMARY:Call\nDTSTART;VALUE=DATE:20270101\nRRULE:FREQ=YEARLY\nEXDATE:20280101\n"
    text = f"BEGIN:VCALENDAR\nBEGIN:VEVENT\n{call}END:VEVENT\nEND:VCALENDAR\n"
    (here / "a.ics").write_text(text, encoding="utf-8")
    code, shown = run(here, "a.ics", "-o", "a.yaml")
    assert (code, "Repeats: kept as `x-repeats`; for an activity that comes back" in shown) == (0, True)
    assert "EXDATE: 20280101" in (here / "a.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["a\x07b.md", "a\udce9b.md"])
def test_any_name_of_a_file_can_be_said_in_a_plan(here: Path, name: str):
    (here / name).write_text(TABLE, encoding="utf-8")
    assert run(here, name, "-o", "a.yaml")[0] == 1
    assert "source: a\ufffdb.md" in (here / "a.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("options", [("--look",), ("-o", "a.yaml", "--dry-run"), ()])
def test_what_writes_nothing(here: Path, options: tuple[str, ...]):
    before = contents(here)
    assert run(here, "table.md", *options)[0] in (0, 1)
    assert contents(here) == before


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.yaml", "ssetrack: 1\ntitle: A\n", "`a.yaml` exists"),
        ("a.import.json", "[1, 2]", "`a.import.json` exists already, but `ssetrack import` did not write it"),
        ("a.import.yaml", "import: 1\nyaer: 2027\n", "a.import.yaml:2:1: unknown key `yaer`"),
    ],
)
def test_no_file_of_anybody_is_overwritten(here: Path, name: str, text: str, said: str):
    (here / name).write_text(text, encoding="utf-8")
    before = contents(here)
    code, output = run(here, "table.md", "-o", "a.yaml")
    assert code == 2
    assert said in output
    assert contents(here) == before


def test_a_mapping_beside_the_plan_is_not_overwritten_by_another(here: Path):
    (here / "a.import.yaml").write_text("import: 1\nyear: 2027\n", encoding="utf-8")
    (here / "other.yaml").write_text("import: 1\nyear: 2028\n", encoding="utf-8")
    before = contents(here)
    code, output = run(here, "table.md", "-o", "a.yaml", "--mapping", "other.yaml")
    assert code == 2
    assert "another mapping file was read" in output
    assert contents(here) == before


def test_a_link_that_leads_nowhere_is_not_written_through(here: Path):
    (here / "a.yaml").symlink_to("elsewhere.yaml")
    assert run(here, "table.md", "-o", "a.yaml")[0] == 2
    assert not (here / "elsewhere.yaml").exists()


def test_an_answer_in_the_mapping_is_read_and_kept(here: Path):
    run(here, "table.md", "-o", "a.yaml")
    mapping = (here / "a.import.yaml").read_text(encoding="utf-8").replace("# year: 2027", "year: 2027", 1)
    (here / "a.import.yaml").write_text(f"# Mine.\n{mapping}", encoding="utf-8")
    (here / "a.yaml").unlink()
    assert run(here, "table.md", "-o", "a.yaml")[0] == 0
    assert "deadline: 2027-03-12" in (here / "a.yaml").read_text(encoding="utf-8")
    assert (here / "a.import.yaml").read_text(encoding="utf-8").startswith("# Mine.\n")


HAND = """\
# Our answers: ask Marta before you change them.
import: 1

year: 2027   # the year of the call
cells:
- at: table 1, row 3, Who   # since the last call
  text: a team
  owners: [Ana, Bo]
tables:
- where: table 1
  columns:
    # What they write there is a promise, no date.
    Remarks: ignore
    Deadline: {order: dmy}   # as the secretariat writes
# The end of the file.
"""
TWO_TABLES = """\
| Activity | Who    | Deadline | Remarks |
|----------|--------|----------|---------|
| Council  | Ana    | 12 March | soon    |
| Forum    | a team | 3/4/2027 |         |

| Activity | Who |
|----------|-----|
| Budget   | Ana |
"""


@pytest.mark.parametrize("name", ["a.import.yaml", "ours.yaml"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_mapping_that_somebody_wrote_keeps_its_words_and_its_order(here: Path, name: str, ending: str):
    (here / "two.md").write_text(TWO_TABLES, encoding="utf-8")
    (here / name).write_bytes(HAND.replace("\n", ending).encode())
    words = ("two.md", "-o", "a.yaml", "--start", "2027-01", "--mapping", name)
    assert run(here, *words)[0] == 0
    written = (here / "a.import.yaml").read_bytes().decode()
    assert "\n" not in written.replace("\r\n", "") or ending == "\n"
    hand, now = HAND.splitlines(), written.splitlines()
    assert [line for line in now if line in hand] == [line for line in hand if "order: dmy" not in line]
    assert [line for line in now if line not in hand] == [
        "  item: Forum",
        "    Deadline: {order: dmy, field: deadline}   # as the secretariat writes",
        "    Activity: {field: title}",
        "    Who: {field: owners}",
        "- where: table 2",
        "  header: 1",
        "  columns: {Activity: {field: title}, Who: {field: owners}}",
        "start: 2027-01",
        "source: two.md",
    ]
    # The same table once more adds nothing, and gives the same plan.
    plan = (here / "a.yaml").read_bytes()
    (here / "a.yaml").unlink()
    run(here, "two.md", "-o", "a.yaml")
    assert (here / "a.import.yaml").read_bytes().decode() == written
    assert (here / "a.yaml").read_bytes() == plan


def test_a_mapping_of_one_line_gets_what_is_known_of_the_tables(here: Path):
    (here / "a.import.yaml").write_text("import: 1  # no more than this", encoding="utf-8")
    assert run(here, "table.md", "-o", "a.yaml", "--year", "2027")[0] == 0
    assert (here / "a.import.yaml").read_text(encoding="utf-8").splitlines() == [
        "import: 1  # no more than this",
        "year: 2027",
        "source: table.md",
        "tables:",
        "  - where: table 1",
        "    header: 1",
        "    columns:",
        "      Activity: {field: title}  # Council",
        "      Who: {field: owners}  # Ana",
        "      Deadline: {field: deadline}  # 12 March",
    ]


def test_the_reader_decides_the_language_of_the_report(here: Path):
    _, output = run(here, "table.md", "--dry-run", SSETRACK_LANG="fr")
    assert "De quelle année s'agit-il" in output
    _, output = run(here, "table.md", "--dry-run", "--format", "json", SSETRACK_LANG="fr")
    assert json.loads(output)["doubts"][0]["help"] == "the year is missing"


@pytest.mark.parametrize(
    ("language", "place"),
    [
        ("en", "table 1, Deadline"),
        ("fr", "tableau 1, Deadline"),
        ("es", "tabla 1, Deadline"),
        ("pt", "tabela 1, Deadline"),
    ],
)
def test_a_report_says_where_in_the_language_of_its_reader(here: Path, language: str, place: str):
    _, output = run(here, "table.md", "--dry-run", SSETRACK_LANG=language)
    assert place in output
    _, output = run(here, "table.md", "--dry-run", "--format", "json", SSETRACK_LANG=language)
    assert json.loads(output)["doubts"][0]["at"] == "table 1, row 2, Deadline"


@pytest.mark.parametrize(
    ("words", "english", "french"),
    [
        (("--year", "x"), "`--year` cannot be `x`", "`--year` ne peut pas être `x`"),
        (("--dry-run",), "6 cells: ", "6 cellules"),
        (("-o", "table.yaml"), "exists already", "existe"),
        (("--into", "nothing.yaml"), "there is no file or folder", "il n'y a pas"),
    ],
)
def test_the_language_of_the_table_is_not_that_of_its_reader(
    here: Path, words: tuple[str, ...], english: str, french: str
):
    run(here, "table.md", "-o", "table.yaml")
    for language in ("en", "fr", "es"):
        options = (*words, "--lang", language)
        in_english, in_french = (
            run(here, "table.md", *options, SSETRACK_LANG=reader)[1] for reader in ("en", "fr")
        )
        assert english in in_english
        assert french in in_french
        # Without `--lang` it is the same but for what is told of the language.
        assert (
            in_english.splitlines()[0] == run(here, "table.md", *words, SSETRACK_LANG="en")[1].splitlines()[0]
        )


def test_init_from_a_table_speaks_of_init(here: Path):
    assert console.run_here(["init", "a.yaml", "--from", "table.md"], here, DAY)[0] == 1
    before = contents(here)
    code, output = console.run_here(["init", "a.yaml", "--from", "table.md"], here, DAY)
    assert code == 2
    assert "`a.yaml` already exists, but `init` only makes new plans" in output
    assert "to bring it up to date: `ssetrack import table.md --into a.yaml`" in output
    assert "`-o`" not in output
    assert contents(here) == before


@pytest.mark.parametrize(
    "evil", ["\x1b[2J", "##[command]", "::error::x", "\u202egnp", "\x9b31m", "a: b # c", "- {"]
)
def test_nothing_of_a_table_acts_on_a_terminal_or_a_log(here: Path, evil: str):
    (here / "evil.csv").write_text(
        f"Activity,Who,Deadline,{evil}\n{evil},{evil},{evil},{evil}\nA,Ana,2027,x\n", encoding="utf-8"
    )
    for options in ((), ("--look",), ("--dry-run", "--format", "json"), ("-o", "evil.yaml")):
        code, output = run(here, "evil.csv", *options)
        assert code in (0, 1), output
        assert not re.search("[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", output)
        if options:  # without, it is the plan, which holds what the table holds
            assert not re.search(r"##\w*\[", output)
            assert not any(line.lstrip().startswith("::") for line in output.splitlines())


def advice(report: str) -> list[str]:
    """The command that a report says to type once the answers are known."""
    found = re.search(r"with the answers: `ssetrack import (.+?)`", report)
    assert found is not None, report
    return shlex.split(found[1])


@pytest.mark.parametrize("name", ["table.md", "a table.md", "it's.md"])
@pytest.mark.parametrize("plan", ["a.yaml", "new plans/a b.yaml"])
def test_the_advice_works_when_it_is_followed(here: Path, name: str, plan: str):
    """By the option that the question names, and by the mapping file."""
    (here / "table.md").rename(here / name)
    code, report = run(here, name, "-o", plan)
    assert (code, "answer: `--year YEAR`" in report) == (1, True)
    code, told = run(here, *advice(report), "--year", "2027")
    assert code == 0, told
    assert "2027-03-12" in (here / plan).read_text(encoding="utf-8")


def test_the_advice_works_with_the_mapping_file(here: Path):
    report = run(here, "table.md", "-o", "a.yaml")[1]
    mapping = here / "a.import.yaml"
    assert "a.import.yaml" in report
    mapping.write_text(mapping.read_text(encoding="utf-8") + "year: 2027\n", encoding="utf-8")
    code, told = run(here, *advice(report))
    assert code == 0, told
    assert "2027-03-12" in (here / "a.yaml").read_text(encoding="utf-8")


def test_without_a_plan_there_is_nothing_to_bring_up_to_date(here: Path):
    assert "with the answers" not in run(here, "table.md", "-o", "a.yaml", "--dry-run")[1]
    assert "with the answers" not in run(here, "table.md", "--look")[1]
