"""Small sounds, by the desktop's own player."""
