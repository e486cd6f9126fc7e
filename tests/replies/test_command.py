"""`ssetrack reply`: whose answer it is, what is written, what is left to decide, and that nothing is lost."""

from __future__ import annotations

import shlex
import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import console
from conftest import ROOT
from snapshots import snapshot_of
from ssetrack.cli.run import run
from ssetrack.load import load
from ssetrack.source import read
from ssetrack.status import Status

PLAN = """\
ssetrack: 1
id: plan
title: Plan
timezone: UTC
owners:
  ana: {name: Ana, email: ana@example.org}
  bo: {name: Bo, email: Bo@Example.org}
  eva: {name: Eva, email: shared@example.org}
  ida: {name: Ida, email: shared@example.org}
  team: {name: Team, members: [ana]}
activities:
- {id: "1.1", title: Own, owners: [ana], deadline: 2027-02-10}
- {id: "1.2", title: Vague, owners: [ana], deadline: March 2027}
- {id: "1.3", title: Of Bo, owners: [bo], deadline: 2027-02-10}
- {id: "1.4", title: Of the team, owners: [team], deadline: 2027-02-10}
- {id: "1.5", title: Helping, owners: [bo], with: [ana], when: [{date: 2027-05-01, where: Rio}, 2027-06-01]}
- {id: "1.6", title: Over, owners: [ana], deadline: 2027-01-10, done: 2027-01-09}
- {id: after, title: Counted, owners: [bo], deadline: 2 weeks after 1.2}
- id: paper
  title: Paper
  owners: [ana]
  milestones:
  - {id: draft, title: Draft, deadline: 2027-02-01}
  - {id: print, title: Print, owners: [bo], deadline: 2027-03-01}
- id: call
  title: Call
  owners: [ana]
  when: {date: 2027-01-05, repeat: first Tuesday of the month}
- id: board
  title: Board
  owners: [bo]
  when: {date: 2027-01-06, repeat: first Wednesday of the month}
  occurrences:
    2027-02-03: {owners: [ana]}
"""
TODAY = "2027-03-02"


def mail(
    text: str, sender: str = "Ana <ana@example.org>", day: str = "Mon, 1 Mar 2027 10:00:00 +0000"
) -> str:
    return (
        f"From: {sender}\nTo: plan@example.org\nDate: {day}\nSubject: Re\n"
        f"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{text}\n"
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans/plan.yaml").write_text(PLAN, encoding="utf-8")
    return tmp_path


def reply(folder: Path, text: str, *options: str, **header: str) -> tuple[int, str]:
    (folder / "answer.eml").write_text(mail(text, **header), encoding="utf-8")
    variables = {"SSETRACK_TODAY": TODAY, "XDG_STATE_HOME": str(folder / "state")}
    return console.run_here(["reply", "answer.eml", *options], folder, variables)


def plan(folder: Path) -> str:
    return (folder / "plans/plan.yaml").read_text(encoding="utf-8")


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines()]


CERTAIN = [
    ("1.1: done 2027-02-20", "done: 2027-02-20"),
    ("1.1: done", "done: 2027-03-01"),  # the day of the mail
    ("1.1: done yesterday", "done: 2027-02-28"),
    ("1.1: fait le 20 février 2027", "done: 2027-02-20"),
    ("1.1: hecho el 20 de febrero de 2027", "done: 2027-02-20"),
    ("1.1: feito em 20 de fevereiro de 2027", "done: 2027-02-20"),
    ("1.1: done in February 2027", "done: 2027-02"),
    ("plan:1.1: done", "done: 2027-03-01"),
    ("1.4: done", "done: 2027-03-01"),  # of a team of hers
    ("paper/draft: done", "done: 2027-03-01"),
    ("call@2027-02-02: done", "2027-02-02: {done: 2027-03-01}"),
    ("board@2027-02-03: done", "done: 2027-03-01"),  # the time that she hosts
    ("1.1: note we wait for the printer", "log: [2027-03-01 we wait for the printer]"),
    ("1.1: note 2027-02-27 it rained", "log: [2027-02-27 it rained]"),
    ("1.5: note ready", "log: [2027-03-01 ready]"),  # she helps
]


@pytest.mark.parametrize(("line", "expected"), CERTAIN)
def test_what_is_certain_is_shown_then_written_then_taken_back(folder: Path, line: str, expected: str):
    code, shown = reply(folder, line)
    assert (code, plan(folder)) == (0, PLAN), shown
    assert any(one.startswith("+") and expected in one for one in shown.splitlines()), shown
    assert "nothing is written yet: add `--apply`" in shown
    code, told = reply(folder, line, "--apply")
    assert (code, expected in plan(folder)) == (0, True), told
    again = reply(folder, line, "--apply")
    assert (again[0], "Already in the plan" in again[1]) == (0, True), again
    undone = console.run_here(["undo"], folder, {"XDG_STATE_HOME": str(folder / "state")})
    assert (undone[0], plan(folder)) == (0, PLAN), undone


