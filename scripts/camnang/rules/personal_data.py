"""CN057, CN100–CN103: what belongs to one person and has no place on a public page."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from camnang.personal import Kind
from camnang.rules.prose import Reading, line_at
from camnang.rules.registry import Context, Finding, rule

MOST = 20  # findings of one kind on a page; more tell nothing new
_PUBLIC = "số thật của cơ quan thì ghi vào bảng dữ kiện."


def _findings(reading: Reading, context: Context, kinds: tuple[Kind, ...], fix: str) -> Iterator[Finding]:
    """The places of these kinds; what stands there is never repeated."""
    found = (one for one in reading.private(context.public_numbers) if one.kind in kinds)
    for one in islice(found, MOST):
        yield Finding(line_at(reading.page.text, one.start), f"có {one.said}, giống của một người thật.", fix)


@rule(
    "CN057", lang="", title="Số mẫu không giống số thật",
    why="Số trông như thật có thể là số của một người nào đó.",
    good="09xx xxx xxx; 0xx xxx xxx xxx", bad="một dãy 10 hay 12 chữ số không có trong bảng dữ kiện",
)  # fmt: skip
def sample_numbers(reading: Reading, context: Context) -> Iterator[Finding]:
    """Phone or identity numbers that are in no fact."""
    fix = f"số mẫu ghi «09xx xxx xxx», «0xx xxx xxx xxx»; {_PUBLIC}"
    yield from _findings(reading, context, ("dien-thoai", "can-cuoc"), fix)


@rule(
    "CN100", lang="", title="Không có số tài khoản, số thẻ ngân hàng",
    why="Ai cũng đọc được trang; số tài khoản của một người không được lộ, và kẻ xấu hay chèn số của chúng.",
    good="số tài khoản xxxx xxxx xxxx", bad="số tài khoản và một dãy số thật",
)  # fmt: skip
def bank_numbers(reading: Reading, context: Context) -> Iterator[Finding]:
    """Account and card numbers that are in no fact."""
    fix = f"thay bằng «xxxx xxxx xxxx»; {_PUBLIC}"
    yield from _findings(reading, context, ("tai-khoan", "the-ngan-hang"), fix)


@rule(
    "CN101", lang="", title="Không có biển số xe",
    why="Từ biển số có thể tìm ra chủ xe.",
    good="một xe máy của nhà ở đầu ngõ", bad="một biển số thật",
)  # fmt: skip
def plates(reading: Reading, context: Context) -> Iterator[Finding]:
    """Plates of cars and motorbikes."""
    yield from _findings(reading, context, ("bien-so",), "bỏ biển số; cần thì ghi «xe máy», «xe tải nhỏ».")


@rule(
    "CN102", lang="", title="Không có địa chỉ thư của một người",
    why="Địa chỉ thư trên trang bị máy gom về để gửi thư rác, thư lừa.",
    good="thu@example.org (mẫu); địa chỉ của cơ quan ở bảng dữ kiện", bad="tên một người ở gmail.com",
)  # fmt: skip
def mails(reading: Reading, context: Context) -> Iterator[Finding]:
    """Mail addresses that are in no fact and are no samples."""
    fix = "bỏ địa chỉ thư, hoặc ghi mẫu «ten@example.org»; thư của cơ quan thì ghi vào bảng dữ kiện."
    yield from _findings(reading, context, ("thu",), fix)


@rule(
    "CN103", lang="", title="Không có số giấy tờ, ngày sinh, chỗ ở trên bản đồ",
    why="Mấy thứ ấy ghép lại là đủ để giả làm một người.",
    good="sinh năm 1955", bad="ngày tháng năm sinh, số hộ chiếu, số thẻ bảo hiểm y tế",
)  # fmt: skip
def papers(reading: Reading, context: Context) -> Iterator[Finding]:
    """Numbers of other papers, full birth dates and places on the map."""
    fix = "bỏ số ấy; cần nói tuổi thì chỉ ghi năm sinh."
    yield from _findings(reading, context, ("giay-to", "ngay-sinh", "toa-do"), fix)
