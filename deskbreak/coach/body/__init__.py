"""The body: how it is built, and where each part of it is in a pose."""
