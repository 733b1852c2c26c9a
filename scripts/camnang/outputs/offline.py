"""Reading without a network: the service worker, the list it keeps by, bundles of pages, and the manifest of the app.

Runs after the last change of any page: fingerprints are those of the finished files. Everything it writes is named here:
`sw.js`, `manifest.webmanifest` and the folder `luu/`, whose files carry their fingerprint in their name.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from html import unescape
from pathlib import Path
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from camnang import names
from camnang.outputs import app_icon, slim
from camnang.outputs.offline_list import (
    CORE,
    CORE_FOLDERS,
    WHOLE,
    Group,
    KeptPage,
    bundle_text,
    in_hundreds,
    read_shelf,
    weight,
)
from camnang.outputs.offline_pieces import fingerprint
from camnang.outputs.wording import read_words

WORKERS = "overrides/sw"
_LISTED = re.compile(r'const \w+ ?= ?"([\w-]{8})"')  # the worker names its list first of all, made small or not
GREEN, PAPER = "#0b5d52", "#fffdf8"  # --xanh-nen and --giay of overrides/assets/css/mau.css


def write_offline(site: Path, root: Path) -> str:
    """Writes all that a phone needs to keep the site.

    Returns:
        Path below the site of the list that this site's worker keeps by.
    """
    clear_offline(site)
    shelf = read_shelf(site)
    (site / names.OFFLINE_FOLDER).mkdir()
    frame = _write_named(site, _json(shelf.frame))
    shapes = sorted({page.parted.shape for group in shelf.groups for page in group.pages})
    number = {shape: place for place, shape in enumerate(shapes)}
    listing = _write_named(
        site,
        _json(
            {
                "khung": frame,
                "khuon": shapes,
                "nhom": [_group(site, group, number) for group in shelf.groups],
                "tep": [[file.path, file.mark, in_hundreds(file.weight), file.use] for file in shelf.files],
            }
        ),
    )
    worker = slim.script((root / WORKERS / names.WORKER).read_text(encoding="utf-8"))
    _write(site / names.WORKER, _fill(worker, {"%DANH_SACH%": listing, "%TRANG_LUU%": names.OFFLINE_PAGE}))
    _write(site / names.MANIFEST, _json(_manifest(site, root)))
    return f"{names.OFFLINE_FOLDER}/{listing}.json"


def write_switch(site: Path, root: Path) -> None:
    """The kill switch: in place of the worker one that deletes what phones keep of this site and then itself."""
    clear_offline(site)
    shutil.copyfile(root / WORKERS / "tat.js", site / names.WORKER)


def clear_offline(site: Path) -> None:
    """Takes away what an earlier run has written."""
    shutil.rmtree(site / names.OFFLINE_FOLDER, ignore_errors=True)
    for name in (names.WORKER, names.MANIFEST):
        (site / name).unlink(missing_ok=True)


def core_bytes(site: Path) -> dict[str, bytes]:
    """What the worker fetches at the first visit, by path: list, frame, bundles and files of the core."""
    found = _LISTED.search((site / names.WORKER).read_text(encoding="utf-8"))
    assert found is not None
    listing = found[1]
    data = json.loads((site / _named(listing)).read_text(encoding="utf-8"))
    marks = [listing, data["khung"]]
    marks += [bundle[0] for folder, _, bundles in data["nhom"] if folder in CORE_FOLDERS for bundle in bundles]
    paths = [names.WORKER, *map(_named, marks), *(path for path, _, _, use in data["tep"] if use == CORE)]
    return {path: (site / path).read_bytes() for path in paths}


def whole_bytes(site: Path) -> dict[str, bytes]:
    """What a phone without anything fetches for «everything», by path: all pages and files but paper."""
    data = [json.loads(file.read_text(encoding="utf-8")) for file in (site / names.OFFLINE_FOLDER).glob("*.json")]
    listing = next(one for one in data if isinstance(one, dict))
    files = [path for path, _, _, use in listing["tep"] if use in (CORE, WHOLE)]
    kept = [file.relative_to(site).as_posix() for file in (site / names.OFFLINE_FOLDER).glob("*.json")]
    return {path: (site / path).read_bytes() for path in [names.WORKER, *files, *sorted(kept)]}


def _group(site: Path, group: Group, number: Mapping[tuple[int, ...], int]) -> list[Any]:
    """[folder, title, [[bundle, hundreds of bytes, [[name, shape, fingerprint, hundreds of bytes, code], …]], …]]."""
    bundles = []
    for pages in group.bundles:
        text = bundle_text(pages)
        bundles.append(
            [
                _write_named(site, text),
                in_hundreds(weight(text.encode())),
                [_page(group, page, number) for page in pages],
            ]
        )
    return [group.folder, group.title, bundles]


def _page(group: Group, page: KeptPage, number: Mapping[tuple[int, ...], int]) -> list[Any]:
    name = page.path[len(group.folder) + 1 :] if group.folder else page.path
    entry = [name, number[page.parted.shape], fingerprint(page.parted.own), in_hundreds(page.weight)]
    return [*entry, page.code] if page.code else entry


def _manifest(site: Path, root: Path) -> dict[str, Any]:
    """The manifest of the app; addresses are relative to it, so the site may live below any path.

    It has no `id`: browsers then take the start address, and two handbooks of one host stay two apps.
    """
    words = read_words(root)
    described = LexborHTMLParser((site / "index.html").read_text(encoding="utf-8")).css_first("meta[name=description]")
    icons = [{"src": "assets/icons/logo.svg", "type": "image/svg+xml", "sizes": "any", "purpose": "any"}]
    for size in app_icon.SIZES:
        icon = f"{names.OFFLINE_FOLDER}/bieu-tuong-{size}.png"
        (site / icon).write_bytes(app_icon.draw(root, size, GREEN))
        icons += [
            {"src": icon, "type": "image/png", "sizes": f"{size}x{size}", "purpose": purpose}
            for purpose in ("any", "maskable")
        ]
    return {
        "name": words["nhan"]["ten_trang"],
        "short_name": words["nhan"]["ten_trang"],
        "description": unescape((described.attributes.get("content") if described else "") or ""),
        "lang": names.DEFAULT_LANG,
        "dir": "ltr",
        "start_url": "index.html",
        "scope": "./",
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": GREEN,
        "icons": icons,
        "shortcuts": [
            {"name": door["nhan"], "description": door["mo_ta"], "url": door["dia_chi"]}
            for door in reversed(words["cua"])
        ],
    }


def _write_named(site: Path, text: str) -> str:
    """Writes luu/<fingerprint>.json; the fingerprint is returned."""
    mark = fingerprint(text)
    _write(site / _named(mark), text)
    return mark


def _named(mark: str) -> str:
    return f"{names.OFFLINE_FOLDER}/{mark}.json"


def _fill(text: str, values: Mapping[str, str]) -> str:
    for place, value in values.items():
        if text.count(place) != 1:
            raise ValueError(f"{WORKERS}/{names.WORKER}: cần đúng một chỗ {place}, đang có {text.count(place)}.")
        text = text.replace(place, value)
    return text


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8", newline="\n")
