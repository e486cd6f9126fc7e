"""The page in a real browser: nothing to complain about on a screen, a phone, paper, or without script."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from conftest import ALL_EXAMPLES, ROOT
from every_field import text_of
from pages.browser import SCREENS
from pages.making import HOSTILE, LONG, MONDAY, RIPESS, VISION, changed_network, page_in, page_of
from pages.overflow import BROKEN_IDS, CUT, TOO_WIDE

pytestmark = [pytest.mark.slow, pytest.mark.needs("chromium", "chromedriver", "git")]

PAPER = 688
"""CSS pixels between the margins of our A4 page: 182 mm."""


@pytest.fixture(scope="module")
def browser(tmp_path_factory) -> Iterator:
    from pages.browser import browser as begun

    profile = tmp_path_factory.mktemp("profile")
    with begun(shutil.which("chromium"), shutil.which("chromedriver"), profile) as found:
        yield found


@pytest.fixture(scope="module")
def pages(tmp_path_factory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    made = {
        "vision": page_of(VISION),
        "hostile": page_of(HOSTILE),
        "changed": page_in(changed_network(folder / "network"), day=MONDAY),
        "long": page_of(LONG, "--lang", "pt", "--notes", day="2026-11-30"),
        "titles": page_of(long_titles(folder / "titles.yaml"), day="2026-11-30"),
    }
    if ALL_EXAMPLES:
        made["all"] = page_of(ROOT / "plans", day="2021-10-01")
        made["french"] = page_of(RIPESS, "--lang", "fr", day="2022-03-01")
    for name, page in made.items():
        (folder / f"{name}.html").write_text(page, encoding="utf-8")
    return {name: folder / f"{name}.html" for name in made}


def long_titles(target: Path) -> Path:
    """A plan of forty-eight items of three people, each with a title of five lines."""
    title = "Prepare the call for papers of the world congress, in four languages, and send it to everybody"
    dates = ["2026-11-10", "2026-12-20", "2027-01", "Q2 2027", "tbd", "2027-03-01/2027-03-20"]
    items = [
        {
            "id": f"1.{number}", "title": f"{title} {number}", "deadline": dates[number % 6],
            "owners": [["ana"], ["bo"], ["team"], ["ana", "bo", "team"]][number % 4],
            "notes": title if number % 5 == 0 else None,
        }
        for number in range(1, 49)
    ]  # fmt: skip
    owners = {
        "ana": "Ana María Fernández de la Vega",
        "bo": "Bo",
        "team": {"name": title[:60], "members": ["ana", "bo"]},
    }
    plan = {"ssetrack": 1, "title": title, "timezone": "UTC", "owners": owners, "activities": items}
    target.write_text(text_of(plan), encoding="utf-8")
    return target


NAMES = ["vision", "hostile", "long", "changed", *(["all", "french"] if ALL_EXAMPLES else [])]
"""Pages that are looked at: a usual one; titles of markup and 300 letters; words and names as long as they
get, in Portuguese; a past. Several plans and French have the same parts, in words of the same length."""

READ = (
    dict.fromkeys(NAMES, ":root")
    if ALL_EXAMPLES
    else {"vision": ":root", "hostile": ":root", "changed": "#changes"}
)
"""Pages that axe-core is asked about, and in which part: all else on a page of changes has the elements,
classes and colours of the usual one. What is long is where it should be, or it is not: axe sees no more."""

PRINTED = [name for name in READ if ALL_EXAMPLES or name != "hostile"]
"""Pages that are printed; whether what is on them is within the margins is asked of all."""


@pytest.fixture(scope="module", params=NAMES)
def name(request) -> str:
    """All that is asked of a page comes one after the other, so it is loaded once."""
    return request.param


def test_no_complaint_and_no_request(browser, pages, name):
    browser.look(pages[name])
    assert browser.complaints() == []
    assert browser.requests() == [pages[name].as_uri()]


@pytest.fixture(scope="module")
def axe() -> str:
    """The rules of axe-core, as a script."""
    look = ["node", "-p", 'require.resolve("axe-core/axe.min.js")']
    found = subprocess.run(look, capture_output=True, text=True, check=False)
    if found.returncode:
        pytest.skip("needs axe-core where NODE_PATH says")
    return Path(found.stdout.strip()).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["vision"])
def test_no_complaint_in_the_dark(browser, pages, name):
    """No style or script of ours looks at the screen only when a page opens: one page tells."""
    browser.look(pages[name], dark=True)
    assert browser.complaints() == []
    assert browser.requests() == [pages[name].as_uri()]


@pytest.mark.needs("node")
@pytest.mark.parametrize("name", READ, scope="module")
def test_accessible(browser, pages, axe, name):
    browser.show(pages[name])
    audits = list(browser.audit(axe, SCREENS, within=READ[name], is_brief=not ALL_EXAMPLES))
    assert [one for one in audits if one.violations] == []
    assert [one.saw_colours for one in audits] == [True, True, ALL_EXAMPLES]


@pytest.mark.needs("node")
def test_what_is_not_accessible_is_seen(browser, tmp_path, axe):
    """On the screen where it is: pale letters in the light, dark ones in the dark, no name on a phone."""
    page = tmp_path / "page.html"
    page.write_text(
        "<!DOCTYPE html><html lang=en><title>A page</title><style>"
        ":root { background: #fff } button { display: none }"
        "@media (prefers-color-scheme: light) { h1 { color: #ddd } }"
        "@media (prefers-color-scheme: dark) { :root { background: #111; color: #eee } h2 { color: #333 } }"
        "@media (max-width: 400px) { button { display: block } }"
        "</style><meta name=viewport content='width=device-width'>"
        "<main><h1>One</h1><h2>Two</h2><button></button></main>",
        encoding="utf-8",
    )
    browser.look(page)
    light, dark, phone = (one.violations for one in browser.audit(axe, SCREENS))
    assert light == {"color-contrast": ["<h1>One</h1>"]}
    assert dark == {"color-contrast": ["<h2>Two</h2>"]}
    assert phone == light | {"button-name": ["<button></button>"]}


def test_on_a_phone_no_colour_is_another():
    """So a brief audit does not ask about colours there."""
    for name in ("page.css", "site/site.css"):
        text = (ROOT / "src" / "ssetrack" / "pages" / "templates" / name).read_text(encoding="utf-8")
        blocks = re.findall(r"@media screen and [^{]*width[^{]*\{(.*?)\n\}", text, re.DOTALL)
        assert blocks
        colours = re.findall(
            r"(?<![\w-])(?:color|background[a-z-]*|opacity|--[a-z-]+):[^;}]*", "".join(blocks)
        )
        assert set(colours) <= {"color:var(--soft)"}, "of what is less important, on other screens too"


def test_in_the_dark_only_colours_are_others(pages):
    """So no other rule of accessibility can find more there, and none is asked."""
    for page in pages.values():
        text = page.read_text(encoding="utf-8")
        (dark,) = re.findall(r"prefers-color-scheme:dark\)\{:root\{(.*?)\}\}", text, re.DOTALL)
        assert text.count("prefers-color-scheme:") == 1
        for declaration in dark.split(";"):
            assert re.fullmatch(r"(--[a-z-]+:#[0-9a-f]{6})?", declaration.strip()), declaration


def test_no_sideways_scrolling(browser, pages, name):
    browser.show(pages[name], width=360)
    for width in (360, 768, 1280):
        browser.turn(width=width)
        assert browser.run("document.documentElement.scrollWidth") <= width
        assert browser.run(TOO_WIDE) == [], width
        assert browser.run(CUT) == [], width


@pytest.mark.parametrize("name", [name for name in NAMES if name != "hostile"], scope="module")
def test_no_id_is_broken(browser, pages, name):
    browser.show(pages[name], width=360)
    assert browser.run("document.querySelectorAll('#items tbody tr').length") > 0
    for width in (360, 1280):
        browser.turn(width=width)
        assert browser.run(BROKEN_IDS) == [], width


def test_a_broken_id_is_seen(browser, pages):
    """A word of a hundred and fifty letters fits nowhere: the test that looks for broken ids finds it."""
    page = pages["long"].read_text(encoding="utf-8").replace(">congress-days<", f">{'x' * 150}<")
    place = pages["long"].with_name("broken.html")
    place.write_text(page, encoding="utf-8")
    browser.look(place, width=360)
    assert browser.run(BROKEN_IDS) != []


class Sheet(NamedTuple):
    """A printed sheet: its width and height in points, and its text."""

    size: tuple[int, int]
    text: str


@pytest.fixture(scope="module")
def sheets_of(browser, pages) -> Callable[[str], list[Sheet]]:
    """The sheets of A4 on which a page is printed, once for all tests."""
    from pypdf import PdfReader

    @cache
    def printed(name: str) -> list[Sheet]:
        browser.show(pages[name])
        return [
            Sheet((round(one.mediabox.width), round(one.mediabox.height)), one.extract_text())
            for one in PdfReader(io.BytesIO(browser.paper())).pages
        ]

    return printed


def test_margins(browser, pages, name):
    """Nothing stands beyond them on paper."""
    browser.show(pages[name], width=PAPER, height=1000, medium="print")
    assert browser.run(TOO_WIDE) == []
    assert browser.run(CUT) == []


@pytest.mark.parametrize("name", PRINTED, scope="module")
def test_paper(browser, pages, sheets_of, name):
    """Each item stands on some sheet of A4."""
    browser.show(pages[name], width=PAPER, height=1000, medium="print")
    ids = browser.run(
        "[...document.querySelectorAll('#items tbody th')]"
        ".map(one => (one.querySelector('b') || one).textContent)"
    )
    sheets = sheets_of(name)
    assert {sheet.size for sheet in sheets} <= {(595, 842), (596, 842)}
    printed = unicodedata.normalize("NFKC", "".join(sheet.text for sheet in sheets))  # fi, fl
    text = re.sub(r"\s", "", printed)
    assert [one for one in ids if re.sub(r"\s", "", one) not in text] == []


@pytest.mark.parametrize("name", [*PRINTED, "titles"], scope="module")
def test_sheets(browser, pages, sheets_of, name):
    """Each sheet has a number and something on it; no heading is left alone at the end of one."""
    sheets = [sheet.text for sheet in sheets_of(name)]
    browser.show(pages[name])
    for number, sheet in enumerate(sheets, 1):
        own = f"{number} / {len(sheets)}"
        assert own in sheet
        assert len(sheet.replace(own, "").strip()) > 20
    first = browser.run("document.querySelector('#items tbody th').textContent.trim()")
    heading = browser.run("document.getElementById('status-title').textContent")
    parts = [re.split(rf"^\s*{heading}\s*$", sheet, maxsplit=1, flags=re.MULTILINE) for sheet in sheets]
    table = next(below for _, *rest in parts for below in rest)
    assert unicodedata.normalize("NFKC", first)[:8] in unicodedata.normalize("NFKC", table)


def test_the_axis_is_on_each_sheet(sheets_of):
    """A timeline of forty-nine items takes three sheets: years and quarters are above each part of it."""
    axis = re.compile(r"\bQ1(Q1)? Q2(Q2)? Q3")  # its letters are drawn twice, with a rim and without
    assert len([sheet for sheet in sheets_of("changed") if axis.search(sheet.text)]) == 3


def test_a_long_title_is_cut_between_lines(browser, pages):
    """In the timeline: no half of a third line is seen, on a screen or on paper."""
    for medium in ("", "print"):
        browser.show(pages["titles"], width=PAPER, height=1000, medium=medium)
        heights = browser.run(
            "[...document.querySelectorAll('.chart .label')].map(one =>"
            " one.getBoundingClientRect().height / parseFloat(getComputedStyle(one).lineHeight))"
        )
        assert heights
        assert [one for one in heights if abs(one - round(one)) > 0.1] == []


def test_without_script(browser, pages):
    browser.look(pages["vision"], script=False)
    assert browser.complaints() == []
    assert browser.run("document.querySelectorAll('#items tbody tr').length") == 21
    assert not browser.run("document.getElementById('filter').checkVisibility()")
    assert browser.run("document.querySelectorAll('.bars svg').length") > 20


def test_the_filter(browser, pages):
    shown = "[...document.querySelectorAll('#items tbody tr')].filter(one => one.checkVisibility()).length"
    browser.look(pages["vision"])
    assert browser.run(shown) == 21
    form = "document.forms.filter"
    browser.run(f"{form}.words.value = 'marcos OVERDUE'; {form}.dispatchEvent(new Event('input'))")
    assert browser.run(shown) == 3
    assert browser.run(f"{form}.querySelector('output').textContent") == "Items shown: 3"
    browser.run(f"{form}.words.value = ''; {form}.elements.state.value = 'undated';"
                f"{form}.dispatchEvent(new Event('input'))")  # fmt: skip
    assert browser.run(shown) == 1
    browser.run("location.hash = '#item-1.1'")
    browser.driver.implicitly_wait(1)
    assert browser.run(shown) == 21


def test_keyboard(browser, pages):
    """The first thing that the tabulator reaches leads past everything to the content, and is seen."""
    from selenium.webdriver import ActionChains, Keys

    browser.look(pages["vision"])
    ActionChains(browser.driver).send_keys(Keys.TAB).perform()
    assert browser.run("document.activeElement.className") == "skip"
    assert browser.run("document.activeElement.getBoundingClientRect().left") >= 0
    assert browser.run("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    ActionChains(browser.driver).send_keys(Keys.ENTER).perform()
    assert browser.run("document.activeElement.id") == "content"


def test_many_items(browser, tmp_path):
    """Two thousand activities are shown whole; how long that took is measured, and bounded generously."""
    plan = tmp_path / "plan.yaml"
    with plan.open("wb") as target:
        subprocess.run([sys.executable, ROOT / "bench" / "generate.py", "2000"], stdout=target, check=True)
    page = tmp_path / "page.html"
    page.write_text(page_of(plan, day="2025-07-01"), encoding="utf-8")
    browser.look(page, fragment="owner-member-7")
    assert browser.complaints() == []
    assert browser.run("document.querySelectorAll('#items tbody tr').length") > 1900
    milliseconds = browser.run("performance.timing.loadEventEnd - performance.timing.navigationStart")
    assert milliseconds < 20_000
    top = browser.run("document.getElementById('owner-member-7').getBoundingClientRect().top")
    assert 0 <= top < 900  # a link leads also into what is only drawn when it comes into sight
