"""A site in a real browser, from a web server and from a disk: nothing leaves, and all can be read."""

from __future__ import annotations

import io
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import product
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from conftest import ALL_EXAMPLES, ROOT
from pages.browser import SCREENS
from pages.making import HOSTILE, VISION
from pages.overflow import CUT, TOO_WIDE
from pages.sites import make_site, run_site
from pages.test_browser import axe, browser  # noqa: F401  # fixtures

pytestmark = [pytest.mark.slow, pytest.mark.needs("chromium", "chromedriver")]

PAGES = {
    "vision": ["index.html", "open.html", "changes.html", "plan/vision.html", "person/marcos.html",
               "goal/vision-a.html", "section/vision-1.html", "print/vision.html"],
    "hostile": ["index.html", "plan/hostile.html", "person/ann.html", "team/team.html", "print/hostile.html"],
    "network": ["index.html", "plan/ripess.html", "team/signatories.html", "fr/person/marcos.html"],
}  # fmt: skip
EVERY = [(site, page) for site, pages in PAGES.items() for page in pages]

OF_EACH_KIND = [*(("vision", page) for page in PAGES["vision"]), ("network", "team/signatories.html")]
"""One page of each kind. What only other texts or languages would show are lines that do not fit, and a
request elsewhere: that is asked of every page."""

READ = EVERY if ALL_EXAMPLES else OF_EACH_KIND
"""Pages that axe-core is asked about."""

SERVED = (
    EVERY
    if ALL_EXAMPLES
    else [("vision", "index.html"), ("vision", "plan/vision.html"), ("network", "fr/person/marcos.html")]
)
"""Pages that are fetched from a web server, and not only from the disk: one at each depth of folders."""

PRINTED = [
    one
    for one in EVERY
    if ALL_EXAMPLES
    or one in {("vision", "index.html"), ("vision", "plan/vision.html"), ("hostile", "print/hostile.html")}
]
"""Pages that are printed; whether what is on them is within the margins is asked of all."""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    top = tmp_path_factory.mktemp("sites")
    tame = top / "hostile.yaml"
    tame.write_text(HOSTILE.read_text(encoding="utf-8").replace('"<b>soon</b>"', "tbd"), encoding="utf-8")
    (top / "served").mkdir()
    config = '[site]\nurl = "https://network.example.org"\nlanguages = ["en", "fr"]\n'
    for name, plans in (("vision", VISION), ("hostile", tame), ("network", ROOT / "plans")):
        make_site(top / name, plans, config=config if name == "network" else "")
        shutil.move(top / name / "public", top / "served" / name)
    return top / "served"


@pytest.fixture(scope="module")
def server(folder) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=folder)) as server:
        threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.fixture(scope="module", params=EVERY, ids="/".join)
def place(request) -> tuple[str, str]:
    """All that is asked of a page comes one after the other, so it is loaded once."""
    return request.param


@pytest.mark.parametrize("place", SERVED, ids="/".join, scope="module")
def test_nothing_is_refused_on_a_server(browser, server, place):  # noqa: F811
    look_round(browser, server, *place)


def test_nothing_is_refused_on_a_disk(browser, folder, place):  # noqa: F811
    look_round(browser, folder.as_uri(), *place)


def look_round(browser, top: str, site: str, page: str) -> None:  # noqa: F811
    """Open a page: nothing is refused, and no request leaves."""
    browser.look(f"{top}/{site}/{page}")
    assert browser.complaints() == []
    asked = browser.requests()
    assert len(asked) == 4  # the page, two styles, a script
    assert {urlsplit(one)[:2] for one in asked} == {urlsplit(top)[:2]}
    assert browser.run("getComputedStyle(document.querySelector('h1')).fontWeight") == "600"


@pytest.mark.needs("node")
@pytest.mark.parametrize("place", READ, ids="/".join, scope="module")
def test_accessible(browser, folder, axe, place):  # noqa: F811
    browser.show(folder.joinpath(*place))
    audits = list(browser.audit(axe, SCREENS, is_brief=not ALL_EXAMPLES))
    assert [one for one in audits if one.violations] == []
    assert [one.saw_colours for one in audits] == [True, True, ALL_EXAMPLES]


def test_no_sideways_scrolling(browser, folder, place):  # noqa: F811
    browser.show(folder.joinpath(*place), width=360)
    for width in (360, 1280):
        browser.turn(width=width)
        assert browser.run("document.documentElement.scrollWidth") <= width
        assert browser.run(TOO_WIDE) == [], width
        assert browser.run(CUT) == [], width


def test_margins(browser, folder, place):  # noqa: F811
    browser.show(folder.joinpath(*place), width=688, height=1000, medium="print")
    assert browser.run(TOO_WIDE) == []
    assert browser.run(CUT) == []


