"""A target group, as a backend of HAProxy's, and a target, as a server of it."""

from collections.abc import Iterable
from typing import NamedTuple

from moto.elbv2.models import FakeTargetGroup

from .haproxy_actions import backend_name
from .haproxy_errors import error_page
from .haproxy_listener import indented

# How long Application Load Balancers try to connect to a target, in milliseconds ("HTTP 504: Gateway timeout").
CONNECT_TIMEOUT = 10_000

ALGORITHMS = {
    "round_robin": "roundrobin",
    "least_outstanding_requests": "leastconn",
    "weighted_random": "random(1)",
}


class Target(NamedTuple):
    """A target that is registered by its IP address."""

    address: str
    port: int

    @property
    def server(self) -> str:
        """The name of its server, from which health checks take their Host header."""
        return f"{self.address}:{self.port}"


def registered_targets(group: FakeTargetGroup) -> list[Target]:
    return [Target(target["Id"], int(target["Port"])) for target in group.targets.values()]


def backend(group: FakeTargetGroup, targets: Iterable[Target]) -> list[str]:
    """
    :param targets: those that HAProxy already has: their state is loaded, and new ones are added while it runs
    """
    algorithm = ALGORITHMS[str(group.attributes["load_balancing.algorithm.type"])]
    return [
        f"backend {backend_name(group.arn)}",
        *indented(
            [
                f"balance {algorithm}",
                *_errors(),
                *_health_check(group),
                f"default-server {_server_options(group)}",
                *[f"server {target.server} {target.server} {_check_port(group, target)}" for target in targets],
            ]
        ),
    ]


def server_arguments(group: FakeTargetGroup, target: Target) -> str:
    """What HAProxy's "add server" takes for a target; it knows no default-server."""
    return f"{target.server} {_server_options(group)} {_check_port(group, target)}"


def health_check_port(group: FakeTargetGroup, target: Target) -> int:
    port = str(group.health_check_port)
    return target.port if port == "traffic-port" else int(port)


def _errors() -> list[str]:
    """Where no target is healthy clients get 503, where a target refuses the connection 502, and where it does not
    answer at all 504; HAProxy says 503 to all three. A worker that a reload replaces counts no server, but has them
    for the connections that are left."""
    none_healthy = "{ nbsrv lt 1 } !{ stopping }"
    failed = "{ status 503 } !{ var(txn.answered) -m found }"
    return [
        f"http-request set-var(txn.answered) bool(true) if {none_healthy}",
        f"http-request return {error_page(503)} if {none_healthy}",
        "http-request set-var(txn.began) date(0,ms)",
        "http-response set-var(txn.answered) bool(true)",
        f"http-error {error_page(503, shown=502)}",
        f"http-after-response set-status 504 if {failed} {{ date(0,ms),sub(txn.began) ge {CONNECT_TIMEOUT} }}",
        f"http-after-response set-status 502 if {failed}",
    ]


def _health_check(group: FakeTargetGroup) -> list[str]:
    """The Host header is the target's address and the port of the check ("Health checks for Application Load Balancer
    target groups")."""
    port = str(group.health_check_port)
    host = "%[srv_name]" if port == "traffic-port" else f"%[srv_name,field(1,:)]:{port}"
    codes = str(group.matcher.get("HttpCode") or "200").replace(" ", "")
    return [
        "option httpchk",
        f"http-check send meth GET uri {group.health_check_path or '/'} ver HTTP/1.1 hdr Host {host} "
        "hdr User-Agent ELB-HealthChecker/2.0 hdr Connection close",
        f"http-check expect status {codes}",
        f"timeout check {group.health_check_timeout_seconds}s",
    ]


def _server_options(group: FakeTargetGroup) -> str:
    """ELB does not verify the certificates of targets that speak HTTPS ("Target groups for your Application Load
    Balancers")."""
    options = [
        f"check inter {group.health_check_interval_seconds}s",
        f"rise {group.healthy_threshold_count} fall {group.unhealthy_threshold_count}",
    ]
    if group.protocol == "HTTPS":
        options.append("ssl")
    if group.health_check_protocol == "HTTPS":
        options.append("check-ssl")
    if "HTTPS" in [group.protocol, group.health_check_protocol]:
        options.append("verify none")
    if group.protocol_version == "HTTP2":
        options.append("alpn h2" if group.protocol == "HTTPS" else "proto h2")
    slow_start = int(group.attributes.get("slow_start.duration_seconds") or 0)
    if slow_start:
        options.append(f"slowstart {slow_start}s")
    return " ".join(options)


def _check_port(group: FakeTargetGroup, target: Target) -> str:
    """Always given: without one HAProxy checks by TLS whenever it speaks TLS to the target."""
    return f"port {health_check_port(group, target)}"
