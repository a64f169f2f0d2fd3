"""Reads an answer as AWS's SDKs read it."""

from typing import Any

from botocore.model import OperationModel
from botocore.parsers import ResponseParserError, create_parser


class UnreadableAnswer(Exception):
    """Why an SDK could not read it."""


def read_answer(operation: OperationModel, protocol: str, headers: dict[str, str], body: bytes) -> dict[str, Any]:
    """@raises UnreadableAnswer"""
    try:
        parsed = create_parser(protocol).parse({"status_code": 200, "headers": headers, "body": body}, operation.output_shape)
    except (AttributeError, KeyError, ResponseParserError, TypeError, ValueError) as error:
        raise UnreadableAnswer(f"{type(error).__name__}: {error}") from error
    return {name: value for name, value in parsed.items() if name != "ResponseMetadata"}
