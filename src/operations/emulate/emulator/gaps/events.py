import uuid
from typing import Any

from moto.events.models import Rule
from moto.stepfunctions.parser.models import stepfunctions_parser_backends
from moto.utilities.arns import parse_arn

from .patching import Function, replaces


@replaces(Rule, "send_to_targets")
def state_machines_are_not_started(original: Function, self: Rule, original_event: dict[str, Any], *args: Any) -> None:
    """AWS starts the state machines among a rule's targets; moto raises an error when there is one: PutEvents
    fails. No issue found."""
    targets = self.targets
    state_machines = [target for target in targets if parse_arn(target["Arn"]).service == "states"]
    self.targets = [target for target in targets if target not in state_machines]
    try:
        original(self, original_event, *args)
    finally:
        self.targets = targets
    if not self.event_pattern.matches_event(original_event):
        return
    backend = stepfunctions_parser_backends[self.account_id][self.region_name]
    for target in state_machines:
        # Of AWS's names only that they are unique matters: one event starts an execution for each rule.
        name = f"{original_event['id']}_{uuid.uuid5(uuid.NAMESPACE_URL, self.arn + target['Id'])}"
        backend.start_execution(target["Arn"], name, target.get("Input"))
