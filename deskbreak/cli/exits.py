"""Exit codes."""

OK = 0
FAULT = 1
"""It could not be done; a sentence on stderr says why."""
USAGE = 2
"""What was asked for makes no sense (argparse's own code too)."""
NOT_RUNNING = 3
"""No deskbreak runs that could be asked."""
BROKEN_OFF = 130
"""By Ctrl-C, as a shell counts it."""
