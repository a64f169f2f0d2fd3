"""A container that is this machine: commands run here, and files go where they say."""

import os
import pathlib
import subprocess

from runtime.container import CommandFailed


class LocalContainer:
    def write(self, path: str, content: str | bytes, *, mode: int = 0o644, user: int = 0) -> None:
        file = pathlib.Path(path)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        file.chmod(mode)

    def execute(self, *command: str, user: str = "root", environment: dict[str, str] | None = None) -> str:
        ended = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**os.environ, **(environment or {})},
        )
        if ended.returncode != 0:
            raise CommandFailed(ended.stdout)
        return ended.stdout
