import json
from typing import Any

from moto.kms.responses import KmsResponse

from .patching import Function, replaces


class Kms:
    @staticmethod
    def fill() -> None:
        @replaces(KmsResponse)
        def enable_key_rotation(original: Function, self: KmsResponse) -> str:
            """AWS keeps the rotation period (365 days unless given); moto drops it: every plan sets the period of a
            key again. No issue found."""
            result = original(self)
            Kms.key(self).rotation_period_in_days = self._get_param("RotationPeriodInDays") or 365
            return result

        @replaces(KmsResponse)
        def get_key_rotation_status(original: Function, self: KmsResponse) -> str:
            """See enable_key_rotation."""
            status = json.loads(original(self))
            if status["KeyRotationEnabled"]:
                status["RotationPeriodInDays"] = Kms.key(self).rotation_period_in_days
            return json.dumps(status)

    @staticmethod
    def key(response: KmsResponse) -> Any:
        backend = response.kms_backend
        return backend.keys[backend.get_key_id(response._get_param("KeyId"))]


fill = Kms.fill
