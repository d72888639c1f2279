"""Clocks, zones and timers: what time it is, that it was set, and when to wake."""
