"""What the window of a routine shows, one page after the other."""
