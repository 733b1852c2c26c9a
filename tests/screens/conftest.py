"""The shared screens of the site, read once."""

from __future__ import annotations

import pytest
from screen_samples import DOCS

from camnang.screens import Library


@pytest.fixture(scope="session")
def library() -> Library:
    """The shared screens of the site."""
    return Library.read(DOCS / "_du-lieu" / "man-hinh")
