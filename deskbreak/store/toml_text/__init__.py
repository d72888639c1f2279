"""Somebody else's TOML with one key changed in its place: texts in, texts out."""
