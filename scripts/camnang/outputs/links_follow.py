"""Follows one address the way a browser and a plain web server would, and says what is wrong with it."""

from __future__ import annotations

import difflib
import posixpath
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from camnang.outputs.links_found import Found
from camnang.outputs.links_tree import Tree

_SCHEME = re.compile(r"^([a-zA-Z][a-zA-Z0-9+.-]*):")
_OUTSIDE = frozenset({"http", "https", "mailto", "tel", "sms"})
_INVISIBLE = re.compile("[\u0000-\u001f\u007f\u00ad\u200b-\u200f\u2060\ufeff]")
_LOCAL_HOST = re.compile(r"^(localhost|127\.[\d.]+|0\.0\.0\.0|\[::1\])$")


@dataclass(frozen=True)
class Fault:
    """Why one address is wrong, and the file or place (below the site) that may have been meant."""

    code: str
    why: str
    guess: str = ""


class Follower:
    """Follows addresses from page to page; the same address from the same folder is followed once."""

    def __init__(self, tree: Tree, found: Mapping[str, Found], address: str) -> None:
        self._tree, self._found, self._address = tree, found, address
        self._known: dict[tuple[str, str], Fault | None] = {}

    def is_outside(self, target: str) -> bool:
        """An address of another site (or of the post, the telephone)?"""
        scheme = _SCHEME.match(target.strip())
        inside = self._address and target.strip().startswith(self._address)
        return bool(target.strip().startswith("//") or (scheme and scheme[1].lower() in _OUTSIDE and not inside))

    def fault(self, page: str, base: str, target: str) -> Fault | None:
        """What is wrong with `target` as written in `page`."""
        folder = posixpath.dirname(page)
        own_place = not target.strip() or target.strip()[0] in "#?"
        key = (page if own_place or base else folder, target)
        if key not in self._known:
            self._known[key] = self._follow(page, base, target.strip())
        return self._known[key]

    def _follow(self, page: str, base: str, target: str) -> Fault | None:
        if target.lower().startswith("data:"):
            return None
        wrong = _written_wrong(target)
        if wrong or self.is_outside(target):
            return wrong
        bare, _, fragment = target.partition("#")
        try:
            path = unquote(bare.partition("?")[0], errors="strict")
        except UnicodeDecodeError:
            return Fault("LK07", "phần trăm-mã (%..) không đọc được thành chữ")
        full = self._resolve(page, base, path)
        if full is None:
            return Fault("LK05", "đi ra ngoài trang", self._tree.guess(path.lstrip("./")))
        file = page if not path and not base else self._tree.find(full)
        if file is None or (file == full and path.endswith("/")):
            return self._no_file(full)
        return self._no_place(file, fragment)

    def _resolve(self, page: str, base: str, path: str) -> str | None:
        """Path below the site, without a trailing slash; None when it leads out of the site."""
        root = urlsplit(self._address).path or "/"
        start = posixpath.join(root, posixpath.dirname(page), unquote(urlsplit(base).path))
        own = unquote(self._address)
        if own and path.startswith(own):
            path = root + path[len(own) :]
        joined = posixpath.join(start, path)
        if _climbs(joined):
            return None
        whole = posixpath.normpath(joined)
        if whole.rstrip("/") == root.rstrip("/"):
            return ""
        return whole[len(root) :] if whole.startswith(root) else None

    def _no_file(self, path: str) -> Fault:
        tree = self._tree
        if path in tree.files:
            return Fault("LK01", "tên tệp mà có dấu / ở cuối như thư mục", path)
        if path in tree.folders:
            return Fault("LK06", "thư mục này không có index.html", tree.guess(f"{path}/index.html"))
        if near := tree.same_but_case(path):
            return Fault("LK03", "khác chữ hoa, chữ thường với tên tệp", near)
        if near := tree.same_but_marks(path):
            return Fault("LK04", "khác cách ghi dấu (NFC, NFD) với tên tệp", near)
        return Fault("LK01", "không có tệp này", tree.guess(path))

    def _no_place(self, file: str, fragment: str) -> Fault | None:
        if not fragment or file not in self._found or not file.endswith((".html", ".svg")):
            return None
        name = fragment.split(":~:")[0]
        names = self._found[file].names
        if not name or {name, unquote(name)} & names or (name.lower() == "top" and file.endswith(".html")):
            return None
        return _no_name(file, unquote(name), sorted(names))


def _no_name(file: str, name: str, names: list[str]) -> Fault:
    folded = {one.casefold(): one for one in names}
    composed = {unicodedata.normalize("NFC", one): one for one in names}
    if near := folded.get(name.casefold()):
        return Fault("LK03", f"khác chữ hoa, chữ thường với mục «#{near}»", f"{file}#{near}")
    if near := composed.get(unicodedata.normalize("NFC", name)):
        return Fault("LK04", f"khác cách ghi dấu (NFC, NFD) với mục «#{near}»", f"{file}#{near}")
    close = difflib.get_close_matches(name, names, 1, 0.6)
    return Fault("LK02", f"không có mục «#{name}»", f"{file}#{close[0]}" if close else "")


def _written_wrong(target: str) -> Fault | None:
    """Addresses that are wrong whatever the site holds."""
    scheme = _SCHEME.match(target)
    kind = scheme[1].lower() if scheme else ""
    if not target:
        return Fault("LK07", "địa chỉ bỏ trống")
    if _INVISIBLE.search(target):
        return Fault("LK07", "có ký tự không nhìn thấy trong địa chỉ", _INVISIBLE.sub("", target))
    if "\\" in target:
        return Fault("LK07", "dùng dấu \\ thay cho /", target.replace("\\", "/"))
    if scheme and kind not in _OUTSIDE:
        return Fault("LK07", f"kiểu địa chỉ «{kind}:» không dùng được trên trang")
    if kind in ("http", "https") or target.startswith("//"):
        return _wrong_host(target)
    if kind == "mailto" and not re.match(r"mailto:[^@\s]+@[^@\s]+\.[^@\s]+$", target.partition("?")[0]):
        return Fault("LK07", "không phải địa chỉ thư")
    if kind in ("tel", "sms") and not re.search(r"^\w+:\+?[\d().-]{3,}$", target.partition("?")[0]):
        return Fault("LK07", "không phải số điện thoại")
    return None


def _wrong_host(target: str) -> Fault | None:
    try:
        host = urlsplit(target).hostname or ""
    except ValueError:
        host = ""
    if not host or " " in target:
        return Fault("LK07", "địa chỉ ghi sai", target.replace(" ", "%20") if host else "")
    return Fault("LK07", "chỉ mở được trên máy của người viết") if _LOCAL_HOST.match(host) else None


def _climbs(path: str) -> bool:
    """Does the path go above its root on the way, as no server allows?"""
    depth = 0
    for part in path.split("/"):
        depth += -1 if part == ".." else part not in ("", ".")
        if depth < 0:
            return True
    return False
