"""CodeDeploy's deployments of ECS services. They succeed at once, unless their group makes them wait for
an operator to shift traffic."""

import hashlib
import json
import re
from typing import Any

from moto.cloudwatch.models import cloudwatch_backends
from moto.codedeploy.exceptions import CodeDeployException
from moto.codedeploy.models import CodeDeployBackend, DeploymentGroup, DeploymentInfo
from moto.codedeploy.responses import CodeDeployResponse
from moto.core.utils import unix_time
from moto.ecs.models import Service, ecs_backends

from . import containers
from .code_deploy import group_of
from .ecs import settle
from .patching import Function, adds, replaces

RUNNING = ("Created", "Queued", "InProgress", "Ready")


@replaces(CodeDeployBackend, "create_deployment")
def deployments_never_end(original: Function, self: CodeDeployBackend, *args: Any, **kwargs: Any) -> str:
    """AWS deploys, one deployment of a group at a time, and none while one of its alarms is active; moto writes
    deployments down and leaves them there. No issue found."""
    application, name = kwargs["application_name"], kwargs["deployment_group_name"]
    for other in self.deployments.values():
        same = (other.application_name, other.deployment_group_name) == (application, name)
        if same and other.status in RUNNING:
            raise CodeDeployException(
                "DeploymentLimitExceededException",
                f"The Deployment Group '{name}' already has an active Deployment '{other.deployment_id}'",
            )
    deployment_id = original(self, *args, **kwargs)
    deployment = self.deployments[deployment_id]
    remember_revision(self, deployment)
    if alarms := active_alarms(self, deployment):
        deployment.status, deployment.complete_time = "Stopped", unix_time()
        deployment.error_information = {
            "code": "ALARM_ACTIVE",
            "message": f"One or more alarms have been activated, and the deployment has been stopped: {alarms}",
        }
    elif containers.runtime:
        deploy_in_containers(self, deployment)
    elif waits(deployment.deployment_group):
        deployment.status = "Ready"
    else:
        succeed(self, deployment)
    return deployment_id


@replaces(CodeDeployBackend, "list_deployments")
def the_oldest_deployment_is_first(original: Function, *args: Any, **kwargs: Any) -> list[str]:
    """AWS lists the latest first; moto the oldest. No issue found."""
    return original(*args, **kwargs)[::-1]


@replaces(CodeDeployResponse, "get_deployment_group")
def last_deployments_are_not_returned(original: Function, self: CodeDeployResponse) -> str:
    """AWS tells a group's last deployment; moto does not: a report knows of none. No issue found."""
    told = json.loads(original(self))
    group = group_of(self, self._get_param("deploymentGroupName"))
    own = [one for one in self.codedeploy_backend.deployments.values() if one.deployment_group is group]
    good = [one for one in own if one.status == "Succeeded"]
    for key, deployments in (("lastAttemptedDeployment", own), ("lastSuccessfulDeployment", good)):
        if deployments:
            told["deploymentGroupInfo"][key] = last_deployment(deployments[-1])
    return json.dumps(told)


@replaces(DeploymentInfo, "to_dict")
def revisions_are_not_returned_as_hashes(original: Function, self: DeploymentInfo) -> dict[str, Any]:
    """AWS tells an AppSpec's hash instead of the AppSpec, and how a deployment failed and was taken back; moto
    the other way round. No issue found."""
    told = {
        **original(self),
        "errorInformation": getattr(self, "error_information", {}),
        "rollbackInfo": getattr(self, "rollback_info", {}),
    }
    content = (self.revision.get("appSpecContent") or {}).get("content")
    if content is None:
        return told
    sha256 = hashlib.sha256(content.encode()).hexdigest()
    return {**told, "revision": {"revisionType": "AppSpecContent", "appSpecContent": {"sha256": sha256}}}


@adds(CodeDeployResponse)
def get_application_revision(self: CodeDeployResponse) -> str:
    """AWS has it; moto does not: what a deployment ran is not known. No issue found."""
    sha256 = self._get_param("revision")["appSpecContent"]["sha256"]
    content = revisions_of(self.codedeploy_backend)[sha256]
    return json.dumps(
        {
            "applicationName": self._get_param("applicationName"),
            "revision": {
                "revisionType": "AppSpecContent",
                "appSpecContent": {"content": content, "sha256": sha256},
            },
        }
    )


@adds(CodeDeployResponse)
def stop_deployment(self: CodeDeployResponse) -> str:
    """AWS has it; moto does not: no deployment can be stopped. No issue found."""
    backend = self.codedeploy_backend
    deployment = backend.get_deployment(self._get_param("deploymentId"))
    deployment.status, deployment.complete_time = "Stopped", unix_time()
    if self._get_param("autoRollbackEnabled") and not containers.runtime:
        roll_back(backend, deployment)
    return json.dumps({"status": "Succeeded", "statusMessage": "Deployment stopped"})


