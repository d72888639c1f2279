"""The figure: a person on an office chair, painted from the bodies of the coach."""
