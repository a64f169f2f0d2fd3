"""What the run itself answers, in front of the emulated AWS: the task metadata endpoint, and what runs (`/emulator-api/run`)."""

import json
from collections.abc import Callable, Iterable
from typing import Any

from .credentials import PREFIX
from .runtime import Runtime

RUN = "/emulator-api/run"

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def around(runtime: Runtime, application: Application) -> Application:
    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path == RUN:
            start_response("200 OK", [("Content-Type", "application/json")])
            return [json.dumps(runtime.told()).encode()]
        if not path.startswith(f"{PREFIX}/"):
            return application(environ, start_response)
        status, body = runtime.credentials.answer(path.removeprefix(PREFIX))
        start_response(status, [("Content-Type", "application/json")])
        return [body]

    return answer
