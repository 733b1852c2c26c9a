"""The exit codes of every verb, and failures whose words are meant for whoever typed it."""

from __future__ import annotations

OK, FINDINGS, WRONG_USE, INTERRUPTED = 0, 1, 2, 130


class Told(Exception):  # noqa: N818 — it is told, not debugged
    """A foreseen failure: the text says in Vietnamese what is wrong and what to do; `code` is the exit code."""

    code = FINDINGS
