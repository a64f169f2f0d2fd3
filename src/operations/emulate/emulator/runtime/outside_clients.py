"""The address from which this machine asks a load balancer: one that its security groups let in."""

from collections.abc import Iterable
from ipaddress import IPv4Network, ip_network

from .firewall import Rule


def client_for(rules: Iterable[Rule], port: int) -> str | None:
    """
    :param rules: those of all security groups of the load balancer
    :param port: the listener's
    :returns: None where any address is let in, or only members of other security groups
    """
    ranges = [
        network
        for rule in rules
        if rule.direction == "ingress" and rule.protocol in ("tcp", "-1") and covers(rule, port) and "/" in rule.peer
        if isinstance(network := ip_network(rule.peer, strict=False), IPv4Network)
    ]
    if not ranges or any(network.prefixlen == 0 for network in ranges):
        return None
    first = ranges[0]
    return str(first[1] if first.num_addresses > 1 else first[0])


def covers(rule: Rule, port: int) -> bool:
    first, last = rule.ports or (0, 65535)
    return first <= port <= last
