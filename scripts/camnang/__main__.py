"""`python -m camnang` is the same as the `camnang` command."""

import sys

from camnang.cli import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
