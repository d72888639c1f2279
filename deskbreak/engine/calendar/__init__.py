"""Instants, zones and office hours: all that turns dates into instants, and back."""
