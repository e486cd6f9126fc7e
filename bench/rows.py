"""The table of `make bench`: a row for each thing measured, with what is beside it and its bound."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One line of the table: what was measured, beside what, and the bound that it must keep.

    `measured` is None where there is nothing to measure it with. With a unit other than seconds there is
    nothing beside it: the bound limits the amount itself.
    """

    what: str
    measured: float | None
    beside: float
    bound: float
    unit: str = "s"

    @property
    def figure(self) -> float:
        """What the bound limits: a quotient of seconds, or an amount; 0 where nothing was measured."""
        measured = self.measured or 0
        return measured / self.beside if self.unit == "s" else measured

    @property
    def missed(self) -> bool:
        """Whether the bound does not hold."""
        return self.figure > self.bound

    def cells(self) -> tuple[str, ...]:
        """The texts of the table's columns."""
        verdict = "MISSED" if self.missed else "holds"
        if self.measured is None:
            return self.what, "", "", "", f"<= {self.bound:g} {self.unit}", "not measured"
        if self.unit != "s":
            amount = f"{self.measured:.0f} {self.unit}"
            return self.what, amount, "", "", f"<= {self.bound:g} {self.unit}", verdict
        figures = f"{self.measured:.3f} s", f"{self.beside:.3f} s", f"{self.figure:.2f}"
        return self.what, *figures, f"<= {self.bound:g}", verdict


def table(rows: list[Row]) -> str:
    """The rows as text in columns."""
    titles = ("CPU time of the whole process", "measured", "beside", "ratio", "bound", "")
    cells = [titles, *(row.cells() for row in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(titles))]
    lines = (
        "  ".join(
            text.ljust(width) if column in {0, 5} else text.rjust(width)
            for column, (text, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in cells
    )
    return "\n".join(lines) + "\n"
