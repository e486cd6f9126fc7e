"""The table of VISION as the files that people send round: Word, Excel, and a page, in English or French.

Comes in: rows. Goes out: the octets of a file. Ids, names and dates are the source's; titles are ours.
"""

# ruff: noqa: E501  (rows of a table)

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from openpyxl import Workbook
from openpyxl.styles import Alignment

Lines = tuple[str, ...]
"""Paragraphs of a cell."""


class Row(NamedTuple):
    """A row of three cells; a section has only the first, over all columns."""

    title: Lines
    who: Lines = ()
    due: Lines = ()


HEADINGS = {"en": ("ACTIVITY", "Responsible", "Deadline"), "fr": ("Activités", "Responsable", "Échéance")}

_WHO = ("Marcos, Chilo, Ben and Humberto",)
_QUI = ("Marcos, Chilo, Ben et Humberto",)
_ASKED = (
    "Who will take the responsibility:",
    "* for each workshop?",
    "* for each working document?",
    "* for each meeting report?",
)
_DEMANDE = (
    "Qui prendra la responsabilité :",
    "* de chaque atelier ?",
    "* de chaque document de travail ?",
    "* de chaque compte rendu ?",
)
_TEAM = ("Create a team responsible to facilitate this process",)
_EQUIPE = ("Créer une équipe responsable de ce travail",)

EN = (
    Row(("MEETINGS, RESEARCH AND DEBATE",)),
    Row(("1. Meetings",)),
    Row(("1.1 MUMBAI - Meeting during the WSF-04", "Goals:", "(1) the plan of action", "(2) names"), _WHO, ("January 2004",)),
    Row(("1.2 Meeting of the CORE GROUP",), _WHO, ("April 8-9, 2004 in Rio de Janeiro", "or April 26-27, 2004 in Paris")),
    Row(("1.3 Final meeting",), ("CORE GROUP",), ("October 2005",)),
    Row(("2. Research and debate workshops",)),
    Row(
        (
            "2.1 First workshop: what an SSE is", "How far does it reach?",
            "2.2 Second workshop: development", "Who owns, and who shares?",
            "2.3 Third workshop: rights and learning", "When does it strengthen rights?",
            "2.4 Fourth workshop: wealth and ethics", "What is wealth?",
        ),
        _ASKED,
        ("September 2004", "November 2004", "March 2005", "May 2005"),
    ),
    Row(("3. Research and Writing",)),
    Row(("3.1 15 WSSE Proposal Notebooks",), _TEAM, ("September 2004",)),
    Row(("3.2 Conceptual cartography",), _TEAM, ("September 2005",)),
    Row(("3.3 Interviews",), ("Each participant is responsible for three interviews.", "CORE GROUP responsible for the document"), ("June 2004",)),
    Row(("3.4 Connections with the indicators",), _TEAM, ("June 2005",)),
    Row(("4. Participation at international conferences",)),
    Row(("4.1 WSF Mumbai",), _WHO, ("January 2004",)),
    Row(("4.2 Americas Social Forum Quito",), ("Needs planning",), ("March 2004",)),
    Row(("4.3 European Social Forum",), ("Needs planning",), ("?",)),
    Row(("4.4 WSF Porto Alegre",), ("Needs planning",), ("January 2005",)),
    Row(("COMMUNICATION ACTIVITIES",)),
    Row(("5. Electronic forum, website and publications",)),
    Row(("5.1 Coordination electronic forum",), ("Marcos, Jaerson, Chilo, Ben, Humberto, (African), (North American)",), ("Ongoing",)),
    Row(("5.2 VISION page in WSSE website",), ("Jaerson with Franck",), ("February 2004",)),
    Row(("5.3 Workshop reports and interviews document",), ("Special teams. CORE GROUP coordinates final products.",), ("June 2004",)),
    Row(("5.4 A text of 15 pages",), ("All VISION participants. CORE GROUP responsible for draft and final text.",), ("Draft: December 2004", "Final: October 2005")),
    Row(("6. COFUNDING",)),
    Row(("Collaboration with Oriol and the EGA",), ("CORE GROUP",), ("Ongoing",)),
)  # fmt: skip

