"""Images from registries, where they are reached."""

import queue
import threading

from docker import DockerClient
from docker.errors import APIError, DockerException
from requests import RequestException

from .reference import Reference, parse

# How long a registry may take to answer, and how long nothing may come of an image once it has.
PATIENCE_SECONDS = 20.0
STALLED_SECONDS = 120.0


class Puller:
    """
    Pulls each image once. A registry that does not answer is not asked again during the run: where there is no network,
    every further image would cost the same wait.
    """

    def __init__(self, client: DockerClient, patience_seconds: float = PATIENCE_SECONDS) -> None:
        self.client = client
        self.patience_seconds = patience_seconds
        self.failures: dict[str, str] = {}
        self.silent: dict[str, str] = {}

    def pull(self, image: str) -> str | None:
        """
        Pulls an image.

        :returns: why that failed, or None when it is there
        """
        reference = parse(image)
        failure = self.silent.get(reference.registry) or self.failures.get(image)
        if failure:
            return failure
        failure = self._pull(reference)
        if failure:
            self.failures[image] = failure
        return failure

    def _pull(self, reference: Reference) -> str | None:
        # The engine's client has no limit for the time between two events, so its pull is waited for in a thread.
        events: queue.Queue[str | None] = queue.Queue()
        threading.Thread(target=self._follow, args=(reference, events), daemon=True).start()
        try:
            event = events.get(timeout=self.patience_seconds)
        except queue.Empty:
            failure = f"{reference.registry} did not answer within {self.patience_seconds:g} s"
            self.silent[reference.registry] = failure
            return failure
        try:
            while event == "":
                event = events.get(timeout=STALLED_SECONDS)
        except queue.Empty:
            return f"nothing more of it came from {reference.registry} for {STALLED_SECONDS:g} s"
        return event

    def _follow(self, reference: Reference, events: "queue.Queue[str | None]") -> None:
        """Puts an empty text for progress, another one for a failure, and None at the end."""
        try:
            for event in self.client.api.pull(reference.name, tag=reference.version, stream=True, decode=True):
                events.put(event.get("error") or "")
            events.put(None)
        except (APIError, DockerException, RequestException) as error:
            events.put(getattr(error, "explanation", None) or str(error))
