"""CN001–CN005: what the reader of pages could not read. The page already carries the findings; here they get a name."""

from __future__ import annotations

from collections.abc import Iterator

from camnang.rules.prose import Reading
from camnang.rules.registry import Context, Finding, rule


def _passed_on(reading: Reading, code: str) -> Iterator[Finding]:
    for problem in reading.page.problems:
        if problem.code == code:
            yield Finding(problem.line, problem.message, problem.fix)


@rule(
    "CN001", lang="", title="Tệp là chữ UTF-8",
    why="Bảng mã khác làm hỏng chữ có dấu trên máy người đọc.",
    good="lưu tệp với bảng mã UTF-8", bad="lưu tệp với bảng mã TCVN3 hoặc Windows-1258",
)  # fmt: skip
def encoding(reading: Reading, _: Context) -> Iterator[Finding]:
    """Bytes that are not UTF-8."""
    yield from _passed_on(reading, "CN001")


@rule(
    "CN002", lang="", title="Trang có phần đầu bài giữa hai dòng ---",
    why="Tên trang, mã tờ rơi và ngày kiểm nằm ở đó; thiếu nó thì không dựng được trang.",
    good="---\nloai: huong-dan\n---", bad="# Kích hoạt VNeID",
)  # fmt: skip
def front_matter(reading: Reading, _: Context) -> Iterator[Finding]:
    """No front matter, or far too long."""
    yield from _passed_on(reading, "CN002")


@rule(
    "CN003", lang="", title="Phần đầu bài đọc được",
    why="Một dấu hai chấm hay ngoặc kép đặt sai làm mất cả phần đầu bài.",
    good='title: "Mất máy: làm gì ngay"', bad="title: Mất máy: làm gì ngay",
)  # fmt: skip
def strict_yaml(reading: Reading, _: Context) -> Iterator[Finding]:
    """Front matter that is not plain strict YAML."""
    yield from _passed_on(reading, "CN003")


@rule(
    "CN004", lang="", title="Mỗi dòng đầu bài có dạng «tên: giá trị»",
    why="Máy cần biết giá trị nào thuộc mục nào.",
    good="loai: huong-dan", bad="huong-dan",
)  # fmt: skip
def mapping(reading: Reading, _: Context) -> Iterator[Finding]:
    """Front matter that is a list or a single word."""
    yield from _passed_on(reading, "CN004")


@rule(
    "CN005", lang="", title="Khối ``` mở ra thì có đóng lại",
    why="Quên đóng thì cả phần sau của trang biến thành khối vẽ.",
    good="```man-hinh\n…\n```", bad="```man-hinh\n…",
)  # fmt: skip
def closed_fences(reading: Reading, _: Context) -> Iterator[Finding]:
    """A fence never closed."""
    yield from _passed_on(reading, "CN005")
