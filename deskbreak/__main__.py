"""``python -m deskbreak``."""

import sys

from deskbreak.cli import main

if __name__ == "__main__":
    sys.exit(main())
