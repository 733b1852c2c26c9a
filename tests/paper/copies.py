"""What a worn photocopier makes of a sheet, and what can still be read from its third copy."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium
import zxingcpp
from PIL import Image, ImageFilter

from .strokes import Box

Picture = npt.NDArray[np.float32]  # 0 black … 1 white
COPIER_DPI, READER_DPI = 300, 150
GENERATIONS = 3
BLUR = 0.05  # mm: half contrast at 3.7 line pairs per mm, a worn copier (a good one keeps it beyond 5)
NOISE = 0.08  # of the way from black to white, every dot
STEEP = 6.0  # toner is there or not: how much steeper grey becomes at each copy
DARKNESS = (0.45, 0.55, 0.5)  # where each copier draws the line between black and white: light, dark, middle
SHIFT = 0.5  # dots by which each copy lies askew of the last


def third_copy(clean: Picture, seed: int = 1) -> Picture:
    """The third photocopy of a page drawn at COPIER_DPI."""
    chance = np.random.default_rng(seed)
    copy = clean
    for threshold in DARKNESS[:GENERATIONS]:
        copy = _generation(copy, threshold, chance)
    return copy


def _generation(page: Picture, threshold: float, chance: np.random.Generator) -> Picture:
    picture = Image.fromarray((page * 255).astype(np.uint8))
    across, down = chance.uniform(-SHIFT, SHIFT, 2)
    moved = picture.transform(
        picture.size, Image.Transform.AFFINE, (1, 0, across, 0, 1, down), Image.Resampling.BICUBIC, fillcolor=255
    )
    blurred = moved.filter(ImageFilter.GaussianBlur(BLUR / 25.4 * COPIER_DPI))
    noisy = np.asarray(blurred, dtype=np.float32) / 255 + chance.normal(0, NOISE, page.shape).astype(np.float32)
    return np.clip((noisy - threshold) * STEEP + 0.5, 0, 1).astype(np.float32)


def drawn(file: Path, page: int, box: Box | None = None) -> Picture:
    """A page, or the part in `box` (points), as the copier sees it."""
    sheet = pdfium.PdfDocument(file)[page]
    width, height = sheet.get_size()
    crop = (box[0], box[1], width - box[2], height - box[3]) if box else (0, 0, 0, 0)
    picture = sheet.render(scale=COPIER_DPI / 72, grayscale=True, crop=crop).to_numpy()
    return picture.astype(np.float32) / 255


def as_read(copy: Picture) -> Image.Image:
    """A copy as a phone held over it sees it, at READER_DPI."""
    picture = Image.fromarray((copy * 255).astype(np.uint8))
    times = READER_DPI / COPIER_DPI
    return picture.resize((round(picture.width * times), round(picture.height * times)), Image.Resampling.BOX)


def qr_of_third_copy(file: Path, page: int, box: Box) -> str:
    """What a phone reads from the QR code in `box`; empty when it reads nothing."""
    found = zxingcpp.read_barcodes(as_read(third_copy(drawn(file, page, box))))
    return found[0].text if found else ""
