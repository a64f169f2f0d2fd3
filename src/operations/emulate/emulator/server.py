"""The emulated AWS: moto_server of the pinned version with the gaps filled that the AWS provider trips over.

    python3 server.py --port 5000           ends when its standard input ends, so it never outlives who started it
    python3 server.py --port 5000 --keep    runs until it is stopped

It holds every request and answer against AWS's service models: /emulator-api/calls tells what it found and who called
what. Everything else is moto's own: its settings (MOTO_*) and its API below /moto-api/.
"""

import argparse
import os
import sys
import threading
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path


def pinned_moto() -> str:
    requirement = Path(__file__).with_name("requirements.txt").read_text(encoding="utf-8").strip()
    return requirement.partition("==")[2]


def refuse_other_moto() -> None:
    """The gaps are filled by replacing moto's own functions: with another version they would be wrong silently."""
    try:
        installed = version("moto")
    except PackageNotFoundError:
        installed = "none"
    if installed != pinned_moto():
        sys.exit(
            f"The emulator needs moto {pinned_moto()}, found {installed}. "
            f'Install it with: {sys.executable} -m pip install "moto[server]=={pinned_moto()}"'
        )


def end_with_standard_input() -> None:
    def wait() -> None:
        while os.read(sys.stdin.fileno(), 1024):
            pass
        os._exit(0)

    threading.Thread(target=wait, daemon=True).start()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    parser.add_argument("--port", default=5000, type=int, help="port to listen on (default: %(default)s)")
    parser.add_argument("--keep", action="store_true", help="outlive the end of standard input")
    arguments = parser.parse_args()
    if not arguments.keep:
        end_with_standard_input()
    refuse_other_moto()

    os.environ["MOTO_PORT"] = str(arguments.port)  # where moto's own state machines find it
    import gaps
    from service_models.call_log import CallLog
    from moto import server
    from werkzeug.serving import run_simple

    gaps.fill()
    call_log = CallLog()
    server.run_simple = lambda host, port, application, **options: run_simple(
        host, port, call_log.around(application), **options
    )
    server.main(["--host", arguments.host, "--port", str(arguments.port)])


if __name__ == "__main__":
    main()
