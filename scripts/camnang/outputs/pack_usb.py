"""The whole site as one zip for a USB stick: opens from the disk of a computer that has no network."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date
from html import escape
from pathlib import Path

from camnang import names
from camnang.outputs.sheet_cache import write_whole
from camnang.outputs.wording import read_words

FILE = "cam-nang-usb.zip"
FOLDER = "cam-nang"
FIRST = "MO-TRANG-NAY.html"  # no marks: old computers spoil names with marks when they unpack
_OPENED = (1980, 1, 1, 0, 0, 0)  # the same bytes every time
_PACKED = (".pdf", ".png", ".jpg", ".webp", ".woff2")  # would not get smaller
_SERVER_ONLY = re.compile(
    r"404\.html$|robots\.txt$|sitemap\.xml$|.*\.(?:gz|br|map)$|[._]|[A-Z]\d{3}/"
    rf"|{names.OFFLINE_FOLDER}/|{re.escape(names.WORKER)}$|{re.escape(names.MANIFEST)}$"
)
_PAGE = """<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ max-width: 40rem; margin: 0 auto; padding: 24px 18px; background: #fffdf8; color: #1d2b2a; font: 1.125rem/1.6 Roboto, "Noto Sans", "Segoe UI", sans-serif; }}
h1 {{ margin: 0; font-size: 1.875rem; line-height: 1.25; }}
h2 {{ margin: 2em 0 .3em; font-size: 1.25rem; }}
p {{ margin: .4em 0; }}
a {{ color: #09544a; }}
.mo {{ display: inline-block; margin: 18px 0 6px; padding: 14px 28px; border-radius: 12px; background: #0b5d52; color: #fff; font-size: 1.375rem; font-weight: 700; text-decoration: none; }}
.mo:focus-visible {{ outline: 3px solid #c2410c; outline-offset: 2px; }}
</style>
</head>
<body>
<h1>{title}</h1>
<p>{day}</p>
<p><a class="mo" href="{folder}/index.html">{open}</a></p>
<p><a href="{folder}/to-roi/index.html">{sheets}</a></p>
<h2>{stuck}</h2>
<p>{unpack}</p>
<p>{then}</p>
</body>
</html>
"""


def pack_usb(site: Path, out: Path, root: Path, today: date) -> Path:
    """Writes `out`/cam-nang-usb.zip.

    Args:
        today: the day shown on the first page of the stick.

    Returns:
        The zip.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as box:
        _add(box, FIRST, _first_page(read_words(root)["nhan"], today).encode())
        for path in _paths(site):
            _add(box, f"{FOLDER}/{path}", (site / path).read_bytes())
    out.mkdir(parents=True, exist_ok=True)
    write_whole(out / FILE, buffer.getvalue())
    return out / FILE


def _paths(site: Path) -> Iterator[str]:
    found = sorted(file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file())
    return (path for path in found if not _SERVER_ONLY.match(path))


def _add(box: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, _OPENED)
    entry.create_system = 3
    entry.external_attr = 0o100644 << 16
    entry.compress_type = zipfile.ZIP_STORED if name.endswith(_PACKED) else zipfile.ZIP_DEFLATED
    box.writestr(entry, data)


def _first_page(words: Mapping[str, Mapping[str, str]], today: date) -> str:
    usb = words["usb"]
    shown = {key: escape(usb[key]) for key in ("open", "sheets", "stuck", "unpack", "then")}
    day = escape(usb["day"].replace("#", f"{today:%d/%m/%Y}"))
    return _PAGE.format(title=escape(str(words["ten_trang"])), day=day, folder=FOLDER, **shown)
