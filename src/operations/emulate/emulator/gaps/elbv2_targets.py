from typing import Any

from moto.elbv2.models import ELBv2Backend, FakeHealthStatus

from runtime.described_target_health import described_target_health

from . import containers
from .patching import Function, replaces


@replaces(ELBv2Backend, "describe_target_health")
def targets_are_always_healthy(
    original: Function, self: ELBv2Backend, target_group_arn: str, targets: list[dict[str, Any]]
) -> list[FakeHealthStatus]:
    """AWS tells what health checks found; moto calls every target healthy. No issue found."""
    described = original(self, target_group_arn, targets)
    if not containers.runtime:
        return described
    health = containers.runtime.target_health(target_group_arn)
    return described_target_health(described, health, all_targets=not targets)
