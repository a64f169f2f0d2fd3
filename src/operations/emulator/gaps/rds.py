import uuid
from typing import Any

from moto.rds.models import DBCluster, DBInstance, DBParameterGroup

from .patching import Function, replaces


class Rds:
    GIVEN = (
        "monitoring_interval",
        "monitoring_role_arn",
        "performance_insights_kms_key_id",
        "performance_insights_retention_period",
    )

    @staticmethod
    def fill() -> None:
        @replaces(DBInstance, "__init__")
        def new_instance(original: Function, self: DBInstance, *args: Any, **kwargs: Any) -> None:
            """AWS gives every instance its own resource id and keeps the settings of monitoring and Performance
            Insights; moto has one id for all, by which the provider finds none when there are two, and drops the
            settings: creating a second instance fails, and every plan updates the settings.
            https://github.com/localstack/localstack/issues/9577 (moto below it; no issue of moto's own found)"""
            original(self, *args, **kwargs)
            self.dbi_resource_id = f"db-{uuid.uuid4().hex[:26].upper()}"
            for attribute in Rds.GIVEN:
                if kwargs.get(attribute) is not None:
                    setattr(self, attribute, kwargs[attribute])
            self.performance_insights_enabled = str(kwargs.get("enable_performance_insights")).lower() == "true"

        @replaces(DBParameterGroup)
        def update_parameters(original: Function, self: DBParameterGroup, parameters: list[dict[str, Any]]) -> None:
            """AWS names the source of a parameter (user, system, engine-default); moto does not: the provider, which
            reads the user's alone, adds them again in every plan. No issue found."""
            original(self, [{"Source": "user", **parameter} for parameter in parameters])

        original = DBCluster.scaling_configuration_info.fget

        def scaling_configuration_info(self: DBCluster) -> dict[str, Any] | None:
            """AWS gives a scaling configuration to serverless clusters only; moto an empty one to every cluster: every
            plan of a provisioned cluster removes it. No issue found."""
            return original(self) if self.scaling_configuration else None

        DBCluster.scaling_configuration_info = property(scaling_configuration_info)


fill = Rds.fill
