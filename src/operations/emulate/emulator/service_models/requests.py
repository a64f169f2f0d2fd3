"""Reads a request as AWS reads it: which operation of which service it calls, with which arguments."""

import functools
import gzip
import json
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, unquote

from botocore.loaders import Loader
from botocore.model import OperationModel, ServiceModel
from botocore.parsers import RpcV2CBORParser

from .json_body import from_json
from .query import from_query
from .scalar import scalar
from .xml_body import from_xml, parsed_xml

# Names that requests are signed for and under which botocore knows the service by another one.
SIGNED_AS = {
    "elasticfilesystem": "efs",
    "elasticloadbalancing": "elbv2",
    "monitoring": "cloudwatch",
    "servicequotas": "service-quotas",
    "states": "stepfunctions",
    "tagging": "resourcegroupstaggingapi",
}


class Unreadable(Exception):
    """Why a request is none that AWS would understand."""


@dataclass
class Request:
    method: str
    path: str
    query: str
    headers: dict[str, str]
    """By lower-case name."""
    body: bytes

    @property
    def caller(self) -> tuple[str, str] | None:
        """The access key that signed it, and the service that it is signed for."""
        signed = self.headers.get("authorization", "") + unquote(self.query)
        found = re.search(r"Credential=([^/,&]+)/\d+/[^/]+/([^/]+)/aws4_request", signed)
        return (found[1], found[2]) if found else None


@dataclass
class Call:
    service: str
    operation: OperationModel
    protocol: str
    arguments: dict[str, Any] = field(default_factory=dict)


@functools.cache
def service_model(name: str) -> ServiceModel:
    return ServiceModel(Loader().load_service_model(name, "service-2"), name)


def read(request: Request, signed_for: str) -> Call:
    """@raises Unreadable for what no operation of the service is"""
    service = SIGNED_AS.get(signed_for, signed_for)
    if service == "s3" and request.path.startswith("/v20180820/"):
        service = "s3control"
    model = service_model(service)
    body = content(request)
    if target := request.headers.get("x-amz-target"):
        operation = operation_of(model, target.rpartition(".")[2])
        return Call(service, operation, "json", by_model(operation, json.loads(body or b"{}")))
    if request.headers.get("smithy-protocol") == "rpc-v2-cbor":
        operation = operation_of(model, request.path.rstrip("/").rpartition("/")[2])
        parser = RpcV2CBORParser()
        arguments = parser.parse_data_item(parser.get_peekable_stream_from_bytes(body)) if body else {}
        return Call(service, operation, "smithy-rpc-v2-cbor", by_model(operation, arguments))
    protocols = [model.metadata["protocol"], *model.metadata.get("protocols", [])]
    if protocol := next((one for one in protocols if one in ("query", "ec2")), None):
        return from_form(service, model, body.decode() or request.query, protocol)
    return from_rest(service, model, request, body)


def by_model(operation: OperationModel, arguments: dict[str, Any]) -> dict[str, Any]:
    return from_json(operation.input_shape, arguments) if operation.input_shape else arguments


def content(request: Request) -> bytes:
    body = request.body
    encoding = request.headers.get("content-encoding", "")
    if "aws-chunked" in encoding or request.headers.get("x-amz-content-sha256", "").startswith("STREAMING"):
        body = b"".join(chunks(body))
    return gzip.decompress(body) if "gzip" in encoding and body[:2] == b"\x1f\x8b" else body


def chunks(body: bytes) -> list[bytes]:
    """Each has its size in front (Amazon S3 API Reference, "Signature calculations: transferring payload in chunks")."""
    found = []
    while body:
        head, _, rest = body.partition(b"\r\n")
        size = int(head.partition(b";")[0], 16)
        if size == 0:
            break
        found.append(rest[:size])
        body = rest[size + 2 :]
    return found


def operation_of(model: ServiceModel, name: str) -> OperationModel:
    if name not in model.operation_names:
        raise Unreadable(f"{model.service_name} has no operation {name}")
    return model.operation_model(name)


def from_form(service: str, model: ServiceModel, text: str, protocol: str) -> Call:
    fields = dict(parse_qsl(text, keep_blank_values=True))
    operation = operation_of(model, fields.pop("Action", ""))
    fields.pop("Version", None)
    if operation.input_shape is None:
        return Call(service, operation, protocol, fields)
    unread = dict(fields)
    arguments = from_query(operation.input_shape, unread, protocol)
    return Call(service, operation, protocol, {**(arguments or {}), **unread})


