"""What a web page says of itself: its title, first heading, and where it sends the reader."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

from camnang.weblinks.fetch import Answer

_REFRESH = re.compile(r"""^\s*(\d+)[\d.]*\s*[;,]\s*(?:url\s*=\s*)?["']?(.*?)["']?\s*$""", re.I)
_SOON = 5  # seconds; a page that stays longer is meant to be read
_LOST = re.compile(
    r"không tìm thấy (?:trang|bài|nội dung|đường dẫn|địa chỉ|tài nguyên|tệp|văn bản)"
    r"|(?:trang|bài viết|nội dung|đường dẫn|liên kết|văn bản)(?: này| bạn \S+(?: \S+){0,4})? không (?:tồn tại|tìm thấy|còn)"
    r"|(?:page|file|document|article|content) (?:was |could |can)?(?: ?not)(?: be)? found|not found$"
    r"|^(?:lỗi|error|http)?\W*404\b|\b404\W+(?:not found|không|page|error|lỗi)|\bpage (?:does not|doesn.t) exist",
    re.I,
)


def is_html(answer: Answer) -> bool:
    """Whether the answer is a web page."""
    kind = answer.headers.get("content-type", "")
    return "html" in kind or (not kind and answer.body.lstrip()[:1] == b"<")


def says_it_is_lost(answer: Answer) -> str:
    """The title or first heading of a page that answers 200 but says there is nothing here; empty for other pages."""
    if not is_html(answer):
        return ""
    tree = LexborHTMLParser(answer.body.decode(_charset(answer), errors="replace"))
    for selector in ("title", "h1"):
        node = tree.css_first(selector)
        words = " ".join(node.text().split()) if node else ""
        if words and _LOST.search(words):
            return words[:80]
    return ""


def refresh_target(answer: Answer) -> str:
    """Where `<meta http-equiv=refresh>` sends the reader within five seconds; empty when nowhere."""
    if not is_html(answer) or b"refresh" not in answer.body.lower():
        return ""
    tree = LexborHTMLParser(answer.body.decode(_charset(answer), errors="replace"))
    for node in tree.css("meta[http-equiv]"):
        match = _REFRESH.match(node.attributes.get("content") or "")
        if (node.attributes.get("http-equiv") or "").lower() == "refresh" and match and int(match[1]) <= _SOON:
            return match[2].encode("utf-8").decode("latin-1")  # as a header would bring it
    return ""


def _charset(answer: Answer) -> str:
    match = re.search(r"charset=[\"']?([\w-]+)", answer.headers.get("content-type", ""), re.I)
    try:
        "".encode(match[1]) if match else None
    except LookupError:
        return "utf-8"
    return match[1] if match else "utf-8"
