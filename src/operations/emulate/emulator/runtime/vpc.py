"""A VPC: a bridge in the network namespace of a container, to which network interfaces of other containers are attached.

That container is the only one with access to this machine's processes, whose network namespaces it enters; so two runs
with the same range of addresses never meet, and nothing of a VPC outlives its container.
"""

import itertools
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from ipaddress import ip_network

from . import firewall
from .container import CommandFailed
from .engine import Engine, EngineContainer
from .firewall import Member, Rule

METADATA = "169.254.170.2"
"""address of ECS's task metadata endpoint"""

BRIDGE = "vpc"
HOSTS = "/run/hosts"


@dataclass
class Attachment:
    """The network interfaces of a container, and what its security groups were last written as."""

    pid: int
    interfaces: list[Member]
    device: str
    ruleset: str = field(default="", compare=False)


class Vpc:
    """
    :param cidr: its range of addresses
    :param ports: ports of the container that the engine publishes on free ports of this machine's loopback address
    """

    def __init__(self, engine: Engine, image: str, cidr: str, ports: Sequence[int]):
        network = ip_network(cidr)
        self.prefix = network.prefixlen
        self.router, self.resolver = str(network[1]), str(network[2])
        self.attachments: dict[str, Attachment] = {}
        self.devices = itertools.count(1)
        self.lock = threading.RLock()
        self.container: EngineContainer = engine.start(
            "vpc",
            image,
            ["sleep", "infinity"],
            privileged=True,
            pid_mode="host",
            ports={f"{port}/tcp": ("127.0.0.1", None) for port in ports},
        )
        self.shell(
            f"ip link add {BRIDGE} type bridge",
            f"ip addr add {self.router}/{self.prefix} dev {BRIDGE}",
            f"ip addr add {self.resolver}/{self.prefix} dev {BRIDGE}",
            f"ip addr add {METADATA}/32 dev {BRIDGE}",
            f"ip link set {BRIDGE} up",
            f"touch {HOSTS}",
        )
        self.hosts = ""
        self.rules_of: Callable[[str], Iterable[Rule]] = lambda group: ()
        self.peer_addresses: Callable[[str], Iterable[str]] = lambda peer: ()

    def shell(self, *commands: str) -> str:
        return self.container.execute("sh", "-ec", "\n".join(commands))

    def outside(self) -> tuple[str, str]:
        """The address of this container in the engine's own network, and that of the machine there."""
        route = self.shell("ip -o route get 1.1.1.1").split()
        return route[route.index("src") + 1], route[route.index("via") + 1]

    def attach(self, key: str, container: EngineContainer, interfaces: Sequence[Member]) -> None:
        """Gives a container that has no network its interfaces. Its security groups hold from the first packet on."""
        with self.lock:
            device, pid = f"eni{next(self.devices)}", container.pid
            self.attachments[key] = Attachment(pid, list(interfaces), device)
            self.refresh()
            enter = f"nsenter -t {pid} -n"
            first = interfaces[0].address
            self.shell(
                f"ip link add {device} type veth peer name eth0 netns {pid}",
                f"ip link set {device} master {BRIDGE} up",
                *(f"{enter} ip addr add {one.address}/{self.prefix} dev eth0" for one in interfaces),
                f"{enter} ip link set lo up",
                f"{enter} ip link set eth0 up",
                f"{enter} ip route add default via {self.router} src {first}",
            )

    def regroup(self, key: str, groups: tuple[str, ...]) -> list[Member]:
        """Puts the interfaces of an attachment into other security groups; harmless when they are in them already."""
        with self.lock:
            attachment = self.attachments[key]
            attachment.interfaces = [Member(one.address, groups) for one in attachment.interfaces]
            return attachment.interfaces

    def detach(self, key: str) -> None:
        """Forgets the interfaces; the engine removes them with their container."""
        with self.lock:
            self.attachments.pop(key, None)
            self.refresh()

    def describe(self, rules_of: Callable[[str], Iterable[Rule]], addresses_of: Callable[[str], Iterable[str]]) -> None:
        """
        Says what security groups mean, here and from now on.

        :param rules_of: the rules of a security group
        :param addresses_of: the addresses of a peer that is no group with members here
        """
        self.rules_of, self.peer_addresses = rules_of, addresses_of
        self.refresh()

    def refresh(self) -> None:
        """Writes the security groups of every attachment whose rules, or whose peers' addresses, have changed."""
        with self.lock:
            for key, attachment in list(self.attachments.items()):
                text = firewall.ruleset(
                    attachment.interfaces,
                    rules_of=self.rules_of,
                    addresses_of=self.addresses_of,
                    resolver=self.resolver,
                )
                if text == attachment.ruleset:
                    continue
                self.container.write("/run/ruleset", text)
                try:
                    self.shell(f"nsenter -t {attachment.pid} -n nft -f /run/ruleset")
                except CommandFailed:
                    if self.is_gone(attachment.pid):
                        del self.attachments[key]
                        continue
                    raise
                attachment.ruleset = text

    def is_gone(self, pid: int) -> bool:
        return self.shell(f"test -e /proc/{pid} && echo there || true") == ""

    def addresses_of(self, peer: str) -> list[str]:
        members = [
            f"{interface.address}/32"
            for attachment in self.attachments.values()
            for interface in attachment.interfaces
            if peer in interface.groups
        ]
        return members or list(self.peer_addresses(peer))

    def name(self, records: dict[str, Sequence[str]], wildcards: dict[str, str]) -> None:
        """
        Makes names resolve in the VPC, and no others.

        :param records: addresses of each name
        :param wildcards: the address of every name below a domain
        """
        lines = [f"{address} {name}" for name, addresses in sorted(records.items()) for address in addresses]
        text = "\n".join([*lines, ""])
        if text == self.hosts:
            return
        self.container.write(HOSTS, text)
        if self.hosts:
            self.shell("kill -HUP $(cat /run/dnsmasq.pid)")
        else:
            below = " ".join(f"--address=/{domain}/{address}" for domain, address in wildcards.items())
            self.shell(
                f"dnsmasq --listen-address={self.resolver} --bind-interfaces --no-resolv --no-hosts --user=root"
                f" --addn-hosts={HOSTS} --pid-file=/run/dnsmasq.pid --local-ttl=0 {below}"
            )
        self.hosts = text

    def take_address(self, address: str) -> None:
        """Lets this container speak as an address outside of the VPC, too."""
        self.shell(f"ip addr replace {address}/32 dev {BRIDGE}")

    def published(self, port: int) -> int:
        """The port of this machine's loopback address that leads to a port of the VPC's container."""
        self.container.container.reload()
        return int(self.container.container.ports[f"{port}/tcp"][0]["HostPort"])
