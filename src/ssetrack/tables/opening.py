"""The door: a file's octets and its name become a document, whatever the format.

Comes in: octets, the name (`-` or none for what was pasted), and the number of an attachment that is wanted.
Goes out: a `Document`, or a refusal that says what to do instead. What a file holds counts more than its
name: many a `.xls` is a web page. Only the reader that is needed is imported.
"""

from importlib import import_module
from pathlib import PurePath

from ssetrack.diagnostic import SsetrackError
from ssetrack.language.message import Message, message
from ssetrack.tables.grid import Document, Table
from ssetrack.tables.limits import MOST_TABLES, MOST_TEXT, TABLES, check_number, check_size
from ssetrack.tables.signatures import Form, is_binary, is_mail, signature

READERS = {
    Form.WORD: "word",
    Form.EXCEL: "excel",
    Form.OPEN_DOCUMENT: "opendocument",
    Form.SEPARATED: "separated_values",
    Form.WEB_PAGE: "web_page",
    Form.MARKDOWN: "markdown",
    Form.TEXT: "plain_text",
    Form.MAIL: "mail",
    Form.MERMAID: "exchange.mermaid",
    Form.MS_PROJECT: "exchange.ms_project",
    Form.GANTT_PROJECT: "exchange.gantt_project",
    Form.CALENDAR: "exchange.calendar_file",
    Form.JSON: "exchange.json_file",
    Form.ORG: "exchange.org",
    Form.TASKJUGGLER: "exchange.taskjuggler",
}
"""The module in `tables` that reads a format: its function `document(octets)`."""

_PASTE = message("copy the table and paste it: `ssetrack import -`; or save the file as .docx or .xlsx")

REFUSALS: dict[Form, tuple[Message, Message]] = {
    Form.PDF: (message("a PDF does not contain tables, only letters on pages"),
               message("paste the text: `ssetrack import -`; or save it as .docx where it was made")),
    Form.OLD_WORD: (message("this is a file of an old version of Word (.doc)"),
                    message("open it in Word or LibreOffice and save it as .docx")),
    Form.OLD_EXCEL: (message("this is a file of an old version of Excel (.xls)"),
                     message("open it in Excel or LibreOffice and save it as .xlsx")),
    Form.SLIDES: (message("this is a presentation"), _PASTE),
    Form.OUTLOOK: (message("this is a message of Outlook (.msg)"),
                   message("save the attachment, or save the message as .eml or as HTML")),
    Form.WINMAIL: (message("this is a mail that only Outlook can open (winmail.dat)"),
                   message("ask for the mail again as HTML or plain text, or for the file that is in it")),
    Form.PROJECT_FILE: (message("this is a file of MS Project (.mpp)"),
                        message("open it in MS Project and save it as XML")),
    Form.RTF: (message("this is a file in Rich Text Format (.rtf)"),
               message("open it in Word or LibreOffice and save it as .docx")),
    Form.ENCRYPTED: (message("the file is protected by a password"),
                     message("open it and save a copy without the password")),
    Form.IMAGE: (message("this is a picture"),
                 message("ask for the file that it was made from, or type the table")),
    Form.ARCHIVE: (message("this is an archive"), message("unpack it and import the file that has the plan")),
    Form.APPLE: (message("this is a file of Pages, Numbers or Keynote"),
                 message("export it as Word or Excel")),
    Form.OTHER_XML: (message("this kind of XML cannot be read"), _PASTE),
    Form.BINARY: (message("this is not a document that can be read"), _PASTE),
    Form.EMPTY: (message("the file is empty"),
                 message("for pasted text, copy the table first: `ssetrack import -` reads standard input")),
}  # fmt: skip
"""What is wrong, and what to do instead."""


def document(octets: bytes, name: str, *, attachment: int | None = None) -> Document:
    """What a file holds, or one of the attachments of a mail, counted from 1.

    Raises `SsetrackError` for what cannot be read, is too large, or has no such attachment.
    """
    read = _document(octets, name)
    if attachment is None:
        return read
    wanted = next((one for one in read.attachments if one.number == attachment), None)
    if wanted is None:
        names = ", ".join(f"{one.number} {one.name}" for one in read.attachments)
        raise SsetrackError(
            message("`{name}` has no attachment {number}", name=name, number=attachment),
            message("it has {names}", names=names)
            if names
            else message("only mails (.eml) have attachments"),
        )
    return _document(wanted.octets, wanted.name)


def form_of(octets: bytes, name: str) -> Form | None:
    """The format of a file, by what it holds, then by the ending of its name; None for an unknown ending."""
    form = signature(octets)
    if form is not None:
        return form
    from ssetrack.tables.decoding import decoding_of
    from ssetrack.tables.text_forms import text_form

    ending = PurePath(name).suffix.lower()
    if octets[:1].isalnum() and is_mail(octets):
        return Form.MAIL
    text = decoding_of(octets[:1_000_000]).text
    return Form.BINARY if is_binary(text) else text_form(text, ending)


def _document(octets: bytes, name: str) -> Document:
    check_size(len(octets))
    form = form_of(octets, name)
    if form is None and name.lower().endswith((".yaml", ".yml")):
        raise SsetrackError(
            message("cannot import `{name}`: YAML files are plans already, or something else", name=name),
            message(
                "`ssetrack status {name}` shows a plan; `ssetrack lint {name}` says what is wrong", name=name
            ),
        )
    if form is None:
        raise SsetrackError(
            message("`{name}`: files of this kind cannot be read", name=name),
            message(
                "save it as .docx, .xlsx, .odt, .ods, .csv, .html or .md; or paste it: `ssetrack import -`"
            ),
        )
    if form in REFUSALS:
        what, instead = REFUSALS[form]
        raise SsetrackError(message("cannot import `{name}`: {reason}", name=name, reason=what), instead)
    reader = import_module(f"ssetrack.tables.{READERS[form]}")
    read: Document = reader.document(octets)
    check_number(len(read.tables), MOST_TABLES, TABLES)
    check_size(sum(len(block.text) for block in read.blocks if not isinstance(block, Table)), MOST_TEXT)
    return read
