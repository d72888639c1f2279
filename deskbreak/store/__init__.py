"""FILES: settings, state, history, content, and where they lie. No Qt but in what watches them."""
