"""Reads arguments from JSON."""

from typing import Any

from botocore.model import Shape


def from_json(shape: Shape, value: Any) -> Any:
    """The same by the names of the model, which JSON may write differently."""
    if shape.type_name == "structure" and isinstance(value, dict) and not shape.is_document_type:
        names = {member.serialization.get("name", name): name for name, member in shape.members.items()}
        return {
            (name := names.get(key, key)): from_json(shape.members[name], one) if name in shape.members else one
            for key, one in value.items()
        }
    if shape.type_name == "list" and isinstance(value, list):
        return [from_json(shape.member, one) for one in value]
    if shape.type_name == "map" and isinstance(value, dict):
        return {key: from_json(shape.value, one) for key, one in value.items()}
    return value
