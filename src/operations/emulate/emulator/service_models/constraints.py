"""What a service model says of a value: type, required members, lengths, ranges, patterns, enumerations."""

import functools
from collections.abc import Iterator
from typing import Any

import regex
from botocore.model import Shape

Violation = tuple[str, str, Any]
"""Path of the value, the constraint that it breaks, and the value."""

@functools.cache
def compiled(pattern: str) -> regex.Pattern | None:
    """None for a pattern that only Java understands."""
    try:
        return regex.compile(pattern)
    except regex.error:
        return None


def violations(shape: Shape, value: Any, path: str = "") -> Iterator[Violation]:
    yield from CHECKS.get(shape.type_name, unchecked)(shape, value, path)


def structure(shape: Any, value: Any, path: str) -> Iterator[Violation]:
    if shape.is_document_type:
        return
    if not isinstance(value, dict):
        yield path, "is a structure", value
        return
    for name in shape.required_members:
        if value.get(name) is None:
            yield f"{path}.{name}", "is required", None
    for name, member in value.items():
        if name not in shape.members:
            yield f"{path}.{name}", "is unknown", member
        elif member is not None:
            yield from violations(shape.members[name], member, f"{path}.{name}")
    if shape.is_tagged_union and len(value) != 1:
        yield path, "has exactly one member", sorted(value)


def sequence(shape: Any, value: Any, path: str) -> Iterator[Violation]:
    if not isinstance(value, list):
        yield path, "is a list", value
        return
    yield from bounds(shape, len(value), path, "items")
    for item in value:
        yield from violations(shape.member, item, f"{path}[]")


def mapping(shape: Any, value: Any, path: str) -> Iterator[Violation]:
    if not isinstance(value, dict):
        yield path, "is a map", value
        return
    yield from bounds(shape, len(value), path, "entries")
    for key, item in value.items():
        yield from violations(shape.key, key, f"{path}{{key}}")
        yield from violations(shape.value, item, f"{path}{{}}")


def string(shape: Any, value: Any, path: str) -> Iterator[Violation]:
    if not isinstance(value, str):
        yield path, "is a string", value
        return
    yield from bounds(shape, len(value), path, "characters")
    if shape.enum and value not in shape.enum:
        yield path, f"is one of {', '.join(shape.enum)}", value
    pattern = shape.metadata.get("pattern")
    if pattern and (expression := compiled(pattern)) and not expression.fullmatch(value):
        yield path, f"matches {pattern}", value


def number(shape: Any, value: Any, path: str) -> Iterator[Violation]:
    whole = shape.type_name in ("integer", "long")
    if isinstance(value, bool) or not isinstance(value, (int, float)) or (whole and value != int(value)):
        yield path, f"is of type {shape.type_name}", value
        return
    yield from bounds(shape, value, path, "")


def boolean(_: Any, value: Any, path: str) -> Iterator[Violation]:
    if not isinstance(value, bool):
        yield path, "is a boolean", value


def unchecked(*_: Any) -> Iterator[Violation]:
    """Times and binary values: how they are written differs with the protocol, and the SDKs write them."""
    return iter(())


def bounds(shape: Any, size: float, path: str, unit: str) -> Iterator[Violation]:
    least, most = shape.metadata.get("min"), shape.metadata.get("max")
    if least is not None and size < least:
        yield path, f"at least {least} {unit}".strip(), size
    if most is not None and size > most:
        yield path, f"at most {most} {unit}".strip(), size


CHECKS = {
    **{"structure": structure, "list": sequence, "map": mapping, "boolean": boolean},
    **{"string": string, "character": string},
    **{kind: number for kind in ("integer", "long", "float", "double")},
}
