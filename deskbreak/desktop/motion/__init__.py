"""Whether the user has told the desktop that they want little motion on the screen."""
