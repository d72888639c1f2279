"""Parts of windows that are made of several controls."""
