"""What a container writes, in CloudWatch Logs as it is written ("awslogs log driver", Amazon ECS Developer Guide)."""

import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from docker.errors import NotFound
from moto.core.utils import unix_time_millis
from moto.logs.models import LogsBackend, logs_backends

from .engine import EngineContainer

LONGEST = 16 * 1024
"""bytes of a line, after which the rest is an event of its own"""


class NoStream(Exception):
    """There is nowhere to write to; the message is the reason for which the task stops."""


@dataclass(frozen=True)
class Stream:
    """A log stream of CloudWatch Logs."""

    backend: LogsBackend
    group: str
    name: str

    def put(self, lines: list[bytes]) -> None:
        now = int(unix_time_millis())
        events = [{"timestamp": now, "message": line.decode(errors="replace")} for line in lines]
        if events and self.group in self.backend.groups:
            self.backend.put_log_events(self.group, self.name, events)


def stream_of(definition: Mapping[str, Any], task_id: str, account: str) -> Stream | None:
    """
    Creates the stream that a container's definition names.

    :raises NoStream: when there is no such log group, in ECS's words ("Stopped tasks error messages")
    """
    configuration = definition.get("logConfiguration") or {}
    options = configuration.get("options") or {}
    if configuration.get("logDriver") != "awslogs" or "awslogs-group" not in options:
        return None
    backend, group = logs_backends[account][options["awslogs-region"]], options["awslogs-group"]
    if group not in backend.groups and options.get("awslogs-create-group") == "true":
        backend.create_log_group(group, {})
    if group not in backend.groups:
        raise NoStream(
            "ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times:"
            " failed to create Cloudwatch log stream: ResourceNotFoundException:"
            " The specified log group does not exist. : exit status 1"
        )
    stream = Stream(backend, group, f"{options['awslogs-stream-prefix']}/{definition['name']}/{task_id}")
    backend.create_log_stream(group, stream.name)
    return stream


def follow(container: EngineContainer, stream: Stream) -> threading.Thread:
    """Writes the container's output into its stream, until the container ends."""
    thread = threading.Thread(target=lambda: put_lines(output_of(container), stream), daemon=True)
    thread.start()
    return thread


def output_of(container: EngineContainer) -> Iterator[bytes]:
    """
    An engine may end the stream when the container ends, before it has sent the last of what was written: the rest is read
    from the log.
    """
    length = 0
    for chunk in container.container.logs(stream=True, follow=True):
        length += len(chunk)
        yield chunk
    with suppress(NotFound):  # it is removed already
        yield container.container.logs()[length:]


def put_lines(output: Iterable[bytes], stream: Stream) -> None:
    pending = b""
    for chunk in output:
        *lines, pending = (pending + chunk).split(b"\n")
        while len(pending) > LONGEST:
            lines, pending = [*lines, pending[:LONGEST]], pending[LONGEST:]
        stream.put([line for line in lines if line])
    stream.put([pending] if pending else [])
