"""«Thử trên máy thật»: from each guide, a form with its steps, so that teams can compare it with a real phone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from camnang import names
from camnang.corpus import Corpus
from camnang.page import Page, parse
from camnang.page_shape import TRIAL_FIELDS
from camnang.strict_yaml import read_date

FOLDER = "thu-may"
LETTER = "X"

_TEXT = """---
loai: bieu-mau
ma: {code}
title: "{title}"
description: "{status}"
nhom: "{group}"
ngay_kiem: {checked}
xem_lai: {review}
lien_quan: ["{guide}"]
---

## Dùng khi nào

Khi tổ có máy thật và muốn biết bài này còn đúng không. Mở [bài hướng dẫn]({link}), làm từng bước, tích 1 ô ở mỗi bước.

Thử trên máy của chính mình, bằng tài khoản của mình. Không thử trên máy của bà con.

## Ai điền

Thành viên tổ đã làm quen bài này.

## Mẫu

```phieu
- dong: [Tên máy, Bản Android hoặc iOS]
- dong: [Bản ứng dụng, Ngày thử]
- dong: [Tổ, Người thử]
{steps}```

## Nộp đâu, giữ bao lâu

Gửi ảnh phiếu cho người giữ cẩm nang ở xã, hoặc theo trang Góp bài. Gửi xong thì bỏ phiếu.

## Dữ liệu cá nhân

Không ghi số căn cước, số điện thoại, mật khẩu, mã OTP (mã số dùng một lần) lên phiếu. Không gửi ảnh chụp màn hình có tên người.
"""


def trial_pages(corpus: Corpus) -> tuple[Page, ...]:
    """One form for each guide of the default language, in the order of the guides."""
    guides = corpus.of_kind("huong-dan", names.DEFAULT_LANG)
    return tuple(trial_page(guide, _group(guide, corpus)) for guide in guides if guide.steps)


def trial_page(guide: Page, group: str) -> Page:
    """The form of one guide; it is made in memory and never written to docs/."""
    steps = "".join(
        f"- chon: {{nhan: {_quoted(f'{step.step}. {step.step_title}')}, muc: [Giống hình, Khác]}}\n- dong: Khác chỗ nào\n"
        for step in guide.steps
    )
    text = _TEXT.format(
        code=trial_code(guide.code),
        title=title_of(guide.title).replace('"', "”"),
        status=status(guide).replace('"', "”"),
        group=group,
        checked=guide.meta.get("ngay_kiem", ""),
        review=guide.meta.get("xem_lai", ""),
        guide=guide.path.split("/", 1)[1],
        link=f"../{guide.path.split('/', 1)[1]}",
        steps=steps,
    )
    return parse(text, trial_path(guide))


def title_of(guide_title: str) -> str:
    """The form's title from that of its guide."""
    return f"Thử trên máy thật: {guide_title}"


def trial_path(guide: Page) -> str:
    """Where the form of a guide stands in the site."""
    return f"{names.DEFAULT_LANG}/{FOLDER}/{guide.code.lower()}-{guide.slug}.md"


def trial_code(code: str) -> str:
    """The form's code has the guide's number: G001 → X001."""
    return LETTER + code[1:]


def is_trial(entry: Any) -> bool:
    """Whether an entry of `thu_tren_may` says when, on what and by whom, and nothing else."""
    return isinstance(entry, dict) and set(entry) == set(TRIAL_FIELDS) and read_date(entry["ngay"]) is not None


def status(guide: Page) -> str:
    """Who has tried the guide, newest first; says so when nobody has."""
    done = sorted(_entries(guide), key=lambda entry: str(entry["ngay"]), reverse=True)
    if not done:
        return "Chưa tổ nào gửi kết quả thử trên máy thật."
    return "Đã thử: " + "; ".join(_sentence(entry) for entry in done) + "."


def _entries(guide: Page) -> Iterable[dict[str, Any]]:
    """The trials that say everything; the rules tell the writer about the others."""
    value = guide.meta.get("thu_tren_may")
    return [entry for entry in value if is_trial(entry)] if isinstance(value, list) else []


def _sentence(entry: dict[str, Any]) -> str:
    day = date.fromisoformat(str(entry["ngay"]))
    return f"{day:%d/%m/%Y}, {entry['may']}, {entry['phien_ban']}, {entry['to']}"


def _group(guide: Page, corpus: Corpus) -> str:
    index = corpus.by_path.get(guide.path.rsplit("/", 1)[0] + "/index.md")
    return index.title if index else ""


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "").replace('"', "”").replace("**", "") + '"'
