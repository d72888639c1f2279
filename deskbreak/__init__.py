"""deskbreak: a kind break reminder for people who sit at a desk."""

__version__ = "0.1.0"
