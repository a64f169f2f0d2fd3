"""DescribeTargetHealth with the health that a load balancer of the run has found."""

from collections.abc import Mapping, Sequence

from moto.elbv2.models import FakeHealthStatus

from .target_health import TargetHealth


def described_target_health(
    original: Sequence[FakeHealthStatus], health: Mapping[tuple[str, int], TargetHealth], *, all_targets: bool
) -> list[FakeHealthStatus]:
    """
    AWS tells of each target what its health checks found, and of those that leave that they are draining, until the
    deregistration delay is over; moto calls every registered target healthy and forgets the others at once.

    :param original: what moto describes
    :param health: by addresses and ports, draining targets among them
    :param all_targets: whether the call named no targets, as it is answered with draining ones then
    """
    described = [_with_health(one, health.get((one.instance_id, int(one.port)))) for one in original]
    known = {(one.instance_id, int(one.port)) for one in original}
    check_port = original[0].health_check_port if original else None
    draining = [
        _with_health(FakeHealthStatus(address, str(port), check_port or str(port), found.state), found)
        for (address, port), found in health.items()
        if all_targets and (address, port) not in known
    ]
    return described + draining


def _with_health(described: FakeHealthStatus, health: TargetHealth | None) -> FakeHealthStatus:
    """A target of which the load balancer knows nothing stays as moto describes it: it is not registered."""
    if health is None:
        return described
    return FakeHealthStatus(described.instance_id, described.port, described.health_check_port, *health)