@adds(CodeDeployResponse)
def continue_deployment(self: CodeDeployResponse) -> str:
    """AWS has it; moto does not: traffic never shifts where an operator decides when. No issue found."""
    backend = self.codedeploy_backend
    deployment = backend.get_deployment(self._get_param("deploymentId"))
    if containers.runtime:
        deployment.continued = True
    else:
        succeed(backend, deployment)
    return "{}"


def deploy_in_containers(backend: CodeDeployBackend, deployment: DeploymentInfo) -> None:
    content = (deployment.revision.get("appSpecContent") or {}).get("content", "")
    [target] = deployment.deployment_group.given["ecsServices"]
    service = ecs_backends[backend.account_id][backend.region_name]._get_service(
        target["clusterName"], target["serviceName"]
    )
    name = deployment.deployment_config_name or deployment.deployment_group.deployment_config_name
    configuration = vars(backend).get("deployment_configs", {}).get(name) or {}
    containers.runtime.deploy_blue_green(
        service,
        deployment,
        revision=revision_of(content) or service.task_definition,
        traffic=configuration.get("trafficRoutingConfig") or {},
        alarms=lambda: active_alarms(backend, deployment),
        finished=lambda: take_revision(service, content),
        roll_back=lambda: roll_back(backend, deployment),
    )


def revisions_of(backend: CodeDeployBackend) -> dict[str, str]:
    return vars(backend).setdefault("application_revisions", {})


def remember_revision(backend: CodeDeployBackend, deployment: DeploymentInfo) -> None:
    content = (deployment.revision.get("appSpecContent") or {}).get("content", "")
    revisions_of(backend)[hashlib.sha256(content.encode()).hexdigest()] = content


def last_deployment(deployment: DeploymentInfo) -> dict[str, Any]:
    told = {
        "deploymentId": deployment.deployment_id,
        "status": deployment.status,
        "createTime": deployment.create_time,
        "endTime": deployment.complete_time,
    }
    return {key: value for key, value in told.items() if value is not None}


def active_alarms(backend: CodeDeployBackend, deployment: DeploymentInfo) -> str:
    group = deployment.deployment_group.given.get("alarmConfiguration") or {}
    configuration = deployment.override_alarm_configuration or group
    if not configuration.get("enabled"):
        return ""
    known = cloudwatch_backends[backend.account_id][backend.region_name].alarms
    names = [alarm["name"] for alarm in configuration.get("alarms") or []]
    return ", ".join(name for name in names if name in known and known[name].state_value == "ALARM")


def waits(group: DeploymentGroup) -> bool:
    ready = (group.given.get("blueGreenDeploymentConfiguration") or {}).get("deploymentReadyOption") or {}
    return ready.get("actionOnTimeout") == "STOP_DEPLOYMENT"


def succeed(backend: CodeDeployBackend, deployment: DeploymentInfo) -> None:
    deployment.status, deployment.complete_time = "Succeeded", unix_time()
    content = (deployment.revision.get("appSpecContent") or {}).get("content", "")
    ecs = ecs_backends[backend.account_id][backend.region_name]
    for target in deployment.deployment_group.given.get("ecsServices") or []:
        service = ecs._get_service(target["clusterName"], target["serviceName"])
        take_revision(service, content)


def take_revision(service: Service, content: str) -> None:
    service.task_definition = revision_of(content) or service.task_definition
    service.capacity_provider_strategy = capacity_of(content)
    settle(service, deploys=False)


def revision_of(content: str) -> str | None:
    found = re.search(r"arn:[\w-]+:ecs:[\w-]+:\d+:task-definition/[\w-]+:\d+", content)
    return found.group(0) if found else None


def capacity_of(content: str) -> list[dict[str, Any]]:
    """What the AppSpec says; AWS takes the service's own strategy away where it says nothing."""
    resources = json.loads(content or "{}").get("Resources") or [{}]
    properties = resources[0].get("TargetService", {}).get("Properties", {})
    given = properties.get("CapacityProviderStrategy") or []
    return [{key[0].lower() + key[1:]: value for key, value in one.items()} for one in given]


def roll_back(backend: CodeDeployBackend, stopped: DeploymentInfo) -> None:
    """A deployment of its own goes back to what the last good one ran."""
    good = [
        other
        for other in backend.deployments.values()
        if other.deployment_group is stopped.deployment_group and other.status == "Succeeded"
    ]
    if not good:
        return
    back = DeploymentInfo(
        stopped.application, stopped.deployment_group, good[-1].revision, *[None] * 8, "codeDeployRollback"
    )
    backend.deployments[back.deployment_id] = back
    succeed(backend, back)
    stopped.rollback_info = {"rollbackDeploymentId": back.deployment_id}
