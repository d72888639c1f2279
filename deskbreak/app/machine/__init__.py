"""What the desktop's senses tell the engine."""
