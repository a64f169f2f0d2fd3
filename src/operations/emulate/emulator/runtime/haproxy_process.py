"""The HAProxy that runs in a container, and its runtime API."""

import csv
import io
import time
from collections.abc import Sequence

from .container import CommandFailed, Container

# How long HAProxy may take to begin with a configuration, in seconds.
RELOAD_TIMEOUT = 20

# The master, in a process of its own, replaces its worker without closing a listener.
RELOAD_OR_START = """
cd "$0" && mv new.cfg haproxy.cfg
if [ -f pid ] && grep -qs "^haproxy$" "/proc/$(cat pid)/comm"; then kill -USR2 "$(cat pid)"; exit; fi
rm -f runtime-api && exec haproxy -W -D -f "$0/haproxy.cfg" -p "$0/pid"
"""

# perl-base is essential in Debian; it has no other client for a socket.
ASK = """
use IO::Socket::UNIX;
my $socket = IO::Socket::UNIX->new(Peer => $ARGV[0]) or die "HAProxy does not answer: $!\\n";
print $socket "$ARGV[1]\\n";
$socket->shutdown(1);
print while <$socket>;
"""


class HaproxyProcess:
    """HAProxy as master and worker in a container, with all its files in one folder. A worker that was replaced lives
    as long as its connections, with the routes and targets that it had: HAProxy 2.6 takes no command for it any
    more."""

    def __init__(self, container: Container, folder: str) -> None:
        self._container = container
        self._folder = folder

    def prepare(self) -> None:
        """Makes the folder for the files that a configuration names."""
        self._container.execute("mkdir", "-p", "-m", "700", self._folder)

    def apply(self, text: str) -> None:
        """
        Has HAProxy run with a configuration, with the health of the servers as it is.

        :raises CommandFailed: when HAProxy refuses the text; it goes on with the one before
        """
        self._container.write(f"{self._folder}/new.cfg", text, mode=0o600)
        self._container.execute("haproxy", "-c", "-f", f"{self._folder}/new.cfg")
        before = self._worker()
        state = self.ask("show servers state")[0] if before else "1\n"
        self._container.write(f"{self._folder}/server-state", without_check_ports(state), mode=0o600)
        self._container.execute("sh", "-c", RELOAD_OR_START, self._folder)
        self._wait_for_another(before)

    def ask(self, *commands: str) -> list[str]:
        """What the runtime API answers to each command."""
        answers = self._container.execute("perl", "-e", ASK, f"{self._folder}/runtime-api", ";".join(commands))
        return [f"{answer}\n" for answer in answers.split("\n\n")[: len(commands)]]

    def servers(self) -> dict[tuple[str, str], dict[str, str]]:
        """The statistics of each server by the names of its backend and its own."""
        statistics = self.ask("show stat -1 4 -1")[0]
        rows = csv.DictReader(io.StringIO(statistics.removeprefix("# ")))
        return {(row["pxname"], row["svname"]): row for row in rows}

    def _worker(self) -> str | None:
        """The process that answers, none before the first start and after HAProxy's end."""
        try:
            information = self.ask("show info")[0]
        except CommandFailed:
            return None
        return next(line for line in information.splitlines() if line.startswith("Pid:"))

    def _wait_for_another(self, before: str | None) -> None:
        deadline = time.monotonic() + RELOAD_TIMEOUT
        while (now := self._worker()) in [None, before]:
            if time.monotonic() > deadline:
                raise CommandFailed(f"HAProxy did not take its configuration within {RELOAD_TIMEOUT} s ({now})")
            time.sleep(0.05)


def without_check_ports(state: str) -> str:
    """What HAProxy saves has the ports of health checks, which would hide that the configuration has others."""
    lines = state.split("\n")
    columns: Sequence[str] = next((line[2:].split() for line in lines if line.startswith("# ")), [])
    if "srv_check_port" not in columns:
        return state
    index = columns.index("srv_check_port")

    def changed(line: str) -> str:
        fields = line.split(" ")
        return " ".join([*fields[:index], "0", *fields[index + 1 :]]) if len(fields) == len(columns) else line

    return "\n".join(line if line.startswith("#") else changed(line) for line in lines)
