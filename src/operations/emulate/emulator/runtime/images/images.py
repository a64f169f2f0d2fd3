"""The local image from which a container of a task definition starts."""

import threading
from collections.abc import Mapping

from docker import DockerClient
from docker.errors import ImageNotFound

from .building import Builder
from .pulling import PATIENCE_SECONDS, Puller
from .reference import Reference, parse

# Official images for which Debian's package of the same program can stand.
STAND_INS = ("busybox", "nginx", "postgres")


class OwnImageMissing(Exception):
    """An image that the user named is not in the engine."""


class Images:
    """Finds what to start for an image, and remembers it. Threads that ask side by side wait for each other."""

    def __init__(
        self,
        client: DockerClient,
        *,
        account: str,
        own: Mapping[str, str] | None = None,
        patience_seconds: float = PATIENCE_SECONDS,
    ) -> None:
        """
        :param account: the emulated one, whose ECR repositories are empty
        :param own: the user's images by the repository's name, or by the last part of it
        """
        self.client = client
        self.account = account
        self.own = own or {}
        self.builder = Builder(client)
        self.puller = Puller(client, patience_seconds)
        self.lock = threading.Lock()
        self.resolved: dict[str, str | None] = {}
        # A line for each image that another one stands for, or none.
        self.exceptions: list[str] = []

    @property
    def base(self) -> str:
        """The image of the run's own containers."""
        return self.builder.base()

    def resolve(self, image: str, *, essential: bool = False) -> str | None:
        """
        The image to start for one that a task definition names.

        :param essential: whether the sample application stands for it where nothing else can
        :returns: None if there is none, and nothing that could stand for it; `exceptions` says why
        :raises OwnImageMissing: when the user named an image that the engine does not have
        """
        with self.lock:
            if image not in self.resolved:
                self.resolved[image] = self._find(image, parse(image), essential)
            return self.resolved[image]

    def _find(self, image: str, reference: Reference, essential: bool) -> str | None:
        if reference.ecr_account:
            own = self._own(reference.repository)
            if own:
                return own
        if self._is_there(reference.in_engine):
            return reference.in_engine
        if reference.ecr_account == self.account:
            self._except(reference.repository, "the sample application stands for it; its own by --image")
            return self.builder.sample_application()
        failure = self.puller.pull(image)
        if failure is None:
            return reference.in_engine
        if reference.official_name in STAND_INS:
            program = reference.official_name
            self._except(image, f"Debian's {program} stands for it, since it cannot be pulled: {failure}")
            return self.builder.stand_in(program)
        if essential:
            self._except(image, f"the sample application stands for it, since it cannot be pulled: {failure}")
            return self.builder.sample_application()
        self._except(image, f"its containers are left out, since it cannot be pulled: {failure}")
        return None

    def _own(self, repository: str) -> str | None:
        own = self.own.get(repository) or self.own.get(repository.rpartition("/")[2])
        if own and not self._is_there(own):
            raise OwnImageMissing(f"there is no image {own}, which --image names for {repository}: build or pull it")
        return own

    def _is_there(self, image: str) -> bool:
        try:
            self.client.images.get(image)
        except ImageNotFound:
            return False
        return True

    def _except(self, image: str, what: str) -> None:
        line = f"{image}: {what}"
        if line not in self.exceptions:
            self.exceptions.append(line)
