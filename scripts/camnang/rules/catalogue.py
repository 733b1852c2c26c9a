"""The list of rules as contributors read it."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from camnang.problem import HINT
from camnang.rules.registry import RuleInfo


def markdown(rules: Iterable[RuleInfo]) -> str:
    """One part per rule: title, reason, what is refused and what is right."""
    return "\n".join(_part(one) for one in rules)


def _part(info: RuleInfo) -> str:
    return (
        f"### {info.code}: {info.title}\n\n{_severity(info)} {info.why}\n\n"
        f"Chưa đúng:\n\n{_example(info.bad)}\nĐúng:\n\n{_example(info.good)}"
    )


def _example(text: str) -> str:
    """A literal block; indented by four so that fences in it stay words."""
    return "".join(f"    {line}\n" for line in text.split("\n"))


def html(rules: Iterable[RuleInfo]) -> str:
    """The list as a definition list per rule, each with an anchor (#cn021)."""
    return f'<div class="bang-quy-tac">{"".join(_section(one) for one in rules)}</div>'


def _section(info: RuleInfo) -> str:
    return (
        f'<section class="quy-tac" id="{info.code.lower()}"><h3>{info.code}: {escape(info.title)}</h3>'
        f"<p>{_severity(info)} {escape(info.why)}</p>"
        f"<p>Chưa đúng:</p><pre><code>{escape(info.bad)}</code></pre>"
        f"<p>Đúng:</p><pre><code>{escape(info.good)}</code></pre></section>"
    )


def _severity(info: RuleInfo) -> str:
    return "Nhắc nhở, không chặn bài." if info.severity == HINT else "Phải sửa."
