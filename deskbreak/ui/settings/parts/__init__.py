"""What stands on the pages of the settings besides their rows."""
