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

from conftest import ROOT
from every_field import text_of
from pages.browser import SCREENS
from pages.making import HOSTILE, LONG, MONDAY, RIPESS, VISION, changed_network, page_in, page_of

pytestmark = [pytest.mark.slow, pytest.mark.needs("chromium", "chromedriver", "git")]

TOO_WIDE = """
(() => {
  const edge = document.documentElement.clientWidth + 1;
  return [...document.querySelectorAll('main *')]
    .filter(one => one.checkVisibility() && !one.closest('.hidden, .quiet, thead, svg'))
    .filter(one => one.getBoundingClientRect().right > edge || one.getBoundingClientRect().left < -1)
    .map(one => one.outerHTML.slice(0, 80));
})()
"""
CUT = """
[...document.querySelectorAll('td, th, h1, h2, h3, h4, dd, dt, p')]
  .filter(one => one.checkVisibility() && !one.closest('.quiet, thead'))
  .filter(one => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== 'inline')
  .map(one => one.outerHTML.slice(0, 80))
"""
BROKEN_IDS = r"""
(() => {
  const ids = '#items tbody th:not(.title), #items .title b, .goals span, .asked a, .changes li > a,' +
    '.changes b, .part li > a, .helps a, .label b, .detail h4 > a, .detail h4 > b, .goal-list dt,' +
    '.turned thead span';
  const letters = document.createRange();
  function is_parted(one) {
    const joints = one.textContent.length > 40 ? /[-/_.:]/ : /$^/;
    const side = getComputedStyle(one).writingMode.startsWith('vertical') ? 'left' : 'top';
    const texts = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
    let before = null, last = '';
    while (texts.nextNode()) for (let at = 0; at < texts.currentNode.length; at += 1) {
      letters.setStart(texts.currentNode, at);
      letters.setEnd(texts.currentNode, at + 1);
      const line = letters.getBoundingClientRect()[side];
      if (before !== null && line !== before && !joints.test(last)) return true;
      before = line;
      last = texts.currentNode.data[at];
    }
    return false;
  }
  return [...document.querySelectorAll(ids)].filter(one => one.checkVisibility()).filter(one => {
    letters.selectNodeContents(one);
    const lines = [...letters.getClientRects()];
    const clip = (one.closest('.label') || document.body).getBoundingClientRect();
    return lines.some(line => line.right > innerWidth + 1 || line.bottom > clip.bottom + 1) || is_parted(one);
  }).map(one => one.outerHTML.slice(0, 80));
})()
"""
"""Ids of items and goals that are cut, or have more than one line; those of more than forty letters may have
lines that end with `-`, `/`, `_`, `.` or `:`."""

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
        "all": page_of(ROOT / "plans", day="2021-10-01"),
        "french": page_of(RIPESS, "--lang", "fr", day="2022-03-01"),
        "changed": page_in(changed_network(folder / "network"), day=MONDAY),
        "long": page_of(LONG, "--lang", "pt", "--notes", day="2026-11-30"),
        "titles": page_of(long_titles(folder / "titles.yaml"), day="2026-11-30"),
    }
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


NAMES = ["vision", "hostile", "all", "french", "long", "changed"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_no_complaint_and_no_request(browser, pages, name, dark):
    browser.look(pages[name], dark=dark)
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


@pytest.mark.needs("node")
@pytest.mark.parametrize("name", NAMES)
def test_accessible(browser, pages, axe, name):
    browser.look(pages[name])
    audits = list(browser.audit(axe, SCREENS))
    assert [one for one in audits if one.violations] == []
    assert all("color-contrast" in one.asked for one in audits)


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


def test_in_the_dark_only_colours_are_others(pages):
    """So no other rule of accessibility can find more there, and none is asked."""
    for page in pages.values():
        text = page.read_text(encoding="utf-8")
        (dark,) = re.findall(r"prefers-color-scheme:dark\)\{:root\{(.*?)\}\}", text, re.DOTALL)
        assert text.count("prefers-color-scheme:") == 1
        for declaration in dark.split(";"):
            assert re.fullmatch(r"(--[a-z-]+:#[0-9a-f]{6})?", declaration.strip()), declaration


@pytest.mark.parametrize("name", NAMES)
def test_no_sideways_scrolling(browser, pages, name):
    browser.look(pages[name], width=360)
    for width in (360, 768, 1280):
        browser.turn(width=width)
        assert browser.run("document.documentElement.scrollWidth") <= width
        assert browser.run(TOO_WIDE) == [], width
        assert browser.run(CUT) == [], width


@pytest.mark.parametrize("name", [name for name in NAMES if name != "hostile"])
def test_no_id_is_broken(browser, pages, name):
    browser.look(pages[name], width=360)
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
        browser.look(pages[name])
        return [
            Sheet((round(one.mediabox.width), round(one.mediabox.height)), one.extract_text())
            for one in PdfReader(io.BytesIO(browser.paper())).pages
        ]

    return printed


@pytest.mark.parametrize("name", NAMES)
def test_paper(browser, pages, sheets_of, name):
    """Nothing stands beyond the margins, and each item stands on some sheet of A4."""
    browser.look(pages[name], width=PAPER, height=1000, medium="print")
    assert browser.run(TOO_WIDE) == []
    assert browser.run(CUT) == []
    ids = browser.run(
        "[...document.querySelectorAll('#items tbody th')]"
        ".map(one => (one.querySelector('b') || one).textContent)"
    )
    sheets = sheets_of(name)
    assert {sheet.size for sheet in sheets} <= {(595, 842), (596, 842)}
    printed = unicodedata.normalize("NFKC", "".join(sheet.text for sheet in sheets))  # fi, fl
    text = re.sub(r"\s", "", printed)
    assert [one for one in ids if re.sub(r"\s", "", one) not in text] == []


@pytest.mark.parametrize("name", [*NAMES, "titles"])
def test_sheets(browser, pages, sheets_of, name):
    """Each sheet has a number and something on it; no heading is left alone at the end of one."""
    sheets = [sheet.text for sheet in sheets_of(name)]
    browser.look(pages[name])
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
        browser.look(pages["titles"], width=PAPER, height=1000, medium=medium)
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
    browser.look(page)
    assert browser.complaints() == []
    assert browser.run("document.querySelectorAll('#items tbody tr').length") > 1900
    milliseconds = browser.run("performance.timing.loadEventEnd - performance.timing.navigationStart")
    assert milliseconds < 20_000
    browser.look(page, fragment="owner-member-7")
    top = browser.run("document.getElementById('owner-member-7').getBoundingClientRect().top")
    assert 0 <= top < 900  # a link leads also into what is only drawn when it comes into sight