@functools.cache
def routes(model: ServiceModel) -> list[tuple[str, re.Pattern, dict[str, str], OperationModel]]:
    """Method, path and fixed part of the query of each operation, the most particular first."""
    found = []
    for name in model.operation_names:
        operation = model.operation_model(name)
        path, _, query = operation.http["requestUri"].partition("?")
        pattern = re.sub(r"\\\{(\w+)(\\\+)?\\\}", lambda part: f"(?P<{part[1]}>{'.+' if part[2] else '[^/]+'})", re.escape(path))
        fixed = dict(parse_qsl(query, keep_blank_values=True))
        found.append((operation.http["method"], re.compile(pattern.rstrip("/") + "/?"), fixed, operation))
    return found


def from_rest(service: str, model: ServiceModel, request: Request, body: bytes) -> Call:
    protocol = model.metadata["protocol"]
    query = dict(parse_qsl(request.query, keep_blank_values=True))
    matches = []
    for method, pattern, fixed, operation in routes(model):
        path = pattern.fullmatch(request.path)
        if method == request.method and path and all(query.get(key) == value for key, value in fixed.items()):
            matches.append((fit(operation, fixed, path, query, request.headers), operation, path, fixed))
    if not matches:
        raise Unreadable(f"{service} has no operation {request.method} {request.path}?{request.query}")
    _, operation, path, fixed = max(matches, key=lambda match: match[0])
    unread = {key: value for key, value in query.items() if key not in fixed and key != "x-id" and not key.startswith("X-Amz-")}
    shape = operation.input_shape
    if shape is None:
        return Call(service, operation, protocol, unread)
    arguments: dict[str, Any] = {}
    has_body = False
    for name, member in shape.members.items():
        location, key = member.serialization.get("location"), member.serialization.get("name", name)
        if location == "uri" and path.groupdict().get(key) is not None:
            arguments[name] = scalar(member.type_name, unquote(path[key]))
        elif location == "header" and key.lower() in request.headers:
            text = request.headers[key.lower()]
            arguments[name] = text.split(", ") if member.type_name == "list" else scalar(member.type_name, text)
        elif location == "headers":
            prefix = key.lower()
            arguments[name] = {header: text for header, text in request.headers.items() if header.startswith(prefix)}
        elif location == "querystring" and member.type_name == "map":
            arguments[name], unread = unread, {}
        elif location == "querystring" and key in unread:
            values = [scalar(member.type_name, text) for other, text in parse_qsl(request.query, keep_blank_values=True) if other == key]
            arguments[name] = values if member.type_name == "list" else values[0]
            del unread[key]
        elif location is None:
            has_body = True
    if body and has_body:
        read_body(shape, body, arguments, is_xml=protocol == "rest-xml")
    return Call(service, operation, protocol, {**arguments, **unread})


def fit(operation: OperationModel, fixed: dict, path: re.Match, query: dict, headers: dict) -> tuple[int, ...]:
    """S3 tells operations apart by what only one of them has: required headers and parts of the query."""
    shape = operation.input_shape
    found = missing = 0
    for name in shape.required_members if shape else []:
        member = shape.members[name]
        key = member.serialization.get("name", name)
        if (location := member.serialization.get("location")) in ("header", "querystring"):
            is_there = key.lower() in headers if location == "header" else key in query
            found, missing = found + is_there, missing + (not is_there)
    named = query.get("x-id") == operation.name
    return (named, -missing, len(fixed) + found, -len(path.groups()), not operation.deprecated)


def read_body(shape: Any, body: bytes, arguments: dict, *, is_xml: bool) -> None:
    if payload := shape.serialization.get("payload"):
        member = shape.members[payload]
        if member.type_name == "structure":
            arguments[payload] = from_xml(member, parsed_xml(body)) if is_xml else from_json(member, json.loads(body))
        else:
            arguments[payload] = body.decode("utf-8", "replace")
    elif is_xml:
        arguments.update(from_xml(shape, parsed_xml(body)))
    else:
        arguments.update(from_json(shape, json.loads(body)))

