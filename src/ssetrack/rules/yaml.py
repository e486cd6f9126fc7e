"""The family `yaml`: the file itself, before anybody asks what it says.

Comes in: what `source` found while it read the file. Goes out: the same problems, each under the rule that
explains it. These findings are never silenced, except `text-cut-at-hash`.
"""

from __future__ import annotations

from collections.abc import Iterator

from ssetrack.diagnostic import Problem, Severity
from ssetrack.rules.context import Context
from ssetrack.rules.rule import rule
from ssetrack.rules.unseen import escaped_controls, unseen_characters
from ssetrack.source.comments import hash_cuts


@rule("yaml", Severity.ERROR, fix="unsafe")
def not_utf8(context: Context) -> Iterator[Problem]:
    """The file is not saved as UTF-8.

    Letters with accents would look different on each computer, so the file is not read at all. Most often it
    was saved as Windows-1252, by an older editor or a spreadsheet program.

    Save the file as UTF-8. The fix writes the letters that these bytes are in Windows-1252: read them again,
    because nothing in the file says that it was Windows-1252.

    Bad, as an editor shows it: `title: R<E9>union`

    Good:

        title: Réunion
    """
    yield from context.problems_of("not-utf8")


@rule("yaml", Severity.ERROR, fix="unsafe")
def control_character(context: Context) -> Iterator[Problem]:
    r"""The file contains a character that no screen shows.

    Such characters often come with a text that is copied from a PDF or a word processor. YAML does not accept
    most of them, and the others would disturb screens and calendars. In double quotes, `\u0007` is such a
    character too; an address has no tab and no end of a line either.

    Delete the character. The fix deletes it, or writes the letter or space that was probably meant.

    Bad: `title: Meeting<U+000B>in Dakar`

    Good:

        title: Meeting in Dakar
    """
    yield from context.problems_of("control-character")
    yield from escaped_controls(context)


@rule("yaml", Severity.ERROR, fix="unsafe")
def tab_indentation(context: Context) -> Iterator[Problem]:
    """A line is indented with a tab.

    YAML needs spaces there, because a tab has a different width in each editor.

    Write two spaces for each step. Most editors can do this for all files whose names end with `.yaml`.

    Bad: `<TAB>title: Meeting`

    Good:

          title: Meeting
    """
    yield from context.problems_of("tab-indentation")


@rule("yaml", Severity.ERROR, fix="unsafe")
def look_alike_character(context: Context) -> Iterator[Problem]:
    """A character looks like another one, or cannot be seen.

    The plan looks right, but YAML reads something else, and a name is not the name that it seems to be. Word
    processors and phones write long dashes (–) instead of hyphens, curly quotation marks, wide colons and
    special spaces. Copied text can bring letters of other alphabets and characters that cannot be seen. After
    a special space, `#` does not begin a comment, so a private remark becomes part of the text and is
    published.

    Write the plain character. In titles, notes and other texts for people this is only a warning, and
    characters that help readers are accepted there, for example no-break spaces.

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
    """The file does not follow the rules of YAML.

    Until this is fixed, nothing else in the file can be checked. Usually the end of a quotation is missing,
    there is a colon too many or too few, or a line is indented too little or too much.

    Put quotes around a text that contains `: ` or begins with a special character, write a space after the
    colon of a field, and indent all fields of one item in the same way.

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
    """A field is written twice in the same place.

    Other programs use the last one without saying so, and the first is lost. ssetrack uses the first and
    reports the second.

    Keep one of them, or put both values into one.

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

    In YAML, a line `---` in the middle of a file begins a new document, but a file holds only one plan. What
    follows that line is not read.

    Remove the line, or put what follows it into its own file.

    Bad:

        title: Plan for the north
        ---
        title: Plan for the south

    Good: two files.
    """
    yield from context.problems_of("more-than-one-document")


@rule("yaml", Severity.ERROR)
def over_limit(context: Context) -> Iterator[Problem]:
    """The file needs more memory or time than any plan needs.

    Real plans are far below these limits; a file that was made to do harm is not. The limits are 10 MiB for
    the file, 64 levels of nesting, and a million values repeated with `*`. The file is refused before it can
    use much memory.

    Split the plan, write the repeated values again instead of using `*`, or raise the limit: `file-size`,
    `nesting` or `expansion` under `[lint]` in `ssetrack.toml`.

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
    """A YAML tag such as `!!str` or `!!python/object` is written before a value.

    Some programs run code when they read such a tag. A plan does not need it, because each field decides how
    its value is read.

    Remove the tag.

    Bad:

        id: !!str 1.10

    Good:

        id: "1.10"
    """
    yield from context.problems_of("custom-tag")


@rule("yaml", Severity.WARNING, fix="unsafe")
def text_cut_at_hash(context: Context) -> Iterator[Problem]:
    """A `#` in a text cuts off the rest of the text.

    Readers see only the first part: `Room #3` is read as `Room`. In YAML, a space and a `#` begin a comment.

    Put quotes around the text. If you want a comment, write a space after the `#`.

    Bad:

        where: Room #3, Dakar

    Good:

        where: "Room #3, Dakar"
    """
    yield from hash_cuts(context.source)
