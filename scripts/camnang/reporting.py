"""What was found, told where it is read: GitHub's file view, its summary page, and one friendly comment."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from camnang.problem import ERROR, Problem, count_errors

MOST_ANNOTATIONS = 10  # GitHub shows ten of a step and drops the rest without a word
MOST_SUMMARY = 900_000  # bytes; GitHub drops a step summary over 1 MiB
MOST_COMMENT = 60_000  # letters; GitHub refuses a comment or an issue over 65,536
MOST_IN_COMMENT = 25  # findings of one kind; nobody reads more
MARK = "<!-- camnang: lời nhắn về bài góp -->"  # by this the workflow finds its own comment again
_SIGNS = re.compile(r"[\\`*_{}\[\]()<>#+!|~&@$:\"'\x00-\x1f\x7f-\x9f\u2028\u2029]")


def beside_lines(problems: Sequence[Problem], most: int = MOST_ANNOTATIONS) -> Iterator[str]:
    """The workflow commands of the most important findings, then how many more there are."""
    for problem in _by_weight(problems)[:most]:
        yield problem.annotation()
    if len(problems) > most:
        yield f"Còn {len(problems) - most} chỗ nữa, xem bảng tổng hợp."


def summary(pages: int, problems: Sequence[Problem]) -> str:
    """All findings as Markdown tables, one for each file."""
    head = f"## Kiểm nội dung\n\n{told(pages, problems)}\n"
    parts, size = [head], len(head.encode())
    for path, group in groupby(sorted(problems), key=lambda problem: problem.path):
        for row in _table(path, list(group)):
            size += len(row.encode())
            if size > MOST_SUMMARY:
                return "".join([*parts, "\nBảng dài quá, phần sau bị cắt. Chạy ./camnang check trên máy để xem hết.\n"])
            parts.append(row)
    return "".join(parts)


def comment(pages: int, problems: Sequence[Problem]) -> str:
    """One friendly letter to the sender: what must be mended, what is worth a look."""
    must = [problem for problem in problems if problem.severity == ERROR]
    look = [problem for problem in problems if problem.severity != ERROR]
    if not problems:
        middle = f"Máy đã đọc {pages} trang, không thấy gì phải sửa. Người giữ trang sẽ đọc bài rồi nhắn lại ở đây."
    elif must:
        middle = "Còn vài chỗ phải sửa thì bài mới lên trang được. Sửa xong, máy tự đọc lại và sửa lời nhắn này."
    else:
        middle = "Bài lên trang được rồi. Dưới đây là vài chỗ bác xem thêm, không bắt buộc."
    parts = [MARK, "Cảm ơn bác đã gửi bài cho cẩm nang.", middle]
    parts += _listed("Phải sửa", must) + _listed("Xin xem lại (không bắt buộc)", look)
    if problems:
        parts.append("Chưa rõ chỗ nào, bác cứ hỏi ngay dưới lời nhắn này. Không ai trách đâu.")
    text = "\n\n".join(parts) + "\n"
    return (
        text
        if len(text) <= MOST_COMMENT
        else text[:MOST_COMMENT].rpartition("\n")[0] + "\n\n(Lời nhắn dài quá, bị cắt.)\n"
    )


def told(pages: int, problems: Sequence[Problem]) -> str:
    """One line: how many pages, errors and hints."""
    errors = count_errors(problems)
    return f"Đã kiểm {pages} trang: {errors} lỗi, {len(problems) - errors} lời nhắc."


def literal(text: str) -> str:
    """Text that Markdown, GitHub's mentions and HTML leave as it is."""
    return _SIGNS.sub(lambda sign: " " if sign[0] < " " or sign[0] > "~" else f"&#{ord(sign[0])};", text)


def _by_weight(problems: Sequence[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda problem: (problem.severity != ERROR, problem))


def _table(path: str, problems: list[Problem]) -> Iterator[str]:
    yield f"\n### {literal(f'docs/{path}')} ({len(problems)})\n\n| Dòng | Mã | Có gì | Cách sửa |\n|---:|---|---|---|\n"
    for one in problems:
        kind = one.code if one.severity == ERROR else f"{one.code} (nhắc)"
        yield f"| {one.line} | {kind} | {literal(one.message)} | {literal(one.fix)} |\n"


def _listed(title: str, problems: list[Problem]) -> list[str]:
    """A heading with its findings, file by file; nothing when there are none."""
    if not problems:
        return []
    lines = []
    for path, group in groupby(problems[:MOST_IN_COMMENT], key=lambda problem: problem.path):
        lines.append(f"**{literal(f'docs/{path}')}**\n")
        lines += [
            f"- Dòng {one.line}: {literal(one.message)}<br>Cách sửa: {literal(one.fix)} ({one.code})" for one in group
        ]
        lines.append("")
    if len(problems) > MOST_IN_COMMENT:
        lines.append(f"Còn {len(problems) - MOST_IN_COMMENT} chỗ nữa, xem bảng tổng hợp của lần kiểm này.")
    return [f"### {title}: {len(problems)} chỗ", "\n".join(lines).strip()]


def day(when: date) -> str:
    """A day as it stands in a report: 3/12/2026."""
    return f"{when.day}/{when.month}/{when.year}"


def cut(report: str, command: str) -> str:
    """A report that fits in a GitHub issue; one that is cut says which command shows all of it."""
    if len(report) <= MOST_COMMENT:
        return report
    kept = report[:MOST_COMMENT].rpartition("\n")[0]
    return f"{kept}\n\nBáo cáo dài, phần sau bị cắt. Chạy `{command}` để xem đủ.\n"
