from typing import Any

from moto.core.responses import ActionResult
from moto.core.utils import camelcase_to_underscores
from moto.ecs.exceptions import InvalidParameterException
from moto.ecs.models import EC2ContainerServiceBackend, Service
from moto.ecs.responses import EC2ContainerServiceResponse

from .ecs_services import (
    record_deployment,
    record_failed_tasks,
    run_tasks,
    start_deployment,
)
from . import containers
from .ecs_tasks import failing_container
from .patching import Function, adds, replaces

GIVEN = {
    "availabilityZoneRebalancing": "availability_zone_rebalancing",
    "capacityProviderStrategy": "capacity_provider_strategy",
    "deploymentConfiguration": "deployment_configuration",
    "enableECSManagedTags": "enable_ecs_managed_tags",
    "enableExecuteCommand": "enable_execute_command",
    "healthCheckGracePeriodSeconds": "health_check_grace_period_seconds",
    "placementConstraints": "placement_constraints",
    "placementStrategy": "placement_strategy",
}

# What UpdateService does not take of a service that CodeDeploy deploys ("UpdateService", Amazon ECS API Reference), as
# the messages call it that are known.
REFUSED = {
    "availability_zone_rebalancing": "Availability Zone rebalancing",
    "capacity_provider_strategy": "capacity provider strategy",
    "enable_execute_command": "execute command",
    "load_balancers": "load balancers",
    "network_configuration": "network parameters",
    "platform_version": "platform version",
    "service_connect_configuration": "service connect",
    "service_registries": "service registries",
    "task_definition": "task definition",
}


@replaces(EC2ContainerServiceResponse, "create_service")
def service_settings_are_dropped(original: Function, self: EC2ContainerServiceResponse) -> ActionResult:
    """AWS keeps all that CreateService is given; moto drops capacity providers, ECS Exec, managed tags, the
    grace period and the deployment configuration (circuit breaker): every plan updates or replaces the service.
    No issue found."""
    result = original(self)
    service = result.result["service"]
    for parameter, attribute in GIVEN.items():
        if (value := self._get_param(parameter)) is not None:
            setattr(service, attribute, value)
    if self._get_param("capacityProviderStrategy"):
        service.launch_type = None
    return result


@replaces(EC2ContainerServiceBackend, "update_service")
def service_updates_are_incomplete(
    original: Function, self: EC2ContainerServiceBackend, properties: dict[str, Any]
) -> Service:
    """AWS updates what UpdateService is given and the primary deployment with it, and names the task definition
    by its ARN; moto misspells enableECSManagedTags, leaves the deployment at the first task definition and
    count and repeats the name it was given: the next plan shows the difference again, and waiting for
    a steady state never ends. Of a service that CodeDeploy deploys AWS updates little; moto everything: a
    deploy succeeds here that fails there. No issue found."""
    refuse(self, properties)
    for parameter, attribute in GIVEN.items():
        if (misspelt := camelcase_to_underscores(parameter)) in properties:
            properties[attribute] = properties.pop(misspelt)
    if task_definition := properties.get("task_definition"):
        properties["task_definition"] = self.describe_task_definition(task_definition).arn
    forced, before = properties.get("force_new_deployment"), revision_of(self, properties)
    service = original(self, properties)
    deploys = bool(forced) or service.task_definition != before
    settle(service, deploys)
    return service


@replaces(Service, "__init__")
def tasks_stay_pending(original: Function, self: Service, *args: Any, **kwargs: Any) -> None:
    """AWS starts a service's tasks; moto leaves them pending for ever: waiting for a steady state never ends.
    https://github.com/getmoto/moto/issues/6283"""
    original(self, *args, **kwargs)
    settle(self, deploys=True)


@adds(EC2ContainerServiceResponse)
def put_account_setting_default(self: EC2ContainerServiceResponse) -> ActionResult:
    """AWS has it; moto does not: aws_ecs_account_setting_default can't be created.
    https://github.com/getmoto/moto/issues/3858 (its neighbour PutAccountSetting has come since)"""
    return self.put_account_setting()


@replaces(EC2ContainerServiceResponse, "list_account_settings")
def account_settings_have_no_principal(original: Function, self: EC2ContainerServiceResponse) -> ActionResult:
    """AWS names the principal of a setting; moto does not: the provider takes the setting for AWS's own
    default and creates it anew in every plan. No issue found."""
    root = f"arn:aws:iam::{self.current_account}:root"
    return ActionResult(
        {
            "settings": [
                {"name": setting.name, "value": setting.value, "principalArn": root, "type": "user"}
                for setting in original(self).result["settings"]
            ]
        }
    )


def refuse(backend: EC2ContainerServiceBackend, properties: dict[str, Any]) -> None:
    service = backend._get_service(properties.get("cluster", "default"), properties["service"])
    if service.deployment_controller["type"] != "CODE_DEPLOY":
        return
    refused = [name for attribute, name in REFUSED.items() if properties.get(attribute) is not None]
    forced = ["Cannot force a new deployment"] if properties.get("force_new_deployment") else []
    for what in [*forced, *[f"Unable to update {name}" for name in refused]]:
        raise InvalidParameterException(
            f"{what} on services with a CODE_DEPLOY deployment controller. Use AWS CodeDeploy to trigger a new deployment."
        )


def revision_of(backend: EC2ContainerServiceBackend, properties: dict[str, Any]) -> str | None:
    return backend._get_service(properties.get("cluster", "default"), properties["service"]).task_definition


def settle(service: Service, deploys: bool) -> None:
    """What ECS comes to with a service's revision: its tasks run; or they cannot start, and the circuit breaker
    takes the service back to the revision before, where there is one. Where no task is to run none fails."""
    if containers.runtime:
        containers.runtime.settle(service, deploys=deploys)
        return
    failed = failing_container(service) if service.desired_count > 0 else None
    goes_back = failed is not None and hasattr(service, "started_revision")
    if deploys:
        outcome = "SUCCESSFUL" if not failed else "ROLLBACK_SUCCESSFUL" if goes_back else "ROLLBACK_FAILED"
        record_deployment(service, service.task_definition, outcome)
    if failed:
        record_failed_tasks(service)
    if goes_back:
        service.task_definition = service.started_revision
        start_deployment(service)
    elif not failed:
        service.started_revision = service.task_definition
    runs = goes_back or not failed
    service.running_count, service.pending_count = service.desired_count if runs else 0, 0
    if service.task_definition:
        run_tasks(service, service.running_count)
    for deployment in service.deployments:
        deployment.update(
            desiredCount=service.desired_count,
            runningCount=service.running_count,
            pendingCount=service.pending_count,
            taskDefinition=service.task_definition,
            rolloutState="COMPLETED" if runs else "FAILED",
            rolloutStateReason=f"ECS deployment {deployment['id']} completed."
            if runs
            else "ECS deployment circuit breaker: tasks failed to start.",
        )
