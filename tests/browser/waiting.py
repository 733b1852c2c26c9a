"""Waiting for something to become true in a page whose policy refuses what `Page.wait_for_function` does (eval)."""

from __future__ import annotations

import time
from typing import Any

from playwright.sync_api import Error, Page

PAUSE = 50  # milliseconds between two looks
PATIENCE = 30  # seconds


def until(page: Page, expression: str, arg: Any = None) -> None:
    """Looks again and again until the expression is true.

    Raises:
        AssertionError: it never was.
    """
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        found = _look(page, expression, arg)
        if found or isinstance(found, dict | list):  # objects are true to a browser, empty or not
            return
        page.wait_for_timeout(PAUSE)
    raise AssertionError(f"never true in {page.url}: {expression}")


def _look(page: Page, expression: str, arg: Any) -> Any:
    try:
        return page.evaluate(expression, arg)
    except Error as error:
        if "context was destroyed" in str(error) or "navigation" in str(error):  # the page is just going elsewhere
            return None
        raise