@pytest.mark.parametrize(
    ("said", "is_automatic"),
    [
        ("Auto-Submitted: auto-replied", True),
        ("auto-submitted: Auto-Replied; owner-email=ana@example.org", True),
        ("Auto-Submitted: auto-generated (failure)", True),
        ("Auto-Submitted: no", False),
        ("Auto-Submitted: NO (typed by hand)", False),
        ("X-Mailer: Thunderbird", False),
    ],
)
def test_a_mail_that_a_program_wrote_says_so(folder: Path, said: str, is_automatic: bool):
    code, shown = reply(
        folder, "1.1: note I am away until May", day=f"Mon, 1 Mar 2027 10:00:00 +0000\n{said}"
    )
    assert ("a program wrote this mail: perhaps nobody has read the letter yet" in shown) is is_automatic
    assert code == 0


ALL_KINDS = "1.1: done 2027-02-20\n1.2: 2027-09\n9.9: done\nMany greetings"


def test_what_is_shown_names_an_option_that_there_is(folder: Path):
    _, shown = reply(folder, ALL_KINDS)
    assert "not written yet (`--apply` writes it): `1.1` is done, 20 February 2027" in shown
    assert "--dry-run" not in shown


def test_a_dry_run_prints_the_diff_alone_and_says_the_rest_beside_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
):
    (folder / "answer.eml").write_text(mail(ALL_KINDS), encoding="utf-8")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("SSETRACK_TODAY", TODAY)
    for options in (["--dry-run"], ["--apply", "--dry-run"]):
        assert run(["reply", "answer.eml", *options]) == 1
        told = capfd.readouterr()
        assert told.out.startswith("--- a/plans/plan.yaml\n+++ b/plans/plan.yaml\n@@ ")
        assert {line[:1] for line in told.out.splitlines()} == {"-", "+", "@", " "}
        assert "not written yet (`--dry-run`): `1.1` is done, 20 February 2027" in told.err
        assert "nothing is written yet" not in told.err
        for said in ("ssetrack move 1.2 2027-09", "9.9: done", "Many greetings"):
            assert f"  {said}\n" in told.err
        assert plan(folder) == PLAN


def test_plans_are_named_as_for_other_edits(folder: Path):
    code, shown = reply(folder, "1.1: done", "plans/plan.yaml")
    assert (code, "write `--in plans/plan.yaml`" in shown) == (2, True)
    code, shown = reply(folder, "1.1: done", "--in", "plans/plan.yaml", "--apply")
    assert (code, "done: 2027-03-01" in plan(folder)) == (0, True), shown


COMMANDS = [
    ("1.1: 2027-04", ["ssetrack move 1.1 2027-04"]),
    ("1.1: avril 2027", ["ssetrack move 1.1 2027-04"]),
    ("1.1: +2w", ["ssetrack move 1.1 +2w"]),
    ("1.1: tomorrow", ["ssetrack move 1.1 2027-03-02"]),
    ("1.5: rio", ["ssetrack move 1.5 rio"]),
    ("1.5: Rio", ["ssetrack move 1.5 Rio"]),
    ("call@2027-04-06: 2027-04-07", ["ssetrack move call@2027-04-06 2027-04-07"]),
    ("1.1: cancelled", ["ssetrack set 1.1 status=cancelled"]),
    ("1.1: en cours", ["ssetrack set 1.1 status=in-progress"]),
    ("1.1: 50 %", ["ssetrack set 1.1 progress=50%"]),
    ("1.1: we are late, it's hard", ["""ssetrack note 1.1 'we are late, it'"'"'s hard'"""]),
    (
        "1.1: done with the help of Bo",
        ["ssetrack done 1.1 2027-03-01", "ssetrack note 1.1 'with the help of Bo'"],
    ),
    (
        "1.1: done 2027-02-01\n1.1: done 2027-02-02",
        ["ssetrack done 1.1 2027-02-01", "ssetrack done 1.1 2027-02-02"],
    ),
    ("1.6: done 2027-02-01", ["ssetrack done 1.6 2027-02-01"]),  # the plan says another day
    ("1.1: -2d", ["ssetrack move 1.1 -2d"]),
    ("1.1: -x is not enough", ["ssetrack note 1.1 -- '-x is not enough'"]),
    ("1.1: --apply; rm -rf $HOME `id`", ["ssetrack note 1.1 -- '--apply; rm -rf $HOME `id`'"]),
]


