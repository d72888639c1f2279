"""Fields in which a time or a day is typed as people do it."""
