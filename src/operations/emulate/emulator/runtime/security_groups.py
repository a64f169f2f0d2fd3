"""What moto's security groups say, as rules of the firewall."""

from collections.abc import Callable, Iterable

from moto.ec2.models import EC2Backend

from .firewall import Rule


def rules_of(ec2: EC2Backend) -> Callable[[str], Iterable[Rule]]:
    def of_group(group_id: str) -> list[Rule]:
        group = ec2.get_security_group_from_id(group_id)
        if group is None:
            return []
        return [
            Rule(direction, str(rule.ip_protocol), ports(rule.from_port, rule.to_port), peer)
            for direction, rules in (("ingress", group.ingress_rules), ("egress", group.egress_rules))
            for rule in rules
            if (peer := peer_of(rule.ip_range, rule.source_group, rule.prefix_list_id))
        ]

    return of_group


def peer_of(ip_range: dict[str, str] | None, source_group: dict[str, str] | None, prefix_list: str | None) -> str:
    return (ip_range or {}).get("CidrIp") or (source_group or {}).get("GroupId") or prefix_list or ""


def ports(first: int | str | None, last: int | str | None) -> tuple[int, int] | None:
    return None if first in (None, -1, "-1") or last is None else (int(first), int(last))


def addresses_of(ec2: EC2Backend, aws: str) -> Callable[[str], Iterable[str]]:
    """
    :param aws: the address of AWS's APIs, which are behind prefix lists and interface endpoints
    """

    def of_peer(peer: str) -> list[str]:
        if "/" in peer:
            return [peer]
        if peer.startswith("pl-"):
            return [f"{aws}/32"]
        endpoints = (
            endpoint for endpoint in ec2.vpc_end_points.values() if peer in (endpoint.security_group_ids or [])
        )
        return [f"{aws}/32"] if next(endpoints, None) else []

    return of_peer
