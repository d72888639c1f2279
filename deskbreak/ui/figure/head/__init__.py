"""The head: skin, features, ears and hair."""
