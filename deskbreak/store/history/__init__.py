"""What was done and what was not: rows in an SQLite file, kept through crashes, locks and damage."""
