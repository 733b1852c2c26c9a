"""`python -m camnang` is the same as the `camnang` command."""

import sys

if __name__ == "__main__":
    try:
        from camnang.cli import main

        sys.exit(main())
    except KeyboardInterrupt:  # pressed while modules were still loading
        sys.exit("\nĐã dừng theo yêu cầu.")
