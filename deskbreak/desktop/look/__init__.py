"""How the desktop looks, without its toolkit: light or dark, more contrast, the font."""
