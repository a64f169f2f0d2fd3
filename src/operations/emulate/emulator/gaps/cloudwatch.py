from moto.cloudwatch.exceptions import ValidationError
from moto.cloudwatch.models import CloudWatchBackend
from moto.cloudwatch.responses import CloudWatchResponse
from moto.core.responses import ActionResult

from .patching import Function, adds, replaces


@adds(CloudWatchResponse)
def put_composite_alarm(self: CloudWatchResponse) -> ActionResult:
    """AWS has it; moto, which can keep and describe composite alarms, does not: creating one is tried again
    until it times out. No issue found."""
    return self.put_metric_alarm()


@replaces(CloudWatchBackend, "delete_alarms")
def alarms_of_a_composite_alarm_are_deleted(
    original: Function, self: CloudWatchBackend, alarm_names: list[str]
) -> None:
    """AWS deletes no alarm that a composite alarm consists of; moto deletes any: a wrong order is not noticed.
    No issue found."""
    rules = [alarm.rule or "" for name, alarm in self.alarms.items() if name not in alarm_names]
    needed = ", ".join(name for name in alarm_names if any(f'("{name}")' in rule for rule in rules))
    if needed:
        raise ValidationError(f"Cannot delete {needed} as there are composite alarm(s) depending on it.")
    original(self, alarm_names)
