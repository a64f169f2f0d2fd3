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
from typing import Any


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


def with_containers(arguments: argparse.Namespace, application: Any, call_log: Any) -> Any:
    """From here on tasks, load balancers and databases run in containers, which end with this process."""
    from gaps import containers
    from runtime.own_paths import around
    from runtime.reaper import watch
    from runtime.start import start

    reaper = watch(arguments.containers)
    own = dict(image.split("=", 1) for image in arguments.image)
    runtime = start(arguments.containers, own, os.environ["MOTO_ACCOUNT_ID"], arguments.region)
    call_log.refusal = runtime.credentials.refusal
    containers.runtime = runtime
    runtime.application, runtime.reaper = around(runtime, application), reaper
    return runtime.application


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    parser.add_argument("--port", default=5000, type=int, help="port to listen on (default: %(default)s)")
    parser.add_argument("--keep", action="store_true", help="outlive the end of standard input")
    parser.add_argument("--containers", metavar="RUN", help="run tasks in containers, under the label of this run")
    parser.add_argument("--region", default="us-east-1", help="region whose tasks run (default: %(default)s)")
    parser.add_argument(
        "--image",
        action="append",
        default=[],
        metavar="REPOSITORY=IMAGE",
        help="an image of the engine's, for what an ECR repository is to have",
    )
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

    def serve(host: str, port: int, application: Any, **options: Any) -> None:
        whole = call_log.around(application)
        if arguments.containers:
            whole = with_containers(arguments, whole, call_log)
        run_simple(host, port, whole, **options)

    server.run_simple = serve
    server.main(["--host", arguments.host, "--port", str(arguments.port)])


if __name__ == "__main__":
    main()
