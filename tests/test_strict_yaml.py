"""The strict YAML reader: plain data, lines, and a Vietnamese way out of each fault."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from camnang import strict_yaml


def test_data_with_lines() -> None:
    loaded = strict_yaml.load("a: 1\nb:\n  - x\n  - {c: 2026-11-23}\n", first_line=2)
    assert loaded.data == {"a": 1, "b": ["x", {"c": "2026-11-23"}]}
    assert (loaded.line("a"), loaded.line("b", 1, "c"), loaded.line("b", 9, "z")) == (2, 5, 3)


@pytest.mark.parametrize(
    ("text", "line", "part"),
    [
        ("a: &x 1\n", 1, "dấu &"),
        ("a: &x 1\nb: *x\n", 2, "dấu *"),
        ("a: !!python/object/apply:os.system [id]\n", 1, "dấu !"),
        ("a: !!str 1\n", 1, "dấu !"),
        ("a: 1\nb: 2\na: 3\n", 3, "ghi hai lần"),
        ("x:\n  a: 1\n  a: 2\n", 3, "ghi hai lần"),
        ("title: Bài: Buổi tối\n", 1, "không đọc được"),
        ("a: 1\n\tb: 2\n", 2, "không đọc được"),
        ("a: [1, 2\n", 2, "không đọc được"),
        ("a: " + "[" * 3000 + "]" * 3000, 1, "quá sâu"),
    ],
)
def test_faults_say_where(text: str, line: int, part: str) -> None:
    loaded = strict_yaml.load(text)
    assert loaded.data is None
    assert any(fault.line == line and part in fault.message for fault in loaded.faults), loaded.faults


def test_colon_in_a_value_shows_the_quoted_line() -> None:
    (fault,) = strict_yaml.load("title: Bài: Buổi tối\n").faults
    assert '«title: "Bài: Buổi tối"»' in fault.fix


def test_a_hash_that_cuts_a_value_is_refused_in_front_matter_only() -> None:
    (fault,) = strict_yaml.load("title: Nhà số # 5\n", comments=False).faults
    assert "# 5" in fault.message
    assert strict_yaml.load("title: Nhà # ghi chú\n").data == {"title": "Nhà"}
    assert strict_yaml.load('title: "Nhà # 5"\n', comments=False).data == {"title": "Nhà # 5"}


_PLAIN = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20)
_KEYS = st.text(max_size=8) | st.integers() | st.booleans()


@given(
    st.recursive(_PLAIN, lambda below: st.lists(below, max_size=4) | st.dictionaries(_KEYS, below, max_size=4)),
    st.booleans(),
)
def test_the_data_is_what_the_library_reads(data: object, flow: bool) -> None:
    """Texts, lists and tables are read without the library's help; it must not show."""
    text = yaml.safe_dump(data, allow_unicode=True, default_flow_style=flow, sort_keys=False)
    loaded = strict_yaml.load(text)
    doubled = any("hai lần" in fault.message for fault in loaded.faults)  # 1 and "1" are one name to a contributor
    assert doubled or loaded.data == yaml.safe_load(text)


@given(st.text(max_size=200))
def test_never_raises(text: str) -> None:
    loaded = strict_yaml.load(text, comments=False)
    assert loaded.faults == () or loaded.data is None
