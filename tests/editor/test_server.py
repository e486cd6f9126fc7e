"""What an editor may send, in any order and of any kind, and what it is told."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from editors import Editor

from conftest import ALL_BOMBS, ALL_EXAMPLES, ROOT
from ssetrack.editor import plans as plans_module
from ssetrack.editor.addresses import uri_of

HEAD = "ssetrack: 1\nid: {id}\ntitle: A plan\nactivities:\n"
GOOD = HEAD.format(id="good") + "  - {id: '1', title: Meeting, owners: [ana], deadline: 2005-01-31}\n"
BAD = HEAD.format(id="bad") + "  - {id: '1', title: Meeting, owners: [ana], deadline: 31 June 2004}\n"
BROKEN = GOOD + "  - [\n"
VISION = (ROOT / "plans" / "vision-2004-2005.yaml").read_text(encoding="utf-8")

START = {"line": 0, "character": 0}
EVERYTHING = {"start": START, "end": {"line": 100_000, "character": 0}}
OPTIONS = {"tabSize": 2, "insertSpaces": True}


def questions(position: dict[str, int]) -> dict[str, Any]:
    """Everything that an editor can ask about a text, with its cursor there."""
    return {
        "completion": {"position": position},
        "hover": {"position": position},
        "definition": {"position": position},
        "references": {"position": position, "context": {"includeDeclaration": True}},
        "documentHighlight": {"position": position},
        "prepareRename": {"position": position},
        "codeAction": {"range": {"start": position, "end": position}, "context": {"diagnostics": []}},
        "codeLens": {},
        "documentSymbol": {},
        "foldingRange": {},
        "inlayHint": {"range": EVERYTHING},
        "formatting": {"options": OPTIONS},
    }


@pytest.fixture
def editor() -> Iterator[Editor]:
    with Editor() as editor:
        yield editor


def rules(found: list[Any]) -> list[str]:
    return [one["code"] for one in found]


def test_what_the_server_says_of_itself(editor: Editor):
    can = editor.greeting["capabilities"]
    assert can["positionEncoding"] == "utf-16"
    assert can["textDocumentSync"] == {"openClose": True, "change": 2, "save": True}
    assert can["codeActionProvider"] == {"codeActionKinds": ["quickfix", "source.fixAll"]}
    assert can["renameProvider"] == {"prepareProvider": True}
    watchers = editor.got[0]["params"]["registrations"][0]["registerOptions"]["watchers"]
    assert {one["globPattern"] for one in watchers} >= {"**/ssetrack.toml", "**/pyproject.toml"}


@pytest.mark.parametrize(
    "uri", ["untitled:Untitled-1", "file:///nowhere/a%20plan.yaml", "vscode-remote://x/y.yaml"]
)
def test_a_text_without_a_file_has_diagnostics(editor: Editor, uri: str):
    editor.open(uri, BAD)
    found = editor.diagnostics()[uri]
    assert rules(found) == ["impossible-date"]
    assert found[0]["message"] == "June 2004 has 30 days\nwrite 2004-06-30 if you mean the end of the month"
    assert found[0]["codeDescription"]["href"].partition("#")[0] == uri_of(str(ROOT / "docs" / "rules.md"))
    line = int(found[0]["codeDescription"]["href"].rpartition("#L")[2])
    page = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    assert page.splitlines()[line - 1] == "### impossible-date"


def test_uris_are_compared_decoded(editor: Editor):
    editor.open("file:///x/a%20plan%3A1.yaml", GOOD)
    editor.change("file:///x/a plan:1.yaml", BAD)
    assert editor.about("documentSymbol", "file:///x/a%20plan:1.yaml")
    assert {uri: rules(found) for uri, found in editor.diagnostics().items()} == {
        "file:///x/a%20plan%3A1.yaml": ["impossible-date"]
    }


def test_other_yaml_is_left_alone(editor: Editor):
    uri = editor.open("file:///x/docker-compose.yaml", "services:\n  web:\n\timage: x\n")
    assert editor.diagnostics() == {}
    for method, params in questions(START).items():
        assert editor.about(method, uri, **params) is None
    editor.change(uri, BAD)
    assert rules(editor.diagnostics()[uri]) == ["impossible-date"]
    editor.change(uri, "", 3)  # it was a plan: whoever empties it is told
    assert rules(editor.diagnostics()[uri]) == ["wrong-type"]


def test_nothing_is_known_of_what_is_not_open(editor: Editor):
    for method, params in questions(START).items():
        assert editor.about(method, "file:///nowhere.yaml", **params) is None
    editor.change("file:///nowhere.yaml", GOOD)
    editor.tell("textDocument/didClose", {"textDocument": {"uri": "file:///nowhere.yaml"}})
    editor.tell("textDocument/didSave", {"textDocument": {"uri": "file:///nowhere.yaml"}})
    assert editor.diagnostics() == {}
    assert editor.messages() == []


def test_a_text_that_is_opened_twice_is_the_last_one(editor: Editor):
    editor.open("untitled:a", GOOD)
    editor.open("untitled:a", BAD, 7)
    assert rules(editor.diagnostics()["untitled:a"]) == ["impossible-date"]
    assert editor.got[-1]["params"]["version"] == 7


def test_a_text_that_is_closed_has_nothing_wrong(editor: Editor):
    uri = editor.open("untitled:a", BAD)
    editor.diagnostics()
    editor.tell("textDocument/didClose", {"textDocument": {"uri": uri}})
    assert editor.diagnostics() == {uri: []}


def test_a_text_that_is_closed_leaves_nothing_to_another_one(editor: Editor):
    uri = editor.open("untitled:a", GOOD)
    assert editor.about("documentSymbol", uri)
    editor.tell("textDocument/didClose", {"textDocument": {"uri": uri}})
    editor.open(uri, "ssetrack: 1\n- [\n")
    assert editor.about("documentSymbol", uri) == []


def test_only_the_last_version_is_published_and_only_once(editor: Editor):
    uri = editor.open("untitled:a", BAD)
    editor.change(uri, GOOD, 2)
    editor.change(uri, BAD, 3)
    editor.diagnostics()
    editor.diagnostics()
    said = [one["params"] for one in editor.got if one["method"] == "textDocument/publishDiagnostics"]
    assert [(one["version"], rules(one["diagnostics"])) for one in said] == [(3, ["impossible-date"])]


def at(line: int, character: int) -> dict[str, int]:
    return {"line": line, "character": character}


def put(text: str, start: dict[str, int], end: dict[str, int] | None = None) -> Any:
    """A text in the place of a stretch, or at a position."""
    return {"range": {"start": start, "end": end or start}, "text": text}


@pytest.mark.parametrize(
    ("before", "changes", "after"),
    [
        ("ssetrack: 1\n", [put("title: x\n", at(9_999, 3), at(99_999, 9))], "ssetrack: 1\ntitle: x\n"),
        ("ab\ncdefgh", [put("-", at(1, 4), at(0, 0))], "ab\ncdef-gh"),
        ("a\r\nb", [put(" ", at(0, 99), at(1, 0))], "a b"),
        ("a", [put("\ud83c", START), put("\udf3b", at(0, 1))], "\U0001f33ba"),
        ("a", [], "a"),
        ("a", [{"text": "b"}, {"text": "c"}], "c"),
    ],
)
def test_edits(editor: Editor, before: str, changes: list[Any], after: str):
    uri = editor.open("untitled:a", before)
    editor.edit(uri, changes)
    text = editor.server.desk.texts.get(uri)
    assert text is not None
    assert text.text == after
    assert editor.messages() == []


@pytest.mark.parametrize(
    "text",
    [
        GOOD.replace("Meeting", "a\ud800b"),
        GOOD.replace("Meeting", "a\0b"),
        "\0s\0s\0e\0t\0r\0a\0c\0k\0:\0 \0001",
        "\ufeff" + BAD,
        GOOD.replace("\n", "\r"),
        BAD.replace("\n", "\r\n"),
        GOOD + "\ufeff",
        "\ufeff",
        "",
        "ssetrack: 1\n" + "- " * 3_000,
        "ssetrack: 1\n" + "[" * 3_000,
        "ssetrack: 1\ntitle: |\n  \U0001f33b\n   \t",
    ],
    ids=range(12),
)
def test_odd_texts_are_answered(editor: Editor, text: str):
    uri = editor.open("untitled:a", text)
    editor.diagnostics()
    for offset in (0, len(text) // 2, len(text)):
        for method, params in questions(editor.position(text, offset)).items():
            editor.about(method, uri, **params)
    assert editor.messages() == []


@pytest.mark.slow
def test_every_beginning_of_a_plan_is_answered(editor: Editor):
    """How long that takes at most, bench/run.py says."""
    uri = editor.open("untitled:a", "")
    for end in range(0, len(VISION) + 1, 1 if ALL_BOMBS else 61 if ALL_EXAMPLES else 211):
        text = VISION[:end]
        editor.change(uri, text, end)
        editor.diagnostics()
        for method, params in questions(editor.position(text, end)).items():
            answer = editor.about(method, uri, **params)
            refused = answer.get("code") if isinstance(answer, dict) else None
            assert refused in (None, -32803), (end, method, answer)  # what cannot be renamed says why
    assert editor.messages() == []


def test_more_than_an_editor_can_show_is_counted(editor: Editor):
    text = GOOD + "".join(
        f"  - {{id: a{number}, title: T, deadline: 31 June 2004}}\n" for number in range(150)
    )
    uri = editor.open("untitled:a", text)
    found = editor.diagnostics()[uri]
    rest = len(editor.server.desk.view(uri)[1].findings) - 200
    assert len(found) == 201
    assert rest > 0
    assert rules(found[:-1]).count("impossible-date") == 150  # the gravest
    assert found[-1]["message"] == f"{rest} more problems are not shown here; `ssetrack lint a` lists them"
    assert found[-1]["range"] == {"start": START, "end": START}


def test_a_mistake_of_ours_is_told_once_and_the_last_diagnostics_stay(
    editor: Editor, monkeypatch: pytest.MonkeyPatch
):
    uri = editor.open("untitled:a", BAD)
    editor.diagnostics()
    with monkeypatch.context() as patch:
        patch.setattr(plans_module, "check", lambda *_: 1 / 0)
        for version in (2, 3):
            editor.change(uri, GOOD, version)
            assert rules(editor.diagnostics()[uri]) == ["impossible-date"]
        assert editor.about("codeAction", uri, **questions(START)["codeAction"]) is None
        assert editor.about("documentSymbol", uri)
    told = editor.messages()
    assert "ZeroDivisionError" in told[0]
    assert len(told) <= 2  # where it was asked for makes it another one
    editor.change(uri, GOOD, 4)
    assert editor.diagnostics()[uri] == []


def test_what_cannot_be_renamed_is_an_answer(editor: Editor):
    uri = editor.open("untitled:a", VISION)
    place = editor.position(VISION, VISION.index("marcos:") + 2)
    answer = editor.about("rename", uri, position=place, newName="no good")
    assert answer["code"] == -32803
    assert "`no good` cannot be an id" in answer["message"]
    assert editor.messages() == []


def test_other_messages(editor: Editor):
    assert (
        editor.ask("textDocument/moniker", {"textDocument": {"uri": "a"}, "position": START})["code"]
        == -32601
    )
    editor.tell("$/cancelRequest", {"id": 99})
    editor.tell("$/setTrace", {"value": "off"})
    editor.tell("$/nonsense", {})
    editor.tell("workspace/didChangeConfiguration", {"settings": None})
    assert editor.messages() == []
    assert editor.ask("shutdown", None) is None
    assert editor.server.ended_well


def test_messages_that_cannot_be_read(editor: Editor):
    """Whoever asks is told; whoever only says something is not heard; the person hears nothing of it."""
    wrong: list[Any] = [{"bogus": 1}, {"textDocument": "a", "position": START}, [], None]
    for params in wrong:
        assert editor.ask("textDocument/hover", params)["code"] == -32602
        editor.tell("textDocument/didChange", params)
    uri = editor.open("untitled:a", BAD)
    assert rules(editor.diagnostics()[uri]) == ["impossible-date"]
    assert editor.messages() == []


def test_inlay_hints_are_off_until_somebody_wants_them(editor: Editor):
    text = GOOD + "  - {id: '2', title: Invite, owners: [ana], deadline: 2 weeks before 1}\n"
    uri = editor.open("untitled:a", text)
    assert editor.about("inlayHint", uri, range=EVERYTHING) is None
    editor.tell("workspace/didChangeConfiguration", {"settings": {"ssetrack": {"inlayHints": True}}})
    (hint,) = editor.about("inlayHint", uri, range=EVERYTHING)
    assert "17" in hint["label"]


# Folders.


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two plans, of which one waits for the other, in a folder with a space in its name."""
    plans = tmp_path / "my plans" / "plans"
    plans.mkdir(parents=True)
    (plans / "good.yaml").write_text(GOOD, encoding="utf-8")
    (plans / "other.yaml").write_text(waiting_for("good:1"), encoding="utf-8")
    return tmp_path / "my plans"


