"""A container's health check as its task definition says ("HealthCheck", Amazon ECS API Reference)."""

import threading
import time
from queue import Empty, Queue
from typing import Any

import docker

from .engine import EngineContainer


class HealthCheck:
    """
    Runs the command in the container for as long as it runs.

    `status` is UNKNOWN until it succeeds once (HEALTHY), or fails as often in a row as `retries` says after the start
    period (UNHEALTHY).
    """

    def __init__(self, container: EngineContainer, definition: dict[str, Any]):
        self.container = container
        kind, *words = definition["command"]
        self.command = ["/bin/sh", "-c", words[0]] if kind == "CMD-SHELL" else words
        self.interval, self.timeout = definition.get("interval") or 30, definition.get("timeout") or 5
        self.retries, self.start_period = definition.get("retries") or 3, definition.get("startPeriod") or 0
        self.status = "UNKNOWN"
        self.ended = threading.Event()
        threading.Thread(target=self.run, daemon=True).start()

    def run(self) -> None:
        started, failures = time.monotonic(), 0
        while not self.ended.wait(self.interval):
            if self.succeeds():
                failures, self.status = 0, "HEALTHY"
            elif self.status == "HEALTHY" or time.monotonic() - started > self.start_period:
                failures += 1
                if failures >= self.retries:
                    self.status = "UNHEALTHY"

    def succeeds(self) -> bool:
        """Waits for the command's output: Podman tells of one in the background only seconds later that it has ended."""
        answer: Queue[bool] = Queue()

        def check() -> None:
            try:
                answer.put(self.container.container.exec_run(self.command).exit_code == 0)
            except docker.errors.APIError:  # the container has ended
                answer.put(False)

        threading.Thread(target=check, daemon=True).start()
        try:
            return answer.get(timeout=self.timeout)
        except Empty:
            return False

    def end(self) -> None:
        self.ended.set()
