"""CN050–CN059: facts, sources, review dates and sample data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from camnang.facts import Fact, unknown_or_certain
from camnang.page import Page
from camnang.page_parts import FactRef
from camnang.rules.guess import closest
from camnang.rules.prose import Reading
from camnang.rules.registry import Context, Finding, corpus_rule, rule
from camnang.schema import TYPES
from camnang.strict_yaml import read_date

WARNING_DAYS = 30
_MONTHS = {184: "6 tháng", 366: "12 tháng"}


@corpus_rule(
    "CN050", of_data=True, title="Bảng dữ kiện ghi đủ và đúng",
    why="Số điện thoại, lệ phí, ngày hiệu lực chỉ ghi một nơi; ghi sai ở đó là sai trên mọi trang.",
    good="tin_cay: chac", bad="tin_cay: chắc",
)  # fmt: skip
def fact_table(_: Sequence[Page], context: Context) -> Iterator[tuple[str, Finding]]:
    """What the reader of the fact table found."""
    for problem in context.facts.problems:
        yield problem.path, Finding(problem.line, problem.message, problem.fix)


@rule(
    "CN051", lang="", title="Khoá dữ kiện có trong bảng",
    why="Khoá gõ sai thì chỗ ấy trên trang để trống.",
    good="[[vneid.tong-dai]]", bad="[[vneid.tongdai]]",
)  # fmt: skip
def known_facts(reading: Reading, context: Context) -> Iterator[Finding]:
    """References to facts that do not exist."""
    for ref in reading.page.fact_refs:
        if unknown_or_certain(ref, context.facts) == "unknown":
            guess = closest(ref.key, context.facts.by_key, 0.8)
            fix = (
                f"đổi thành «[[{_signs(ref)}{guess}]]»."
                if guess
                else "thêm khoá vào docs/_du-lieu/su-that/, kèm nguồn."
            )
            yield Finding(ref.line, f"bảng dữ kiện không có khoá «{ref.key}».", fix)


def _signs(ref: FactRef) -> str:
    return ("^" if ref.cite else "") + ("?" if ref.doubt else "")


@rule(
    "CN052", lang="", title="Điều chưa chắc không viết như điều chắc",
    why="Bà con làm theo trang này; điều chưa kiểm được phải nói là chưa kiểm được.",
    good="[[?vneid.phi-moi]]", bad="[[vneid.phi-moi]] (tin_cay: chua-ro)",
)  # fmt: skip
def doubt_shown(reading: Reading, context: Context) -> Iterator[Finding]:
    """Doubtful facts put in the text as certain."""
    for ref in reading.page.fact_refs:
        if unknown_or_certain(ref, context.facts) == "certain":
            marked = f"[[{'^' if ref.cite else ''}?{ref.key}]]"
            written = f"[[{_signs(ref)}{ref.key}]]"
            yield Finding(
                ref.line,
                f"«{written}» là điều chưa chắc, đang viết như điều chắc.",
                f"đổi thành «{marked}»: trang tự thêm lời nhắc.",
            )


@rule(
    "CN053", lang="", title="Không dùng dữ kiện đã hết hạn",
    why="Giá, số máy, quy định hết hạn làm bà con mất công, mất tiền.",
    good="het_han: còn ở phía trước", bad="het_han: 2025-12-31 mà hôm nay đã sang 2026",
)  # fmt: skip
def expired_facts(reading: Reading, context: Context) -> Iterator[Finding]:
    """Facts past their last day."""
    for ref, fact, expires in _expiring(reading, context):
        if expires < context.today:
            message = f"dữ kiện «{ref.key}» hết hạn ngày {_day(expires)}."
            yield Finding(ref.line, message, f"kiểm lại nguồn, sửa «{fact.path}» dòng {fact.line}.")


@rule(
    "CN054", lang="", severity="nhac", title="Sự thật sắp hết hạn",
    why="Còn 30 ngày để kiểm lại trước khi trang nói sai.",
    good="het_han còn hơn 30 ngày", bad="het_han còn 10 ngày",
)  # fmt: skip
def expiring_facts(reading: Reading, context: Context) -> Iterator[Finding]:
    """Facts that end within 30 days."""
    for ref, fact, expires in _expiring(reading, context):
        if context.today <= expires <= context.today + timedelta(days=WARNING_DAYS):
            message = f"dữ kiện «{ref.key}» hết hạn ngày {_day(expires)}, còn {(expires - context.today).days} ngày."
            yield Finding(ref.line, message, f"kiểm lại nguồn, sửa «{fact.path}» dòng {fact.line}.")


def _expiring(reading: Reading, context: Context) -> Iterator[tuple[FactRef, Fact, date]]:
    seen = set()
    for ref in reading.page.fact_refs:
        fact = context.facts.get(ref.key)
        if fact and fact.expires and ref.key not in seen:
            seen.add(ref.key)
            yield ref, fact, fact.expires


def _day(day: date) -> str:
    return day.strftime("%d/%m/%Y")


@rule(
    "CN055", lang="", title="Trang có điều khẳng định thì có nguồn",
    why="Người đọc phải tự kiểm lại được lời của trang.",
    good="… bằng [[vneid.le-phi]].", bad="… bằng 50.000 đồng. (không có nguồn nào)",
)  # fmt: skip
def has_source(reading: Reading, _: Context) -> Iterator[Finding]:
    """Pages of a claiming type with neither fact nor source."""
    page, page_type = reading.page, TYPES.get(reading.page.kind)
    if page_type and page_type.sourced and not page.fact_refs and not page.meta.get("nguon"):
        fix = "thêm «[[^khoá]]» sau câu khẳng định, hoặc «nguon: [mã]» ở đầu bài."
        yield Finding(page.line_of("loai"), f"trang loại «{page_type.name}» chưa có nguồn nào.", fix)


@rule(
    "CN056", lang="", title="Mã nguồn có trong nguon.yml",
    why="Cuối trang in tên và địa chỉ của nguồn.",
    good="nguon: [A-S21]", bad="nguon: [AS21]",
)  # fmt: skip
def known_sources(reading: Reading, context: Context) -> Iterator[Finding]:
    """Source ids that the table does not have."""
    given = reading.page.meta.get("nguon")
    for one in given if isinstance(given, list) else []:
        if str(one) not in context.facts.sources:
            guess = closest(str(one), context.facts.sources, 0.8)
            fix = f"đổi thành «{guess}»." if guess else "thêm nguồn vào docs/_du-lieu/nguon.yml."
            yield Finding(reading.page.line_of("nguon"), f"nguon.yml không có mã «{one}».", fix)


@rule(
    "CN058", lang="", title="Trang chưa quá ngày xem lại",
    why="Quá ngày thì các bước có thể đã đổi trên máy thật.",
    good="xem_lai: còn ở phía trước", bad="xem_lai: đã qua",
)  # fmt: skip
def review_due(reading: Reading, context: Context) -> Iterator[Finding]:
    """Pages past their review date."""
    review = read_date(reading.page.meta.get("xem_lai"))
    if review and review < context.today:
        message = f"trang phải xem lại trước ngày {_day(review)}, hôm nay là {_day(context.today)}."
        fix = "kiểm lại từng điều với nguồn, rồi sửa «ngay_kiem» và «xem_lai»."
        yield Finding(reading.page.line_of("xem_lai"), message, fix)


@rule(
    "CN059", lang="", title="Ngày xem lại đặt vừa phải",
    why="Hạn quá xa thì không ai xem lại; trang về lừa đảo, thẻ yên tâm xem lại sau 6 tháng.",
    good="ngay_kiem: 2026-11-23, xem_lai: 2027-05-23", bad="ngay_kiem: 2026-11-23, xem_lai: 2029-11-23",
)  # fmt: skip
def review_span(reading: Reading, _: Context) -> Iterator[Finding]:
    """A review date before the check, or too long after it."""
    page, page_type = reading.page, TYPES.get(reading.page.kind)
    checked, review = read_date(page.meta.get("ngay_kiem")), read_date(page.meta.get("xem_lai"))
    if page_type is None or checked is None or review is None:
        return
    days = (review - checked).days
    if not 0 < days <= page_type.max_review_days:
        span = _MONTHS.get(page_type.max_review_days, f"{page_type.max_review_days} ngày")
        last = (checked + timedelta(days=min(page_type.max_review_days, 181))).isoformat()
        message = f"ngày xem lại {_day(review)} cách ngày kiểm {days} ngày, cần từ 1 ngày đến {span}."
        yield Finding(page.line_of("xem_lai"), message, f"ghi «xem_lai: {last}».")
