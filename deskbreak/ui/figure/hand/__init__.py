"""Hands, painted."""
