"""What edits made of the plan files: looked at again, written or shown, and told with what follows.

Comes in: a workbench, and the files before and after. Goes out: files with a few other characters in them, or
their diffs. What lint would call an error, and was none before, is refused; a conflict in the planning is
done, and said. Whatever a command says of an item or a part is written through this door; fixes, and what
comes from tables, are looked at in other ways, and written by those who make them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from ssetrack.cli.commands.change.edit_session import Workbench
from ssetrack.cli.printing import write_diff
from ssetrack.diagnostic import Finding, Route, SsetrackError
from ssetrack.edit.change import Change, file_bytes, source_after
from ssetrack.edit.consequences import Consequences, MovedDate, consequences
from ssetrack.language.message import Message, count_of, message
from ssetrack.lint.new_errors import sentence
from ssetrack.source import Source
from ssetrack.workspace.remarks import remark_all

MOST_OF_A_RULE = 20
"""Conflicts of one rule that an edit tells one by one: a shorter period puts thousands of dates outside."""


class Made(NamedTuple):
    """What edits made of the plans at hand: all of these before and, in the same order, after them."""

    before: tuple[Source, ...]
    after: tuple[Source, ...]
    routes: Mapping[str, Sequence[Route]]
    """What was changed, by path."""
    beside: tuple[tuple[Path, bytes], ...] = ()
    """Other files that go along, with their new contents."""

    @property
    def changed(self) -> list[tuple[Source, Source]]:
        """The plans that are not what they were."""
        pairs = zip(self.before, self.after, strict=True)
        return [(old, new) for old, new in pairs if new.text != old.text]


def made_by(
    bench: Workbench,
    edits: Iterable[tuple[Source, Sequence[Change]]],
    beside: Iterable[tuple[Path, bytes]] = (),
) -> Made:
    """What changes of the plans at hand come to. Raises `SsetrackError` where one would do anything else."""
    changes: dict[str, list[Change]] = {}
    for source, several in edits:
        changes.setdefault(source.path, []).extend(several)
    limits = bench.configuration.limits
    after = tuple(
        source_after(one, changes[one.path], limits) if changes.get(one.path) else one
        for one in bench.sources
    )
    routes = {path: [meant.route for one in own for meant in one.meant] for path, own in changes.items()}
    return Made(bench.sources, after, routes, tuple(beside))


def allowed_consequences(bench: Workbench, made: Made) -> Consequences | None:
    """What follows, None where nothing changed. Raises `SsetrackError` for an error that was none before."""
    if not made.changed:
        return None
    follows = consequences(made.before, made.after, made.routes, bench.today)
    if follows.errors:
        error = follows.errors[0]
        raise SsetrackError(sentence(error), error.help)
    return follows


def write_or_print(bench: Workbench, made: Made, said: Iterable[Message], *, looked_at: bool = False) -> None:
    """Write what was made, into all files or into none, and say it; in a dry run print the diffs instead.

    What is `said` comes before a diff that few can read. `looked_at` says that the changes put nothing in the
    wrong, so that lint is not asked. Raises `SsetrackError` where the edits are refused.
    """
    follows = None if looked_at else allowed_consequences(bench, made)
    if made.changed and not bench.dry_run:
        from ssetrack.workspace.writing import replace_sources

        replace_sources([(old, file_bytes(new, new.text)) for old, new in made.changed], made.beside)
    remark_all(said, bench.speaker)
    if bench.dry_run:
        for old, new in made.changed:
            write_diff(old.text, new.text, old.path)
        for path, content in made.beside:
            write_diff(path.read_text(encoding="utf-8"), content.decode(), str(path))
    if follows is not None:
        _tell(bench, follows)


def only_tried(what: Message) -> Message:
    """Said in a dry run of what would be done."""
    return message("not written yet (`--dry-run`): {what}", what=what)


def _tell(bench: Workbench, follows: Consequences) -> None:
    """Say what follows from an edit: what moves with it, and which conflicts there are now, or no longer."""
    said = [_move_sentence(moved, bench) for moved in follows.moved]
    arisen, more = _some_of_each_rule(follows.arisen)
    said += [message("warning: {problem}", problem=sentence(one)) for one in arisen]
    if more and not bench.dry_run:
        said.append(message("and {number} more: `ssetrack lint` lists them", number=more))
    elif more:
        said.append(count_of("and {number} more", "and {number} more", more))
    gone, more = _some_of_each_rule(follows.gone)
    said += [message("no longer a problem: {problem}", problem=sentence(one)) for one in gone]
    if more:
        said.append(count_of("and {number} more", "and {number} more", more))
    remark_all(said, bench.speaker)


def _some_of_each_rule(found: Sequence[Finding]) -> tuple[list[Finding], int]:
    """The first findings of each rule, in their order, and how many are left."""
    told: Counter[str] = Counter()
    some = []
    for one in found:
        told[one.rule] += 1
        if told[one.rule] <= MOST_OF_A_RULE:
            some.append(one)
    return some, len(found) - len(some)


def _move_sentence(moved: MovedDate, bench: Workbench) -> Message:
    from ssetrack.dates import Certainty, display

    before, after = (display(one, bench.speaker.language) for one in (moved.before, moved.after))
    item = f"`{moved.id if len(bench.sources) == 1 else f'{moved.plan}:{moved.id}'}`"
    if moved.owners:
        item = f"{item} ({', '.join(moved.owners)})"
    if moved.before.days == moved.after.days and moved.after.certainty is Certainty.EXACT:
        return message("now certain: {item}, {date}", item=item, date=after)
    return message("moves along: {item}, {before} → {after}", item=item, before=before, after=after)
