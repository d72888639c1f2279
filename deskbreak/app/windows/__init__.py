"""What is behind the windows that are opened from the menu: each reads what it shows, and carries out its wishes."""
