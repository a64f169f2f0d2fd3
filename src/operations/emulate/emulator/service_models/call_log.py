"""Every request and answer of the emulator, checked as they come: `GET /emulator-api/calls` tells what was found."""

import io
import json
from collections import Counter
from collections.abc import Callable, Iterable
from threading import Lock
from typing import Any
from xml.sax.saxutils import escape

from botocore.awsrequest import HeadersDict

from .constraints import Violation, violations
from .exceptions import ACCEPTED_ANSWERS
from .requests import Call, Request, Unreadable, read
from .responses import UnreadableAnswer, read_answer

PATH = "/emulator-api/calls"

# Of a value that a violation shows.
SHOWN = 200

# Moto asks itself with these, as when a state machine calls another service.
OWN_AGENTS = ("Boto3/", "Botocore/")

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


Refusal = Callable[[str, str, str, dict[str, Any]], str]
"""why a call is denied: by the caller's key, the service, the operation and its arguments; empty where it is allowed"""


class CallLog:
    def __init__(self) -> None:
        self.refusal: Refusal | None = None
        self.lock = Lock()
        self.calls: Counter[tuple[str, str, str]] = Counter()
        self.violations: Counter[tuple[str, str, str]] = Counter()

    def note(self, request: Request) -> Call | None:
        """None for what is no call of an operation."""
        caller = request.caller
        if caller is None or request.headers.get("user-agent", "").startswith(OWN_AGENTS):
            return None
        key, service = caller
        try:
            call = read(request, service)
        except Unreadable as error:
            self.complain("request", service, str(error))
            return None
        with self.lock:
            self.calls[(key, call.service, call.operation.name)] += 1
        if call.operation.input_shape:
            for violation in violations(call.operation.input_shape, call.arguments):
                self.complain("request", name_of(call), told(violation))
        return call

    def check_answer(self, call: Call, headers: list[tuple[str, str]], body: bytes) -> None:
        try:
            answer = read_answer(call.operation, call.protocol, HeadersDict(headers), body)
        except UnreadableAnswer as error:
            self.complain("answer", name_of(call), str(error))
            return
        for violation in violations(call.operation.output_shape, answer):
            if (call.service, violation[0]) not in ACCEPTED_ANSWERS:
                self.complain("answer", name_of(call), told(violation))

    def complain(self, side: str, operation: str, problem: str) -> None:
        with self.lock:
            self.violations[(side, operation, problem)] += 1

    def report(self) -> dict[str, Any]:
        with self.lock:
            calls = [
                {"caller": caller, "service": service, "operation": operation, "count": count}
                for (caller, service, operation), count in sorted(self.calls.items())
            ]
            problems = [
                {"side": side, "operation": operation, "problem": problem, "count": count}
                for (side, operation, problem), count in sorted(self.violations.items())
            ]
        return {"calls": calls, "problems": problems}

    def around(self, application: Application) -> Application:
        def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
            if environ.get("PATH_INFO") == PATH:
                start_response("200 OK", [("Content-Type", "application/json")])
                return [json.dumps(self.report()).encode()]
            request = request_of(environ)
            call = self.note(request)
            if call and self.refusal and request.caller:
                refused = self.refusal(request.caller[0], call.service, call.operation.name, call.arguments)
                if refused:
                    return deny(call, refused, start_response)
            started: list[tuple[str, list[tuple[str, str]]]] = []
            parts = application(environ, lambda status, headers, _=None: started.append((status, headers)))
            body = b"".join(parts)
            if hasattr(parts, "close"):
                parts.close()
            status, headers = started[-1]
            if call and call.operation.output_shape and status.startswith("2"):
                self.check_answer(call, headers, body)
            start_response(status, headers)
            return [body]

        return answer


def deny(call: Call, message: str, start_response: Callable[..., Any]) -> list[bytes]:
    """As AWS denies, in the protocol of the call."""
    if call.protocol in ("query", "ec2", "rest-xml"):
        start_response("403 Forbidden", [("Content-Type", "text/xml")])
        error = f"<Error><Code>AccessDenied</Code><Message>{escape(message)}</Message></Error>"
        return [(error if call.protocol == "rest-xml" else f"<ErrorResponse>{error}</ErrorResponse>").encode()]
    kind = "AccessDeniedException"
    start_response("400 Bad Request", [("Content-Type", "application/x-amz-json-1.1"), ("X-Amzn-ErrorType", kind)])
    return [json.dumps({"__type": kind, "message": message}).encode()]


def request_of(environ: dict[str, Any]) -> Request:
    """Leaves the body to be read again."""
    stream = environ["wsgi.input"]
    is_chunked = environ.get("HTTP_TRANSFER_ENCODING", "").lower() == "chunked"
    body = stream.read() if is_chunked else stream.read(int(environ.get("CONTENT_LENGTH") or 0))
    environ["wsgi.input"] = io.BytesIO(body)
    headers = {name[5:].replace("_", "-").lower(): text for name, text in environ.items() if name.startswith("HTTP_")}
    if kind := environ.get("CONTENT_TYPE"):
        headers["content-type"] = kind
    uri = environ.get("RAW_URI") or environ.get("REQUEST_URI") or environ["PATH_INFO"]
    return Request(environ["REQUEST_METHOD"], uri.partition("?")[0], environ.get("QUERY_STRING", ""), headers, body)


def name_of(call: Call) -> str:
    return f"{call.service}:{call.operation.name}"


def told(violation: Violation) -> str:
    path, constraint, value = violation
    return f"{path.lstrip('.')} {constraint}, got {json.dumps(value, default=str)[:SHOWN]}"
