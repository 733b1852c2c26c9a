"""CN140–CN141: cases told by the people themselves (`nguyen_loi: true`): how they are marked, and which rules only remind there.

A villager's own words are evidence, so nobody polishes them: sentences, words and figures as told are no errors. What
protects people (personal data, HTML, links, consent, sources) holds there as everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from camnang.page import Page
from camnang.problem import HINT, Problem
from camnang.rules.prose import Reading
from camnang.rules.registry import Context, Finding, rule
from camnang.story_page import NOTE, SOURCE, WAITING

_STYLE = ("CN04", "CN06")  # sentences and words; dates, money, counts


def softened(page: Page, problem: Problem) -> Problem:
    """The finding as a reminder when it is about style and the page keeps somebody's own words."""
    style = page.meta.get("nguyen_loi") is True and problem.code.startswith(_STYLE)
    return replace(problem, severity=HINT) if style else problem


@rule(
    "CN140", title="Chuyện giữ nguyên lời thì nói rõ chưa ai đối chiếu",
    why="Lời kể chưa kiểm không được đứng ngang điều đã có nguồn.",
    good="nguyen_loi: true, nguon: [LOI-KE], đầu bài có câu «Chưa ai đối chiếu.»", bad="nguyen_loi: true (không có câu ấy)",
)  # fmt: skip
def says_it_is_told(reading: Reading, _: Context) -> Iterator[Finding]:
    """Pages in somebody's own words without the note or the source that says so."""
    page = reading.page
    if page.meta.get("nguyen_loi") is not True:
        return
    line = page.line_of("nguyen_loi")
    opening = " ".join(text for _, text in page.sections[0].lines) if page.sections else ""
    if NOTE not in opening:
        yield Finding(line, "chuyện giữ nguyên lời chưa có câu báo.", f"thêm «{NOTE}.» trên phần đầu tiên của bài.")
    named = page.meta.get("nguon")
    if not isinstance(named, list) or SOURCE not in named:
        yield Finding(line, "chuyện giữ nguyên lời chưa ghi nguồn là lời kể.", f"thêm dòng «nguon: [{SOURCE}]».")


@rule(
    "CN141", title="Chuyện gửi tới được cấp mã",
    why="Mẫu trên điện thoại không biết mã nào còn trống; người giữ kho cấp khi nhận bài.",
    good="ma: D034", bad="ma: D000",
)  # fmt: skip
def has_its_code(reading: Reading, _: Context) -> Iterator[Finding]:
    """Pages as the form on the phone makes them, still without a code of their own."""
    page = reading.page
    if page.code == WAITING:
        fix = f"người giữ kho chạy ./camnang receive docs/{page.path}; người gửi bài không phải làm gì."
        yield Finding(page.line_of("ma"), "chuyện này chưa được cấp mã.", fix)
