"""What shows a value of each kind of setting, and lets somebody change it."""
