"""What is said of the name or the date under a cursor, as Markdown.

Comes in: an index, the path of a file, an offset in its text. Goes out: a `Hover`, or None where there is
nothing to say. What a plan says is content there, and never markup.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ssetrack.diagnostic import Range
from ssetrack.editor.answers.comments import rule_at
from ssetrack.editor.answers.cursor import comment_at
from ssetrack.editor.answers.date_hover import date_hover
from ssetrack.editor.answers.index import Index
from ssetrack.editor.answers.item_list import item_list
from ssetrack.editor.answers.lenses import items_of, tally
from ssetrack.editor.answers.names import Name, Target
from ssetrack.language.collation import nfc
from ssetrack.language.message import message
from ssetrack.lint import FAMILIES, RULES
from ssetrack.plan.items import title_above, walk_sections
from ssetrack.plan.prose import text_in
from ssetrack.portfolio import PlanFile
from ssetrack.status import State
from ssetrack.terminal.rule_page import rule_list, rule_page
from ssetrack.wording.cells import state_words, title_words
from ssetrack.wording.dates import date_words
from ssetrack.wording.printable import markdown_text


class Hover(NamedTuple):
    """What is said, and of which characters."""

    place: Range
    markdown: str


def hover(index: Index, path: str, offset: int) -> Hover | None:
    """What is said of what is at an offset."""
    text = index.document(path).text
    comment = comment_at(text, offset) if "#" in text else None
    if comment is not None:
        named = rule_at(comment)
        page = "" if named is None else rule_words(index, named[0])
        return Hover(named[1], page) if named is not None and page else None
    name = index.name_at(path, offset)
    if name is not None:
        place, said = index.place_now(path, name.place), name_words(index, name)
        if place is not None and said:
            return Hover(place, said)
    found = date_hover(index, path, offset)
    return None if found is None else Hover(*found)


def rule_words(index: Index, name: str) -> str:
    """The page of a rule, or the rules of a family; empty for another name."""
    speaker = index.plans.speaker
    if name in FAMILIES:
        rules = [one for one in RULES.values() if one.family == name]
        return f"```text\n{rule_list(rules, speaker)}```"
    return rule_page(RULES[name], speaker) if name in RULES else ""


def name_words(index: Index, name: Name) -> str:
    """What is said of an item, an owner, a goal, a section, a plan."""
    target = name.target
    match target.kind:
        case "item":
            return "\n\n".join(_item(index, target))
        case "owner":
            return "\n\n".join(_owner(index, target))
        case "goal":
            return "\n\n".join(_goal(index, target))
        case "section":
            return "\n\n".join(_section(index, target))
        case "plan":
            return "\n\n".join(_plan(index, target))


def _item(index: Index, target: Target) -> Iterator[str]:
    """Title, date, state; of an activity with milestones those of each."""
    statuses = index.statuses_of(target.plan, target.id)
    if not statuses:
        return
    view = index.view
    first = statuses[0]
    if len(statuses) == 1 and first.item.id == target.id:
        yield heading(target.id, title_words(first, view))
        yield _in_lines(date_words(first, view), state_words(view.speaker, first))
        return
    yield heading(target.id, text_in(first.item.activity.title, view.language, first.file.language))
    yield item_list(view, statuses)


def _owner(index: Index, target: Target) -> Iterator[str]:
    """Name, how many items, which are late."""
    person = index.snapshot.portfolio.people.people.get(target.id)
    if person is None or person.owner is None:
        if target.plan:
            return  # lint says that nobody is called so
        yield heading("", target.id)
    else:
        own = next((one for one in index.files.values() if _declares(one, person.slug)), None)
        name = text_in(person.owner.name, index.view.language, own.language if own else "en")
        said = index.plans.speaker.say(message("{name} (nobody yet)", name=name)) if person.vacant else name
        yield heading(person.slug, said)
    yield from _load(index, target)


def _declares(file: PlanFile, slug: str) -> bool:
    return any(nfc(one) == slug for one in file.plan.owners or ())


def _goal(index: Index, target: Target) -> Iterator[str]:
    file = _file(index, target.plan)
    goals = {} if file is None else {nfc(key): goal for key, goal in file.plan.goals.items()}
    if file is None or target.id not in goals:
        return
    yield heading(target.id, text_in(goals[target.id].title, index.view.language, file.language))
    yield from _load(index, target)


def _load(index: Index, target: Target) -> Iterator[str]:
    """How many items, and those that are late."""
    items = items_of(index, target)
    yield markdown_text(tally(index, target))
    late = [one for one in items if one.state is State.OVERDUE]
    if late:
        yield item_list(index.view, late)


def _section(index: Index, target: Target) -> Iterator[str]:
    file = _file(index, target.plan)
    for _, section in walk_sections(file.plan) if file is not None else ():
        if section.id == target.id:
            yield heading(target.id, text_in(section.title, index.view.language, file.language))  # type: ignore[union-attr]  # there is one
            return


def _plan(index: Index, target: Target) -> Iterator[str]:
    file = _file(index, target.plan)
    if file is not None:
        yield heading(target.id, text_in(file.plan.title, index.view.language, file.language))


def _file(index: Index, plan: str) -> PlanFile | None:
    return next((one for one in index.files.values() if one.id == plan), None)


def heading(own_id: str, title: str) -> str:
    """An id and a title in bold, as the first line; very long ones are cut."""
    words = markdown_text(title_above(f"{own_id}  {title}" if own_id and own_id != title else title))
    return f"**{words}**" if words.strip() else ""


def _in_lines(*words: str) -> str:
    """Texts, each on a line of its own."""
    return "  \n".join(markdown_text(one) for one in words if one)
