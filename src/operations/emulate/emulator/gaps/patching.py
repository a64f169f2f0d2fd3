"""How a part of moto is replaced or added."""

import functools
from collections.abc import Callable
from typing import Any

Function = Callable[..., Any]


def replaces(owner: type, name: str) -> Callable[[Function], Function]:
    """Puts the decorated function in the place of the owner's, which it gets as its first argument."""

    def decorate(replacement: Function) -> Function:
        setattr(owner, name, with_original(getattr(owner, name), replacement))
        return replacement

    return decorate


def replaces_property(owner: type, name: str) -> Callable[[Function], Function]:
    """Puts the decorated function in the place of the owner's property, whose getter it gets as its first argument."""

    def decorate(replacement: Function) -> Function:
        setattr(owner, name, property(with_original(getattr(owner, name).fget, replacement)))
        return replacement

    return decorate


def adds(owner: type) -> Callable[[Function], Function]:
    """Adds the decorated function to the owner, under its own name."""

    def decorate(addition: Function) -> Function:
        setattr(owner, addition.__name__, addition)
        return addition

    return decorate


def with_original(original: Function, replacement: Function) -> Function:
    @functools.wraps(original)
    def replaced(*args: Any, **kwargs: Any) -> Any:
        return replacement(original, *args, **kwargs)

    return replaced
