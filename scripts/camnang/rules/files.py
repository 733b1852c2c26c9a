"""CN070–CN079, CN081: file names, pictures, links, raw HTML and template signs."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from camnang import forms, listing, names
from camnang.page import SNIPPETS
from camnang.page_parts import Link
from camnang.rules.guess import closest
from camnang.rules.prose import Reading, line_at
from camnang.rules.registry import Context, Finding, rule

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_MAX_NAME = 80
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_ALLOWED_SCHEMES = ("https", "http", "mailto", "tel", "sms")
_TAG = re.compile(r"</?([a-zA-Z][\w:-]*)(?=[\s/>])[^<>]*>?|<!(?!--)|<\?")
_BREAK = re.compile(r"<br\s*/?>", re.I)
_TEMPLATE = re.compile(r"\{\{|\{%|\{#(?=\s)|-{1,2}8<-{1,2}")
_ATTRIBUTE = re.compile(
    r"\{:?\s*(?:[^{}\n]*?\b(?P<command>on\w+|href|src|srcset|style|formaction)\s*=|[#.][\w-])[^{}\n]*\}", re.I
)


@rule(
    "CN070", lang="", title="Tên tệp chỉ có chữ thường không dấu, số, gạch nối",
    why="Tên tệp thành địa chỉ trang; dấu và chữ hoa hỏng khi gửi qua Zalo, qua USB.",
    good="kich-hoat-muc-2.md", bad="Kích hoạt mức 2.md",
)  # fmt: skip
def file_name(reading: Reading, _: Context) -> Iterator[Finding]:
    """File and folder names that do not survive as an address."""
    page = reading.page
    for piece in page.path.removesuffix(".md").split("/"):
        if piece == SNIPPETS:  # becomes no address
            continue
        if not _NAME.fullmatch(piece) or len(piece) > _MAX_NAME:
            slug = names.slugify(piece)[:_MAX_NAME].strip("-")
            yield Finding(1, f"tên «{piece}» không làm địa chỉ trang được.", f"đổi thành «{slug or 'ten-trang'}».")


@rule(
    "CN071", lang="", title="Hình có tệp thật",
    why="Thiếu tệp thì trang hiện khung trống.",
    good="![Nhà văn hoá](nha-van-hoa.webp)", bad="![Nhà văn hoá](khong-co.webp)",
)  # fmt: skip
def picture_files(reading: Reading, context: Context) -> Iterator[Finding]:
    """Pictures whose file is missing or on another host."""
    for image in reading.page.images:
        if _SCHEME.match(image.target) or image.target.startswith("//"):
            yield Finding(
                image.line, f"hình «{image.target}» nằm ở trang khác.", "chép hình vào docs/, trỏ tới tệp ấy."
            )
            continue
        path = _resolve(reading.page.path, image.target)
        if not (context.corpus.docs / path).is_file():
            folder = context.corpus.docs / posixpath.dirname(path)
            there = [file.name for file in folder.iterdir()] if folder.is_dir() else []
            guess = closest(posixpath.basename(path), there)
            fix = f"đổi thành «{guess}»." if guess else "chép tệp hình vào đúng thư mục, hoặc bỏ dòng này."
            yield Finding(image.line, f"không có tệp hình «{image.target}».", fix)


@rule(
    "CN072", lang="", title="Đường dẫn tới trang khác có thật",
    why="Bấm vào mà không tới đâu thì bà con tưởng mình làm hỏng.",
    good="[kết nối Wi-Fi](../dien-thoai/ket-noi-wifi.md)", bad="[kết nối Wi-Fi](../dien-thoai/wifi.html)",
)  # fmt: skip
def link_targets(reading: Reading, context: Context) -> Iterator[Finding]:
    """Internal links to pages that are not there, with the likely one."""
    for link in reading.page.links:
        target = link.target.partition("#")[0]
        if not target or _SCHEME.match(target) or link.target.startswith("#"):
            continue
        path = _resolve(reading.page.path, target)
        if context.has_page(path) or (not path.endswith(".md") and (context.corpus.docs / path).is_file()):
            continue
        yield Finding(
            link.line, f"không có trang «{link.target}».", _right_link(reading.page.path, path, link, context)
        )


def _right_link(source: str, path: str, link: Link, context: Context) -> str:
    wanted = re.sub(r"(?:/|\.html)?$", ".md", path) if not path.endswith(".md") else path
    guess = wanted if context.has_page(wanted) else _likely(wanted, context)
    if guess is None:
        return "xem lại tên tệp, hoặc bỏ đường dẫn."
    return f"đổi thành «[{link.text}]({posixpath.relpath(guess, posixpath.dirname(source))})»."


def _likely(wanted: str, context: Context) -> str | None:
    """A page of the same language with the same file name, or a similar path."""
    pages = [path for path in context.whole.by_path if path.split("/", 1)[0] == wanted.split("/", 1)[0]]
    name = posixpath.basename(wanted)
    same = [path for path in pages if posixpath.basename(path) == name != "index.md"]
    return same[0] if len(same) == 1 else closest(wanted, pages, 0.88)


def _resolve(source: str, target: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(source), unquote(target.partition("?")[0])))


@rule(
    "CN073", lang="", title="Trang không có thẻ HTML",
    why="Thẻ HTML có thể mang mã lệnh và hỏng khi in; Markdown đủ dùng.",
    good="**chữ đậm**", bad="<b>chữ đậm</b>",
)  # fmt: skip
def raw_html(reading: Reading, _: Context) -> Iterator[Finding]:
    """HTML tags, except a line break; a closing tag is not told again."""
    told: set[tuple[int, str]] = set()
    for match in _TAG.finditer(reading.bare):
        place = line_at(match.string, match.start()), (match[1] or "").lower()
        if _BREAK.fullmatch(match[0]) or place[1].startswith(("http", "mailto")) or place in told:
            continue
        told.add(place)
        shown = " ".join(match[0].split())[:30]
        yield Finding(place[0], f"có thẻ HTML «{shown}».", "bỏ thẻ, viết bằng Markdown; dấu < thì viết «nhỏ hơn».")


@rule(
    "CN074", lang="", title="Trang không có dấu của mẫu lệnh",
    why="{{ }}, {% %} và --8<-- có thể chạy lệnh hoặc chép tệp lạ vào trang.",
    good="[[vneid.tong-dai]]", bad="{{ tong_dai }}",
)  # fmt: skip
def template_signs(reading: Reading, _: Context) -> Iterator[Finding]:
    """Signs of template engines and snippets, in the body and the front matter."""
    text = reading.page.text
    for match in _TEMPLATE.finditer(text):
        fix = "bỏ dấu đó; giá trị dùng chung thì ghi «[[khoá]]» của bảng dữ kiện."
        yield Finding(line_at(text, match.start()), f"có dấu «{match[0]}».", fix)


@rule(
    "CN075", lang="", title="Đường dẫn và ngoặc { } không mang lệnh",
    why="«javascript:» hay { onclick=… } chạy lệnh trên máy người đọc.",
    good="[Cổng Dịch vụ công](https://dichvucong.gov.vn)", bad="[bấm đây](javascript:alert(1))",
)  # fmt: skip
def no_commands(reading: Reading, _: Context) -> Iterator[Finding]:
    """Links with a strange scheme; attribute lists that set handlers, addresses or styles."""
    for link in reading.page.links:
        scheme = _SCHEME.match(link.target)
        if scheme and scheme[1].lower() not in _ALLOWED_SCHEMES:
            yield Finding(
                link.line, f"đường dẫn kiểu «{scheme[0]}» không dùng được.", "dùng địa chỉ https:// hoặc tên tệp .md."
            )
    for match in _ATTRIBUTE.finditer(reading.bare):
        said = (
            f"ngoặc nhọn có mục «{match['command']}»."
            if match["command"]
            else f"ngoặc nhọn «{match[0]}» hiện nguyên ra trang."
        )
        yield Finding(line_at(match.string, match.start()), said, "bỏ cả ngoặc { … } này; mỗi đề mục tự có tên neo.")


@rule(
    "CN076", lang="", title="Trang liên quan có thật",
    why="Cuối trang in tên các trang liên quan; trang không có thì dòng ấy mất.",
    good="lien_quan: [huong-dan/vneid/kich-hoat-muc-2.md]", bad="lien_quan: [kich-hoat.md]",
)  # fmt: skip
def related_pages(reading: Reading, context: Context) -> Iterator[Finding]:
    """`lien_quan` and `dich_tu` that name no page."""
    page = reading.page
    related = page.meta.get("lien_quan")
    named = [("lien_quan", f"{page.lang}/{one}", str(one)) for one in (related if isinstance(related, list) else [])]
    if isinstance(source := page.meta.get("dich_tu"), str):
        named.append(("dich_tu", f"vi/{source.removeprefix('vi/')}", source))
    for key, path, written in named:
        if not context.has_page(path):
            guess = _likely(path, context)
            fix = (
                f"đổi thành «{guess.split('/', 1)[1]}»."
                if guess
                else "ghi đường từ docs/vi, ví dụ «huong-dan/vneid/cai-vneid.md»."
            )
            yield Finding(page.line_of(key), f"mục «{key}» trỏ tới «{written}», không có trang này.", fix)


@rule(
    "CN077", lang="", title="Hình có lời tả",
    why="Người nghe máy đọc, người mất mạng và tờ in đều cần lời thay cho hình.",
    good="![Buổi học ở nhà văn hoá](buoi-hoc.webp)", bad="![](buoi-hoc.webp)",
)  # fmt: skip
def picture_words(reading: Reading, _: Context) -> Iterator[Finding]:
    """Pictures without alternative text."""
    for image in reading.page.images:
        if not any(letter.isalpha() for letter in image.text):
            yield Finding(
                image.line, f"hình «{image.target}» chưa có lời tả.", f"viết «![trong hình có gì]({image.target})»."
            )


@rule(
    "CN078", lang="", title="Khối phieu dựng được",
    why="Khối ghi sai thì trang không có phiếu.",
    good="- dong: Tên tổ", bad="- dòng: Tên tổ",
)  # fmt: skip
def form_fences(reading: Reading, _: Context) -> Iterator[Finding]:
    """Forms that cannot be drawn."""
    for fence in reading.page.fences:
        if fence.kind == "phieu":
            try:
                forms.render(fence.text)
            except forms.FormError as error:
                yield Finding(fence.line + error.line - 1, error.message, error.fix)


@rule(
    "CN079", lang="", title="Khối danh-sach có trang để liệt kê",
    why="Danh sách trống làm người đọc tưởng trang hỏng.",
    good="thu_muc: huong-dan/vneid", bad="thu_muc: huong-dan/vnied",
)  # fmt: skip
def listing_fences(reading: Reading, context: Context) -> Iterator[Finding]:
    """Lists that name nothing."""
    for fence in reading.page.fences:
        if fence.kind == "danh-sach":
            try:
                listing.chosen(fence.text, reading.page, context.whole)
            except listing.ListingError as error:
                yield Finding(fence.line + error.line - 1, error.message, error.fix)


@rule(
    "CN081", lang="", title="Đoạn dùng chung có thật",
    why="Tên gõ sai thì người đọc thấy nguyên dấu ngoặc trên trang.",
    good="[[buoc:ve-man-hinh-chinh]]", bad="[[buoc:ve-man-hinh]]",
)  # fmt: skip
def known_snippets(reading: Reading, context: Context) -> Iterator[Finding]:
    """Lines «[[buoc:…]]» that name no file of docs/_buoc."""
    for link in reading.page.snippets:
        if link.target not in context.corpus.by_snippet:
            guess = closest(link.target, context.corpus.by_snippet)
            fix = f"đổi thành «[[buoc:{guess}]]»." if guess else "xem tên tệp trong docs/_buoc/."
            yield Finding(link.line, f"không có đoạn dùng chung «{link.target}».", fix)
