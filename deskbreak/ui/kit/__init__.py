"""What all windows are made of: theme, controls, icon, screens, words, and what a screen reader is told."""
