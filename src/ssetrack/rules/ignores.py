"""Rules about the comments that silence other rules.

Comes in: what the comments of a file have silenced; so these rules come last. Goes out: problems.
"""

from __future__ import annotations

from collections.abc import Iterator

from ssetrack.diagnostic import Problem, Range, Replacement, Safety, Severity, SuggestedFix
from ssetrack.language.message import Message, message
from ssetrack.language.nearest import nearest
from ssetrack.rules.context import Context
from ssetrack.rules.rule import rule
from ssetrack.rules.silencing import Directive


@rule("style", Severity.WARNING)
def unknown_rule(context: Context) -> Iterator[Problem]:
    """A comment or the configuration names a rule that does not exist.

    It has no effect, but whoever wrote it believes that it does. In a comment, the names of the rules are in
    brackets after `ignore`; what follows the brackets is the reason, for people.

    Write the name of a rule or a family of rules; `ssetrack rule` lists them.

    Bad:

        deadline: 2004-02  # ssetrack: ignore[overdu] the hall decides

    Good:

        deadline: 2004-02  # ssetrack: ignore[overdue] the hall decides
    """
    known = context.silencing.known.names if context.silencing.directives else ()
    for directive in context.silencing.directives:
        if not directive.word:
            yield Problem(
                "unknown-rule",
                directive.place,
                message("this comment ignores nothing"),
                message("write for example `# ssetrack: ignore[overdue] reason`, with the name of the rule"),
            )
        elif not directive.names:
            yield Problem(
                "unknown-rule",
                directive.bracket or directive.place,
                message("this comment does not name a rule, so it ignores nothing"),
                message("write the names of the rules in brackets, for example `ignore[overdue] reason`"),
            )
        for name, place in directive.names:
            if name not in known:
                yield Problem(
                    "unknown-rule",
                    place,
                    message("unknown rule `{name}`", name=name),
                    _advice(context, name, known),
                )


def _advice(context: Context, name: str, known: tuple[str, ...]) -> Message:
    meant = context.guesses.of("rule", name, lambda: nearest(name, known))
    if meant is not None:
        return message("did you mean `{name}`?", name=meant)
    return message("`ssetrack rule` lists the rules")


@rule("style", Severity.WARNING, fix="safe", depends_on_day=True)
def unused_ignore(context: Context) -> Iterator[Problem]:
    """A comment ignores a rule that reports nothing there.

    The next problem of that rule would stay hidden. The old problem is fixed, or the comment is in the wrong
    place. The comment is checked only if that rule is checked too; if the rule depends on the day, the day
    counts.

    `--fix` deletes the comment, or the name of the rule in it.

    Bad:

        - id: 1.2  # ssetrack: ignore[unassigned-activity] after the assembly
          title: Meeting
          owners: [wsf]

    Good:

        - id: 1.2  # ssetrack: ignore[unassigned-activity] after the assembly
          title: Meeting
    """
    for directive in context.silencing.directives:
        idle = [one for one in directive.names if _is_idle(context, directive, one[0])]
        if not idle:
            continue
        name, place = idle[0]
        what, advice = _why(context, directive, name)
        yield Problem("unused-ignore", place, what, advice, (), _fix(context, directive, idle))


def _is_idle(context: Context, directive: Directive, name: str) -> bool:
    if name in directive.used or name == "unused-ignore":
        return False
    return context.silencing.has_run(name)


def _why(context: Context, directive: Directive, name: str) -> tuple[Message, Message]:
    if name in context.silencing.known.firm:
        return (
            message("problems of `{name}` cannot be ignored", name=name),
            message("fix the problem, and delete this comment"),
        )
    if _is_misplaced(directive):
        return (
            message("`ignore-file` works only above the first field of the file"),
            message("move the comment above the first field, or delete it"),
        )
    return message("`{name}` reports nothing here", name=name), message(
        "delete this name, or the whole comment"
    )


def _is_misplaced(directive: Directive) -> bool:
    return directive.word == "ignore-file" and not directive.whole_file


def _fix(context: Context, directive: Directive, idle: list[tuple[str, Range]]) -> SuggestedFix | None:
    """Delete the comment, with its line if it has one of its own; or the idle names among others.

    A comment for the whole file that only stands too far down is left to its author.
    """
    if _is_misplaced(directive):
        return None
    gone = set(idle)
    rest = [name for name, place in directive.names if (name, place) not in gone]
    if rest and directive.bracket is not None:
        place, text = directive.bracket, f"[{', '.join(rest)}]"
    else:
        place, text = _whole(context.source.text, directive.place), ""
    return SuggestedFix(Safety.SAFE, (Replacement(place, text, raw=True),))


def _whole(text: str, comment: Range) -> Range:
    start, end = comment.start, comment.end
    if text[end : end + 1] == "#":  # another one, which stays a comment only behind the same blanks
        return comment
    while start and text[start - 1] in " \t":
        start -= 1
    if start and text[start - 1] not in "\r\n":
        return Range(start, end)
    while text[end : end + 1] in (" ", "\t"):
        end += 1
    for line_break in ("\r\n", "\n", "\r"):
        if text.startswith(line_break, end):
            return Range(start, end + len(line_break))
    return Range(start, end)
