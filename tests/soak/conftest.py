"""The desktop of ``tests.e2e``, for those that attack or watch the whole app."""

from tests.e2e.conftest import daemon, desktop, needs_tools, watcher

__all__ = ["daemon", "desktop", "needs_tools", "watcher"]
