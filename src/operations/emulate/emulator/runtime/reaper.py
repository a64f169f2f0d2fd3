"""Removes what a run has started in the engine when the emulator has ended, however it ended.

python3 -m runtime.reaper RUN       waits for the end of its standard input, which the emulator holds open
"""

import os
import subprocess
import sys
from pathlib import Path
from shutil import rmtree
from tempfile import gettempdir

from .engine import Engine


def watch(run: str) -> subprocess.Popen[bytes]:
    """Starts the reaper in a session of its own: a signal to the emulator's process group must not reach it."""
    return subprocess.Popen(
        [sys.executable, "-m", "runtime.reaper", run],
        cwd=Path(__file__).parent.parent,
        stdin=subprocess.PIPE,
        start_new_session=True,
    )


def main() -> None:
    while os.read(sys.stdin.fileno(), 1024):
        pass
    run = sys.argv[1]
    Engine(run).remove_everything()
    for folder in Path(gettempdir()).glob(f"{run}-*"):
        rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
