"""D-Bus, in the Qt event loop: no thread, and nobody waits for an answer."""
