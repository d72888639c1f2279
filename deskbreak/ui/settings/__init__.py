"""The settings window: every row is made from the declaration of its setting."""
