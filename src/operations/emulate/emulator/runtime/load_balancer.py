"""An Application Load Balancer of the run."""

import hashlib
import threading
import time
from collections.abc import Callable, Iterable, Mapping

from moto.elbv2.models import FakeLoadBalancer, FakeTargetGroup

from .container import Container
from .group_servers import GroupServers
from .haproxy import configuration, used_certificates, used_target_groups
from .haproxy_process import HaproxyProcess
from .haproxy_targets import Target, registered_targets
from .target_health import NOT_IN_USE, TargetHealth


class LoadBalancer:
    """HAProxy in a container, which follows what moto has of a load balancer. It is asked again and again: each time it
    takes what has changed."""

    def __init__(
        self,
        container: Container,
        *,
        folder: str = "/run/load-balancer",
        address: str = "*",
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """
        :param folder: for HAProxy's files
        :param address: on which the listeners listen, * for all
        :param clock: in seconds
        """
        self._container = container
        self._process = HaproxyProcess(container, folder)
        self._folder = folder
        self._address = address
        self._clock = clock
        self._text = ""
        self._groups: dict[str, FakeTargetGroup] = {}
        self._servers: dict[str, GroupServers] = {}
        # The control loop applies while requests ask for the health.
        self._lock = threading.RLock()

    def apply(
        self,
        load_balancer: FakeLoadBalancer,
        target_groups: Mapping[str, FakeTargetGroup],
        certificates: Mapping[str, tuple[str, str]],
    ) -> None:
        """
        Takes listeners, rules and certificates, if they have changed, and targets that came or left.

        :param target_groups: all of the backend, by their ARNs
        :param certificates: chains and private keys as PEM, by the ARNs of the listeners' certificates
        :raises CommandFailed: when HAProxy refuses; what it had before goes on
        """
        with self._lock:
            self._groups = dict(target_groups)
            files = {arn: self._certificate_file(certificates[arn]) for arn in used_certificates(load_balancer)}
            text = self._configuration(load_balancer, files, {})
            if text != self._text:
                self._reload(load_balancer, files, certificates)
                self._text = text
            for arn, servers in self._servers.items():
                servers.follow(self._groups[arn])

    @property
    def used(self) -> Iterable[str]:
        """The ARNs of the target groups that its listeners name."""
        return self._servers.keys()

    def health(self, target_group_arn: str) -> dict[tuple[str, int], TargetHealth]:
        """The health of a target group's targets, by address and port; those that drain are among them."""
        return self.healths().get(target_group_arn, {})

    def healths(self) -> dict[str, dict[tuple[str, int], TargetHealth]]:
        """The health of all target groups' targets, by the groups' ARNs."""
        with self._lock:
            statistics = self._process.servers() if self._text else {}
            return {
                arn: self._servers[arn].health(group, statistics) if arn in self._servers else _not_in_use(group)
                for arn, group in self._groups.items()
            }

    def _reload(
        self,
        load_balancer: FakeLoadBalancer,
        files: Mapping[str, str],
        certificates: Mapping[str, tuple[str, str]],
    ) -> None:
        """HAProxy gets the targets that it has with the new configuration, since those that were added while it ran
        would be lost otherwise."""
        self._process.prepare()
        if self._text:
            statistics = self._process.servers()
            for arn, servers in self._servers.items():
                if arn in self._groups:  # it may be deleted as soon as no rule names it
                    servers.remember_failures(self._groups[arn], statistics)
        for arn, path in files.items():
            chain, key = certificates[arn]
            self._container.write(path, f"{chain.rstrip()}\n{key}", mode=0o600)
        kept = {
            arn: self._servers.get(arn) or GroupServers(self._process, self._clock)
            for arn in used_target_groups(load_balancer)
        }
        self._process.apply(self._configuration(load_balancer, files, kept))
        self._servers = kept

    def _configuration(
        self, load_balancer: FakeLoadBalancer, files: Mapping[str, str], targets: Mapping[str, Iterable[Target]]
    ) -> str:
        return configuration(*[load_balancer, self._groups, files, targets], folder=self._folder, address=self._address)

    def _certificate_file(self, certificate: tuple[str, str]) -> str:
        """Named for what is in it, so that a renewed certificate changes the configuration."""
        return f"{self._folder}/{hashlib.sha256(''.join(certificate).encode()).hexdigest()}.pem"


def _not_in_use(group: FakeTargetGroup) -> dict[tuple[str, int], TargetHealth]:
    return {(target.address, target.port): NOT_IN_USE for target in registered_targets(group)}
