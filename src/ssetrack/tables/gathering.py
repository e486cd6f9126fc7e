"""What a reader meets in a cell or line, gathered until it is clear what an eye sees of it.

Comes in: runs and remarks, paragraph after paragraph. Goes out: what they come to, and the number of the
first line. A tick or box is text only where there is no other; its remark says it anyway.
"""

from __future__ import annotations

from collections.abc import Iterator

from ssetrack.tables.grid import Beside, Heading, Paragraph, Remark
from ssetrack.tables.runs import Run, Seen, sight, visible_text


class Gathering:
    """The text of a cell, box, note or line."""

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self.remarks: list[Remark] = []
        self.number = ""
        self._ticks: list[Run] = []
        self._begun = False
        self._lettered = False
        """Whether there are letters in the runs that were looked at."""
        self._looked = 0
        """How many of the runs were looked at."""

    def begin(self, *, inserted: bool = False, deleted: bool = False) -> int:
        """A paragraph begins; say how its predecessor's end was changed. Gives the place of its first run."""
        if self._begun:
            self.runs.append(Run("\n", inserted=inserted, deleted=deleted))
        self._begun = True
        return len(self.runs)

    def number_paragraph(self, number: str, first: int) -> None:
        """The number of the paragraph that began there: that of the first line is kept apart."""
        letters = [run for run in self.runs[first:] if visible_text(run.text)]
        self._lettered = self._lettered or any(
            visible_text(run.text) for run in self.runs[self._looked : first]
        )
        self._looked = first
        if not self._lettered:
            self.number = number
        elif letters:
            self.runs.insert(
                first,
                Run(
                    f"{number} ",
                    struck=all(run.struck for run in letters),
                    hidden=all(run.hidden for run in letters),
                    bold=all(run.bold for run in letters),
                    inserted=all(run.inserted for run in letters),
                    deleted=all(run.deleted for run in letters),
                ),
            )

    def blocks(self, line: int, level: int | None, depth: int) -> Iterator[Heading | Paragraph]:
        """What a paragraph outside tables is: a heading of a level, or text, in a list so many entries deep.

        Each further line is a paragraph; one without text and remarks is none.
        """
        seen = self.sight()
        remarks = (*seen.remarks, *self.remarks)
        if level is not None and seen.lines:
            yield Heading(level, " ".join(seen.lines), self.number, line, remarks, seen.struck)
        elif seen.lines or remarks:
            marks = (remark.text == "on" for remark in remarks if remark.kind is Beside.MARK)
            first, *further = seen.lines or ("",)
            yield Paragraph(first, depth, self.number, line, remarks, seen.struck, next(marks, None))
            yield from (Paragraph(text, depth, "", line, (), seen.struck) for text in further)

    def tick(self, first: int, *, ticked: bool) -> None:
        """The runs from there on are nothing but a box or a tick."""
        self._ticks += self.runs[first:]
        if not all(run.deleted for run in self.runs[first:]):
            self.remarks.append(Remark(Beside.MARK, "on" if ticked else "off"))

    def sight(self, *, before: bool = False) -> Seen:
        """What the runs come to; `before` all tracked changes, for a row that one of them deletes."""
        runs = self.runs
        ticks = {id(run) for run in self._ticks} if self._ticks else ()
        if ticks and any(
            visible_text(run.text) and not (run.deleted or run.hidden or id(run) in ticks) for run in runs
        ):
            runs = [run for run in runs if id(run) not in ticks]
        if before:
            return sight([run._replace(deleted=False) for run in runs if not run.inserted])
        read = sight(runs)
        if not read.remarks:
            return read
        same = Remark(Beside.WAS, "\n".join(read.lines))  # inserted and deleted again, or only set otherwise
        return read._replace(remarks=tuple(one for one in read.remarks if one != same))
