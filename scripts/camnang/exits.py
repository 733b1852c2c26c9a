"""The exit codes of every verb."""

OK, FINDINGS, WRONG_USE, INTERRUPTED = 0, 1, 2, 130
