"""The HAProxy that runs in a container, and its runtime API."""

import csv
import io
import time

from .container import CommandFailed, Container

# How long HAProxy may take to answer, and to begin with a configuration, in seconds.
TIMEOUT = 20

# The master, in a process of its own, replaces its worker without closing a listener. The state of the servers never
# leaves the container: what it saved half of would be down until its next check.
RELOAD_OR_START = """
set -e
cd "$0"
if [ -f pid ] && grep -qs "^haproxy$" "/proc/$(cat pid)/comm"; then
  perl -e "$1" runtime-api "show servers state" >state
  perl -ne "$2" state >server-state
  mv new.cfg haproxy.cfg
  kill -USR2 "$(cat pid)"
  exit
fi
echo 1 >server-state
mv new.cfg haproxy.cfg
rm -f runtime-api
exec haproxy -W -D -f "$0/haproxy.cfg" -p "$0/pid"
"""

# perl-base is essential in Debian; it has no other client for a socket. Without the last line, the answer is not whole.
ASK = """
use IO::Socket::UNIX;
my $socket = IO::Socket::UNIX->new(Peer => $ARGV[0]) or die "HAProxy does not answer: $!\\n";
print $socket "$ARGV[1]\\n";
$socket->shutdown(1);
print while <$socket>;
print "# end\\n";
"""
END = "# end\n"

# What HAProxy saves has the ports of health checks, which would hide that the configuration has others.
WITHOUT_CHECK_PORTS = """
our ($columns, $port);
if (/^# (?!end)/) {
  my @names = split " ", substr($_, 2);
  $columns = @names;
  ($port) = grep { $names[$_] eq "srv_check_port" } 0..$#names;
} elsif (defined $port) {
  my @fields = split / /;
  $fields[$port] = 0 if @fields == $columns;
  $_ = join " ", @fields;
}
print unless /^# end/;
"""


class HaproxyProcess:
    """HAProxy as master and worker in a container, with all its files in one folder. A worker that was replaced lives
    as long as its connections, with the routes and targets that it had: HAProxy 2.6 takes no command for it any
    more."""

    def __init__(self, container: Container, folder: str) -> None:
        self._container = container
        self._folder = folder
        self._runs = False

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
        before = self._worker(TIMEOUT if self._runs else 0)
        self._container.execute("sh", "-c", RELOAD_OR_START, self._folder, ASK, WITHOUT_CHECK_PORTS)
        self._wait_for_another(before)
        self._runs = True

    def ask(self, *commands: str) -> list[str]:
        """
        What the runtime API answers to each command.

        :raises CommandFailed: when HAProxy does not answer, or the engine lost a part of the answer
        """
        answers = self._container.execute("perl", "-e", ASK, f"{self._folder}/runtime-api", ";".join(commands))
        if not answers.endswith(END):
            raise CommandFailed(f"HAProxy's answer to {commands[0]} is not whole")
        return [f"{answer}\n" for answer in answers.removesuffix(END).split("\n\n")[: len(commands)]]

    def servers(self) -> dict[tuple[str, str], dict[str, str]]:
        """The statistics of each server by the names of its backend and its own."""
        statistics = self.ask("show stat -1 4 -1")[0]
        rows = csv.DictReader(io.StringIO(statistics.removeprefix("# ")))
        return {(row["pxname"], row["svname"]): row for row in rows}

    def _worker(self, patience: float = 0) -> str | None:
        """
        The process that answers, none before the first start and after HAProxy's end.

        :param patience: how long it may not answer, in seconds, as when the machine is busy
        """
        deadline = time.monotonic() + patience
        while True:
            try:
                information = self.ask("show info")[0]
            except CommandFailed:
                if time.monotonic() > deadline:
                    return None
                time.sleep(0.1)
            else:
                return next(line for line in information.splitlines() if line.startswith("Pid:"))

    def _wait_for_another(self, before: str | None) -> None:
        deadline = time.monotonic() + TIMEOUT
        while (now := self._worker()) in [None, before]:
            if time.monotonic() > deadline:
                raise CommandFailed(f"HAProxy did not take its configuration within {TIMEOUT} s ({now})")
            time.sleep(0.05)
