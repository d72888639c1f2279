"""Imports a package without modules that it imports and that nothing here ever uses."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import ModuleType


@contextmanager
def standing_in(modules: Mapping[str, Mapping[str, object]]) -> Iterator[None]:
    """While it lasts, whoever imports one of ``modules`` gets these attributes and nothing else of it.

    Modules that are loaded already are themselves. Afterwards everybody gets the real ones; only who imported meanwhile
    keeps what stood in. Not for more than one thread at a time.
    """
    stood = [name for name in modules if name not in sys.modules]
    for name in stood:
        sys.modules[name] = module = ModuleType(name)
        vars(module).update(modules[name])
    try:
        yield
    finally:
        for name in stood:
            del sys.modules[name]
