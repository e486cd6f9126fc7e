"""`ssetrack export xlsx`: the plans as a workbook, to be edited there and imported again."""

import sys

from ssetrack.cli.options import FileOption, ReadingOptions, WordsLanguageOption


def xlsx(
    reading: ReadingOptions,
    output: FileOption = None,
    lang: WordsLanguageOption = None,
) -> None:
    """Write a workbook to edit in a spreadsheet and import again."""
    from ssetrack.cli.printing import write_octets
    from ssetrack.cli.reading import end, read_plans
    from ssetrack.diagnostic import SsetrackError
    from ssetrack.importing.spreadsheet.sheet import workbook
    from ssetrack.language.message import message

    if output in (None, "-") and sys.stdout.isatty():
        raise SsetrackError(
            message("a workbook cannot be shown on a terminal"),
            message("write it to a file: `-o plan.xlsx`"),
        )
    session = read_plans(reading, lang)
    write_octets(workbook(session.snapshot, lang), output)
    end(session)
