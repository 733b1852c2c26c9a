"""Files of the Pagefind engine (`assets/js/may-pagefind.js`): an index in pieces, for sites of a thousand pages and more.

Pagefind takes marks off letters but leaves đ as it is, so each word with đ is indexed a second time with d.
"""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from camnang import names
from camnang.outputs.search_pages import INDEX, SearchPage

FOLDER = INDEX.parent / "pagefind"
_WITH_D = re.compile(r"\w*đ\w*", re.IGNORECASE)
_UNUSED = ("pagefind-*ui.*", "pagefind-highlight.js")  # its own search boxes; ours is the theme's


def write(site: Path, pages: Sequence[SearchPage]) -> None:
    """Writes Pagefind's index beside an empty theme index, so that the theme's script loads nothing in vain.

    Raises:
        ModuleNotFoundError: the package `pagefind` (with `pagefind_bin`) is not installed.
    """
    if importlib.util.find_spec("pagefind") is None:
        raise ModuleNotFoundError("pagefind", name="pagefind")
    for lang in sorted({page.lang for page in pages}):
        _index([page for page in pages if page.lang == lang], site / FOLDER / lang)
    index = json.loads((site / INDEX).read_text(encoding="utf-8"))
    (site / INDEX).write_text(json.dumps({**index, "docs": []}) + "\n", encoding="utf-8")


def _index(pages: Sequence[SearchPage], out: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="camnang-tim-") as folder:
        for page in pages:
            file = Path(folder) / page.location
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text("".join(_html(page)), encoding="utf-8")
        command = [sys.executable, "-m", "pagefind", "--site", folder, "--output-path", str(out)]
        subprocess.run([*command, "--keep-index-url", "--silent"], check=True)
    for pattern in _UNUSED:
        for file in out.glob(pattern):
            file.unlink()


def _html(page: SearchPage) -> Iterator[str]:
    keywords = ", ".join(page.keywords)
    yield f'<html lang="{page.lang}"><body data-pagefind-body><h1{with_d(page.title)}>{escape(page.title)}</h1>'
    yield f'<p data-pagefind-weight="5"{with_d(keywords)}>{escape(keywords)}</p>'
    yield f"<p{with_d(page.text)}>{escape(page.text)}</p>"
    for part in page.sections:
        yield f'<h2 id="{escape(part.anchor)}"{with_d(part.title)}>{escape(part.title)}</h2>'
        yield f"<p{with_d(part.text)}>{escape(part.text)}</p>"


def with_d(text: str) -> str:
    """An attribute with the words of the text that have đ, written with d."""
    words = sorted({names.fold(word.lower()) for word in _WITH_D.findall(text)})
    return f' data-pagefind-index-attrs="data-d" data-d="{" ".join(words)}"' if words else ""
