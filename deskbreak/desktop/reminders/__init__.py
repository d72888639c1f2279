"""Break reminders of the desktop's own, beside which deskbreak would remind twice."""
