"""Security groups as nftables rules in the network namespace of what is in them.

What no rule allows is dropped, as in a VPC: the client waits until it gives up ("Security group rules", Amazon VPC User
Guide). Answers to what was allowed are not asked again, and neither are the resolver and the task metadata endpoint,
which no security group filters.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from ipaddress import collapse_addresses, ip_network

RESOLVER_AND_METADATA = "169.254.0.0/16"


@dataclass(frozen=True)
class Rule:
    """One way that a security group opens."""

    direction: str
    """`ingress` or `egress`"""
    protocol: str
    """`tcp`, `udp`, `icmp`, or `-1` for every one"""
    ports: tuple[int, int] | None
    """the first and the last; None for every one"""
    peer: str
    """a range of addresses, the id of a security group, or the id of a prefix list"""


@dataclass(frozen=True)
class Member:
    """A network interface: its address, and the ids of the security groups that it is in."""

    address: str
    groups: tuple[str, ...]


def ruleset(
    interfaces: Sequence[Member],
    *,
    rules_of: Callable[[str], Iterable[Rule]],
    addresses_of: Callable[[str], Iterable[str]],
    resolver: str,
) -> str:
    """
    What `nft -f` makes the whole ruleset of a network namespace, at once.

    :param interfaces: those of the namespace
    :param rules_of: the rules of a security group
    :param addresses_of: the addresses behind a peer, as ranges
    :param resolver: address of the VPC's resolver
    """
    lines: dict[str, list[str]] = {"ingress": [], "egress": []}
    for interface in interfaces:
        for group in interface.groups:
            for rule in rules_of(group):
                peers = [str(one) for one in collapse_addresses(map(ip_network, addresses_of(rule.peer)))]
                if peers:
                    lines[rule.direction].append(accepting(rule, interface.address, peers))
    free = f"{{ {RESOLVER_AND_METADATA}, {resolver} }}"
    return "\n".join(
        [
            "flush ruleset",
            "table inet security_groups {",
            *chain("input", "iif", f"ip saddr {free} accept", lines["ingress"]),
            *chain("output", "oif", f"ip daddr {free} accept", lines["egress"]),
            "}",
            "",
        ]
    )


def chain(hook: str, interface: str, free: str, rules: Sequence[str]) -> list[str]:
    return [
        f"  chain {hook} {{",
        f"    type filter hook {hook} priority 0; policy drop;",
        f"    {interface} lo accept",
        "    ct state established,related accept",
        f"    {free}",
        *(f"    {rule}" for rule in sorted(set(rules))),
        "  }",
    ]


def accepting(rule: Rule, address: str, peers: Sequence[str]) -> str:
    own, other = ("daddr", "saddr") if rule.direction == "ingress" else ("saddr", "daddr")
    parts = [f"ip {own} {address}"]
    if "0.0.0.0/0" not in peers:
        parts.append(f"ip {other} {{ {', '.join(peers)} }}")
    if rule.protocol == "-1":
        return " ".join([*parts, "accept"])
    if rule.protocol not in ("tcp", "udp"):
        return " ".join([*parts, f"meta l4proto {rule.protocol} accept"])
    first, last = rule.ports or (0, 65535)
    return " ".join([*parts, f"{rule.protocol} dport {first}-{last} accept"])
