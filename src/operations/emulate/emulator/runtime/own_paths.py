"""What the run itself answers, in front of the emulated AWS: the task metadata endpoint, what runs (`/emulator-api/run`),
and commands inside of it (`/emulator-api/execute`)."""

import json
from collections.abc import Callable, Iterable, Mapping
from ipaddress import ip_address
from typing import Any

from .credentials import PREFIX
from .runtime import Runtime

RUN = "/emulator-api/run"
EXECUTE = "/emulator-api/execute"
JSON = [("Content-Type", "application/json")]

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def around(runtime: Runtime, application: Application) -> Application:
    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path == RUN:
            start_response("200 OK", JSON)
            return [json.dumps(runtime.told()).encode()]
        if path == EXECUTE:
            status, body = execute(runtime, environ)
            start_response(status, JSON)
            return [body]
        if not path.startswith(f"{PREFIX}/"):
            return application(environ, start_response)
        status, body = runtime.credentials.answer(path.removeprefix(PREFIX))
        start_response(status, JSON)
        return [body]

    return answer


def execute(runtime: Runtime, environ: Mapping[str, Any]) -> tuple[str, bytes]:
    """
    Only for programs on this machine: tasks reach the emulator, too, and so do pages in its browser, which cannot send
    this content type without having asked.
    """
    if not ip_address(environ["REMOTE_ADDR"]).is_loopback:
        return "403 Forbidden", b'{"message": "only from the loopback address"}'
    if environ["REQUEST_METHOD"] != "POST" or environ.get("CONTENT_TYPE") != "application/json":
        return "400 Bad Request", b'{"message": "POST with JSON"}'
    return runtime.execute(environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)))