@pytest.mark.parametrize(("text", "expected"), COMMANDS)
def test_the_rest_is_listed_as_commands_that_work(folder: Path, text: str, expected: list[str]):
    code, shown = reply(folder, text, "--apply")
    assert (code, plan(folder)) == (1, PLAN), shown
    found = [one for one in lines(shown) if one.startswith("ssetrack ")]
    assert found == expected
    variables = {"SSETRACK_TODAY": TODAY, "XDG_STATE_HOME": str(folder / "state")}
    for command in found:
        code, told = console.run_here(shlex.split(command)[1:], folder, variables)
        assert code == 0, (command, told)
        assert plan(folder) != PLAN


REFUSED = [
    ("1.3: done", "`1.3` is not an item of Ana"),
    ("after: 2027-04", "`after` is not an item of Ana"),
    ("board@2027-03-03: done", "`board@2027-03-03` is not an item of Ana"),
    ("paper/print: done", "`paper/print` is not an item of Ana"),
    ("9.9: done", "`9.9`"),
    ("paper: done", "`paper/draft`, `paper/print`"),
    ("call: done", "`call@2027-03-02`, `call@2027-04-06`"),
    ("call@2027-02-03: done", "`call@2027-02-02`, `call@2027-03-02`"),
    ("1.1: done 2027-05-01", "the day on which it was done is in the future: 2027-05-01"),
    ("1.1@2027-01-01: done", "`1.1`"),
]


@pytest.mark.parametrize(("line", "why"), REFUSED)
def test_a_line_that_cannot_be_done_holds_up_no_other(folder: Path, line: str, why: str):
    code, shown = reply(folder, f"{line}\n1.4: done", "--apply")
    assert code == 1
    first, *reasons = lines(shown)[lines(shown).index("Not done") + 1 :]
    assert first == line, shown
    assert any(why in one for one in reasons), shown
    assert '1.4", title: Of the team, owners: [team], deadline: 2027-02-10, done: 2027-03-01' in plan(folder)


def test_what_is_left_of_an_activity_may_be_somebody_elses(folder: Path):
    reply(folder, "paper/draft: done", "--apply")
    before = plan(folder)
    assert "`paper/print` is not an item of Ana" in reply(folder, "paper: done", "--apply")[1]
    assert plan(folder) == before


@pytest.mark.parametrize(
    "line",
    [
        "1.2: 2027-03",
        "1.2: March 2027",
        "1.2: mars 2027",
        "1.6: done",
        "1.6: done 2027-01-09",
        "1.1: 2027-02-10",
        "call@2027-04-06: 2027-04-06",
    ],
)
def test_a_line_that_comes_back_as_it_was_changes_nothing(folder: Path, line: str):
    code, shown = reply(folder, line, "--apply")
    assert (code, plan(folder)) == (0, PLAN)
    assert lines(shown)[-2:] == ["Already in the plan", line]


@pytest.mark.parametrize("line", ["1.5: …", "1.2: ..."])
def test_a_line_that_says_nothing_is_nothing(folder: Path, line: str):
    code, shown = reply(folder, line)
    assert (code, "there is no answer above the quotation" in shown) == (2, True)


def test_what_follows_is_told(folder: Path):
    waiting = PLAN.replace("deadline: 2 weeks after 1.2", "after: [1.1], deadline: 2027-02-01")
    (folder / "plans/plan.yaml").write_text(waiting, encoding="utf-8")
    assert "no longer a problem: " in reply(folder, "1.1: done 2027-01-20")[1]


def test_the_rest_is_shown_whole_and_written_nowhere(folder: Path):
    code, shown = reply(
        folder, "Dear all,\n\n1.1: done\nMy mother is ill.\n\nAna\n-- \nAna, phone 1", "--apply"
    )
    assert code == 0
    at = lines(shown).index("The rest of the mail (only shown, not written)")
    assert lines(shown)[at + 1 :] == ["Dear all,", "My mother is ill.", "Ana"]
    assert "mother" not in plan(folder)


def test_the_rest_is_a_note_where_somebody_says_whose(folder: Path):
    code, shown = reply(
        folder, "1.1: done\nThe hall is too small,\nsays the owner.", "--note-to", "1.5", "--apply"
    )
    assert (code, "The rest of the mail" in shown) == (0, False)
    assert 'log: ["2027-03-01 The hall is too small, says the owner."]' in plan(folder)
    once = plan(folder)
    code, again = reply(
        folder, "1.1: done\nThe hall is too small,\nsays the owner.", "--note-to", "1.5", "--apply"
    )
    assert (code, plan(folder), "Already in the plan" in again) == (0, once, True)
    assert "the rest of the mail is too long for a note" in reply(folder, "x" * 11_000, "--note-to", "1.5")[1]


