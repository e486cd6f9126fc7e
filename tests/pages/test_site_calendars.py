"""How people subscribe on a site, in which languages it is, and how changes are followed."""

from __future__ import annotations

import re
import shutil
import xml.etree.ElementTree as ET

import pytest
import segno

from conftest import ROOT
from forks import shared
from pages.making import MONDAY, VISION, Outline, changed_network
from pages.sites import dead_links, files_of, make_site, pages_of, run_site

URL = "https://network.example.org/plan"
CONFIG = f'[site]\nurl = "{URL}/"\n'
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    return make_site(tmp_path_factory.mktemp("site"), VISION, config=CONFIG)


@pytest.fixture(scope="module")
def languages(tmp_path_factory):
    plans = tmp_path_factory.mktemp("plans")
    for name in ("vision-2004-2005", "icsse-charter"):
        shutil.copy(ROOT / "plans" / f"{name}.yaml", plans)
    config = f'{CONFIG}languages = ["en", "fr", "es"]\n'
    return make_site(tmp_path_factory.mktemp("languages"), plans, config=config)


def links(page: str) -> list[str | None]:
    return [one.get("href") for one in Outline(page).all("a")]


@pytest.mark.parametrize(
    ("page", "feed"),
    [
        ("person/marcos.html", "owner-marcos"),
        ("plan/vision.html", "plan-vision"),
        ("goal/vision-a.html", "goal-a"),
        ("section/vision-2.html", "section-2"),
        ("section/vision-communication.html", "section-communication"),
    ],
)
def test_each_program_gets_the_address_that_it_takes(site, page, feed):
    """Google refuses https there, and the new Outlook takes nothing else."""
    assert f"feeds/{feed}.ics" in site
    found = links(site[page])
    assert f"webcal://network.example.org/plan/feeds/{feed}.ics" in found
    google = "https://calendar.google.com/calendar/r?cid=webcal%3A%2F%2Fnetwork.example.org%2Fplan%2Ffeeds%2F"
    assert f"{google}{feed}.ics" in found
    assert f"{URL}/feeds/{feed}.ics" in Outline(site[page]).text("code")


def test_a_screen_reader_says_once_what_the_code_is_for(site):
    assert site["person/marcos.html"].count("Code for the camera of a phone") == 1


def test_the_code_is_the_address(site):
    (path,) = (
        one["d"] for one in Outline(site["person/marcos.html"]).all("path") if "fill" in one and one["d"]
    )
    code = segno.make_qr(
        "webcal://network.example.org/plan/feeds/owner-marcos.ics", error="m", boost_error=False
    )
    dark = {
        (x, int(y))
        for begin, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1H\d+z", str(path))
        for x in range(int(begin), int(begin) + int(length))
    }
    assert dark == {(x + 4, y + 4) for y, row in enumerate(code.matrix) for x, one in enumerate(row) if one}


def test_where_the_address_is_not_known_a_sentence_says_so(tmp_path):
    made = make_site(tmp_path, VISION)
    page = made["person/marcos.html"]
    assert "There are no buttons to subscribe" in page
    assert "../feeds/owner-marcos.ics" in links(page)
    assert not re.search('webcal:|calendar.google|<svg class="code"', "".join(pages_of(made).values()))


@pytest.mark.parametrize(
    "page", ["person/report-seat.html", "section/vision-6.html", "index.html", "open.html"]
)
def test_what_has_no_calendar_offers_none(site, page):
    assert "<details" not in site[page]


def test_calendars_know_where_they_are(site):
    text = site["feeds/owner-marcos.ics"].replace("\r\n ", "").replace("\n ", "")
    assert f"{URL}/feeds/owner-marcos.ics" in text


@pytest.mark.parametrize("language", [[], ["--lang", "fr"]], ids=["own", "fr"])
def test_the_feeds_are_those_of_export_ics(tmp_path, language):
    site = make_site(tmp_path, VISION, *language, config=CONFIG)
    for by in ("plan", "owner", "goal", "section"):
        words = ["export", "ics", str(VISION), "--by", by, "-o", "feeds", "--today", "2004-10-01", *language]
        assert shared().run(words, tmp_path, {}).returncode == 0
    feeds = {f"feeds/{name}": text for name, text in files_of(tmp_path / "feeds").items()}
    assert feeds == {name: text for name, text in site.items() if name.startswith("feeds/")}


@pytest.mark.slow
def test_every_page_is_in_every_language(languages):
    own = {name for name in pages_of(languages) if not name.startswith(("fr/", "es/"))}
    assert set(pages_of(languages)) == {f"{folder}{name}" for folder in ("", "fr/", "es/") for name in own}
    assert dead_links(languages) == []
    for name in own:
        for folder, tag in (("", "en"), ("fr/", "fr"), ("es/", "es")):
            outline = Outline(languages[f"{folder}{name}"])
            assert outline.all("html") == [{"lang": tag}]
            alternates = {one["hreflang"]: one["href"] for one in outline.all("link") if "hreflang" in one}
            assert alternates == {
                "en": f"{URL}/{name}", "fr": f"{URL}/fr/{name}", "es": f"{URL}/es/{name}"
            }  # fmt: skip
            switch = {one["hreflang"]: one for one in outline.all("a") if "hreflang" in one}
            assert list(switch) == ["en", "fr", "es"]
            assert [lang for lang, one in switch.items() if "aria-current" in one] == [tag]


