"""What tables of text, web pages and Markdown come to, case by case."""

from __future__ import annotations

from time import process_time

import pytest
from dump import dump

from ssetrack.diagnostic import SsetrackError
from ssetrack.tables.decoding import decoding_of
from ssetrack.tables.opening import document

FRENCH = "Activité;Échéance;Coût\nForêt;août;où"
SPANISH = "Reunión;señal;Cañón;¿cuándo?"
PORTUGUESE = "Reunião;ação;à definir;mês"
POLISH = "Działanie;główne;Łukasz;żółć"
ENGLISH = "the members’ assembly; “open”"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (FRENCH, "cp1252"),
        (FRENCH, "mac_roman"),
        (FRENCH, "utf-8"),
        (FRENCH, "utf-8-sig"),
        (FRENCH, "utf-16"),
        (FRENCH, "utf-16-le"),
        (FRENCH, "utf-16-be"),
        (FRENCH, "utf-32"),
        (SPANISH, "cp1252"),
        (SPANISH, "mac_roman"),
        (PORTUGUESE, "cp1252"),
        (PORTUGUESE, "mac_roman"),
        (POLISH, "cp1250"),
        (ENGLISH, "cp1252"),
    ],
)
def test_an_encoding_is_known_by_its_letters(text: str, encoding: str):
    read = decoding_of(text.encode(encoding))
    assert read.text == text
    assert read.told == ()


def test_an_encoding_that_may_be_another_is_told():
    read = decoding_of("près".encode("cp1252"))
    assert read.text == "près"
    assert [str(told) for told in read.told] == [
        "the file does not say its encoding: read as Windows-1252, `près`; in Windows-1250 it would be `prčs`"
    ]


CSV = [
    (
        "a;b,c\n1;2,3\n",
        ["told columns were separated at semicolons; commas would fit as well", "A1: a", "B1: b,c"],
    ),
    ("Plan 2027\n\nActivity,Who\nA,B\n", ["A1: Plan 2027", "A3: Activity", "B3: Who", "A4: A", "B4: B"]),
    ("sep=|\na|b\n", ["table 1: 1 x 2", "A1: a", "B1: b"]),
    ('a,b\n"1, ""x""",2\n', ['A2: 1, "x"', "B2: 2"]),
    ('a,b\n"x,1\n"y",2\n', ["told row 2 has", 'A2: "x', "B2: 1", "A3: y", "B3: 2"]),
    ("a,b\nx,1,\ny,2,,\n", ["table 1: 3 x 2\n", "A3: y"]),
    ("a\tb\nx\t\ty\n", ["C2: y"]),
]


@pytest.mark.parametrize(("text", "lines"), CSV)
def test_csv(text: str, lines: list[str]):
    assert_lines(dump(document(text.encode(), "plan.csv")), lines)


