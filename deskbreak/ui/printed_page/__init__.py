"""A routine on one printed page."""
