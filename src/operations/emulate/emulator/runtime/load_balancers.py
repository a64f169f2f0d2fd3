"""The load balancers of a run, each in a container of its own."""

import time
from collections.abc import Mapping

from moto.elbv2.models import FakeLoadBalancer, elbv2_backends

from .addresses import Addresses
from .authority import Authority
from .engine import Engine
from .firewall import Member
from .listener_certificates import ListenerCertificates
from .load_balancer import LoadBalancer
from .outside_clients import client_for
from .target_health import TargetHealth
from .task import TaskRun
from .vpc import Vpc

Health = Mapping[tuple[str, int], TargetHealth]


class LoadBalancers:
    PORTS = range(9001, 9017)
    """ports of the VPC's container by which this machine reaches listeners"""

    def __init__(
        self, engine: Engine, vpc: Vpc, image: str, authority: Authority, addresses: Addresses, place: tuple[str, str]
    ):
        self.engine, self.vpc, self.image, self.pool, self.place = engine, vpc, image, addresses, place
        self.certificates = ListenerCertificates(authority)
        self.running: dict[str, LoadBalancer] = {}
        self.interfaces: dict[str, list[Member]] = {}
        self.entrances: dict[tuple[str, int], int] = {}
        self.clients: dict[tuple[str, int], str | None] = {}
        self.free_ports = iter(self.PORTS)
        self.healths: dict[str, Health] = {}

    def step(self) -> None:
        account, region = self.place
        backend = elbv2_backends[account][region]
        present = {arn: one for arn, one in list(backend.load_balancers.items()) if is_application(one)}
        for arn in [arn for arn in self.running if arn not in present]:
            self.end(arn)
        for arn, load_balancer in present.items():
            if arn not in self.running:
                self.begin(load_balancer)
            self.follow(load_balancer)
            self.running[arn].apply(load_balancer, backend.target_groups, self.certificates.of(load_balancer))
            for listener in list(load_balancer.listeners.values()):
                self.open((arn, int(listener.port)))
        healths: dict[str, Health] = {}
        for one in self.running.values():
            # Each knows all groups, and calls those of the others unused.
            healths.update(
                {arn: health for arn, health in one.healths().items() if arn in one.used or arn not in healths}
            )
        self.healths = healths

    def begin(self, load_balancer: FakeLoadBalancer) -> None:
        arn, groups = load_balancer.arn, tuple(load_balancer.security_groups or [])
        interfaces = [Member(self.pool.take(subnet.cidr_block), groups) for subnet in load_balancer.subnets]
        container = self.engine.start(container_name(arn), self.image, ["sleep", "infinity"], network_mode="none")
        container.execute("mkdir", "-p", "/run/load-balancer")
        self.vpc.attach(arn, container, interfaces)
        self.interfaces[arn], self.running[arn] = interfaces, LoadBalancer(container)

    def follow(self, load_balancer: FakeLoadBalancer) -> None:
        """Security groups may change while it runs."""
        groups = tuple(load_balancer.security_groups or [])
        self.interfaces[load_balancer.arn] = self.vpc.regroup(load_balancer.arn, groups)

    def end(self, arn: str) -> None:
        del self.running[arn]
        self.entrances = {listener: port for listener, port in self.entrances.items() if listener[0] != arn}
        self.vpc.detach(arn)
        self.engine.remove(container_name(arn))
        for interface in self.interfaces.pop(arn):
            self.pool.give_back(interface.address)

    def open(self, listener: tuple[str, int]) -> None:
        """Makes a listener reachable from this machine, as from an address that its security groups let in."""
        arn, port = listener
        client = self.client(arn, port)
        if listener in self.entrances and self.clients.get(listener) == client:
            return
        entrance = self.entrances.get(listener) or next(self.free_ports, None)
        if entrance is None:
            return
        if client:
            self.vpc.take_address(client)
        source = f",bind={client}" if client else ""
        target = f"TCP:{self.interfaces[arn][0].address}:{port}{source}"
        self.vpc.shell(
            # The processes are numbered as this machine's: one that has ended may have another's number.
            f"p=$(cat /run/{entrance}.pid 2>/dev/null) && grep -qs LISTEN:{entrance}, /proc/$p/cmdline && kill $p || p=",
            '[ -z "$p" ] || while kill -0 "$p" 2>/dev/null; do sleep 0.1; done',
            f"nohup socat TCP-LISTEN:{entrance},reuseaddr,fork {target} >/dev/null 2>&1 &",
            f"echo $! >/run/{entrance}.pid",
        )
        self.entrances[listener], self.clients[listener] = entrance, client

    def client(self, arn: str, port: int) -> str | None:
        groups = self.interfaces[arn][0].groups
        return client_for([rule for group in groups for rule in self.vpc.rules_of(group)], port)

    def sources(self) -> dict[str, str]:
        """From which address HTTPS of a load balancer is asked, by its own; those that let any address in are left out."""
        found = {arn: self.clients.get((arn, 443)) for arn in self.interfaces}
        return {self.interfaces[arn][0].address: client for arn, client in found.items() if client}

    def addresses(self) -> dict[str, list[str]]:
        """Addresses by DNS names."""
        account, region = self.place
        known = elbv2_backends[account][region].load_balancers
        return {
            known[arn].dns_name.lower(): [one.address for one in interfaces]
            for arn, interfaces in self.interfaces.items()
            if arn in known
        }

    def takes_any_host(self, arn: str, port: int) -> bool:
        """Whether a rule of a listener forwards requests for whatever host."""
        account, region = self.place
        load_balancer = elbv2_backends[account][region].load_balancers.get(arn)
        listeners = load_balancer.listeners.values() if load_balancer else []
        rules = [rule for one in listeners if int(one.port) == port for rule in one.rules.values() if rule.conditions]
        return any(
            any(action.type == "forward" for action in rule.actions)
            and not any(one.get("Field") == "host-header" for one in rule.conditions)
            for rule in rules
        )

    def health(self, target_group_arn: str, address: str, port: int) -> str:
        """In the words of DescribeTargetHealth; `unused` for a group that no listener forwards to."""
        if target_group_arn not in self.healths:
            return "unused"
        found = self.healths[target_group_arn].get((address, port))
        return found.state if found else "initial"

    def drain(self, run: TaskRun) -> None:
        """Waits until the deregistration delay of every group that the task was in is over."""
        address = run.interface.address
        while any((address, port) in self.healths.get(arn, {}) for arn, port in run.target_groups):
            time.sleep(0.2)


def container_name(arn: str) -> str:
    """What the container of a load balancer is called, by the load balancer's own name."""
    return f"lb-{arn.split('/')[-2]}"


def is_application(load_balancer: FakeLoadBalancer) -> bool:
    return (load_balancer.type or "application") == "application"
