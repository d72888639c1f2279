"""Fields into which a value is typed as people write it."""
