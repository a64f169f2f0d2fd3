import json
import uuid
from typing import Any

from moto.codedeploy import models as codedeploy
from moto.codedeploy.responses import CodeDeployResponse
from moto.core.utils import unix_time

from .patching import Function, adds, replaces

GIVEN = (
    "alarmConfiguration",
    "autoRollbackConfiguration",
    "blueGreenDeploymentConfiguration",
    "deploymentConfigName",
    "deploymentStyle",
    "ecsServices",
    "loadBalancerInfo",
    "outdatedInstancesStrategy",
    "serviceRoleArn",
    "terminationHookEnabled",
    "triggerConfigurations",
)

# AWS sends times as numbers of seconds; moto sends text, which the provider cannot read: no application can be
# created. No issue found.
codedeploy.iso_8601_datetime_with_milliseconds = unix_time


@adds(CodeDeployResponse)
def delete_application(self: CodeDeployResponse) -> str:
    """AWS has it; moto does not: an application can't be destroyed.
    https://github.com/getmoto/moto/issues/8677 (what moto's CodeDeploy started with, this not among it)"""
    name = self._get_param("applicationName")
    self.codedeploy_backend.applications.pop(name, None)
    self.codedeploy_backend.deployment_groups.pop(name, None)
    return "{}"


@replaces(CodeDeployResponse, "create_deployment_group")
def group_settings_are_dropped(original: Function, self: CodeDeployResponse) -> str:
    """AWS returns what a deployment group was given; moto drops its alarms and adds empty settings of EC2
    deployments: every plan updates the group. No issue found."""
    result = original(self)
    remember_settings(self, self._get_param("deploymentGroupName"))
    return result


@replaces(CodeDeployResponse, "get_deployment_group")
def group_settings_are_not_returned(original: Function, self: CodeDeployResponse) -> str:
    """See group_settings_are_dropped."""
    original(self)
    group = group_of(self, self._get_param("deploymentGroupName"))
    return json.dumps(
        {
            "deploymentGroupInfo": {
                "applicationName": group.application.application_name,
                "computePlatform": group.application.compute_platform,
                "deploymentGroupId": group.deployment_group_id,
                "deploymentGroupName": group.deployment_group_name,
                **group.given,
            }
        }
    )


@adds(CodeDeployResponse)
def update_deployment_group(self: CodeDeployResponse) -> str:
    """AWS has it; moto does not: a deployment group can't be changed. See delete_application."""
    remember_settings(self, self._get_param("currentDeploymentGroupName"))
    return json.dumps({"hooksNotCleanedUp": []})


@adds(CodeDeployResponse)
def delete_deployment_group(self: CodeDeployResponse) -> str:
    """AWS has it; moto does not: a deployment group can't be destroyed. See delete_application."""
    groups = self.codedeploy_backend.deployment_groups.get(self._get_param("applicationName"), {})
    groups.pop(self._get_param("deploymentGroupName"), None)
    return json.dumps({"hooksNotCleanedUp": []})


@adds(CodeDeployResponse)
def create_deployment_config(self: CodeDeployResponse) -> str:
    """AWS has it; moto does not: no canary or linear strategy of one's own. See delete_application."""
    name = self._get_param("deploymentConfigName")
    config = {
        "deploymentConfigId": str(uuid.uuid4()),
        "deploymentConfigName": name,
        "createTime": unix_time(),
        "computePlatform": self._get_param("computePlatform") or "Server",
        "trafficRoutingConfig": self._get_param("trafficRoutingConfig"),
        "minimumHealthyHosts": self._get_param("minimumHealthyHosts"),
    }
    configs_of(self)[name] = {key: value for key, value in config.items() if value is not None}
    return json.dumps({"deploymentConfigId": config["deploymentConfigId"]})


@adds(CodeDeployResponse)
def get_deployment_config(self: CodeDeployResponse) -> Any:
    """See create_deployment_config."""
    name = self._get_param("deploymentConfigName")
    if config := configs_of(self).get(name):
        return json.dumps({"deploymentConfigInfo": config})
    error = {
        "__type": "DeploymentConfigDoesNotExistException",
        "message": f"No deployment configuration found for name: {name}",
    }
    return 400, {"status": 400}, json.dumps(error)


@adds(CodeDeployResponse)
def delete_deployment_config(self: CodeDeployResponse) -> str:
    """See create_deployment_config."""
    configs_of(self).pop(self._get_param("deploymentConfigName"), None)
    return "{}"


def group_of(response: CodeDeployResponse, name: str) -> codedeploy.DeploymentGroup:
    application = response._get_param("applicationName")
    return response.codedeploy_backend.get_deployment_group(application, name)


def remember_settings(response: CodeDeployResponse, name: str) -> None:
    group = group_of(response, name)
    given = {key: response._get_param(key) for key in GIVEN}
    group.given = getattr(group, "given", {}) | {key: value for key, value in given.items() if value is not None}


def configs_of(response: CodeDeployResponse) -> dict[str, dict[str, Any]]:
    return vars(response.codedeploy_backend).setdefault("deployment_configs", {})
