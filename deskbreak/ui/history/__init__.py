"""What was done: day, week, month and year as pictures and as tables."""
