"""Where an answer ends: what mail programs write before what they quote, and what people write like it."""

from __future__ import annotations

import time

import pytest

from ssetrack.diagnostic import SsetrackError
from ssetrack.importing.replies.quotation import MOST_LINES, split

QUOTED = {
    "Gmail": "On Mon, Mar 1, 2027 at 9:00 AM Plan <plan@example.org> wrote:\n\n> 1.2: 2027-03",
    "Gmail, wrapped": "On Mon, Mar 1, 2027 at 9:00 AM Work plan\n<plan@example.org> wrote:\n> x",
    "Gmail, wrapped twice": "On Mon, Mar 1, 2027 at 9:00 AM Plan of\nus all\n<plan@example.org>\nwrote:",
    "Gmail, French": "Le lun. 1 mars 2027 à 09:00, Plan <plan@example.org> a écrit :",
    "Gmail, Spanish": "El lun, 1 mar 2027 a las 9:00, Plan (<plan@example.org>) escribió:",
    "Gmail, Portuguese": "Em seg., 1 de mar. de 2027 às 09:00, Plan <plan@example.org> escreveu:",
    "Gmail, German": "Am Mo., 1. März 2027 um 09:00 Uhr schrieb Plan <plan@example.org>:",
    "old Gmail": "2027-03-01 9:00 GMT+01:00 Plan <plan@example.org>:",
    "Apple Mail": "On 1 Mar 2027, at 09:00, Plan <plan@example.org> wrote:",
    "Apple Mail, French": "Le 1 mars 2027 à 09:00, Plan <plan@example.org> a écrit\xa0:",
    "Apple Mail, Spanish": "El 1 mar 2027, a las 9:00, Plan <plan@example.org> escribió:",
    "Apple Mail, Portuguese": "No dia 1 de mar. de 2027, às 09:00, Plan <plan@example.org> escreveu:",
    "Apple Mail, Brazilian": "Em 1 de mar. de 2027, à(s) 09:00, Plan <plan@example.org> escreveu:",
    "Apple Mail, quoted": "> On 1 Mar 2027, at 09:00, Plan <plan@example.org> wrote:",
    "iPhone": "Envoyé de mon iPhone\n\n> Le 1 mars 2027 à 09:00, Plan <plan@example.org> a écrit :",
    "Thunderbird": "On 3/1/27 09:00, Plan wrote:",
    "Thunderbird, French": "Le 01/03/2027 à 09:00, Plan a écrit :",
    "Thunderbird, Spanish": "El 1/3/27 a las 9:00, Plan escribió:",
    "Thunderbird, Portuguese": "Em 01/03/2027 09:00, Plan escreveu:",
    "Zoho": "---- On Mon, 01 Mar 2027 09:00:00 +0000 Plan <plan@example.org> wrote ----",
    "Zoho, French": "---- Le lun., 01 mars 2027 09:00:00 +0000 Plan <p@example.org> a écrit ----",
    "Proton": "On Monday, March 1st, 2027 at 9:00 AM, Plan <plan@example.org> wrote:",
    "Proton, before": "------- Original Message -------\nOn Monday, March 1st, 2027 at 9:00 AM, Plan wrote:",
    "Yahoo": "Le lundi 1 mars 2027 à 09:00:00 UTC+1, Plan <plan@example.org> a écrit :",
    "Outlook": (
        "From: Plan <plan@example.org>\nSent: Monday, March 1, 2027 9:00 AM\nTo: Ana\nSubject: Work plan"
    ),
    "Outlook, French": "De : Plan <plan@example.org>\nEnvoyé : lundi 1 mars 2027\nÀ : Ana\nObjet : Plan",
    "Outlook, Spanish": "De: Plan <plan@example.org>\nEnviado el: lunes, 1 de marzo\nPara: Ana\nAsunto: Plan",
    "Outlook, Portuguese": "De: Plan <plan@example.org>\nEnviado: 1 de março\nPara: Ana\nAssunto: Plan",
    "Outlook, in bold": "*From:* Plan <plan@example.org>\n*Sent:* Monday\n*To:* Ana\n*Subject:* Plan",
    "Outlook on the web": "________________________________\nFrom: Plan\nSent: Monday",
    "old Outlook": "-----Original Message-----\nFrom: Plan",
    "old Outlook, French": "-----Message d'origine-----\nDe : Plan",
    "old Outlook, Spanish": "-----Mensaje original-----\nDe: Plan",
    "old Outlook, Portuguese": "-----Mensagem original-----\nDe: Plan",
    "Samsung": "-------- Original message --------\nFrom: Plan",
    "Samsung, French": "-------- Message d'origine --------\nDe : Plan",
    "forwarded": "---------- Forwarded message ---------\nFrom: Plan",
    "forwarded, French": "---------- Message transféré ---------\nDe : Plan",
    "forwarded by Apple Mail": "Begin forwarded message:\n\nFrom: Plan",
    "a plain quotation": "> 1.2: 2027-03",
    "a quotation after a space": "\xa0> 1.2: 2027-03",
    "a signature": "-- \nAna\nphone 123",
    "a signature without its space": "--\nAna",
    "a mobile phone": "Sent from my iPhone",
    "a mobile phone, French": "Envoyé depuis mon mobile",
    "a mobile phone, Spanish": "Enviado desde mi iPhone",
    "a mobile phone, Portuguese": "Enviado do meu iPhone",
    "an advertisement": "Get Outlook for iOS",
}


