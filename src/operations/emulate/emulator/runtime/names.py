"""What names resolve to in the VPC: load balancers, what aliases them, databases, and services by Cloud Map."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from moto.route53.models import Route53Backend
from moto.servicediscovery.models import ServiceDiscoveryBackend


def aliases(known: Mapping[str, Sequence[str]], route53: Route53Backend) -> dict[str, list[str]]:
    """The addresses behind the alias records of all zones, by their names."""
    found: dict[str, list[str]] = defaultdict(list)
    for zone in route53.zones.values():
        for record in zone.rrsets:
            target = (
                (getattr(record, "alias_target", None) or {}).get("DNSName", "").rstrip(".").removeprefix("dualstack.")
            )
            if record.type == "A" and target in known:
                found[record.name.rstrip(".")].extend(known[target])
    return dict(found)


def records(
    known: Mapping[str, Sequence[str]], route53: Route53Backend, discovery: ServiceDiscoveryBackend
) -> dict[str, list[str]]:
    """
    :param known: the addresses of load balancers and databases by the names that AWS gives them
    """
    found: dict[str, list[str]] = defaultdict(list)
    for name, addresses in known.items():
        found[name].extend(addresses)
    for name, addresses in aliases(known, route53).items():
        found[name].extend(addresses)
    for service in discovery.services.values():
        namespace = discovery.namespaces.get(service.namespace_id)
        addresses = [instance.attributes.get("AWS_INSTANCE_IPV4", "") for instance in service.instances]
        if namespace and any(addresses):
            found[f"{service.name}.{namespace.name}"].extend(filter(None, addresses))
    return {name: sorted(set(addresses)) for name, addresses in found.items()}