def waiting_for(reference: str) -> str:
    return HEAD.format(id="other") + (
        f"  - {{id: '1', title: Next, owners: [ana], after: ['{reference}'], deadline: 2005-02-28}}\n"
    )


def test_rules_look_at_all_plans_of_a_folder(folder: Path):
    with Editor(folder) as editor:
        good = editor.open(folder / "plans" / "good.yaml", GOOD)
        other = editor.open(folder / "plans" / "other.yaml", waiting_for("good:1"))
        assert editor.diagnostics() == {good: [], other: []}
        editor.change(good, GOOD.replace("'1'", "'2'"))
        assert rules(editor.diagnostics()[other]) == ["unknown-prerequisite"]
        assert "good" in editor.diagnostics()[other][0]["message"]
        symbols = editor.ask("workspace/symbol", {"query": "NEXT"})
        assert [one["name"] for one in symbols] == ["1 Next"]


def test_a_file_that_changed_on_disk_is_read_again_and_no_other(folder: Path):
    with Editor(folder) as editor:
        other = editor.open(folder / "plans" / "other.yaml", waiting_for("good:1"))
        assert editor.diagnostics() == {other: []}
        desk = editor.server.desk
        before = desk.view(other)
        assert before is not None
        assert desk.view(other) is not None
        assert desk.view(other)[1] is before[1]
        good = folder / "plans" / "good.yaml"
        good.write_text(GOOD.replace("'1'", "'22'"), encoding="utf-8")
        (folder / "plans" / "third.yaml").write_text(BAD, encoding="utf-8")
        changes = [{"uri": uri_of(str(good)), "type": 2}]
        editor.tell("workspace/didChangeWatchedFiles", {"changes": changes})
        assert rules(editor.diagnostics()[other]) == ["unknown-prerequisite"]
        after = desk.view(other)
        assert after is not None
        assert after[0] is before[0]
        assert [Path(path).name for path in after[1].documents] == ["good.yaml", "other.yaml", "third.yaml"]


