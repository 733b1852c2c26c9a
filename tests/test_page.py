"""A page is read once and strictly."""

import unicodedata
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from camnang import page
from camnang.corpus import Corpus

TEXT = """---
loai: huong-dan
ma: G001
title: Thử
---
Mở đầu [[a.b]] và [bài khác](../khac.md).

## Chuẩn bị

Sạc pin [[^c]] ![ảnh](hinh.webp)

## Bước 1: Bấm “A”

```man-hinh
tieu_de: "[[khong-phai]]"
```

??? ket "Kẹt?"
    ```man-hinh
    tieu_de: B
    ```

## Bước 3. Chờ

[[?d]]
"""


def test_parts_steps_fences_links_facts() -> None:
    one = page.parse(TEXT, "vi/a/b.md")
    assert (one.kind, one.code, one.title, one.lang, one.slug, one.body_line) == (
        "huong-dan",
        "G001",
        "Thử",
        "vi",
        "b",
        6,
    )
    assert [(part.title, part.line, part.step) for part in one.sections] == [
        ("", 6, None), ("Chuẩn bị", 8, None), ("Bước 1: Bấm “A”", 12, 1), ("Bước 3. Chờ", 23, 3),
    ]  # fmt: skip
    assert one.steps[0].step_title == "Bấm “A”"
    assert [(fence.kind, fence.line, fence.step, fence.text) for fence in one.fences] == [
        ("man-hinh", 15, 1, 'tieu_de: "[[khong-phai]]"\n'),
        ("man-hinh", 20, 1, "tieu_de: B\n"),
    ]
    assert [(link.target, link.line) for link in one.links] == [("../khac.md", 6)]
    assert [(image.target, image.text) for image in one.images] == [("hinh.webp", "ảnh")]
    assert [(ref.key, ref.cite, ref.doubt, ref.line) for ref in one.fact_refs] == [
        ("a.b", False, False, 6), ("c", True, False, 10), ("d", False, True, 25),
    ]  # fmt: skip
    assert one.line_of("title") == 4
    assert one.problems == ()


def test_a_snippet_line_is_no_fact() -> None:
    one = page.parse("---\nloai: trang\n---\nA\n[[buoc:ve-nha]]\n[[a.b]]\n", "vi/x.md")
    assert [(link.target, link.line) for link in one.snippets] == [("ve-nha", 5)]
    assert [ref.key for ref in one.fact_refs] == ["a.b"]
    snippet = page.parse('---\nloai: buoc\n---\n\n??? ket "Kẹt?"\n    Chờ.\n', "_buoc/ve-nha.md")
    known = Corpus(Path("docs"), (one,), (snippet,))
    assert known.expanded(one) == 'A\n??? ket "Kẹt?"\n    Chờ.\n[[a.b]]\n'
    assert Corpus(Path("docs"), (one,)).expanded(one) == one.body


def test_bom_crlf_and_decomposed_letters_are_put_right() -> None:
    odd = "\ufeff" + unicodedata.normalize("NFD", TEXT).replace("\n", "\r\n")
    assert page.parse(odd, "vi/a/b.md") == page.parse(TEXT, "vi/a/b.md")


def test_what_cannot_be_read_is_a_problem() -> None:
    assert [p.code for p in page.parse("# x", "vi/x.md").problems] == ["CN002"]
    assert [(p.code, p.line) for p in page.parse("---\nloai: a\nloai: b\n---\n", "vi/x.md").problems] == [("CN003", 3)]
    assert [p.code for p in page.parse("---\n- a\n---\n", "vi/x.md").problems] == ["CN004"]
    assert [(p.code, p.line) for p in page.parse("---\nloai: a\n---\n```man-hinh\nx\n", "vi/x.md").problems] == [
        ("CN005", 4)
    ]


def test_bytes_that_are_not_utf8(tmp_path: Path) -> None:
    file = tmp_path / "vi" / "a.md"
    file.parent.mkdir()
    file.write_bytes(b"---\nloai: x\n" + b"\xff\n")
    (problem,) = page.read(file, tmp_path).problems
    assert (problem.code, problem.line, problem.path) == ("CN001", 3, "vi/a.md")


@given(st.text(max_size=300))
def test_never_raises_and_keeps_every_line(text: str) -> None:
    one = page.parse("---\nloai: trang\n---\n" + text, "vi/x.md")
    numbers = [number for part in one.sections for number, _ in part.lines] + [
        part.line for part in one.sections if part.level
    ]
    assert sorted(numbers) == list(range(one.body_line, len(one.text.split("\n")) + 1))
