"""`camnang pack to` and the packs of the site: chosen pages become one PDF and one zip."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from camnang import corpus, made, names, packs
from camnang.corpus import Corpus
from camnang.exits import Told
from camnang.outputs import pack_pdf, picked
from camnang.outputs.press import Press
from camnang.outputs.sheet_cache import SheetCache, write_whole
from camnang.packs import Pack

OWN_TITLE = "Bộ tờ tự chọn"


class PackError(Told):
    """The packs cannot be made; the text says which line or name and what to write instead."""


def write_common(site: Path, root: Path, today: date, cache: Path) -> int:
    """All packs of the project into the site, and how much paper each sheet takes onto the page where they are chosen.

    Returns:
        How many packs were made anew.
    """
    press, kept = Press(root), SheetCache(cache)
    used, fresh = set(), 0
    for pack in known(root)[0]:
        found = pack_pdf.gather(pack, site)
        key = pack_pdf.key(found, press)
        pdf = kept.get(key)
        if pdf is None:
            pdf = pack_pdf.pack_pdf(found, press, f"{today:%d/%m/%Y}")
            kept.put(key, pdf)
            fresh += 1
        used.add(key)
        write_whole(site / names.pack_path(pack.name), pdf)
    kept.prune(used, today)
    picked.fill_in(site)
    return fresh


def write_packs(chosen: Iterable[Pack], site: Path, root: Path, out: Path, today: date) -> tuple[Path, ...]:
    """Each pack as PDF and zip below `out`; a file is there whole or not at all.

    Raises:
        HandoutError: the site does not have a sheet.
    """
    press, written = Press(root), []
    out.mkdir(parents=True, exist_ok=True)
    for pack in chosen:
        found = pack_pdf.gather(pack, site)
        pdf = pack_pdf.pack_pdf(found, press, f"{today:%d/%m/%Y}")
        for file, content in (
            (out / Path(names.pack_path(pack.name)).name, pdf),
            (out / Path(names.pack_path(pack.name)).with_suffix(".zip").name, pack_pdf.pack_zip(found, pdf)),
        ):
            write_whole(file, content)
            written.append(file)
    return tuple(written)


def known(root: Path) -> tuple[tuple[Pack, ...], Corpus]:
    """The packs of docs/_du-lieu/bo.yml, and the pages they are made of.

    Raises:
        PackError: the file has faults.
    """
    pages = made.with_made(corpus.load(root / "docs"))
    found, faults = packs.load(pages)
    if faults:
        lines = [f"docs/{packs.FILE}:{fault.line}: {fault.message}\n    Cách sửa: {fault.fix}" for fault in faults]
        raise PackError("\n".join(lines))
    return found, pages


def chosen(root: Path, named: Iterable[str], codes: Iterable[str], title: str = "") -> tuple[Pack, ...]:
    """Packs by name, then one made of the codes.

    Raises:
        PackError: a name or code is not known.
    """
    found, pages = known(root)
    by_name = {pack.name: pack for pack in found}
    odd = [name for name in named if name not in by_name]
    if odd:
        raise PackError(f"không có bộ tên {', '.join(odd)}. Xem các bộ: ./camnang pack to --list")
    wanted = tuple(by_name[name] for name in named)
    codes = tuple(codes)
    if not codes:
        return wanted
    own, unknown = packs.of_codes(codes, pages, title or OWN_TITLE)
    if own is None:
        raise PackError(f"không có tờ in mã {', '.join(unknown)}. Xem mã ở đầu các trang.")
    return (*wanted, own)
