"""The Chromium that this machine has, for the tests that look at pages."""

import contextlib
import os
import shutil
from collections.abc import Iterator
from typing import Any

CHROMIUM = os.environ.get("CHROMIUM") or next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
"""The program; None where there is none."""


@contextlib.contextmanager
def chromium() -> Iterator[Any]:
    """A browser. Raises RuntimeError where there is none."""
    if CHROMIUM is None:
        raise RuntimeError("there is no Chromium here")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()