def test_a_page_in_french_has_its_calendar_in_french(languages):
    assert "webcal://network.example.org/plan/feeds/owner-marcos.fr.ics" in links(
        languages["fr/person/marcos.html"]
    )
    assert "feeds/owner-marcos.fr.ics" in languages


def test_another_language_changes_no_address_of_a_calendar(tmp_path):
    alone = make_site(tmp_path / "alone", VISION)
    second = make_site(tmp_path / "second", VISION, "--lang", "fr,en")
    assert {name for name in alone if name.endswith(".ics")} <= second.keys()
    assert alone["feeds/owner-marcos.ics"] == second["feeds/owner-marcos.ics"]
    assert "../../feeds/owner-marcos.ics" in links(second["en/person/marcos.html"])
    assert "../feeds/owner-marcos.fr.ics" in links(second["person/marcos.html"])


@pytest.mark.parametrize("lang", ["de", "en,xx", "../x"])
def test_a_language_without_words_is_refused(tmp_path, lang):
    done = run_site(tmp_path, str(VISION), "-o", "public", "--lang", lang)
    assert done.returncode == 2
    assert b"there are no pages in the language" in done.stderr
    assert not (tmp_path / "public").exists()


NO_FOLDERS = ["https://example.org?page=1", "https://example.org/#plan", "https://example.org/a b"]
"""What makes an address behind which nothing can be put, or none."""


@pytest.mark.parametrize(
    ("table", "url"),
    [("site", url) for url in ("network.example.org", "ftp://x", "https:///x", *NO_FOLDERS)]
    + [("export", NO_FOLDERS[0])],
)
def test_an_address_that_is_none_is_refused(tmp_path, table, url):
    (tmp_path / "ssetrack.toml").write_text(f'[{table}]\nurl = "{url}"\n', encoding="utf-8")
    done = run_site(tmp_path, str(VISION), "-o", "public")
    assert done.returncode == 2
    assert f"`{table}.url` cannot be `{url}`" in done.stderr.decode()


@pytest.mark.parametrize("table", ["site", "export"])
def test_no_password_is_published_with_the_address(tmp_path, table):
    """It would be on every page, in the codes and in the logs of whoever publishes."""
    config = f'[{table}]\nurl = "https://ana:secret@example.org/plan"\n'
    (tmp_path / "ssetrack.toml").write_text(config, encoding="utf-8")
    done = run_site(tmp_path, str(VISION), "-o", "public")
    assert (done.returncode, b"secret" in done.stderr) == (2, False)
    assert f"`{table}.url` cannot be `https://…@example.org/plan`" in done.stderr.decode()


def test_an_address_has_no_character_that_cannot_be_seen(tmp_path):
    config = '[site]\nurl = "https://example.org/\\u0007"\n'
    (tmp_path / "ssetrack.toml").write_text(config, encoding="utf-8")
    done = run_site(tmp_path, str(VISION), "-o", "public")
    assert (done.returncode, b"`site.url` cannot be" in done.stderr) == (2, True)


def test_changes_can_be_followed(tmp_path):
    root = changed_network(tmp_path / "network")
    (root / "ssetrack.toml").write_text(CONFIG, encoding="utf-8")
    assert run_site(root, "-o", "public", day=MONDAY).returncode == 0
    files = files_of(root / "public")
    feed = ET.fromstring(files["changes.atom"])
    assert [one.tag for one in feed][:3] == [f"{ATOM}generator", f"{ATOM}id", f"{ATOM}title"]
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 1
    assert feed.findtext(f"{ATOM}updated") == entries[0].findtext(f"{ATOM}updated") == "2026-11-26T12:00:00Z"
    assert entries[0].findtext(f"{ATOM}id", "").startswith("urn:uuid:")
    to = next(one.get("href") for one in entries[0].findall(f"{ATOM}link"))
    assert str(to).startswith(f"{URL}/changes.html#r-")
    assert str(to).partition("#")[2] in files["changes.html"]
    content = entries[0].findtext(f"{ATOM}content", "")
    assert content.startswith("<ul><li>")
    assert content.count("<li>") == 5
    assert "changes.atom" in "".join(str(one) for one in Outline(files["index.html"]).all("link"))


def test_without_history_there_is_nothing_to_follow(site):
    assert "changes.atom" not in site
    assert "Changes are shown for plans that are kept with git." in site["changes.html"]