def test_a_new_text_joins_the_plans_where_it_will_be_saved(folder: Path):
    with Editor(folder) as editor:
        new = editor.open(
            folder / "plans" / "new.yaml", waiting_for("good:1").replace("id: other", "id: new")
        )
        elsewhere = editor.open(folder / "elsewhere.yaml", waiting_for("good:1"))
        hidden = editor.open(folder / "plans" / ".hidden.yaml", waiting_for("nowhere:1"))
        assert editor.diagnostics() == {new: [], elsewhere: [], hidden: []}
        editor.change(new, waiting_for("good:2").replace("id: other", "id: new"))
        assert rules(editor.diagnostics()[new]) == ["unknown-prerequisite"]


def test_a_configuration_is_heeded_and_read_again(folder: Path):
    late = GOOD.replace("2005-01-31", "2004-01-31")
    config = folder / "ssetrack.toml"
    with Editor(folder, language=None) as editor:
        good = editor.open(folder / "plans" / "good.yaml", late)
        assert rules(editor.diagnostics()[good]) == ["overdue"]
        config.write_text('lang = "fr"\n[lint.severity]\noverdue = "note"\n', encoding="utf-8")
        editor.tell("workspace/didChangeWatchedFiles", {"changes": [{"uri": uri_of(str(config)), "type": 1}]})
        (found,) = editor.diagnostics()[good]
        assert (found["severity"], found["message"].split()[0]) == (3, "`1`")
        assert found["message"].startswith("`1` devait être terminé")
        config.write_text('[lint]\nignore = ["overdue"]\n', encoding="utf-8")  # nobody tells: it is looked at
        assert editor.diagnostics()[good] == []
        config.write_text('[lint]\nignore = ["overdu"]\n', encoding="utf-8")
        said = editor.diagnostics()
        assert rules(said[uri_of(str(config))]) == ["unknown-rule"]
        assert said[uri_of(str(config))][0]["range"]["start"] == {"line": 1, "character": 11}
        config.write_text("[lint]\nignor = []\n", encoding="utf-8")
        said = editor.diagnostics()
        assert rules(said[good]) == ["overdue"]
        assert said[uri_of(str(config))] == []
        editor.diagnostics()
        assert [one.partition("\n")[0] for one in editor.messages()] == [
            "`ssetrack.toml` has no setting `lint.ignor`"
        ]