@pytest.mark.parametrize("program", QUOTED)
def test_what_a_mail_program_writes_ends_the_answer(program: str):
    lines = ["1.2: done", "Thank you", "", *QUOTED[program].split("\n")]
    assert split(lines).own == ("1.2: done", "Thank you")


OWN = [
    "On Monday Ana wrote:",  # no day of a mail program
    "On Monday 1 March Ana wrote the minutes.",
    "Le comité a écrit :",
    "From: now on we meet on Tuesdays",
    "De: todo corazón",
    "-- we wait for the 2 printers --",
    "--- a line ---",
    "a -> b > c",
    "To: all of you",
    "Sent from my desk on Monday, which is why it was late; please read the long report with it, and answer",
]


@pytest.mark.parametrize("line", OWN)
def test_what_people_write_does_not(line: str):
    assert split(["before", line, "after"]).own == ("before", line, "after")


@pytest.mark.parametrize(
    ("text", "has_more"),
    [
        ("1.2: done\n\n> old", False),
        ("1.2: done\n\n> old\n\nSent from my iPhone", False),
        ("1.2: done\n\n> old\n-- \nAna", False),
        ("On 1 Mar 2027, Plan wrote:\n> 1.2: 2027-03\n1.2: done", True),
        ("> 1.1: 2027-02\ndone!\n> 1.2: 2027-03", True),
        ("1.2: done\nFrom: Plan <p@example.org>\nSent: Monday\nTo: Ana\nSubject: x\n\n1.2: 2027-03", False),
    ],
)
def test_what_is_below_or_in_between_is_not_read_and_told(text: str, has_more: bool):
    assert split(text.split("\n")).has_more is has_more


@pytest.mark.parametrize(
    "line",
    [
        "On 1 " * 250,
        "on " + "1 wrote " * 120,
        "From: " + "a@" * 400,
        "2027-03-01 <" + "a@" * 480,
        "-" * 1000,
        "--" + " -" * 490,
        "_" * 999 + "x",
        "Sent from " + "a " * 480,
        "(" * 1000,
    ],
)
def test_no_line_takes_long(line: str):
    began = time.process_time()
    split([line] * 1000)
    assert time.process_time() - began < 2


def test_an_answer_has_an_end():
    with pytest.raises(SsetrackError):
        split(["x"] * (MOST_LINES + 1))
