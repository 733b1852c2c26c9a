"""CN030–CN039: the h2 parts of a page, their order, their length and what must stand in them."""

from __future__ import annotations

from collections.abc import Iterator

from camnang.page_parts import Section
from camnang.page_shape import STEPS, PageType, Part
from camnang.rules.blocks import shortened
from camnang.rules.guess import closest
from camnang.rules.prose import Reading
from camnang.rules.registry import Context, Finding, rule
from camnang.schema import FULL_CASE_PARTS, TYPES

# (least, most) items of a part; 4 signs and 10 boxes are what a reader keeps in mind on one card
_ITEMS = {
    ("lua-dao", "Dấu hiệu"): (1, 4),
    ("kiem-viec", "Danh mục"): (1, 10),
    ("lo-trinh", "Các chặng"): (3, 6),
}
_DONT_PARTS = {"lua-dao": "Không làm", "lo-roi": "Không làm", "hoi-dap": "Không nên", "yen-tam": "Họ không bao giờ xin"}
_BOUNDARY_PARTS = {"huong-dan": ("An toàn trước khi làm", "Gặp ai"), "vai-tro": ("Giới hạn",), "giao-an": ()}


def _type(reading: Reading) -> PageType | None:
    page_type = TYPES.get(reading.page.kind)
    return None if page_type is None or page_type.free_parts else page_type


def _required(reading: Reading, page_type: PageType) -> Iterator[Part]:
    full = reading.page.meta.get("day_du") is True
    for part in page_type.parts:
        if part is not STEPS and (part.required or (full and part.title in FULL_CASE_PARTS)):
            yield part


def _titled(reading: Reading) -> list[Section]:
    """Parts that are no steps, in the order of the file."""
    return [section for section in reading.page.sections if section.level == 2 and section.step is None]


@rule(
    "CN030", title="Đủ các phần của loại trang",
    why="Người đọc quen chỗ: phần nào cũng nằm đúng một nơi trên mọi trang cùng loại.",
    good="## Chuẩn bị", bad="(trang hướng dẫn không có phần «## Chuẩn bị»)",
)  # fmt: skip
def missing_parts(reading: Reading, _: Context) -> Iterator[Finding]:
    """Required parts that are not there; a misspelled one is left to CN032."""
    page_type = _type(reading)
    if page_type is None:
        return
    titles = [section.title for section in _titled(reading)]
    strange = [title for title in titles if title not in {part.title for part in page_type.parts}]
    for part in _required(reading, page_type):
        if part.title not in titles and not any(closest(title, [part.title], 0.75) for title in strange):
            before = _before(part, page_type, titles)
            fix = f"thêm dòng «## {part.title}»{f' sau phần «{before}»' if before else ''}, rồi viết phần đó."
            yield Finding(reading.page.body_line, f"trang thiếu phần «{part.title}».", fix)


def _before(part: Part, page_type: PageType, titles: list[str]) -> str:
    """The nearest earlier part that the page has."""
    earlier = [one.title for one in page_type.parts[: page_type.parts.index(part)] if one.title in titles]
    return earlier[-1] if earlier else ""


@rule(
    "CN031", title="Các phần theo đúng thứ tự",
    why="Người giúp lật trang tìm phần theo thứ tự quen; tờ in cũng xếp theo đó.",
    good="## Chuẩn bị … ## An toàn trước khi làm", bad="## An toàn trước khi làm … ## Chuẩn bị",
)  # fmt: skip
def part_order(reading: Reading, _: Context) -> Iterator[Finding]:
    """The first part that stands too late or too early."""
    page_type = _type(reading)
    if page_type is None:
        return
    wanted = [part.title for part in page_type.parts]
    highest, highest_title = -1, ""
    for section in reading.page.sections[1:]:
        title = STEPS.title if section.step is not None else section.title
        if title not in wanted:
            continue
        if wanted.index(title) < highest:
            message = f"phần «{section.title}» đang đứng sau «{highest_title}»."
            yield Finding(section.line, message, f"chuyển phần «{section.title}» lên trước «{highest_title}».")
        else:
            highest, highest_title = wanted.index(title), section.title


