"""One good story and the body that GitHub would make of it, for the tests of stories."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from camnang import story
from camnang.story import Form

FORM = story.load(Path(__file__).resolve().parent.parent / "docs")
GOOD = {
    "noi": "Thôn Đông, xã Mẫu, tỉnh X", "ai": "Tổ 4 người", "nam": "", "vung": "Đồng bằng", "kho_khan": "Đường xa, Sóng yếu",
    "kho": "", "viec": "Mở lớp", "ket_qua": "", "muc_chi_phi": "", "chi_phi": "", "chua_duoc": "", "lam_lai": "",
    "dong_y": "Tổ trưởng", "da_xin": "Có",
}  # fmt: skip


def as_issue(form: Form, answers: Mapping[str, str], end: str = "\n") -> str:
    """The body of an issue as GitHub writes it: nothing escaped."""
    parts = []
    for field in form.fields:
        answer = answers[field.id] or "_No response_"
        parts.append(f"### {field.label}\n\n{f'- [X] {field.box}' if field.kind == 'xin' else answer}")
    return "\n\n".join(parts).replace("\n", end)
