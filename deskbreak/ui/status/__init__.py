"""How things stand: tray, status window, notification card, and the window for what went wrong."""