@pytest.mark.parametrize(
    ("sender", "options", "told"),
    [
        (
            "Ana <ana@example.org>",
            [],
            "read as the answer of Ana: the mail is from ana@example.org;",
        ),
        ("BO <bo@EXAMPLE.org>", [], "read as the answer of Bo: the mail is from bo@EXAMPLE.org;"),
        ("shared@example.org", [], "read as the answer of Eva, Ida:"),
        ("x@example.org", [], "nobody in these plans has the address x@example.org"),
        ("x@example.org", ["--owner", "ana"], "read as the answer of Ana, as `--owner` says"),
        ("ana@example.org", ["--owner", "bo"], "read as the answer of Bo, as `--owner` says"),
        ("ana@example.org, bo@example.org", [], "the text does not say who wrote it: the mail is from ana@"),
        ("ana@example.org, ANA@example.org", [], "read as the answer of Ana:"),
        ("ana@example.org, bo@example.org", ["--owner", "bo"], "read as the answer of Bo, as `--owner` says"),
        ("ana@example.org", ["--owner", "nobody"], "`nobody`"),
        ("a\x1b[2Jb@example.org", [], "the text does not say who wrote it"),
    ],
)
def test_whose_answer_it_is(folder: Path, sender: str, options: list[str], told: str):
    shown = reply(folder, "1.1: done", *options, sender=sender)[1]
    assert told in shown
    assert "\x1b" not in shown


@pytest.mark.parametrize(
    ("email", "sender", "told"),
    [
        ("ana@exämple.org", "ana@xn--exmple-cua.org", "read as the answer of Ana:"),  # as the letter went
        ("ana@exämple.org", "ana@EXÄMPLE.org", "read as the answer of Ana:"),
        ("ana@xn--exmple-cua.org", "ana@exämple.org", "read as the answer of Ana:"),
        ("ana@exämple.org", "ana@example.org", "nobody in these plans has the address"),  # anybody's
        ("aná@example.org", "Aná <aná@example.org>", "read as the answer of Ana:"),  # who gets no letter
        ("aná@exämple.org", "ana\u0301@xn--exmple-cua.org", "read as the answer of Ana:"),
        ("aná@example.org", "ana@example.org", "nobody in these plans has the address"),
    ],
)
def test_an_address_with_accents_is_one_however_it_is_written(
    folder: Path, email: str, sender: str, told: str
):
    (folder / "plans/plan.yaml").write_text(PLAN.replace("ana@example.org", email), encoding="utf-8")
    assert told in reply(folder, "1.1: done", sender=sender)[1]


def test_several_who_share_an_address_speak_for_each_other(folder: Path):
    (folder / "plans/plan.yaml").write_text(
        PLAN.replace("owners: [bo], deadline: 2027-02-10", "owners: [ida], deadline: 2027-02-10"),
        encoding="utf-8",
    )
    assert reply(folder, "1.3: done", sender="shared@example.org")[0] == 0


def test_pasted_text_is_read_from_a_file_too(folder: Path):
    (folder / "answer.txt").write_text("1.1: done 2027-02-20\n", encoding="utf-8")
    code, shown = console.run_here(
        ["reply", "answer.txt", "--owner", "ana"], folder, {"SSETRACK_TODAY": TODAY}
    )
    assert (code, '+- {id: "1.1"' in shown) == (0, True)
    code, shown = console.run_here(["reply", "answer.txt"], folder, {"SSETRACK_TODAY": TODAY})
    assert (code, "the text does not say who wrote it" in shown) == (2, True)


def test_a_mail_from_the_future_counts_from_today(folder: Path):
    shown = reply(folder, "1.1: done", day="Mon, 1 Mar 2032 10:00:00 +0000")[1]
    assert f"done: {TODAY}" in shown


def test_several_plans(folder: Path):
    other = PLAN.replace("id: plan\n", "id: other\n")
    (folder / "plans/other.yaml").write_text(other, encoding="utf-8")
    code, shown = reply(folder, "other:1.1: done\n1.2: note mine", "--apply")
    assert code == 1, shown
    assert "done: 2027-03-01" in (folder / "plans/other.yaml").read_text(encoding="utf-8")
    # `1.2` is an item of hers in both.
    assert plan(folder) == PLAN
    assert "1.2: note mine" in shown


