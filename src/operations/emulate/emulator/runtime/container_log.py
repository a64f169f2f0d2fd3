"""What a container writes, in CloudWatch Logs as it is written ("awslogs log driver", Amazon ECS Developer Guide)."""

import threading
from collections.abc import Mapping
from typing import Any

from moto.core.utils import unix_time_millis
from moto.logs.models import logs_backends

from .engine import EngineContainer

LONGEST = 16 * 1024
"""bytes of a line, after which the rest is an event of its own"""


def follow(
    container: EngineContainer, definition: Mapping[str, Any], task_id: str, account: str
) -> threading.Thread | None:
    """Writes the container's output into the stream that its definition names; until the container ends."""
    configuration = definition.get("logConfiguration") or {}
    options = configuration.get("options") or {}
    if configuration.get("logDriver") != "awslogs" or "awslogs-group" not in options:
        return None
    stream = f"{options['awslogs-stream-prefix']}/{definition['name']}/{task_id}"
    backend = logs_backends[account][options["awslogs-region"]]
    group = options["awslogs-group"]
    backend.create_log_stream(group, stream)

    def run() -> None:
        pending = b""
        for chunk in container.container.logs(stream=True, follow=True):
            *lines, pending = (pending + chunk).split(b"\n")
            while len(pending) > LONGEST:
                lines, pending = [*lines, pending[:LONGEST]], pending[LONGEST:]
            put([line for line in lines if line])
        put([pending] if pending else [])

    def put(lines: list[bytes]) -> None:
        now = int(unix_time_millis())
        events = [{"timestamp": now, "message": line.decode(errors="replace")} for line in lines]
        if events and group in backend.groups:
            backend.put_log_events(group, stream, events)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    return thread
