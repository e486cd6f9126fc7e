"""Debian's Chromium without a window, and what a reader would see in it.

Comes in: a page as a file. Goes out: a driver that knows no network, what it complained about, which requests
it made, screenshots, sheets of paper. Each browser has a profile of its own and is ended by who began it.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
)

SCREENS = [(False, 1280), (True, 1280), (False, 360)]
"""Dark or not, and the width in CSS pixels: light, dark, a phone."""

AUDIT = (
    "const [within, how, done] = arguments;"
    "axe.run(document.querySelector(within), {resultTypes: ['violations'], ...how})"
    ".then(done, error => done(String(error)));"
)

COLOURS_ALONE: dict[str, Any] = {"runOnly": ["cat.color"]}
WITHOUT_COLOURS: dict[str, Any] = {"rules": {"color-contrast": {"enabled": False}}}

WIDEST_PHONE = 600
"""CSS pixels."""

A4 = {"paperWidth": 8.27, "paperHeight": 11.69}
"""Inches."""


@contextmanager
def browser(chromium: str, chromedriver: str, profile: Path) -> Iterator[Browser]:
    """A browser, from begin to end."""
    options = ChromeOptions()
    options.binary_location = chromium
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = Chrome(options, Service(chromedriver))
    try:
        yield Browser(driver)
    finally:
        driver.quit()


def address_of(page: Path | str) -> str:
    """The address of a file, or that which was given."""
    return page if isinstance(page, str) else page.as_uri()


class Audit(NamedTuple):
    """What axe-core says of a page on a screen: violations by rule, and the rules that looked at more."""

    dark: bool
    width: int
    violations: dict[str, list[str]]
    asked: set[str]

    @property
    def saw_colours(self) -> bool:
        """Whether there were letters whose colours were looked at."""
        return "color-contrast" in self.asked


class Browser:
    """What a test wants of a browser."""

    def __init__(self, driver: Chrome) -> None:
        self.driver = driver
        self.opened: tuple[str, bool] | None = None  # the address, and whether scripts ran

    def look(
        self, page: Path | str, *, width: int = 1280, height: int = 900, dark: bool = False,
        script: bool = True, medium: str = "", fragment: str = "",
    ) -> None:  # fmt: skip
        """Open a page, a file or an address, as somebody with such a screen would see it."""
        self.command("Emulation.setScriptExecutionDisabled", value=not script)
        self.turn(width=width, height=height, dark=dark, medium=medium)
        self.driver.get_log("browser")
        self.driver.get_log("performance")
        self.opened = address_of(page), script
        self.driver.get(address_of(page) + (f"#{fragment}" if fragment else ""))

    def show(self, page: Path | str, *, width: int = 1280, height: int = 900, medium: str = "") -> None:
        """Open a page unless it is open already: loading it takes longer than most of what is asked of it."""
        if self.opened == (address_of(page), True):
            self.turn(width=width, height=height, medium=medium)
        else:
            self.look(page, width=width, height=height, medium=medium)

    def turn(self, *, width: int = 1280, height: int = 900, dark: bool = False, medium: str = "") -> None:
        """Show the page that is open as on another screen: no script or style of ours asks when it opens."""
        self.command(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=height, deviceScaleFactor=1, mobile=width < WIDEST_PHONE,
        )  # fmt: skip
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.command("Emulation.setEmulatedMedia", media=medium, features=[scheme])

    def audit(
        self,
        axe: str,
        screens: Iterable[tuple[bool, int]],
        *,
        within: str = ":root",
        is_brief: bool = False,
    ) -> Iterator[Audit]:
        """What the rules of axe-core say of the page that is open, or of something within it.

        Screens are dark or not, and so wide. In the dark only colours are others, and only rules about them
        are asked. On a phone they are those of the other light screen: a brief audit does not ask for them
        again, which is half of its work.
        """
        self.run(axe)
        self.driver.set_script_timeout(120)
        for dark, width in screens:
            self.turn(dark=dark, width=width)
            how = COLOURS_ALONE if dark else WITHOUT_COLOURS if is_brief and width < WIDEST_PHONE else {}
            said = self.driver.execute_async_script(AUDIT, within, how)
            violations = {
                one["id"]: [node["html"][:120] for node in one["nodes"]] for one in said["violations"]
            }
            asked = {one["id"] for kind in ("passes", "incomplete") for one in said[kind]}
            yield Audit(dark, width, violations, asked)

    def command(self, name: str, **arguments: Any) -> Any:
        """A command of the protocol behind the developer tools."""
        return self.driver.execute_cdp_cmd(name, arguments)

    def run(self, script: str) -> Any:
        """The value of an expression in the page, also where scripts of the page are off."""
        return self.command("Runtime.evaluate", expression=script, returnByValue=True)["result"].get("value")

    def complaints(self) -> list[str]:
        """What stands on the console since the page was opened."""
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def requests(self) -> list[str]:
        """The addresses that were asked for since the page was opened."""
        events = (json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance"))
        return [
            event["params"]["request"]["url"]
            for event in events
            if event["method"] == "Network.requestWillBeSent"
        ]

    def screenshot(self, target: Path, *, whole: bool = True) -> None:
        """The page as a picture, to its end or as far as the window goes."""
        how: dict[str, Any] = {}
        if whole:
            size = self.command("Page.getLayoutMetrics")["cssContentSize"]
            clip = {"x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1}
            how = {"clip": clip, "captureBeyondViewport": True}
        taken = self.command("Page.captureScreenshot", format="png", **how)
        target.write_bytes(base64.b64decode(taken["data"]))

    def paper(self) -> bytes:
        """The page printed on A4, as PDF."""
        how = {"printBackground": True, "preferCSSPageSize": True, "generateTaggedPDF": False, **A4}
        printed = self.command("Page.printToPDF", **how)  # untagged, it is half as long: tests read its text
        return base64.b64decode(printed["data"])
