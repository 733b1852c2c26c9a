"""The simulated copier: large letters come through, tiny ones do not; so the tests that use it can fail."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from .copies import drawn, third_copy
from .letters import candidates, letters_of, misread
from .test_checks_can_fail import HEAD, made

TEXT = "Gõ mật khẩu của bác, không đọc mã cho ai. Bấm nút ở cuối màn hình, chờ máy báo đã gửi hồ sơ rồi mới tắt."


def wrong_share(folder: Path, points: float, *, copied: bool) -> float:
    made(folder, HEAD, f"== Thử\n#text(size: {points}pt)[{TEXT}]")
    letters = [one for one in letters_of(folder / "thu.pdf", 0) if one.size == points]
    assert len(letters) > 60
    clean = drawn(folder / "thu.pdf", 0)
    return len(misread(third_copy(clean) if copied else clean, letters)) / len(letters)


def test_the_reader_reads_clean_pages(tmp_path: Path) -> None:
    assert wrong_share(tmp_path, 9, copied=False) < 0.02


@pytest.mark.parametrize(("points", "good"), [(14, True), (9, True), (4.5, False)])
def test_letters_die_with_their_size(points: float, good: bool, tmp_path: Path) -> None:
    assert (wrong_share(tmp_path, points, copied=True) < 0.1) == good


def test_a_copy_is_worse_than_its_original_and_the_same_each_time(tmp_path: Path) -> None:
    made(tmp_path)
    clean = drawn(tmp_path / "thu.pdf", 0)
    copy = third_copy(clean)
    assert np.array_equal(copy, third_copy(clean))
    spoilt = float(np.abs(copy - clean).sum() / (1 - clean).sum())  # of the ink that was there
    assert 0.05 < spoilt < 1


def test_a_letter_is_held_against_its_likes() -> None:
    assert {"ả", "ã", "ạ", "â", "o", "ẻ"} - set(candidates("ả")) == {"o"}
    assert "đ" in candidates("d") and "a" not in candidates("d")
