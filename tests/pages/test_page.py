"""The page as text: its bytes, its links, and that content stays content."""

from __future__ import annotations

import itertools
import json
import re

import pytest

from conftest import ROOT
from forks import shared
from pages.making import DAY, HOSTILE, RIPESS, VISION, Outline, page_of, run_in

PLANS = {"vision": [VISION], "hostile": [HOSTILE], "all": [ROOT / "plans", HOSTILE]}


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return {name: page_of(*paths) for name, paths in PLANS.items()}


def test_golden(golden, pages):
    golden(pages["vision"], "pages/vision.html")


@pytest.mark.parametrize("lang", ["fr", "es", "pt"])
def test_golden_in_other_languages(golden, lang):
    golden(page_of(RIPESS, "--lang", lang, day="2022-03-01"), f"pages/ripess.{lang}.html")


@pytest.mark.parametrize("name", PLANS)
def test_nothing_is_fetched(pages, name):
    page = pages[name]
    outline = Outline(page)
    addresses = [
        value
        for _, attributes in outline.elements
        for key in ("href", "src", "srcset", "action", "data", "poster", "xlink:href")
        if (value := attributes.get(key)) is not None
    ]
    assert addresses
    assert [one for one in addresses if not one.startswith("#") and one != "data:,"] == []
    assert "url(" not in re.sub(r"url\(#[a-z-]+\)", "", page)
    metas = {one.get("http-equiv"): one.get("content") or "" for one in outline.all("meta")}
    policy = metas["Content-Security-Policy"]
    assert policy.startswith("default-src 'none';")
    assert "http" not in policy


@pytest.mark.parametrize("name", PLANS)
def test_every_link_leads_somewhere(pages, name):
    outline = Outline(pages[name])
    ids = [attributes["id"] for _, attributes in outline.elements if attributes.get("id") is not None]
    assert len(set(ids)) == len(ids)
    assert not any(re.search(r"\s", one or "") for one in ids)
    links = {attributes.get("href") for tag, attributes in outline.elements if tag in ("a", "use")}
    assert {one for one in links if one} <= {f"#{one}" for one in ids}


@pytest.mark.parametrize("name", PLANS)
def test_structure(pages, name):
    """Landmarks, one first heading, no level left out, and scope for each heading of a table."""
    outline = Outline(pages[name])
    tags = [tag for tag, _ in outline.elements]
    for landmark in ("header", "nav", "main", "footer", "h1"):
        assert tags.count(landmark) == 1
    levels = [int(tag[1]) for tag in tags if re.fullmatch("h[1-6]", tag)]
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    assert all(one.get("scope") in ("col", "row") for one in outline.all("th"))
    assert tags.count("caption") == tags.count("table")
    assert outline.all("html")[0]["lang"] == "en"


def test_content_stays_text(pages):
    outline = Outline(pages["hostile"])
    tags = [tag for tag, _ in outline.elements]
    assert tags.count("script") == tags.count("style") == 1
    assert not {"img", "iframe", "em", "i", "u"} & set(tags)
    assert not any(key.startswith("on") for _, attributes in outline.elements for key in attributes)
    texts = {text.strip() for _, text in outline.texts}
    for text in (
        "<script>alert('title')</script>",
        '"><svg onload=alert("quote")> \' onmouseover=\'alert(1)',
        "<img src=x onerror=alert('ann')>",
        "</h3></section><script>alert('section')</script>",
        "{{ 7 * 7 }} {% raw %} </title><script>alert('aim')</script>",
        "-->]]></style><style>*{display:none}",
    ):
        assert text in texts
    assert any(len(text) == 300 for text in texts)
    assert "\u202e" not in pages["hostile"]


def test_figures_are_those_of_status(pages):
    done = shared().run(["status", str(VISION), "--today", DAY, "--format", "json"], ROOT)
    counts = {state: number for state, number in json.loads(done.stdout)["summary"].items() if number}
    tiles = re.findall(r'<div class="s-([a-z-]+)"><dt>[^<]*</dt><dd>(\d+)</dd>', pages["vision"])
    assert {state: int(number) for state, number in tiles} == counts
    rows = re.findall(r'data-state="([a-z-]+)"', pages["vision"])
    assert len(rows) == sum(number for state, number in counts.items() if state != "unassigned")


def test_everybody_has_a_part(pages):
    for owner in ("marcos", "core-group", "forum-planner"):
        assert f'<article id="owner-{owner}"' in pages["vision"]


def test_who_only_helps_has_a_part():
    """`with` makes nobody an owner, and still leads from a name to what is theirs to do."""
    outline = Outline(page_of(HOSTILE, "--text", "onload"))
    assert {"owner-team", "owner-seat", "owner-bob"} <= {one.get("id") for one in outline.all("article")}


def test_what_comes_back_is_drawn_each_time_and_told_when_it_is_next(tmp_path):
    plan = tmp_path / "plan.yaml"
    plan.write_text(
        "ssetrack: 1\ntitle: P\nperiod: 2026\nowners: {ana: Ana, bo: Bo}\nactivities:\n"
        "  - id: call\n    title: Call\n    owners: [ana]\n"
        "    when: {date: 2026-01-12, repeat: every month, until: 2026-06}\n"
        "    occurrences: {2026-03-12: cancelled, 2026-04-12: {date: 2026-04-20, owners: [bo]}}\n",
        encoding="utf-8",
    )
    page = page_of(plan, day="2026-02-15")
    track = page.split('<svg class="track', 1)[1].split("</svg></svg>", 1)[0]
    assert track.count('class="fixed"') == 5
    parts = dict(re.findall(r'<article id="owner-([a-z]+)"(.*?)</article>', page, re.DOTALL))
    assert "next 20 April 2026" in parts["ana"]
    assert "20 April 2026" in parts["bo"]
    assert 'href="#item-call"' in parts["bo"]


def test_filters():
    page = page_of(VISION, "--owner", "jaerson")
    assert re.findall(r'<tr id="item-([^"]*)"', page) == ["5.2", "5.1"]
    done = run_in(ROOT, VISION, "--owner", "nobody-at-all", day=DAY)
    assert (done.returncode, done.stdout) == (2, b"")


def test_nothing_found():
    page = page_of(VISION, "--text", "no such words anywhere")
    assert "<table" not in page
    assert "No items to show." in page


def test_languages():
    french = Outline(page_of(RIPESS, "--lang", "fr"))
    assert french.all("html")[0]["lang"] == "fr"
    assert "en" not in {attributes.get("lang") for _, attributes in french.elements}


def test_what_is_shown_in_another_language_is_marked(tmp_path):
    plan = tmp_path / "plan.yaml"
    plan.write_text(
        "ssetrack: 1\nlanguage: en\ntitle: P\nactivities:\n"
        "  - {id: 1, title: {en: One, fr: Un}}\n  - {id: 2, title: {en: Two}}\n",
        encoding="utf-8",
    )
    page = page_of(plan, "--lang", "fr")
    assert '<span lang="en">Two</span> <span class="tag">en</span>' in page
    assert '<span lang="en">One' not in page


def test_to_a_file(tmp_path):
    target = tmp_path / "page.html"
    assert page_of(VISION, "-o", str(target)) == ""
    assert target.read_text(encoding="utf-8") == page_of(VISION)


def test_no_plan_can_be_read(tmp_path):
    plan = tmp_path / "plan.yaml"
    plan.write_text("ssetrack: 1\ntitle: [\n", encoding="utf-8")
    done = run_in(ROOT, plan, day=DAY)
    assert done.returncode == 2
    assert b"plan.yaml" in done.stderr
    assert b"Traceback" not in done.stderr
