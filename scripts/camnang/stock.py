"""The same Markdown built with MkDocs and the stock theme only: what this project is measured against."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

_TEMPLATE = re.compile(r"^template: .*\n", re.M)


def build_stock(docs: Path, out: Path) -> None:
    """Builds the pages below `docs` into `out`: no checks, screens, sheets, languages or link check.

    The stock theme knows no drawn screens and shows their YAML instead, so its pages are lighter by the drawings.
    Fonts of other hosts are switched off, in its favour.

    Args:
        docs: a folder of Markdown; it is only read.
        out: the folder for the built pages; a working copy lies beside it.
    """
    copy = out.with_name(f"{out.name}-bai")
    shutil.copytree(docs, copy)
    for page in copy.rglob("*.md"):  # it has no home page of ours
        page.write_text(_TEMPLATE.sub("", page.read_text(encoding="utf-8")), encoding="utf-8")
    settings = {
        "site_name": "So sánh",
        "docs_dir": str(copy),
        "site_dir": str(out),
        "exclude_docs": "/_*/",
        "use_directory_urls": False,
        "theme": {"name": "material", "font": False},
        "plugins": ["search"],
        "markdown_extensions": [
            "admonition",
            "def_list",
            "pymdownx.details",
            "pymdownx.superfences",
            "pymdownx.tasklist",
        ],
    }
    config = out.with_name(f"{out.name}.json")
    config.write_text(json.dumps(settings, ensure_ascii=False), encoding="utf-8")
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q", "-f", config], check=True, capture_output=True)
