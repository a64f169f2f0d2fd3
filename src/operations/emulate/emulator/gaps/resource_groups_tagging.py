from collections.abc import Iterator
from typing import Any

from moto.backup.models import backup_backends
from moto.cloudwatch.models import cloudwatch_backends
from moto.elbv2.models import elbv2_backends
from moto.events.models import events_backends
from moto.logs.models import logs_backends
from moto.resourcegroupstaggingapi.models import ResourceGroupsTaggingAPIBackend
from moto.servicediscovery.models import servicediscovery_backends
from moto.wafv2.models import wafv2_backends
from moto.xray.models import xray_backends

from .patching import Function, replaces

# What the ids of EC2 begin with, and what its ARNs call their type.
EC2_TYPES = {
    "eipalloc": "elastic-ip",
    "sgr": "security-group-rule",
    "vpce": "vpc-endpoint",
    "fl": "vpc-flow-log",
}


@replaces(ResourceGroupsTaggingAPIBackend, "_get_resources_generator")
def most_types_have_no_tags(
    original: Function,
    self: ResourceGroupsTaggingAPIBackend,
    tag_filters: list[dict[str, Any]] | None = None,
    resource_type_filters: list[str] | None = None,
) -> Iterator[dict[str, Any]]:
    """AWS knows the tags of listeners, rules, addresses, endpoints, alarms, namespaces, backup plans and more; moto of
    some types only: what an interrupted deploy left behind is not found. No issue found."""
    known = set()
    for resource in original(self, tag_filters or [], resource_type_filters):
        known.add(resource["ResourceARN"])
        yield resource
    if resource_type_filters:
        return
    for arn, tags in other_resources(self):
        if arn not in known and fits(tags, tag_filters or []):
            yield {"ResourceARN": arn, "Tags": [{"Key": key, "Value": tags[key]} for key in tags]}


def fits(tags: dict[str, str], filters: list[dict[str, Any]]) -> bool:
    return all(one["Key"] in tags and (not one.get("Values") or tags[one["Key"]] in one["Values"]) for one in filters)


def other_resources(backend: ResourceGroupsTaggingAPIBackend) -> Iterator[tuple[str, dict[str, str]]]:
    account, region = backend.account_id, backend.region_name
    for resource, tags in backend.ec2_backend.tags.items():
        type_name = EC2_TYPES.get(resource.rsplit("-", 1)[0])
        if type_name:
            yield f"arn:aws:ec2:{region}:{account}:{type_name}/{resource}", tags
    regional = (
        *(backup_backends, cloudwatch_backends, elbv2_backends, events_backends),
        *(servicediscovery_backends, wafv2_backends),
    )
    for one in (*(backends[account][region] for backends in regional), logs_backends[account][region]):
        tagger = getattr(one, "tagger", None) or getattr(one, "tagging_service", None)
        yield from ((arn, tags) for arn, tags in tagger.tags.items() if arn.startswith("arn:"))
    for arn, tags in vars(xray_backends[account][region]).get("tags", {}).items():
        yield arn, {tag["Key"]: tag["Value"] for tag in tags}
