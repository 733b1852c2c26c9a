"""The code keeps the house style: ruff and mypy find nothing."""

import subprocess
import sys
from pathlib import Path

import pytest

TOOLS = (["ruff", "check"], ["ruff", "format", "--check"], ["mypy"])


@pytest.mark.parametrize("tool", TOOLS, ids=" ".join)
def test_tool_finds_nothing(root: Path, tool: list[str]) -> None:
    done = subprocess.run([sys.executable, "-m", *tool], cwd=root, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
