"""A parsed screen: its content, its drawing, the part a step points at, and the words for those who cannot see it."""

from __future__ import annotations

from dataclasses import dataclass

from camnang.screens.drawing import Part
from camnang.screens.phone import Content, Drawing

Finding = tuple[int, str, str]


class ScreenError(Exception):
    """A screen that cannot be drawn.

    Attributes:
        problems: every finding as (line counted from 0 at the first line of the source, message, way out).
    """

    def __init__(self, problems: list[Finding]) -> None:
        super().__init__("; ".join(f"{message} {fix}" for _, message, fix in problems))
        self.problems = problems


@dataclass(frozen=True)
class Screen:
    """One phone screen, checked and laid out; `mark` is the label of the marked part."""

    content: Content
    drawing: Drawing
    part: Part | None = None
    caption: str = ""
    compared: str = ""

    @property
    def app(self) -> str:
        """Name of the app; empty for the phone itself."""
        return self.content.app

    @property
    def mark(self) -> str | None:
        """Label of the marked part."""
        return self.part.label if self.part else None

    @property
    def fake(self) -> bool:
        """Whether this shows what scammers show."""
        return self.content.fake

    def words(self) -> tuple[str, ...]:
        """All words on the screen, top to bottom, each label whole."""
        return self.drawing.said

    def alt(self, number: int | None = None) -> str:
        """The drawing in words: which screen, what is marked, what else is there."""
        sentences = [self._name()]
        if self.part:
            sentences.append(f"Đánh dấu{f' số {number}' if number is not None else ''}: {self.part.spoken}.")
        title = f"tiêu đề “{self.content.title}”"
        others = [part.spoken for part in self.drawing.parts if part is not self.part and part.spoken != title]
        if others:
            sentences.append(f"{'Còn có' if self.part else 'Có'}: {'; '.join(others)}.")
        return " ".join(sentences)

    def _name(self) -> str:
        drill = "Màn hình để tập, chưa nói thật hay giả:" if self.content.drill else "Màn hình"
        what = "Màn hình GIẢ của kẻ lừa đảo, đừng làm theo:" if self.fake else drill
        title = f" {self.content.title}" if self.content.title else ""
        if any(name == "man_hinh_chinh" for name, _ in self.content.rows):
            return f"{what} chính của điện thoại." if not self.fake else f"{what} màn hình chính của điện thoại."
        if not self.app or self.app == self.content.title:
            return f"{what}{title or ' điện thoại'}."
        owner = f" mạo danh {self.app}" if self.fake else f" của {self.app}"
        return f"{what}{title}{owner}."
