"""Words of the interface for files that are made outside the page templates."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from camnang import names, strict_yaml
from camnang.facts import DATA_FOLDER


def read_words(root: Path) -> Mapping[str, Any]:
    """docs/_du-lieu/giao-dien/vi.yml: «cua», the doors, and «nhan», the words by key."""
    file = root / "docs" / DATA_FOLDER / "giao-dien" / f"{names.DEFAULT_LANG}.yml"
    words: Mapping[str, Any] = strict_yaml.load(file.read_text(encoding="utf-8")).data
    return words
