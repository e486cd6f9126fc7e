"""Debian's Chromium without a window, and what a reader would see in it.

Comes in: a page as a file. Goes out: a driver that knows no network, what it complained about, which requests
it made, screenshots, sheets of paper. Each browser has a profile of its own and is ended by who began it.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

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


class Browser:
    """What a test wants of a browser."""

    def __init__(self, driver: Chrome) -> None:
        self.driver = driver

    def look(
        self, page: Path | str, *, width: int = 1280, height: int = 900, dark: bool = False,
        script: bool = True, medium: str = "", fragment: str = "",
    ) -> None:  # fmt: skip
        """Open a page, a file or an address, as somebody with such a screen would see it."""
        self.command("Emulation.setScriptExecutionDisabled", value=not script)
        self.command(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=height, deviceScaleFactor=1, mobile=width < 600,
        )  # fmt: skip
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.command("Emulation.setEmulatedMedia", media=medium, features=[scheme])
        self.driver.get_log("browser")
        self.driver.get_log("performance")
        address = page if isinstance(page, str) else page.as_uri()
        self.driver.get(address + (f"#{fragment}" if fragment else ""))

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
        printed = self.command("Page.printToPDF", printBackground=True, preferCSSPageSize=True, **A4)
        return base64.b64decode(printed["data"])
