"""Images that are built here, each once for what it is built from."""

import hashlib
import os
from pathlib import Path

from docker import DockerClient
from docker.errors import APIError, BuildError, ImageNotFound

HERE = Path(__file__).parent
SAMPLE_APPLICATION = HERE.parents[5] / "examples" / "sample-application"


class ImageNotBuilt(Exception):
    """The engine could not build an image; the message is what it wrote last."""


class Builder:
    """Builds an image when the engine does not have it, and knows by its tag whether it does."""

    def __init__(self, client: DockerClient) -> None:
        self.client = client
        self.built: dict[Path, str] = {}

    def base(self) -> str:
        """The image of the run's own containers, whose tag `.ci/containers` makes of the Dockerfile in the same way."""
        folder = HERE / "base"
        if folder not in self.built:
            content = (folder / "Dockerfile").read_bytes()
            tag = f"localhost/fargate-platform-base:{hashlib.sha256(content).hexdigest()[:12]}"
            self.built[folder] = self._provide(folder, tag, {})
        return self.built[folder]

    def stand_in(self, program: str) -> str:
        """The base image with a program where its official image has it."""
        return self._on_base(HERE / program, f"fargate-platform-{program}")

    def sample_application(self) -> str:
        """What stands for an application without an image."""
        return self._on_base(SAMPLE_APPLICATION, "fargate-platform-sample-application")

    def _on_base(self, folder: Path, name: str) -> str:
        if folder not in self.built:
            base = self.base()
            tag = f"localhost/{name}:{digest(folder, base)}"
            self.built[folder] = self._provide(folder, tag, {"BASE": base})
        return self.built[folder]

    def _provide(self, folder: Path, tag: str, arguments: dict[str, str]) -> str:
        try:
            self.client.images.get(tag)
        except ImageNotFound:
            self._build(folder, tag, arguments)
        return tag

    def _build(self, folder: Path, tag: str, arguments: dict[str, str]) -> None:
        try:
            self.client.images.build(
                path=str(folder), tag=tag, buildargs=arguments, network_mode="host", rm=True, forcerm=True
            )
        except BuildError as error:
            written = [line.get("stream") or line.get("error") or "" for line in error.build_log]
            raise ImageNotBuilt(f"{tag} cannot be built: {''.join(written[-20:]).strip() or error}") from error
        except APIError as error:
            raise ImageNotBuilt(f"{tag} cannot be built: {error.explanation or error}") from error


def digest(folder: Path, base: str) -> str:
    """Tells versions of a folder apart, and what they are built on."""
    sums = hashlib.sha256(base.encode())
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        sums.update(f"{file.relative_to(folder)} {os.access(file, os.X_OK)}\0".encode())
        sums.update(hashlib.sha256(file.read_bytes()).digest())
    return sums.hexdigest()[:12]