FR = (
    Row(("RÉUNIONS, RECHERCHE ET DÉBAT",)),
    Row(("1. Réunions",)),
    Row(("1.1 MUMBAI - Réunion pendant le FSM 04", "Buts :", "(1) le plan d'action", "(2) des noms"), _QUI, ("janvier 2004",)),
    Row(("1.2 Réunion du GROUPE CENTRAL",), _QUI, ("8-9 avril 2004 à Rio de Janeiro", "ou 26-27 avril 2004 à Paris")),
    Row(("1.3 Réunion finale",), ("GROUPE CENTRAL",), ("octobre 2005",)),
    Row(("2. Ateliers de recherche et de débat",)),
    Row(
        (
            "2.1 Premier atelier : ce qu'est une SES", "Jusqu'où va-t-elle ?",
            "2.2 Deuxième atelier : développement", "Qui possède, et qui partage ?",
            "2.3 Troisième atelier : droits et éducation", "Quand renforce-t-elle les droits ?",
            "2.4 Quatrième atelier : richesse et éthique", "Qu'est-ce que la richesse ?",
        ),
        _DEMANDE,
        ("septembre 2004", "novembre 2004", "mars 2005", "mai 2005"),
    ),
    Row(("3. Recherche et rédaction",)),
    Row(("3.1 15 cahiers de propositions",), _EQUIPE, ("septembre 2004",)),
    Row(("3.2 Cartographie des concepts",), _EQUIPE, ("septembre 2005",)),
    Row(("3.3 Entretiens",), ("Chaque participant est responsable de trois entretiens.", "GROUPE CENTRAL responsable du document"), ("juin 2004",)),
    Row(("3.4 Liens avec les indicateurs",), _EQUIPE, ("juin 2005",)),
    Row(("4. Participation aux conférences internationales",)),
    Row(("4.1 FSM Mumbai",), _QUI, ("janvier 2004",)),
    Row(("4.2 Forum social des Amériques Quito",), ("À planifier",), ("mars 2004",)),
    Row(("4.3 Forum social européen",), ("À planifier",), ("?",)),
    Row(("4.4 FSM Porto Alegre",), ("À planifier",), ("janvier 2005",)),
    Row(("ACTIVITÉS DE COMMUNICATION",)),
    Row(("5. Forum électronique, site et publications",)),
    Row(("5.1 Coordination du forum électronique",), ("Marcos, Jaerson, Chilo, Ben, Humberto, (Afrique), (Amérique du Nord)",), ("en continu",)),
    Row(("5.2 Page VISION du site du PSES",), ("Jaerson avec Franck",), ("février 2004",)),
    Row(("5.3 Rapports des ateliers et document des entretiens",), ("Équipes spéciales. Le GROUPE CENTRAL coordonne les produits finaux.",), ("juin 2004",)),
    Row(("5.4 Un texte de 15 pages",), ("Tous les participants. GROUPE CENTRAL responsable du projet et du texte final.",), ("Projet : décembre 2004", "Final : octobre 2005")),
    Row(("6. COFINANCEMENT",)),
    Row(("Collaboration avec Oriol et l'EGA",), ("GROUPE CENTRAL",), ("en continu",)),
)  # fmt: skip

ROWS = {"en": EN, "fr": FR}

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def word(headings: Sequence[str], rows: Sequence[Row]) -> bytes:
    """A Word document with the table: sections are merged over its columns, lines are paragraphs."""
    return word_of([[Row(*((text,) for text in headings)), *rows]], "VISION Work Plan")


def word_of(tables: Sequence[Sequence[Row]], title: str = "") -> bytes:
    """A Word document with some tables."""
    body = _word_paragraph(title) if title else ""
    body += _word_paragraph("").join(f"<w:tbl>{''.join(map(_word_row, table))}</w:tbl>" for table in tables)
    parts = {
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{_TYPE}"/></Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships">'
            f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
        ),
        "word/document.xml": f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>',
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{text}')
    return stream.getvalue()


def _word_row(row: Row) -> str:
    cells = _word_cell(row.title, 3) if not row.due else "".join(map(_word_cell, row))
    return f"<w:tr>{cells}</w:tr>"


def _word_cell(lines: Lines, span: int = 1) -> str:
    wide = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return f"<w:tc><w:tcPr>{wide}</w:tcPr>{''.join(map(_word_paragraph, lines or ('',)))}</w:tc>"


def _word_paragraph(text: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r></w:p>'


def excel(headings: Sequence[str], rows: Sequence[Row]) -> bytes:
    """A workbook with the table: sections are merged cells, lines are line ends within a cell."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(headings))
    for number, row in enumerate(rows, 2):
        for column, lines in enumerate(row, 1):
            if lines:
                cell = sheet.cell(number, column, "\n".join(lines))
                cell.alignment = Alignment(wrap_text=True)
        if not row.due:
            sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=3)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def page(headings: Sequence[str], rows: Sequence[Row]) -> bytes:
    """A page with the table: sections span its columns, lines are paragraphs."""
    head = "".join(f"<th>{escape(text)}</th>" for text in headings)
    body = "".join(
        f"<tr>{_page_cell(row.title, ' colspan=3') if not row.due else ''.join(map(_page_cell, row))}</tr>\n"
        for row in rows
    )
    return f'<meta charset="utf-8"><h1>VISION</h1>\n<table><tr>{head}</tr>\n{body}</table>\n'.encode()


def _page_cell(lines: Lines, wide: str = "") -> str:
    return f"<td{wide}>{''.join(f'<p>{escape(line)}</p>' for line in lines)}</td>"


FILES = {"docx": word, "xlsx": excel, "html": page}
"""What makes a file, by the end of its name."""
