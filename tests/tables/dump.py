"""A document as text, one line a block or cell, for golden files and for whoever compares two readings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ssetrack.tables.grid import Beside, Cell, Document, Heading, Paragraph, Remark, Table, Typed, letters


def dump(document: Document) -> str:
    """All that a document holds."""
    return "".join(f"{line}\n" for line in _lines(document))


def _lines(document: Document) -> Iterator[str]:
    if document.language:
        yield f"language {document.language}"
    yield from (f"told {message}" for message in document.told)
    for block in document.blocks:
        if isinstance(block, Table):
            yield from _table(block)
        elif isinstance(block, Heading):
            yield _line(
                f"heading {block.level} @{block.line}",
                block.text,
                number=block.number,
                flags=["struck"] * block.struck,
                remarks=block.remarks,
            )
        elif isinstance(block, Paragraph):
            box = {True: ["checked"], False: ["unchecked"], None: []}[block.checked]
            yield _line(
                f"paragraph {block.level} @{block.line}",
                block.text,
                number=block.number,
                flags=[*box, *["struck"] * block.struck],
                remarks=block.remarks,
            )
    yield from (f"attachment {one.number} {one.name} ({len(one.octets)})" for one in document.attachments)


def _table(table: Table) -> Iterator[str]:
    said = [f"table {table.number}: {table.rows} x {table.columns}"]
    said += [f"sheet {table.sheet!r}"] * bool(table.sheet) + ["hidden"] * table.hidden
    said += [f"header {table.header_rows}"] * bool(table.header_rows)
    for name in ("hidden_rows", "hidden_columns", "inserted_rows", "deleted_rows"):
        numbers = sorted(getattr(table, name))
        said += [f"{name.replace('_', ' ')} {numbers}"] * bool(numbers)
    said += [f"nested in {table.nested_in}"] * (table.nested_in is not None)
    said += [f"outline {dict(table.outline)}"] * bool(table.outline)
    said += [f"ragged {dict(table.ragged)}"] * bool(table.ragged)
    yield ", ".join(said)
    for _, cell in sorted(table.cells.items()):
        yield "  " + _cell(cell)


def _cell(cell: Cell) -> str:
    flags = [f"{cell.width}x{cell.height}"] * ((cell.width, cell.height) != (1, 1))
    flags += [cell.typed.value] * (cell.typed is not Typed.TEXT)
    flags += ["bold"] * cell.bold + ["struck"] * cell.struck + [f"fill {cell.fill}"] * bool(cell.fill)
    where = f"{letters(cell.column)}{cell.row}"
    return _line(where, " ⏎ ".join(cell.lines), number=cell.number, flags=flags, remarks=cell.remarks)


def _line(where: str, text: str, *, number: str, flags: list[str], remarks: Iterable[Remark]) -> str:
    numbered = f" <{number}>" if number else ""
    set_as = f" [{', '.join(flags)}]" if flags else ""
    beside = "".join(f" {{{Beside(one.kind).value}: {one.text}}}" for one in remarks)
    return f"{where}{numbered}{set_as}{beside}: {text}"