HTML = [
    ("<table><tr><td>a<td>b<tr><td colspan=9>c", ["table 1: 2 x 2", "A2 [2x1]: c"]),
    ("<table><tr><td rowspan=9>a<td>b<tr><td>c", ["A1 [1x2]: a", "B1: b", "B2: c"]),
    ("<table><tr><td rowspan=0>a<td>b<tr><td>c<tr><td>d", ["A1 [1x3]: a", "B3: d"]),
    ("<table><tr><td><b>a</b> c<td><b>b</b>", ["A1: a c", "B1 [bold]: b"]),
    ("<table><tr><td><del>a</del><td><ins>b</ins>", ["A1 {was: a}: ", "B1 {was: }: b"]),
    ("<table><tr><td><s>a</s>", ["A1 [struck]: a"]),
    ("<table><tr><td>x <span style='display:none'>y</span>", ["A1 {hidden: y}: x"]),
    ("<table><tr><td>a<td style='display:none'>b<tr><td>c<td hidden>d", ["hidden columns [2]", "B2: d"]),
    ("<table><col><col style='display:none'><tr><td>a<td>b", ["hidden columns [2]", "B1: b"]),
    ("<div style='display:none'><table><tr><td>a</table></div>", ["table 1: 1 x 1, hidden", "A1: a"]),
    ("<table><tr><td bgcolor=yellow>a<td style='background:#ff8000'>",
     ["A1 [fill FFFF00]: a", "B1 [fill FF8000]:"]),
    ("<style>.xl1{mso-number-format:'mmm';color:red;background:rgb(1,2,3)}</style><table><tr><td class=xl1>a",
     ["A1 [fill 010203]: a"]),
    ("<table><tr><td>a<p>b<p>c<ul><li>d<li>e</ul>", ["A1: a ⏎ b ⏎ c ⏎ d ⏎ e"]),
    ("<table><tr><td><ol type=a><li>x<li>y</ol>", ["A1 <a.>: x ⏎ b. y"]),
    ("<table><tr><td><span style='mso-list:Ignore'>1.1<span>&nbsp; </span></span>Forum", ["A1 <1.1>: Forum"]),
    ("<table><tr><td><input type=checkbox checked> a", ["A1 {mark: on}: a"]),
    ("<table><tr><td><img alt='Complete' src=x>", ["A1: Complete"]),
    ("<table><tr><td>a&shy;b&nbsp;c&#8209;d<wbr>e", ["A1: ab c-de"]),
    ("<table><caption>Plan</caption><tr><th>a<tr><td>b", ["paragraph 0 @1: Plan", "header 1"]),
    ("<h2>Work plan</h2><ul><li><input type=checkbox> x<ul><li>y</ul></ul>",
     ["heading 2 @1: Work plan", "paragraph 1 @2 [unchecked]: x", "paragraph 2 @3: y"]),
    ("<table><tr><td>a<table><tr><td>b</table>c<td>d</table>e",
     ["table 1: 1 x 2", "A1: a ⏎ c", "B1: d", "table 2: 1 x 1, nested in (1, 1, 1)", "A1: b",
      "paragraph 0 @1: e"]),
    ("<html lang=pt-BR><p>Olá", ["language pt-BR", "paragraph 0 @1: Olá"]),
    ("<table><tr><td sdval=46447 sdnum='1033;0;MMM-YY'>Mar-27", ["A1 [date]: 2027-03"]),
    ("<table><tr><td data-sheets-formula='=TODAY()'>x<td x:fmla='=A1'>",
     ["{formula: =TODAY()}", "never-computed"]),
    ("<table><tr><td x:num='46458' style='mso-number-format:d\\-mmm'>12-Mar",
     ["A1 [date] {written: 12-Mar}: 2027-03-12"]),
    ("<table><tr><td x:num='46458'>46458<td x:num='0.4' style='mso-number-format:0%'>40%",
     ["A1 [number] {unformatted: 2027-03-12}: 46458", "B1 [number]: 40%"]),
    ("<table><tr><td data-sheets-value='{\"1\":2,\"2\":\"46458\"}'>46458", ["A1: 46458"]),
    ("<!DOCTYPE html [<!ENTITY a 'b'>]><p>&a;<p>x", ["paragraph 0"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "lines"), HTML)
def test_web_pages(text: str, lines: list[str]):
    assert_lines(dump(document(text.encode(), "plan.html")), lines)


MARKDOWN = [
    ("# Plan\n\n- 12 March 2027: Council (Ana)\n  and more\n1. x\n",
     ["heading 1 @1: Plan", "paragraph 1 @3: 12 March 2027: Council (Ana) and more",
      "paragraph 1 @5 <1.>: x"]),
    ("- [x] a\n- [ ] ~~b~~\n  - c\n",
     ["paragraph 1 @1 [checked]: a", "paragraph 1 @2 [unchecked, struck]: b", "paragraph 2 @3: c"]),
    ("1.1 Assembly\nMarch 2027\nAna\n",
     ["paragraph 0 @1: 1.1 Assembly", "paragraph 0 @2: March", "paragraph 0 @3: Ana"]),
    ("a | b\n--|--\n1 | 2 | 3\n4\n", ["ragged {2: 3, 3: 1}", "C2: 3", "A3: 4"]),
    ("| a | b |\n|---|---|\n| 1 | 2 |\nTable 2\n| c |\n|---|\n| 3 |\n",
     ["table 1: 2 x 2", "paragraph 0", "Table 2", "table 2: 2 x 1, header 1", "A1 [bold]: c", "A2: 3"]),
    ("| a | b |\n| c | d |\n", ["table 1: 2 x 2", "B2: d"]),
    ("||a||b||\n|c|d|\n", ["table 1: 2 x 2, header 1", "B1 [bold]: b", "B2: d"]),
    ("||a||b\n|c|d|\n", ["paragraph"]),
    ("|| a | b |\n| | c | d |\n", ["table 1: 2 x 3", "B1: a", "C2: d"]),
    ("| a |\n|---|\n| ![Complete][] [Ana] |\n", ["A2: Complete [Ana]"]),
    ("| a |\n|---|\n| [x][u] ![v](w) |\n\n[u]: https://example.org\n",
     ["A2 {link: https://example.org}: x v"]),
    ("| a |\n|---|\n| x<br/>y <del>z</del> `c|d` |\n", ["A2 {struck: z}: x ⏎ y `c", "B2: d`"]),
    ("```mermaid\ngantt\nCouncil: 2027-03-01, 1d\n```\n\n| a |\n|---|\n",
     ["table 1", "A2: Council", "table 2: 1 x 1"]),
    ("```\ncode\n```\n", ["paragraph 0 @2: code"]),
    ("---\nlang: fr\n---\n\n## Été\n", ["language fr", "heading 2 @5: Été"]),
    ("<table><tr><td>a</table>\n\n| b |\n|---|\n", ["table 1", "A1: a", "table 2", "A1 [bold]: b"]),
    ("> | a |\n> |---|\n> | b |\n", ["A2: b"]),
    ("    indented\n", ["paragraph 0 @1: indented"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "lines"), MARKDOWN)
def test_markdown(text: str, lines: list[str]):
    assert_lines(dump(document(text.encode(), "plan.md")), lines)


TEXT = [
    ("1. Meetings\n1.1 Assembly\n1.2 **Council**\n",
     ["paragraph 1 @1 <1.>: Meetings", "paragraph 0 @2: 1.1 Assembly", "paragraph 0 @3: 1.2 Council"]),
    ("- 3 May: Council\n  (Ana)\nDeadline\n", ["paragraph 1 @1: 3 May: Council (Ana)", "paragraph 0 @3: Deadline"]),
    ("Activity\nWho\nWhen\n", ["paragraph 0 @1: Activity", "paragraph 0 @2: Who", "paragraph 0 @3: When"]),
    ("1.1 Assembly   Ana   May\n1.2 Council    Ben   June\n", ["@1: 1.1 Assembly Ana May", "@2: 1.2 Council"]),
    ("a | b\n--|--\nc | d\n", ["table 1: 2 x 2, header 1", "B2: d"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "lines"), TEXT)
def test_plain_text(text: str, lines: list[str]):
    assert_lines(dump(document(text.encode(), "-")), lines)


def assert_lines(text: str, lines: list[str]) -> None:
    """The lines, or what they begin with or hold, are there in this order."""
    rest = text
    for line in lines:
        assert line in rest, f"{line!r} is not in\n{text}"
        rest = rest[rest.index(line) + len(line) :]


GITHUB = [
    ("2027-03-31T07:00:00Z", "[date] {written: 2027-03-31T07:00:00Z}: 2027-03-31"),
    ("2027-12-01T08:00:00Z", "[date] {written: 2027-12-01T08:00:00Z}: 2027-12-01"),
    ("2027-12-01T07:00:00Z", "[date] {instant: 2027-12-01T07:00Z}: 2027-12-01T07:00Z"),
    ("2027-12-01T09:30:00Z", "[date] {instant: 2027-12-01T09:30Z}: 2027-12-01T09:30Z"),
    ("2027-12-01", "[date]: 2027-12-01"),
    ("2027-13-01T08:00:00Z", ": 2027-13-01T08:00:00Z"),
]


@pytest.mark.parametrize(("written", "shown"), GITHUB)
def test_github_says_days_as_midnight_in_california(written: str, shown: str):
    text = f'[{{"title": "Council", "due_on": "{written}"}}]'
    assert_lines(dump(document(text.encode(), "milestones.json")), [shown])


MERMAID = [
    ("a :2027-03-01, 2027-03-03", ["B2 [date]: 2027-03-01", "C2 [date] {written: 2027-03-03}: 2027-03-02"]),
    ("inclusiveEndDates\na :2027-03-01, 2027-03-03", ["C2 [date]: 2027-03-03"]),
    ("a :2027-03-01, 3d", ["C2 [date] {written: 3d}: 2027-03-03"]),
    ("a :2027-03-01, 1w", ["C2 [date] {written: 1w}: 2027-03-07"]),
    ("a :2027-03-01, 1M", ["C1 [bold]: Duration", "C2: 1M"]),
    ("excludes weekends, 2027-03-02\na :2027-03-01, 3d", ["C2: 3d (excludes weekends, 2027-03-02)"]),
    ("dateFormat DD/MM/YYYY\na :01/03/2027, 1d", ["B2 [date] {written: 01/03/2027}: 2027-03-01"]),
    ("dateFormat X\na :1804000000, 1d", ["Duration", "B2: 1804000000"]),
    ("a :x, 2027-03-01, 1d\nb :y, after x z, 2d\nc :3d", ["F3: x ⏎ z", "F4 {written: }: y"]),
    ("a :milestone, done, m, 2027-03-01, 0d", ["Status", "C2 [date]", ": 2027-03-01", "D2: done"]),
    ("a :2027-02-30, 1d", ["B2: 2027-02-30"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "lines"), MERMAID)
def test_mermaid(text: str, lines: list[str]):
    assert_lines(dump(document(f"gantt\n{text}\n".encode(), "plan.mmd")), lines)


CALENDAR = [
    ("DTSTART;VALUE=DATE:20270312", ["B1 [bold]: Takes place", "B2 [date]: 2027-03-12"]),
    ("DTSTART;VALUE=DATE:20270312\nDTEND;VALUE=DATE:20270313", ["B2 [date] {written: 2027-03-12 – 2027-03-13}: 2027-03-12"]),
    ("DTSTART;VALUE=DATE:20270312\nDURATION:P2D", ["B2 [date] {written: 2027-03-12 – P2D}: 2027-03-12/2027-03-13"]),
    ("DTSTART;TZID=Europe/Paris:20270312T100000\nDTEND;TZID=Europe/Paris:20270312T113000",
     ["B2 [date] {written: 2027-03-12T10:00 Europe/Paris – 2027-03-12T11:30 Europe/Paris}: 2027-03-12T10:00+01:00/11:30"]),
    ("DTSTART;TZID=Africa/Dakar:20270312T100000\nDURATION:PT1H30M", [": 2027-03-12T10:00Z/11:30"]),
    ("DTSTART:20270312T100000\nDTEND:20270313T000000", ["{written: 2027-03-12T10:00 – 2027-03-13}: 2027-03-12T10:00/00:00"]),
    ("DTSTART:20270312T220000\nDTEND:20270313T020000", ["B2 [date]: 2027-03-12T22:00/02:00"]),
    ("DTSTART:20270312T220000\nDTEND:20270312T220000", ["B2 [date]: 2027-03-12T22:00"]),
    ("DTSTART:20270312T220000\nDURATION:PT26H", ["B2 [date] {written: 2027-03-12T22:00}: 2027-03-12/2027-03-14"]),
    ("DTSTART:20270312T100000\nDTEND:20270314T120000",
     ["B2 [date] {written: 2027-03-12T10:00 – 2027-03-14T12:00}: 2027-03-12/2027-03-14"]),
    ("DTSTART:20270312T100000\nDTEND:20270313T120000", ["B2 [date] {written: 2027-03-12T10:00", ": 2027-03-12/2027-03-13"]),
    # What a person has to settle stays two dates.
    ("DTSTART:20270312T100000\nDTEND:20270312T090000", ["B1 [bold]: Start", "C1 [bold]: End", "C2 [date]: 2027-03-12T09:00"]),
    ("DTSTART:20270312T100000\nDTEND:20270311T120000", ["B1 [bold]: Start", "C2 [date]: 2027-03-11T12:00"]),
    ("DTSTART;TZID=Europe/Paris:20270312T100000\nDTEND;TZID=America/Lima:20270312T113000", ["B1 [bold]: Start", "C1"]),
    ("DTSTART:20270312T100000\nDURATION:soon", ["B1 [bold]: Start", "C2: soon"]),
    ("DTSTART:20270312T100000Z", ["B2 [date] {instant: 2027-03-12T10:00Z}: 2027-03-12T10:00Z"]),
    ("DTSTART:20270230", ["B2: 20270230"]),
    ("DESCRIPTION:one\\ntwo\\, three\n  and more\nCATEGORIES:a,b\\,c",
     ["B2: a ⏎ b,c", "C2: one ⏎ two, three and more"]),
    ('ATTENDEE;CN="Ana: B";X=1:mailto:a@example.org\nORGANIZER:mailto:b@example.org',
     ["B2: b@example.org", "C2: Ana: B"]),
    ("RRULE:FREQ=YEARLY\nSTATUS:CANCELLED", ["B2: FREQ=YEARLY", "C2: cancelled"]),
    ("BEGIN:VALARM\nDESCRIPTION:ring\nEND:VALARM", ["table 1: 2 x 1,", "A2: x"]),
]  # fmt: skip


RULES = """BEGIN:VTIMEZONE
TZID:{name}
BEGIN:STANDARD
DTSTART:16011028T030000
RRULE:FREQ={often};BYDAY=-1SU;BYMONTH=10
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010325T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE
"""
WINDOWS = "W. Europe Standard Time"
CALENDAR += [
    ("DTSTART;TZID=Europe/Paris:20270312T100000", [": 2027-03-12T10:00+01:00"]),
    ("DTSTART;TZID=Africa/Dakar:20270312T100000", [": 2027-03-12T10:00Z"]),
    ("DTSTART;TZID=/mozilla.org/20070129_1/Europe/Paris:20270712T100000", [": 2027-07-12T10:00+02:00"]),
    (f'DTSTART;TZID="{WINDOWS}":20270327T235900', [": 2027-03-27T23:59+01:00"]),
    (f'DTSTART;TZID="{WINDOWS}":20270328T030000', [": 2027-03-28T03:00+02:00"]),
    (f'DTSTART;TZID="{WINDOWS}":20271031T030000', [": 2027-10-31T03:00+01:00"]),
    (f'DTSTART;TZID="{WINDOWS}":20270101T030000', [": 2027-01-01T03:00+01:00"]),
    ("DTSTART;TZID=Odd:20270101T030000", ["{zone: Odd}: 2027-01-01T03:00"]),
    ("DTSTART;TZID=Home:20270101T030000", ["{zone: Home}: 2027-01-01T03:00"]),
    ("DTSTART;TZID=Home:20270101T000000\nDTEND;TZID=Home:20270103T000000",
     ["B2 [date] {written: 2027-01-01 – 2027-01-03}: 2027-01-01/2027-01-02"]),
    ("DTSTART:20270312T250000", ["B2: 20270312T250000"]),
    ("RRULE:FREQ=DAILY\nEXDATE:20270312\nRDATE:20270401",
     ["B2: FREQ=DAILY ⏎ RDATE: 20270401 ⏎ EXDATE: 20270312"]),
    ("RECURRENCE-ID:20270312", ["B2: RECURRENCE-ID: 20270312"]),
    (('ORGANIZER;CN="Silva, Ana":mailto:a@x.org\nATTENDEE;CN="Chen, Bo":mailto:b@x.org\n'
      'ATTENDEE;CUTYPE=ROOM;CN="Hall 3, Lima":mailto:h@x.org\nATTENDEE;CN="A, B, C":mailto:c@x.org'),
     ["B2: Ana Silva", "C2: Bo Chen ⏎ A, B, C", "D2: Hall 3, Lima"]),
    (("ATTENDEE;CN=Ana:MAILTO:a@x.org\nATTENDEE;CUTYPE=ROOM;CN=Hall:mailto:h@x.org\n"
     "ATTENDEE;PARTSTAT=DECLINED:MAILTO:b@x.org\nLOCATION:Lima"),
     ["B2 {comment: DECLINED: b@x.org}: Ana", "C2: Lima ⏎ Hall"]),
]  # fmt: skip

CALENDAR += [
    # Lines end with CRLF, and nothing else ends one.
    *((f"DESCRIPTION:first{sign}LOCATION:elsewhere{sign}third\nLOCATION:Lima", ["B2: Lima", "C2: first", "elsewhere", "third"])
      for sign in "\u2028\u2029\x85\x0b\x0c\x1e"),
    # What ends where it begins takes its day (RFC 5545 §3.6.1 has no such end, and programs write it).
    ("DTSTART;VALUE=DATE:20270312\nDTEND;VALUE=DATE:20270312", ["B1 [bold]: Takes place", "B2 [date]: 2027-03-12"]),
    ("DTSTART:20270312T000000\nDTEND:20270312T000000", ["B1 [bold]: Takes place", "B2 [date]: 2027-03-12"]),
    ("DTSTART;VALUE=DATE:20270312\nDTEND:20270312T000000", ["B1 [bold]: Takes place", "B2 [date]: 2027-03-12"]),
    ("DTSTART;VALUE=DATE:20270312\nDURATION:P0D", ["B1 [bold]: Takes place", ": 2027-03-12"]),
    ("DTSTART;VALUE=DATE:20270312\nDURATION:P0W", ["B1 [bold]: Takes place", ": 2027-03-12"]),
    ("DTSTART;VALUE=DATE:20270312\nDTEND;VALUE=DATE:20270310", ["B1 [bold]: Start", "C2 [date] {written: 2027-03-10}: 2027-03-09"]),
    *((f"CATEGORIES:{written}", [f"B2: {shown}"])
      for written, shown in ((r"a\\,b", "a\\ ⏎ b"), (r"a\\\,b", r"a\,b"), ("a,,b", "a ⏎ b"), ("a\\", "a\\"))),
    # A rule of a zone that does not say how often.
    ("DTSTART;TZID=Vague:20270101T030000", ["{zone: Vague}: 2027-01-01T03:00"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("DTSTART:20270312T010000Z", "{written: 2027-03-12T01:00Z}: 2027-03-11T22:00-03:00"),
        ("DTSTART:20270312T010000Z\nDTEND:20270312T030000Z", ": 2027-03-11T22:00-03:00/00:00"),
        ("DTSTART:20270312T030000Z\nDTEND:20270312T030000Z", "{written: 2027-03-12T03:00Z}: 2027-03-12T00:00-03:00"),
        ("COMPLETED:20270312T010000Z", "C2 [date] {written: 2027-03-12T01:00Z}: 2027-03-11"),
    ],
)  # fmt: skip
def test_a_moment_is_on_the_day_of_the_zone_of_the_calendar(line: str, shown: str):
    head = "BEGIN:VCALENDAR\nX-WR-TIMEZONE:America/Sao_Paulo\n"
    text = f"{head}BEGIN:VEVENT\nSUMMARY:x\n{line}\nEND:VEVENT\nEND:VCALENDAR\n"
    assert_lines(dump(document(text.encode(), "plan.ics")), [shown])


@pytest.mark.parametrize(
    ("text", "is_cut"),
    [
        ("<table><tr><td>a<td>b<tr><td>c<td>d</table>", False),
        ("<tr><td>a<td>b<tr><td>c<td>d", False),  # what was pasted has no table round it
        ("<table><tr><td>a</td><td>b</td></tr>", True),
        ("<table><tr><td>a<td>b<tr><td>c<td>Jun", True),
        ("<table><tr><td>a<td><table><tr><td>b</table><tr><td>c", True),
        ("<table><tr><td>a<td><table><tr><td>b</table><tr><td>c</table>", False),
    ],
)
def test_a_page_that_is_cut_within_a_table_says_so(text: str, is_cut: bool):
    told = [str(one) for one in document(text.encode(), "plan.html").told]
    assert told == ["the page ends within a table; rows may be missing"] * is_cut


@pytest.mark.parametrize(
    ("name", "text", "shown"),
    [
        ("plan.mmd", "gantt\ndateFormat YYYY-MM-DD\na: 2027-03-12, 2027-03-12", ["C2 [date]: 2027-03-12"]),
        (
            "plan.mmd",
            "gantt\ndateFormat DD-MM-YYYY\na: 12-03-2027, 12-03-2027",
            ["C2 [date] {written: 12-03-2027}: 2027-03-12"],
        ),
        (
            "plan.tjp",
            'project p "P" 2027-01-01 +1y\ntask a "A" { end 2027-03-12\nstart 2027-03-12 }',
            ["D2 [date]: 2027-03-12"],
        ),
        *(
            (
                "plan.gan",
                f'<project><tasks><task id="1" name="a" color="{colour}"/></tasks></project>',
                [shown],
            )
            for colour, shown in (
                ("red", "B2 [fill FF0000]: a"),
                ("#FF0000", "B2 [fill FF0000]: a"),
                ("#ffffff", "B2: a"),
                ("white", "B2: a"),
                ("#8CB6CE", "B2: a"),
                ("#8cb6ce", "B2: a"),
                ("reddish", "B2: a"),
            )
        ),
        ("plan.org", "* TODO a\n  one\u2028* TODO b", ["C2: one ⏎ * TODO b"]),
    ],
)
def test_siblings_in_other_programs(name: str, text: str, shown: list[str]):
    """An end on the day of the start is that day, only a line feed ends a line, and a colour may have a name."""
    assert_lines(dump(document(text.encode(), name)), shown)


def test_a_zone_of_thousands_of_rules_takes_no_time():
    part = "BEGIN:STANDARD\nDTSTART:20200101T000000\nTZOFFSETTO:+0100\nEND:STANDARD\n"
    events = "BEGIN:VEVENT\nSUMMARY:x\nDTSTART;TZID=a:20270101T100000\nEND:VEVENT\n"
    text = f"BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:a\n{part * 10_000}END:VTIMEZONE\n{events * 1_000}END:VCALENDAR\n"
    before = process_time()
    assert ": 2027-01-01T10:00" in dump(document(text.encode(), "plan.ics"))
    assert process_time() - before < 3


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("BEGIN:VEVENT\nSUMMARY:x\nEND:VEVENT\nBEGIN:VEVENT\nSUMM", "in the middle of an entry"),
        ("BEGIN:VTODO\nSUMMARY:x\nBEGIN:VALARM\n", "in the middle of an entry"),
        ("BEGIN:VEVENT\nSUMMARY:x\nEND:VEVENT\n", "`END:VCALENDAR`, is missing"),
        ("BEGIN:VTODO\nSUMMARY:x\nEND:VTODO\nEND:VCAL", "`END:VCALENDAR`, is missing"),
        ("BEGIN:VTODO\nSUMMARY:x\nEND:VTODO\nBEGIN:VTIMEZONE\nEND:VTIM", "`END:VCALENDAR`, is missing"),
        ("BEGIN:VTIMEZONE\nEND:VTIMEZONE\nEND:VCALENDAR\n", "no events and no tasks"),
        ("BEGIN:VFREEBUSY\nEND:VFREEBUSY\nEND:VCALENDAR\n", "no events and no tasks"),
        ("VERSION:1.0\nBEGIN:VEVENT\nSUMMARY:x\nEND:VEVENT\nEND:VCALENDAR\n", "vCalendar 1.0"),
    ],
)
def test_a_calendar_that_would_be_half_read_is_refused(text: str, told: str):
    with pytest.raises(SsetrackError, match=told):
        document(f"BEGIN:VCALENDAR\n{text}".encode(), "plan.ics")


@pytest.mark.parametrize(("lines", "shown"), CALENDAR)
def test_calendars(lines: str, shown: list[str]):
    text = (
        f"BEGIN:VCALENDAR\nX-WR-CALNAME:Plan\n{RULES.format(name=WINDOWS, often='YEARLY')}"
        f"{RULES.format(name='Odd', often='DAILY')}"
        f"{RULES.format(name='Vague', often='').replace('FREQ=;', '')}BEGIN:VEVENT\nSUMMARY:x\n{lines}\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    read = dump(document(text.replace("\n", "\r\n").encode(), "plan.ics"))
    assert_lines(read, ["heading 1 @1: Plan", *shown])