def test_several_roots(folder: Path, tmp_path: Path):
    second = tmp_path / "second"
    shutil.copytree(folder, second)
    with Editor(folder, second) as editor:
        one = editor.open(folder / "plans" / "other.yaml", waiting_for("good:1"))
        two = editor.open(second / "plans" / "other.yaml", waiting_for("good:1"))
        editor.open(second / "plans" / "good.yaml", GOOD.replace("id: good", "id: best"))
        assert rules(editor.diagnostics()[one]) == []
        assert rules(editor.diagnostics()[two]) == ["unknown-prerequisite"]
        event = {"removed": [{"uri": uri_of(str(second)) + "/", "name": "x"}], "added": []}
        editor.tell("workspace/didChangeWorkspaceFolders", {"event": event})
        assert rules(editor.diagnostics()[two]) == []  # alone, nothing is known of other plans


def test_a_root_that_is_a_link(folder: Path, tmp_path: Path):
    link = tmp_path / "link"
    link.symlink_to(folder)
    (folder / "ssetrack.toml").write_text("soon = 10\n", encoding="utf-8")
    with Editor(link) as editor:
        other = editor.open(link / "plans" / "other.yaml", waiting_for("good:2"))
        assert rules(editor.diagnostics()[other]) == ["unknown-prerequisite"]
        editor.change(other, waiting_for("good:1"))
        assert editor.diagnostics()[other] == []
        place = editor.position(waiting_for("good:1"), waiting_for("good:1").index("good:1") + 5)
        (found,) = editor.about("definition", other, position=place)
        assert found["uri"] == uri_of(str(link / "plans" / "good.yaml"))


