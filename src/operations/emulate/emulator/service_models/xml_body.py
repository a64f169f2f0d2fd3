"""Reads arguments from XML."""

from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from botocore.model import Shape

from .scalar import scalar


def from_xml(shape: Shape, element: Element) -> Any:
    if shape.type_name == "structure":
        return structure(shape, element)
    if shape.type_name == "list":
        return [from_xml(shape.member, child) for child in element]
    if shape.type_name == "map":
        return {key.text: from_xml(shape.value, value) for key, value in element}
    return scalar(shape.type_name, element.text or "")


def structure(shape: Any, element: Element) -> dict[str, Any]:
    unread = list(element)
    found: dict[str, Any] = {}
    for name, member in shape.members.items():
        if "location" in member.serialization:
            continue
        key = member.serialization.get("name", name)
        if member.serialization.get("xmlAttribute"):
            values = [text for attribute, text in element.attrib.items() if local(attribute) == key.rpartition(":")[2]]
        else:
            is_flat = member.type_name == "list" and member.serialization.get("flattened")
            tags = {key, member.member.serialization.get("name", key)} if is_flat else {key}
            children = [child for child in unread if local(child.tag) in tags]
            unread = [child for child in unread if local(child.tag) not in tags]
            inner = member.member if is_flat else member
            values = [from_xml(inner, child) for child in children]
            values = [values] if is_flat and values else values
        if values:
            found[name] = values[0]
    return {**found, **{local(child.tag): child.text for child in unread}}


def parsed_xml(body: bytes) -> Element:
    return ElementTree.fromstring(body)


def local(tag: str) -> str:
    return tag.rpartition("}")[2]
