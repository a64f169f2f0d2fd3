"""The parts of an image's name."""

import re
from typing import NamedTuple

ECR_REGISTRY = re.compile(r"(?P<account>\d{12})\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com(\.cn)?")


class Reference(NamedTuple):
    """
    An image by registry, repository and version (Docker, "docker image tag": a name without a registry is Docker Hub's,
    and one without a folder is an official image, which is in `library`).
    """

    registry: str
    repository: str
    # A tag, or a digest with its algorithm.
    version: str

    @property
    def ecr_account(self) -> str | None:
        """The account that the registry belongs to, if it is a private one of Amazon ECR."""
        match = ECR_REGISTRY.fullmatch(self.registry)
        return match["account"] if match else None

    @property
    def official_name(self) -> str | None:
        """The name of an official image of Docker Hub, which Amazon ECR Public has below docker/library as well."""
        prefixes = {"docker.io": "library/", "public.ecr.aws": "docker/library/"}
        prefix = prefixes.get(self.registry)
        return self.repository.removeprefix(prefix) if prefix and self.repository.startswith(prefix) else None

    @property
    def name(self) -> str:
        """Without the version."""
        return f"{self.registry}/{self.repository}"

    @property
    def in_engine(self) -> str:
        """By which an engine finds it: with a tag or a digest, since Podman does not take both."""
        separator = "@" if ":" in self.version else ":"
        return f"{self.name}{separator}{self.version}"


def parse(image: str) -> Reference:
    name, _, digest = image.partition("@")
    head, slash, last = name.rpartition("/")
    last, _, tag = last.partition(":")
    path = f"{head}{slash}{last}"
    first, slash, rest = path.partition("/")
    if not slash or not ("." in first or ":" in first or first == "localhost"):
        first, rest = "docker.io", path if slash else f"library/{path}"
    return Reference(first, rest, digest or tag or "latest")
