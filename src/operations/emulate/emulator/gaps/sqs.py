import json
from typing import Any

from moto.sqs.models import Queue

from .patching import Function, replaces_property

# AWS keeps which queues may use a queue for their dead letters; moto drops it: creating such a policy waits
# until it times out. No issue found.
Queue.redrive_allow_policy = None
Queue.BASE_ATTRIBUTES.append("RedriveAllowPolicy")


@replaces_property(Queue, "attributes")
def redrive_policies_have_blanks(original: Function, self: Queue) -> dict[str, Any]:
    """AWS returns a redrive policy as compact JSON; moto with blanks: every plan writes it again.
    https://github.com/getmoto/moto/issues/2682 (that it is returned)"""
    result = original(self)
    if self.redrive_policy:
        result["RedrivePolicy"] = json.dumps(self.redrive_policy, separators=(",", ":"))
    if not self.redrive_allow_policy:
        del result["RedriveAllowPolicy"]
    return result