@pytest.mark.parametrize("place", PRINTED, ids="/".join, scope="module")
def test_paper(browser, folder, place):  # noqa: F811
    from pypdf import PdfReader

    browser.show(folder.joinpath(*place), width=688, height=1000, medium="print")
    sheets = PdfReader(io.BytesIO(browser.paper())).pages
    for number, sheet in enumerate(sheets, 1):
        text = sheet.extract_text()
        assert f"{number} / {len(sheets)}" in text
        assert len(text) > 40


def test_a_heading_of_questions_is_in_one_column(browser, tmp_path):  # noqa: F811
    """Alone above two columns, one with many names was half in each."""
    names = ", ".join(f"Somebody with a rather long name {number}" for number in range(6))
    item = f"{{id: a, title: A, deadline: tbd, owners: [{names}]}}"
    plan = f"ssetrack: 1\nid: p\ntitle: P\nactivities: [{item}]\n"
    (tmp_path / "p.yaml").write_text(plan, encoding="utf-8")
    made = run_site(tmp_path, "p.yaml", "-o", "public")
    assert made.returncode == 0, made.stderr.decode()
    for width in (1280, 360):
        browser.look(tmp_path / "public" / "plan" / "p.html", width=width)
        assert browser.run("document.querySelector('.group h3').getClientRects().length") == 1


def test_without_script(browser, folder):  # noqa: F811
    browser.look(folder / "vision" / "plan" / "vision.html", script=False)
    assert browser.complaints() == []
    assert browser.run("document.querySelectorAll('.items tbody tr').length") == 21
    assert not browser.run("document.getElementById('filter').checkVisibility()")


def test_the_filter_and_a_link_to_what_it_hides(browser, folder):  # noqa: F811
    shown = "[...document.querySelectorAll('.items tbody tr')].filter(one => one.checkVisibility()).length"
    browser.look(folder / "vision" / "plan" / "vision.html")
    form = "document.forms.filter"
    browser.run(f"{form}.words.value = 'marcos OVERDUE'; {form}.dispatchEvent(new Event('input'))")
    assert browser.run(shown) == 3
    browser.run("location.hash = '#item-4.3'")
    browser.driver.implicitly_wait(1)
    assert browser.run(shown) == 21


def test_where_today_is(browser, folder):  # noqa: F811
    """On 1 October 2004, nine months of the twenty-two on the axis are over."""
    browser.look(folder / "vision" / "plan" / "vision.html")
    left, track = browser.run(
        "[document.querySelector('.grid .now').getBoundingClientRect().left,"
        " document.querySelector('.grid').getBoundingClientRect()]"
        ".map((one, at) => at ? [one.left, one.width].join() : String(one)).join('/')"
    ).split("/")
    begin, width = map(float, track.split(","))
    assert 0.35 < (float(left) - begin) / width < 0.45
    assert browser.run("document.querySelector('.legend .today').checkVisibility()")


CALENDARS = [("network", "fr/person/marcos.html"), ("vision", "plan/vision.html")]


@pytest.mark.parametrize(("site", "page"), CALENDARS)
@pytest.mark.parametrize(
    ("place", "width"),
    [*product(["server", "disk"], [360, 1280])] if ALL_EXAMPLES else [("server", 1280), ("disk", 360)],
)
def test_how_to_subscribe(browser, server, folder, site, page, place, width):  # noqa: F811
    """It opens without a script, fits on a phone, and asks for nothing."""
    top = server if place == "server" else folder.as_uri()
    browser.look(f"{top}/{site}/{page}", width=width, script=False)
    browser.run("document.querySelector('.subscribe summary').click()")
    assert browser.run("document.querySelector('.subscribe').open")
    assert browser.run("document.documentElement.scrollWidth") <= width
    assert browser.run(TOO_WIDE) == []
    assert len(browser.requests()) <= 4
    assert browser.complaints() == []
    if site == "network":
        size = browser.run("document.querySelector('.code').getBoundingClientRect().width")
        assert size >= 150  # a camera reads it from a screen


@pytest.mark.needs("node")
@pytest.mark.parametrize(
    ("place", "widths"),
    [(place, [1280, 360]) for place in CALENDARS]
    if ALL_EXAMPLES
    else [*zip(CALENDARS, ([1280], [360]), strict=True)],
)
def test_how_to_subscribe_is_accessible(browser, folder, axe, place, widths):  # noqa: F811
    browser.look(folder.joinpath(*place))
    browser.run("document.querySelector('.subscribe').open = true")
    audits = browser.audit(axe, [(False, width) for width in widths], within=".subscribe")
    assert [one for one in audits if one.violations] == []


def test_the_filter_is_reached_by_keyboard(browser, folder):  # noqa: F811
    from selenium.webdriver import ActionChains, Keys

    browser.look(folder / "vision" / "index.html")
    ActionChains(browser.driver).send_keys(Keys.TAB).perform()
    assert browser.run("document.activeElement.className") == "skip"
    ActionChains(browser.driver).send_keys(Keys.ENTER).perform()
    assert browser.run("document.activeElement.id") == "content"
