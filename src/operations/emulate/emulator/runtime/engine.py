"""The engine that runs containers: Docker, or Podman by Docker's API."""

import io
import tarfile
import time
from typing import Any

import docker
from docker.models.containers import Container as DockerContainer

from .container import CommandFailed

LABEL = "fargate-platform.run"


class EngineContainer:
    """A container that the engine runs."""

    def __init__(self, container: DockerContainer):
        self.container = container

    @property
    def pid(self) -> int:
        """The process that its network namespace is entered by."""
        self.container.reload()
        return int(self.container.attrs["State"]["Pid"])

    def write(self, path: str, content: str | bytes, *, mode: int = 0o644, user: int = 0) -> None:
        folder, _, name = path.rpartition("/")
        data = content.encode() if isinstance(content, str) else content
        entry = tarfile.TarInfo(name)
        entry.size, entry.mode, entry.uid, entry.gid = len(data), mode, user, user
        archive = io.BytesIO()
        with tarfile.open(fileobj=archive, mode="w") as tar:
            tar.addfile(entry, io.BytesIO(data))
        self.container.put_archive(folder or "/", archive.getvalue())

    def execute(self, *command: str, user: str = "root", environment: dict[str, str] | None = None) -> str:
        exit_code, output = self.container.exec_run(list(command), user=user, environment=environment)
        text = (output or b"").decode(errors="replace")
        if exit_code != 0:
            raise CommandFailed(text.strip() or f"{command[0]} ended with exit code {exit_code}")
        return text


class Engine:
    """Everything that it starts carries the run's label, and it removes nothing else."""

    def __init__(self, run: str):
        """:raises docker.errors.DockerException: when no engine answers where DOCKER_HOST, or Docker's default, says"""
        self.run = run
        self.client = docker.from_env(timeout=60)
        self.client.ping()

    def start(self, name: str, image: str, command: list[str] | None = None, **options: Any) -> EngineContainer:
        """Creates and starts a container; `options` are those of docker-py's `containers.run`."""
        created = self.create(name, image, command, **options)
        created.container.start()
        return created

    def create(self, name: str, image: str, command: list[str] | None = None, **options: Any) -> EngineContainer:
        full = f"{self.run}-{name}"
        return EngineContainer(
            self.client.containers.create(image, command, name=full, labels={LABEL: self.run}, **options)
        )

    def find(self, name: str) -> EngineContainer | None:
        """A container of the run; None when it is gone."""
        try:
            return EngineContainer(self.client.containers.get(f"{self.run}-{name}"))
        except docker.errors.NotFound:
            return None

    def remove(self, name: str) -> None:
        """Removes a container. Harmless when it is gone."""
        try:
            self.client.containers.get(f"{self.run}-{name}").remove(force=True, v=True)
        except docker.errors.NotFound:
            return

    def volume(self, name: str) -> str:
        """Creates a volume of the run, where there is none yet, and says what the engine calls it."""
        if not self.has_volume(name):
            self.client.volumes.create(f"{self.run}-{name}", labels={LABEL: self.run})
        return f"{self.run}-{name}"

    def has_volume(self, name: str) -> bool:
        return any(volume.name == f"{self.run}-{name}" for volume in self.client.volumes.list(filters=self.own()))

    def remove_volume(self, name: str) -> None:
        """Harmless when it is gone."""
        try:
            self.client.volumes.get(f"{self.run}-{name}").remove(force=True)
        except docker.errors.NotFound:
            return

    def remove_everything(self) -> None:
        """Removes what carries the run's label. Harmless when it is gone already."""
        deadline = time.monotonic() + 60
        while (found := self.containers()) and time.monotonic() < deadline:
            for container in found:
                try:
                    container.remove(force=True, v=True)
                except docker.errors.APIError:  # gone, or others use its network and go first
                    continue
        for volume in self.client.volumes.list(filters=self.own()):
            volume.remove(force=True)

    def containers(self) -> list[DockerContainer]:
        """What runs, the latest first: it may use the network of an earlier one."""
        found = self.client.containers.list(all=True, filters=self.own(), ignore_removed=True)
        return sorted(found, key=lambda one: str(one.attrs.get("Created", "")), reverse=True)

    def own(self) -> dict[str, str]:
        return {"label": f"{LABEL}={self.run}"}