@rule(
    "CN032", title="Tên phần viết đúng như mẫu",
    why="Tên phần là khoá để dựng trang và tờ in.",
    good="## Xong rồi thì sao", bad="## Xong thì sao",
)  # fmt: skip
def unknown_parts(reading: Reading, _: Context) -> Iterator[Finding]:
    """Parts that the page type does not know, with the likely one."""
    page_type = _type(reading)
    if page_type is None:
        return
    wanted = [part.title for part in page_type.parts if part is not STEPS]
    missing = [title for title in wanted if reading.page.section(title) is None]
    for section in _titled(reading):
        if section.title not in wanted:
            yield Finding(
                section.line, f"loại trang này không có phần «{section.title}».", _rename(section, missing, page_type)
            )


def _rename(section: Section, missing: list[str], page_type: PageType) -> str:
    if page_type.has_steps and section.title.lower().startswith(("bước", "buoc")):
        return "viết «## Bước 1: Bấm …», có dấu hai chấm sau số."
    guess = closest(section.title, missing)
    return (
        f"đổi thành «## {guess}»."
        if guess
        else "đổi «##» thành «###» để đưa vào phần đứng trước, hoặc bỏ tên phần này."
    )


@rule(
    "CN033", title="Mỗi phần chỉ có một lần",
    why="Phần lặp lại làm người đọc bỏ sót một nửa.",
    good="## Gặp ai", bad="## Gặp ai … ## Gặp ai",
)  # fmt: skip
def doubled_parts(reading: Reading, _: Context) -> Iterator[Finding]:
    """Parts that come twice."""
    seen: dict[str, int] = {}
    for section in _titled(reading) if _type(reading) else ():
        if section.title in seen:
            message = f"phần «{section.title}» đã có ở dòng {seen[section.title]}."
            yield Finding(section.line, message, "gộp hai phần làm một, giữ một dòng tên phần.")
        seen.setdefault(section.title, section.line)


@rule(
    "CN034", title="Phần nào cũng có chữ",
    why="Phần trống in ra thành một khung trống.",
    good="## Gặp ai\n\nCông an xã.", bad="## Gặp ai\n\n(trống)",
)  # fmt: skip
def empty_parts(reading: Reading, _: Context) -> Iterator[Finding]:
    """Parts with neither words nor a drawing."""
    fences = [fence.line for fence in reading.page.fences]
    images = [image.line for image in reading.page.images]
    for section in reading.page.sections[1:]:
        last = section.lines[-1][0] if section.lines else section.line
        shown = any(section.line < line <= last + 1 for line in (*fences, *images))
        if not shown and not any(block.words for block in reading.of(section)):
            yield Finding(
                section.line, f"phần «{section.title}» chưa có chữ nào.", "viết phần này, hoặc ghi «Chưa kiểm được.»."
            )


@rule(
    "CN035", title="Trang không dài quá khổ giấy",
    why="Thẻ in trên hai mặt giấy A6; dài hơn thì chữ phải nhỏ lại, khó đọc.",
    good="thẻ yên tâm 280 tiếng", bad="thẻ yên tâm 420 tiếng",
)  # fmt: skip
def page_length(reading: Reading, _: Context) -> Iterator[Finding]:
    """Pages with more tiếng than their type allows."""
    page_type = TYPES.get(reading.page.kind)
    if page_type and page_type.max_words and reading.words > page_type.max_words:
        message = f"trang dài {reading.words} tiếng, loại «{page_type.name}» nhiều nhất {page_type.max_words}."
        fix = f"bớt {reading.words - page_type.max_words} tiếng, hoặc tách thành hai trang."
        yield Finding(reading.page.body_line, message, fix)


@rule(
    "CN036", title="Phần có hạn số tiếng giữ đúng hạn",
    why="Bản loa 30 giây đọc được 80–100 tiếng; câu trả lời trên thẻ nhiều nhất 60 tiếng.",
    good="Bản 30 giây: 92 tiếng", bad="Bản 30 giây: 140 tiếng",
)  # fmt: skip
def part_length(reading: Reading, _: Context) -> Iterator[Finding]:
    """Parts that are longer or shorter than the table says."""
    page_type = TYPES.get(reading.page.kind)
    for part in page_type.parts if page_type else ():
        section = reading.page.section(part.title) if part.max_words else None
        if section is None:
            continue
        words = sum(block.words for block in reading.of(section))
        if words and not part.min_words <= words <= part.max_words:
            least = f"{part.min_words}–{part.max_words}" if part.min_words else f"nhiều nhất {part.max_words}"
            more = f"bớt {words - part.max_words}" if words > part.max_words else f"thêm {part.min_words - words}"
            yield Finding(section.line, f"phần «{part.title}» dài {words} tiếng, cần {least} tiếng.", f"{more} tiếng.")


