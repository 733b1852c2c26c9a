"""The press: a sheet's data goes through a Typst template and comes out as an accessible PDF, the same bytes every time."""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pikepdf
import typst

from camnang import names
from camnang.outputs import places, printer, qr
from camnang.outputs.layouts import Ladder, Options
from camnang.outputs.sheet import Sheet
from camnang.outputs.tree import HandoutError

TEMPLATES = "overrides/ban-in"
FONTS = "overrides/assets/fonts"
TEXT_FONT = "Noto Sans"
_NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')
TOO_LONG = "khong-vua"
GENERATIONS = 10  # the engine keeps what one of its last ten compilations has used


def page_count(pdf: bytes) -> int:
    """Pages of a PDF."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return len(document.pages)


@dataclass(frozen=True)
class Printed:
    """A sheet and what came of it: the PDF, or the reason why there is none."""

    sheet: Sheet
    result: bytes | str


@dataclass(frozen=True)
class Press:
    """Templates and fonts of the project at `root`."""

    root: Path

    def __reduce__(self) -> tuple[type[Press], tuple[Path]]:
        """Only the folder travels to other processes; fonts are loaded where they are used."""
        return Press, (self.root,)

    @cached_property
    def fonts(self) -> typst.Fonts:
        """The fonts of the project, and no others."""
        return typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(self.root / FONTS)]
        )

    @cached_property
    def families(self) -> list[str]:
        """Font families, the text font first, symbols behind it."""
        found = sorted(set(self.fonts.families()))
        if TEXT_FONT not in found:
            raise HandoutError(f"thiếu phông chữ {TEXT_FONT} trong {FONTS}")
        return [TEXT_FONT, *(name for name in found if name != TEXT_FONT)]

    @cached_property
    def engine_key(self) -> str:
        """Changes with the engine, a template, a font or this module; all else that matters is in the sheet's data."""
        digest = hashlib.sha256(f"{version('typst')} {version('segno')}".encode())
        for file in [
            *self._files(TEMPLATES, "*.typ"),
            *self._files(FONTS, "*.ttf"),
            *map(Path, (__file__, places.__file__, printer.__file__, qr.__file__)),
        ]:
            digest.update(file.name.encode() + b"\0" + file.read_bytes())
        return digest.hexdigest()

    def key(self, sheet: Sheet) -> str:
        """What the sheet is made of, except the day it is printed."""
        content = json.dumps([sheet.data, asdict(sheet.ladder)], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(f"{self.engine_key}{content}".encode()).hexdigest()

    def print(self, sheet: Sheet, printed: str) -> bytes:
        """PDF of the sheet in the first layout that fits.

        Args:
            printed: the day of printing as shown («23/11/2026»).

        Raises:
            HandoutError: it fits no layout, or Typst refuses it (a letter without glyph, a drawing without words …).
        """
        address = sheet.data["address"]
        data = {
            **sheet.data,
            "qr": qr.qr_svg(address) if address else "",
            "printed": printed,
            "fonts": self.families,
            "template": sheet.ladder.template,
        }

        def fit(layout: Options) -> bytes | None:
            return self._try(sheet.ladder.template, {**data, "opt": layout})

        pdf = fewest_pages(sheet.ladder, fit) if sheet.ladder.ideal else first_fit(sheet.ladder, fit)
        if pdf is None:
            form = names.handout_form(sheet.file)
            which = f" «{form}» (giới hạn ghi ở scripts/camnang/formats.py)" if form else ""
            raise HandoutError(f"nội dung quá dài cho tờ in{which}, chữ đã ở cỡ nhỏ nhất; tách trang hoặc bớt chữ")
        known = places.carried(pdf)
        told = printer.tell_printer(pdf, folded=sheet.ladder.folded)
        return places.carry(told, known) if known else told

    def forget(self) -> None:
        """Lets the engine drop what it remembers of the sheets so far: less memory, a twentieth less time."""
        for _ in range(GENERATIONS + 1):
            self._nothing.compile(input=b"", format="svg")

    @cached_property
    def _nothing(self) -> typst.Compiler:
        return typst.Compiler(font_paths=self.fonts)

    def _try(self, name: str, data: dict[str, Any]) -> bytes | None:
        template = self.root / TEMPLATES / f"{name}.typ"
        try:
            typesetter = typst.Compiler(
                str(template), root=str(self.root), font_paths=self.fonts,
                sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            )  # fmt: skip
            pdf, warnings = typesetter.compile_with_warnings(format="pdf", pdf_standards=["ua-1"], timestamp=0)
        except typst.TypstError as error:
            if TOO_LONG in error.message:
                return None
            raise HandoutError(_reason(error.message)) from None
        if warnings:
            raise HandoutError(_reason(warnings[0].message))
        if not isinstance(pdf, bytes):
            raise HandoutError("máy in chữ không trả về PDF")
        found = (json.loads(typesetter.query(label, field="value")) for label in (places.PLACES, places.COPIES))
        return places.carry(pdf, places.known_of(*found))  # asked from memory: nothing is laid out again

    def _files(self, folder: str, pattern: str) -> list[Path]:
        return sorted((self.root / folder).glob(pattern))


def first_fit(ladder: Ladder, fit: Callable[[Options], bytes | None]) -> bytes | None:
    """The most preferred layout that fits: of each run the loosest, then the tightest, then the middle of what is left."""
    for run in ladder.runs:
        if pdf := fit(run[0]):
            return pdf
        best = fit(run[-1]) if len(run) > 1 else None
        if best is None:
            continue
        fails, fits = 0, len(run) - 1
        while fits - fails > 1:
            middle = (fails + fits) // 2
            if pdf := fit(run[middle]):
                best, fits = pdf, middle
            else:
                fails = middle
        return best
    return None


def fewest_pages(ladder: Ladder, fit: Callable[[Options], bytes | None]) -> bytes | None:
    """The most preferred layout among those with the fewest pages; the tightest says what can be reached."""
    loose = fit(ladder.steps[0])
    if loose is None or page_count(loose) <= ladder.ideal or len(ladder.steps) == 1:
        return loose
    tight = fit(ladder.steps[-1])
    goal = max(ladder.ideal, page_count(tight)) if tight else page_count(loose)
    if page_count(loose) <= goal:
        return loose
    between = (fit(layout) for layout in ladder.steps[1:-1])
    return next((pdf for pdf in between if pdf and page_count(pdf) <= goal), tight)


def print_batch(press: Press, sheets: tuple[Sheet, ...], printed: str) -> list[Printed]:
    """Prints some sheets, each on its own: a fault in one does not stop the others."""
    done: list[Printed] = []
    for sheet in sheets:
        try:
            done.append(Printed(sheet, press.print(sheet, printed)))
        except HandoutError as error:
            done.append(Printed(sheet, str(error)))
    press.forget()
    return done


def _reason(message: str) -> str:
    """What Typst says, in the words of those who write pages."""
    if letter := _NO_GLYPH.search(message):
        return f"phông chữ của tờ in không có «{letter[1]}»; thay bằng chữ hoặc dấu khác"
    return f"máy in chữ báo: {message}"
