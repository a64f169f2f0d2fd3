import json
from typing import Any

from moto.kms.responses import KmsResponse

from .patching import Function, replaces


@replaces(KmsResponse, "enable_key_rotation")
def rotation_period_is_dropped(original: Function, self: KmsResponse) -> str:
    """AWS keeps the rotation period (365 days unless given); moto drops it: every plan sets the period of a
    key again. No issue found."""
    result = original(self)
    key_of(self).rotation_period_in_days = self._get_param("RotationPeriodInDays") or 365
    return result


@replaces(KmsResponse, "get_key_rotation_status")
def rotation_period_is_not_returned(original: Function, self: KmsResponse) -> str:
    """See rotation_period_is_dropped."""
    status = json.loads(original(self))
    if status["KeyRotationEnabled"]:
        status["RotationPeriodInDays"] = key_of(self).rotation_period_in_days
    return json.dumps(status)


def key_of(response: KmsResponse) -> Any:
    backend = response.kms_backend
    return backend.keys[backend.get_key_id(response._get_param("KeyId"))]
