"""Who can speak here, one module for each kind of engine, and the speaker that falls back from one to the next."""
