"""Is there a call? Microphone and camera are never opened, only asked about."""
