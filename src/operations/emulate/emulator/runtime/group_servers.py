"""The targets of a target group, as servers that HAProxy has while it runs."""

from collections.abc import Callable, Iterator, Mapping

from moto.elbv2.models import FakeTargetGroup

from .container import CommandFailed
from .haproxy_actions import backend_name
from .haproxy_process import HaproxyProcess
from .haproxy_targets import Target, registered_targets, server_arguments
from .target_health import DRAINING, REGISTERING, TargetHealth, failure, health_of


class GroupServers:
    """Follows who is registered, by HAProxy's runtime API, and says what its checks find."""

    def __init__(self, process: HaproxyProcess, clock: Callable[[], float]) -> None:
        self._process = process
        self._clock = clock
        # Each with the time at which its deregistration delay is over, where it leaves.
        self._targets: dict[Target, float | None] = {}
        self._failures: dict[Target, TargetHealth] = {}

    def __iter__(self) -> Iterator[Target]:
        """The targets that HAProxy has."""
        return iter(self._targets)

    def follow(self, group: FakeTargetGroup) -> None:
        """Adds targets that were registered, and takes those away that were deregistered."""
        registered = registered_targets(group)
        for target in registered:
            if target not in self._targets:
                self._add(group, target)
            elif self._targets[target] is not None:
                self._process.ask(*_check_first(_server(group, target)))
            self._targets[target] = None
        for target in [target for target in self._targets if target not in registered]:
            self._take_away(group, target)

    def health(
        self, group: FakeTargetGroup, servers: Mapping[tuple[str, str], dict[str, str]]
    ) -> dict[tuple[str, int], TargetHealth]:
        """
        :param servers: HAProxy's statistics of them
        """
        self.remember_failures(group, servers)
        found: dict[tuple[str, int], TargetHealth] = {
            (target.address, target.port): REGISTERING for target in registered_targets(group)
        }
        for target, leaves_at in self._targets.items():
            server = servers.get((backend_name(group.arn), target.server))
            if leaves_at is None and server is not None:
                found[target.address, target.port] = health_of(server, self._failures.get(target))
            elif leaves_at is not None and leaves_at > self._clock():
                found[target.address, target.port] = DRAINING
        return found

    def remember_failures(self, group: FakeTargetGroup, servers: Mapping[tuple[str, str], dict[str, str]]) -> None:
        """A target stays unhealthy over a reload, after which HAProxy no longer knows why."""
        for target in self._targets:
            server = servers.get((backend_name(group.arn), target.server))
            failed = failure(server) if server else None
            if failed:
                self._failures[target] = failed

    def _add(self, group: FakeTargetGroup, target: Target) -> None:
        server = _server(group, target)
        answer, *_ = self._process.ask(f"add server {server} {server_arguments(group, target)}", *_check_first(server))
        # It has the server already when the answer to an earlier attempt was lost.
        if "New server registered" not in answer and "Already exists" not in answer:
            raise CommandFailed(f"HAProxy did not add {server}: {answer.strip()}")

    def _take_away(self, group: FakeTargetGroup, target: Target) -> None:
        """A target that leaves gets no more requests, and may finish those that it has until the delay is over."""
        leaves_at = self._targets[target]
        if leaves_at is None:
            self._process.ask(f"set server {_server(group, target)} state drain")
            leaves_at = self._clock() + float(group.attributes["deregistration_delay.timeout_seconds"])
            self._targets[target] = leaves_at
        if leaves_at <= self._clock() and self._removed(group, target):
            del self._targets[target]
            self._failures.pop(target, None)

    def _removed(self, group: FakeTargetGroup, target: Target) -> bool:
        """HAProxy removes no server that has connections left, some of which end a little later: it is asked again."""
        server = _server(group, target)
        *_, answer = self._process.ask(
            f"set server {server} state maint", f"shutdown sessions server {server}", f"del server {server}"
        )
        return "Server deleted" in answer


def _server(group: FakeTargetGroup, target: Target) -> str:
    return f"{backend_name(group.arn)}/{target.server}"


def _check_first(server: str) -> list[str]:
    """A stopping server gets no request. One check that it passes makes it healthy, as ELB says ("Health checks for
    Application Load Balancer target groups"), and as many failures as the threshold make it unhealthy. It drains
    meanwhile, since it would be up for a moment otherwise."""
    return [
        f"set server {server} state drain",
        f"set server {server} health stopping",
        f"enable health {server}",
        f"set server {server} state ready",
    ]
