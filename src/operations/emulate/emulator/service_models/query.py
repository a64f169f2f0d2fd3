"""Reads arguments from a form, as the protocols `query` and `ec2` write them: `Filter.1.Value.2=x`."""

from typing import Any

from botocore.model import Shape

from .scalar import scalar


def from_query(shape: Shape, fields: dict[str, str], protocol: str, prefix: str = "") -> Any:
    """Takes what it reads out of the fields. None where nothing is there."""
    if shape.type_name == "structure":
        return structure(shape, fields, protocol, prefix)
    if shape.type_name == "list":
        return sequence(shape, fields, protocol, prefix)
    if shape.type_name == "map":
        return mapping(shape, fields, protocol, prefix)
    return scalar(shape.type_name, fields.pop(prefix)) if prefix in fields else None


def structure(shape: Any, fields: dict[str, str], protocol: str, prefix: str) -> dict[str, Any] | None:
    if prefix and not any(key.startswith(f"{prefix}.") for key in fields):
        return None
    found = {}
    for name, member in shape.members.items():
        value = from_query(member, fields, protocol, joined(prefix, wire_name(member, name, protocol)))
        if value is not None:
            found[name] = value
    return found


def sequence(shape: Any, fields: dict[str, str], protocol: str, prefix: str) -> list[Any] | None:
    if prefix in fields:
        del fields[prefix]
        return []
    if protocol == "ec2":
        base = prefix
    elif not shape.serialization.get("flattened"):
        base = joined(prefix, shape.member.serialization.get("name", "member"))
    else:
        name = shape.member.serialization.get("name")
        base = joined(prefix.rpartition(".")[0], name) if name else prefix
    found: list[Any] = []
    while (value := from_query(shape.member, fields, protocol, f"{base}.{len(found) + 1}")) is not None:
        found.append(value)
    return found or None


def mapping(shape: Any, fields: dict[str, str], protocol: str, prefix: str) -> dict[str, Any] | None:
    base = prefix if shape.serialization.get("flattened") else f"{prefix}.entry"
    key, value = (part.serialization.get("name", name) for part, name in ((shape.key, "key"), (shape.value, "value")))
    found: dict[str, Any] = {}
    while (name := fields.pop(entry := f"{base}.{len(found) + 1}.{key}", None)) is not None:
        found[name] = from_query(shape.value, fields, protocol, entry.removesuffix(key) + value)
    return found or None


def joined(prefix: str, name: str) -> str:
    return f"{prefix}.{name}" if prefix else name


def wire_name(member: Shape, name: str, protocol: str) -> str:
    if protocol == "ec2":
        name = member.serialization.get("queryName") or member.serialization.get("name", name)
        return name[0].upper() + name[1:]
    return member.serialization.get("name", name)
