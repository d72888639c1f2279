"""What macOS tells every program that observes its notification centres."""
