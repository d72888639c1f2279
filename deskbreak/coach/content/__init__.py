"""Exercises and routines as data: what they are, and how their files are read."""
