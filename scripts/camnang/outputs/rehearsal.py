"""The rehearsal on paper: a guide's screens without marks, the tasks under each, and the key for the trainer."""

from __future__ import annotations

from typing import Any

from camnang.outputs.inline import tidy
from camnang.outputs.tree import Block, HandoutError, Inline, plain
from camnang.screens import unmarked, unmarked_alt

WORDS = {
    "rehearsal": "Tờ tập",
    "finger": "Chỉ ngón tay vào chỗ phải bấm, theo số. Chỉ nhầm không sao.",
    "key": "Đáp án, cho người dạy",
    "how": [
        "In 2 bản: người học cầm mặt hình, người dạy cầm mặt này.",
        "Người dạy đọc việc, chờ người học tự chỉ. Đừng chỉ trước.",
        "Chỉ lệch thì nói: “Bước này tìm…”, rồi đọc chữ ở cột Chỉ vào.",
        "Đúng hết 1 lượt thì đổi vai: người học đọc, người dạy chỉ.",
        "Không hỏi, không ghi số thật, mật khẩu thật của ai.",
    ],
    "task": "Việc",
    "point": "Chỉ vào",
    "then": "Rồi sẽ thấy",
    "again": "Nói lại",
    "look": "Chỉ nhìn, không bấm",
}
AGAIN = "noi-lai"
_SEEN = "Bác sẽ thấy:"


def rehearsal(data: dict[str, Any]) -> dict[str, Any]:
    """What the sheet `tap-giay` prints besides the page's own data.

    Returns:
        {"screens": each different screen once, with its tasks; "answers": one row per task; "again": what is asked at the
        end; "words": the sheet's words}.

    Raises:
        HandoutError: no step of the page has a drawing.
    """
    screens: dict[str, dict[str, Any]] = {}
    answers: list[dict[str, Any]] = []
    for step in data["sections"]:
        for figure in _figures(step):
            bare = unmarked(figure["svg"])
            shown = {**figure, "svg": bare, "alt": unmarked_alt(figure["alt"]), "w": 240}
            task = {"n": step["n"], "title": step["title"]}
            screens.setdefault(bare, {"fig": shown, "tasks": []})["tasks"].append(task)
            answers.append({**task, "point": figure["point"] or WORDS["look"], "then": _seen(step)})
    if not screens:
        raise HandoutError("không bước nào có hình, nên chưa làm được tờ tập")
    again = [block for section in data["sections"] if section.get("id") == AGAIN for block in section["c"]]
    return {
        "screens": list(screens.values()),
        "answers": answers,
        "again": again,
        "words": {**data["words"], **WORDS},
    }


def _figures(section: Block) -> list[Block]:
    """The drawings of a step, as many as it has; none for other parts."""
    if section["t"] != "step" or section["figure"] is None:
        return []
    return [section["figure"], *(block for block in section["c"] if block["t"] == "fig" and block["point"])]


def _seen(step: Block) -> list[Inline]:
    """What the learner sees after the step, without the words «Bác sẽ thấy»."""
    for block in step["c"]:
        if block["t"] == "p" and plain(block["c"]).startswith(_SEEN):
            return tidy(block["c"][1:])
    return []