def test_a_root_that_vanishes(folder: Path):
    with Editor(folder) as editor:
        other = editor.open(folder / "plans" / "other.yaml", waiting_for("good:1"))
        editor.diagnostics()
        shutil.rmtree(folder)
        editor.change(other, waiting_for("good:1") + "# more\n")
        editor.tell("workspace/didChangeWatchedFiles", {"changes": []})
        assert rules(editor.diagnostics()[other]) == ["unknown-prerequisite"]  # that plan is gone
        for method, params in questions(START).items():
            editor.about(method, other, **params)
        assert not [one for one in editor.messages() if "mistake" in one]


def test_a_plan_that_is_utf_16_on_disk(folder: Path):
    (folder / "plans" / "wide.yaml").write_text(BAD, encoding="utf-16")
    with Editor(folder) as editor:
        good = editor.open(folder / "plans" / "good.yaml", GOOD)
        assert editor.diagnostics() == {good: []}
        wide = editor.open(folder / "plans" / "wide.yaml", BAD)  # the editor has converted it
        assert rules(editor.diagnostics()[wide]) == ["impossible-date"]


def test_the_day_is_asked_anew(folder: Path):
    days = [date(2005, 1, 31)]
    with Editor(folder) as editor:
        editor.server.desk.greet("en")
        editor.server.desk.preferences = type(editor.server.desk.preferences)("en", day=lambda _: days[-1])
        good = editor.open(folder / "plans" / "good.yaml", GOOD)
        assert editor.diagnostics()[good] == []
        days.append(date(2005, 2, 1))
        assert rules(editor.diagnostics()[good]) == ["overdue"]


def test_no_file_is_ever_written(folder: Path):
    before = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in folder.rglob("*.yaml")}
    with Editor(folder) as editor:
        bad = editor.open(folder / "plans" / "good.yaml", BAD)
        editor.diagnostics()
        for method, params in questions(START).items():
            editor.about(method, bad, **params)
        editor.about("rename", bad, position=editor.position(BAD, BAD.index("'1'") + 1), newName="2")
    assert {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in folder.rglob("*.yaml")} == before
    assert [one.name for one in folder.iterdir()] == ["plans"]


def test_the_editors_own_language_where_nothing_else_says_so(monkeypatch: pytest.MonkeyPatch):
    with Editor(language=None, locale="fr-CA") as editor:
        uri = editor.open("untitled:a", BAD)
        assert editor.diagnostics()[uri][0]["message"].startswith("juin 2004 a 30 jours")
