"""The configuration of HAProxy with which it routes as an Application Load Balancer does."""

from collections.abc import Iterable, Mapping

from moto.elbv2.models import FakeLoadBalancer, FakeTargetGroup

from .haproxy_actions import forwarded_to
from .haproxy_errors import REASONS, error_page
from .haproxy_listener import frontend, indented, listener_certificates
from .haproxy_targets import CONNECT_TIMEOUT, Target, backend


def configuration(
    load_balancer: FakeLoadBalancer,
    target_groups: Mapping[str, FakeTargetGroup],
    certificate_files: Mapping[str, str],
    targets: Mapping[str, Iterable[Target]],
    *,
    folder: str,
    address: str,
) -> str:
    """
    The text of haproxy.cfg.

    :param target_groups: by their ARNs, at least those in use
    :param certificate_files: the paths of chain and key of the listeners' certificates, by their ARNs
    :param targets: those that HAProxy has already, by the ARNs of their target groups
    :param folder: where HAProxy keeps its sockets and the state of the targets
    :param address: on which it listens, * for all
    """
    sections = [
        _global_section(folder),
        _defaults(load_balancer),
        *[
            frontend(load_balancer, listener, certificate_files, address)
            for listener in load_balancer.listeners.values()
        ],
        *[backend(target_groups[arn], targets.get(arn, [])) for arn in used_target_groups(load_balancer)],
    ]
    return "\n\n".join("\n".join(section) for section in sections) + "\n"


def used_target_groups(load_balancer: FakeLoadBalancer) -> list[str]:
    """The ARNs of the target groups that the listeners name: those whose targets the load balancer checks."""
    arns = [
        arn
        for listener in load_balancer.listeners.values()
        for actions in [*[rule.actions for rule in listener._non_default_rules.values()], listener.default_actions]
        for arn in forwarded_to(actions)
    ]
    return sorted(set(arns))


def used_certificates(load_balancer: FakeLoadBalancer) -> list[str]:
    """The ARNs of the certificates of the load balancer's listeners."""
    return sorted({arn for listener in load_balancer.listeners.values() for arn in listener_certificates(listener)})


def _global_section(folder: str) -> list[str]:
    """One thread hands requests to the targets exactly in turn. Without the spread of checks, a target's first one
    would come only after its interval. Engines may allow so many files that HAProxy would take gigabytes for
    connections."""
    settings = [
        f"stats socket {folder}/runtime-api mode 600 level admin expose-fd listeners",
        f"server-state-file {folder}/server-state",
        "nbthread 1",
        "max-spread-checks 100ms",
        "fd-hard-limit 10000",
    ]
    return ["global", *indented(settings)]


def _defaults(load_balancer: FakeLoadBalancer) -> list[str]:
    """The idle timeout holds for WebSockets too ("Edit attributes for your Application Load Balancer"). A request that
    a target has refused is not sent again. A worker that is replaced answers one more request on a connection that is
    idle: closing it at once would lose what is on its way."""
    idle = load_balancer.attrs.get("idle_timeout.timeout_seconds") or "60"
    timeouts = [f"timeout {name} {idle}s" for name in ["client", "server", "tunnel", "http-keep-alive", "http-request"]]
    settings = [
        "mode http",
        "load-server-state-from-file global",
        "option idle-close-on-response",
        "retries 0",
        f"timeout connect {CONNECT_TIMEOUT}ms",
        *timeouts,
        *[f"http-error {error_page(status)}" for status in REASONS],
    ]
    return ["defaults", *indented(settings)]
