"""How a part of moto is replaced or added."""

import functools
from collections.abc import Callable
from typing import Any

Function = Callable[..., Any]


def replaces(owner: type, name: str | None = None) -> Callable[[Function], Function]:
    """Puts the decorated function in the place of the owner's, which it gets as its first argument."""

    def decorate(replacement: Function) -> Function:
        original = getattr(owner, name or replacement.__name__)

        @functools.wraps(original)
        def replaced(*args: Any, **kwargs: Any) -> Any:
            return replacement(original, *args, **kwargs)

        setattr(owner, name or replacement.__name__, replaced)
        return replacement

    return decorate


def adds(owner: type) -> Callable[[Function], Function]:
    """Adds the decorated function to the owner, under its own name."""

    def decorate(addition: Function) -> Function:
        setattr(owner, addition.__name__, addition)
        return addition

    return decorate
