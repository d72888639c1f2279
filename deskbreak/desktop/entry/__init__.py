"""Desktop entries: deskbreak as a program that the desktop starts, and as one in its menu."""
