import json
from typing import Any

from moto.applicationautoscaling.models import (
    ApplicationAutoscalingBackend,
    applicationautoscaling_backends,
)
from moto.applicationautoscaling.responses import ApplicationAutoScalingResponse
from moto.ecs.models import EC2ContainerServiceBackend, Service

from .patching import Function, adds, replaces


@replaces(ApplicationAutoScalingResponse, "register_scalable_target")
def tags_are_dropped(original: Function, self: ApplicationAutoScalingResponse) -> str:
    """AWS keeps the tags of a scalable target; moto drops them and has none of the calls about tags: a target
    can't be read back. https://github.com/getmoto/moto/pull/8699 (the ARN that they need, not the tags)"""
    result = original(self)
    if tags := self._get_param("Tags"):
        tags_of(self, json.loads(result)["ScalableTargetARN"]).update(tags)
    return result


@replaces(ApplicationAutoscalingBackend, "register_scalable_target")
def limits_do_not_apply_to_running_tasks(
    original: Function, self: ApplicationAutoscalingBackend, namespace: str, r_id: str, *args: Any, **kwargs: Any
) -> Any:
    """AWS brings a service within its limits when they change (Application Auto Scaling User Guide, "Scaling
    activities for Application Auto Scaling"); moto leaves its tasks as they are. No issue found."""
    target = original(self, namespace, r_id, *args, **kwargs)
    if namespace == "ecs":
        _, cluster, name = r_id.split("/")
        service = self.ecs_backend._get_service(cluster, name)
        count = min(max(service.desired_count, target.min_capacity), target.max_capacity)
        if count != service.desired_count:
            self.ecs_backend.update_service({"cluster": cluster, "service": name, "desired_count": count})
    return target


@replaces(EC2ContainerServiceBackend, "delete_service")
def scaling_outlives_its_service(
    original: Function, self: EC2ContainerServiceBackend, *args: Any, **kwargs: Any
) -> Service:
    """AWS deletes what scales a service together with the service; moto keeps it: a service that is replaced
    is scaled here and not there. https://github.com/hashicorp/terraform-provider-aws/issues/10432"""
    service = original(self, *args, **kwargs)
    forget_scaling(service)
    return service


@adds(ApplicationAutoScalingResponse)
def list_tags_for_resource(self: ApplicationAutoScalingResponse) -> str:
    """See tags_are_dropped."""
    return json.dumps({"Tags": tags_of(self, self._get_param("ResourceARN"))})


@adds(ApplicationAutoScalingResponse)
def tag_resource(self: ApplicationAutoScalingResponse) -> str:
    """See tags_are_dropped."""
    tags_of(self, self._get_param("ResourceARN")).update(self._get_param("Tags"))
    return "{}"


@adds(ApplicationAutoScalingResponse)
def untag_resource(self: ApplicationAutoScalingResponse) -> str:
    """See tags_are_dropped."""
    tags = tags_of(self, self._get_param("ResourceARN"))
    for key in self._get_param("TagKeys"):
        tags.pop(key, None)
    return "{}"


def forget_scaling(service: Service) -> None:
    scaling = applicationautoscaling_backends[service._backend.account_id][service._backend.region_name]
    resource_id = f"service/{service.cluster_name}/{service.name}"
    for targets in scaling.targets.values():
        targets.pop(resource_id, None)
    for policy in [one for one in scaling.policies.values() if one.resource_id == resource_id]:
        scaling.delete_scaling_policy(
            policy.policy_name, policy.service_namespace, resource_id, policy.scalable_dimension
        )
    scaling.scheduled_actions = [one for one in scaling.scheduled_actions if one.resource_id != resource_id]


def tags_of(response: ApplicationAutoScalingResponse, arn: str) -> dict[str, str]:
    return vars(response.applicationautoscaling_backend).setdefault("target_tags", {}).setdefault(arn, {})
