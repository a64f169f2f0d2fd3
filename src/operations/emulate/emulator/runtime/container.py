"""A container that runs, whichever engine runs it."""

from typing import Protocol


class CommandFailed(Exception):
    """A command in a container ended with another exit code than 0; the message is what it wrote."""


class Container(Protocol):
    """A container of the run."""

    def write(self, path: str, content: str | bytes, *, mode: int = 0o644, user: int = 0) -> None:
        """Writes a file, whose folder must exist."""
        ...

    def execute(self, *command: str, user: str = "root", environment: dict[str, str] | None = None) -> str:
        """
        Runs a command to its end.

        :returns: what it wrote to standard output and error
        :raises CommandFailed: when it ends with another exit code than 0
        """
        ...
