"""The family `yaml`: the file itself, before anybody asks what it says.

Comes in: what `source` found while it read the file. Goes out: the same problems, each under the rule that
explains it. These findings are never silenced, except `text-cut-at-hash`.
"""

from __future__ import annotations

from collections.abc import Iterator

from ssetrack.diagnostic import Problem, Severity
from ssetrack.rules.context import Context
from ssetrack.rules.rule import rule
from ssetrack.rules.unseen import unseen_characters
from ssetrack.source.comments import hash_cuts


@rule("yaml", Severity.ERROR, fix="unsafe")
def not_utf8(context: Context) -> Iterator[Problem]:
    """A byte of the file is not UTF-8.

    The file was saved in another encoding, most often Windows-1252 by an older editor or a spreadsheet. Each
    accent would come out differently on each reader's machine, so the file is not read at all.

    Save it as UTF-8. The fix writes the letters which the bytes are in Windows-1252: look at them, for
    nothing in the file says that this is what they were.

    Bad, as an editor shows it: `title: R<E9>union`

    Good:

        title: Réunion
    """
    yield from context.problems_of("not-utf8")


@rule("yaml", Severity.ERROR, fix="unsafe")
def control_character(context: Context) -> Iterator[Problem]:
    """A character that no screen shows stands in the file.

    Copying from a PDF or a word processor brings them along: a NUL, a vertical tab, a stray byte order mark.
    YAML refuses most of them, and the rest would reach terminals and calendars.

    Delete it. The fix does, or writes the letter or blank that most likely was meant.

    Bad: `title: Meeting<U+000B>in Dakar`

    Good:

        title: Meeting in Dakar
    """
    yield from context.problems_of("control-character")


@rule("yaml", Severity.ERROR, fix="unsafe")
def tab_indentation(context: Context) -> Iterator[Problem]:
    """A tab indents a line.

    YAML indents with spaces, because nobody can see how wide a tab is meant to be.

    Write spaces, two for each step, and tell your editor to do so for `.yaml` files.

    Bad: `<TAB>title: Meeting`

    Good:

          title: Meeting
    """
    yield from context.problems_of("tab-indentation")


@rule("yaml", Severity.ERROR, fix="unsafe")
def look_alike_character(context: Context) -> Iterator[Problem]:
    """A character looks like another one, or cannot be seen at all.

    Word processors and phones write a no-break space in the indentation, a dash (–) for the hyphen of a
    list, curly quotes round a value, a wide colon behind a field. Copying brings along characters without a
    picture, and letters of other alphabets that look like ours. To the eye nothing is wrong; YAML reads
    something else, and a name no longer means what it seems to. After a no-break space `#` begins no comment:
    the remark is published with the text.

    Write the plain character. In texts for people such a character is a warning, and no-break spaces, joiners
    and marks of direction are welcome where they serve readers.

    Bad:

        – id: 1.1
          title: “Meeting”

    Good:

        - id: 1.1
          title: "Meeting"
    """
    yield from context.problems_of("look-alike-character")
    yield from unseen_characters(context)


@rule("yaml", Severity.ERROR)
def yaml_syntax(context: Context) -> Iterator[Problem]:
    """The text is not YAML.

    A quote that is never closed, a colon too many or too few, a line that stands too far left or right.
    Until it is mended nothing else in the file can be checked.

    The usual cures: put quotes round a text that holds `: ` or begins with a sign, write a blank after the
    colon of a field, give the fields of one item the same indentation.

    Bad:

        title: Meeting: the agenda
        owner:marcos

    Good:

        title: "Meeting: the agenda"
        owners: [marcos]
    """
    yield from context.problems_of("yaml-syntax")


@rule("yaml", Severity.ERROR)
def duplicate_key(context: Context) -> Iterator[Problem]:
    """A field stands twice in one item.

    Other programs keep the last one without a word, and what stood in the first is gone. ssetrack reads the
    first and reports the second.

    Keep one, or join the two.

    Bad:

        owners: [marcos]
        title: Meeting
        owners: [chilo]

    Good:

        owners: [marcos, chilo]
        title: Meeting
    """
    yield from context.problems_of("duplicate-key")


@rule("yaml", Severity.ERROR)
def more_than_one_document(context: Context) -> Iterator[Problem]:
    """A second document begins in the file.

    A line `---` in the middle of a file begins a new YAML document, and a plan is one. What follows is not
    read.

    Remove the line, or put what follows into a file of its own.

    Bad:

        title: Plan for the north
        ---
        title: Plan for the south

    Good: two files.
    """
    yield from context.problems_of("more-than-one-document")


@rule("yaml", Severity.ERROR)
def over_limit(context: Context) -> Iterator[Problem]:
    """The file asks for more memory or time than a plan ever needs.

    A file of more than 10 MiB, more than 64 levels of nesting, or aliases that stand for more than a million
    values. A plan of any network stays far below; a file made to harm does not. This is found before memory
    is spent.

    Split the plan, write out what the aliases stand for, or raise the limit: `file-size`, `nesting` and
    `expansion` under `[lint]` in `ssetrack.toml`.

    Bad:

        a: &a [x, x, x, x, x, x, x, x, x, x]
        b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
        c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]

    Good:

        tags: [forum, training]
    """
    yield from context.problems_of("over-limit")


@rule("yaml", Severity.ERROR)
def custom_tag(context: Context) -> Iterator[Problem]:
    """A tag such as `!!str` or `!!python/object` stands before a value.

    Tags tell a YAML reader which kind of value to make, and some readers run code for them. In a plan the
    field decides what its value is, so a tag has nothing to say.

    Remove it.

    Bad:

        id: !!str 1.10

    Good:

        id: "1.10"
    """
    yield from context.problems_of("custom-tag")


@rule("yaml", Severity.WARNING, fix="unsafe")
def text_cut_at_hash(context: Context) -> Iterator[Problem]:
    """A `#` inside a text cuts off the rest of it.

    In YAML a blank and a `#` begin a comment. `Room #3` is read as `Room`.

    Put quotes round the text. Where a comment is meant, nothing is wrong: leave a blank after the `#`.

    Bad:

        where: Room #3, Dakar

    Good:

        where: "Room #3, Dakar"
    """
    yield from hash_cuts(context.source)