@rule(
    "CN037", title="Danh sách ngắn",
    why="Quá nhiều dấu hiệu hay ô kiểm thì không ai nhớ, không ai làm hết.",
    good="4 dấu hiệu", bad="7 dấu hiệu",
)  # fmt: skip
def list_length(reading: Reading, _: Context) -> Iterator[Finding]:
    """Lists with too few or too many items."""
    for (kind, title), (least, most) in _ITEMS.items():
        section = reading.page.section(title) if reading.page.kind == kind else None
        if section is None:
            continue
        count = _count(reading, section)
        if not least <= count <= most:
            sign = "«- [ ] »" if kind == "kiem-viec" else "«- » hoặc «1. »"
            fix = "bớt dòng, giữ điều quan trọng nhất." if count > most else f"mỗi ý một dòng bắt đầu bằng {sign}."
            yield Finding(section.line, f"phần «{title}» có {count} dòng, cần từ {least} đến {most}.", fix)


def _count(reading: Reading, section: Section) -> int:
    blocks = reading.of(section)
    if reading.page.kind == "kiem-viec":
        return sum(block.task for block in blocks)
    stages = sum(block.kind == "dau" and not block.box for block in blocks)
    return stages or sum(block.kind == "muc" and block.top for block in blocks)


@rule(
    "CN038", title="Dòng nào dặn đừng làm cũng có chữ «Không»",
    why="Người đọc lướt chỉ thấy một dòng; thiếu «Không» thì dòng ấy thành lời xúi.",
    good="- Không đọc mã OTP cho ai.", bad="- Đọc mã OTP cho người gọi.",
)  # fmt: skip
def dont_lines(reading: Reading, _: Context) -> Iterator[Finding]:
    """Lines of a don't part without «Không»."""
    title = _DONT_PARTS.get(reading.page.kind)
    section = reading.page.section(title) if title else None
    if section is None:
        return
    blocks = [block for block in reading.of(section) if block.kind in ("muc", "o", "doan")]
    for block in [one for one in blocks if one.kind == "muc" and one.top] or blocks:
        if "không" not in block.text.lower():
            start = shortened(block.text, 6)
            fix = f"bắt đầu dòng bằng «Không»: «Không {start[:1].lower()}{start[1:]}»."
            yield Finding(block.line, f"dòng «{start}» chưa có chữ «Không».", fix)


@rule(
    "CN039", title="Trang có lời dặn giới hạn của người giúp",
    why="Người giúp không bao giờ hỏi, gõ hay giữ mật khẩu, mã OTP của bà con; trang nào dùng khi giúp cũng phải nhắc.",
    good="Người giúp không hỏi, không gõ mật khẩu và mã OTP của bà con.", bad="(trang hướng dẫn không nhắc điều này)",
)  # fmt: skip
def boundaries(reading: Reading, _: Context) -> Iterator[Finding]:
    """Guide, role and lesson pages that do not say what helpers never do."""
    parts = _BOUNDARY_PARTS.get(reading.page.kind)
    if parts is None:
        return
    for section in reading.page.sections:
        text = (
            " ".join(block.text for block in reading.of(section)).lower() if not parts or section.title in parts else ""
        )
        if "mật khẩu" in text and "không" in text and ("otp" in text or "mã" in text.replace("mật khẩu", "")):
            return
    where = " hoặc ".join(f"«{part}»" for part in parts) or "«Ghi chú người dạy»"
    fix = "thêm: «Người giúp không hỏi, không gõ, không giữ mật khẩu và mã OTP; không chụp, không giữ giấy tờ.»"
    line = next((section.line for section in reading.page.sections if section.title in parts), reading.page.body_line)
    yield Finding(line, f"phần {where} chưa dặn điều người giúp không làm.", fix)