def test_a_place_of_plans_is_in_the_commands(folder: Path):
    shown = reply(folder, "1.1: 2027-04", "--in", "plans/plan.yaml")[1]
    assert "ssetrack move --in plans/plan.yaml 1.1 2027-04" in lines(shown)


@pytest.mark.parametrize("language", ["fr", "es", "pt"])
def test_it_speaks_the_language_of_the_reader(folder: Path, language: str):
    english = reply(folder, "1.1: done\n1.2: 2027-04\n1.3: done\nHello")[1]
    (folder / "ssetrack.toml").write_text(f'lang = "{language}"\n', encoding="utf-8")
    other = reply(folder, "1.1: done\n1.2: 2027-04\n1.3: done\nHello")[1]
    own = {line for line in english.splitlines() if line and line[0] not in " +-@"}
    assert own.isdisjoint(other.splitlines())


def test_hostile_lines_do_nothing(folder: Path):
    text = "1.1: note \x1b[2J::error::x \u202e ##[group]\n::set-output name=x::y\n1.2: note a\u2028b: [c"
    code, shown = reply(folder, text, "--apply")
    assert code == 0, shown
    assert "\x1b" not in shown
    assert not any(line.lstrip().startswith("::") for line in shown.splitlines())
    loaded = load(read(plan(folder).encode(), "plan.yaml"))
    assert loaded.plan is not None
    assert not loaded.problems


WORDS = [
    "done", "done 2027-02-20", "note", "note x", "2027-04", "+2w", "rio", "…", "cancelled", "50%", "fait",
]  # fmt: skip
NAMES = [
    "1.1", "1.2", "1.3", "1.5", "paper", "paper/draft", "call", "call@2027-02-02", "board@2027-02-03", "9.9",
    "plan:1.1", "plan", "@", "",
]  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.one_of(
            st.builds(
                lambda name, sign, word: f"{name}{sign}{word}",
                st.sampled_from(NAMES), st.sampled_from([": ", " - ", "：", ":"]), st.sampled_from(WORDS),
            ),
            st.text(max_size=40),
        ),
        max_size=8,
    )
)  # fmt: skip
def test_whatever_somebody_writes_the_plan_stays_one(folder: Path, written: list[str]):
    (folder / "plans/plan.yaml").write_text(PLAN, encoding="utf-8")
    text = "\n".join(written).encode(errors="replace").decode()
    code, shown = reply(folder, text, "--apply")
    assert code in (0, 1, 2), shown
    assert "Traceback" not in shown
    loaded = load(read(plan(folder).encode(), "plan.yaml"))
    assert loaded.plan is not None
    assert not loaded.problems


def letter_line(status: Status) -> str | None:
    """The line about an item as a letter has it: with the date that it has now."""
    due = status.due
    if due.invalid or due.alternatives or due.text is None or due.canonical in (None, "?"):
        return None
    if due.occurrences is None:
        return f"{status.item.id}: {due.canonical}"
    one = due.occurrence
    day = due.occurrences.day_of(due.period) if one is None else one.key
    return f"{status.item.id}@{day}: {due.period.canonical}"


OWNED = [
    path
    for path in sorted((*ROOT.glob("plans/*.yaml"), *ROOT.glob("examples/*.yaml")))
    if "owners: [" in path.read_text(encoding="utf-8")
]


@pytest.mark.parametrize("path", OWNED, ids=[path.stem for path in OWNED])
def test_the_lines_of_a_letter_that_come_back_as_they_were_change_nothing(tmp_path: Path, path: Path):
    """In all our plans, for each date that there is: the contract with whoever writes letters."""
    shutil.copy(path, tmp_path / path.name)
    plans = snapshot_of(path.read_text(encoding="utf-8"), date(2027, 3, 2))
    people: dict[str, list[str]] = {}
    for status in plans.statuses:
        line = letter_line(status)
        for own in status.item.owners[:1] if line else ():
            people.setdefault(own, []).append(str(line))
    assert people
    for own, lines_of_letter in sorted(people.items()):
        text = "\n".join(lines_of_letter[:20])
        (tmp_path / "answer.txt").write_text(text + "\n", encoding="utf-8")
        words = ["reply", "answer.txt", "--owner", own, "--in", path.name, "--today", "2027-03-02"]
        code, shown = console.run_here(words, tmp_path, {})
        assert (code, "+++" in shown) == (0, False), shown
        assert len(lines(shown)[lines(shown).index("Already in the plan") + 1 :]) == len(
            lines_of_letter[:20]
        ), shown
