import inspect
from typing import Any

from moto.core.responses import ActionResult
from moto.ec2.exceptions import EC2ClientError
from moto.ec2.models.security_groups import SecurityGroupRule
from moto.ec2.models.subnets import Subnet
from moto.ec2.models.vpcs import VPCBackend
from moto.ec2.responses.dhcp_options import DHCPOptions

from .patching import Function, replaces, replaces_property

# Amazon Inspector and AWS Batch say so of themselves ("interface VPC endpoints"); there may be more.
WITHOUT_ENDPOINT_POLICY = (".batch", ".inspector2")


@replaces(SecurityGroupRule, "__init__")
def rule_descriptions_are_dropped(original: Function, self: SecurityGroupRule, *args: Any, **kwargs: Any) -> None:
    """AWS describes every rule; moto only those of a CIDR range, not those of a security group or a prefix
    list: every plan writes the description again. https://github.com/getmoto/moto/pull/7831 (CIDR ranges)"""
    original(self, *args, **kwargs)
    self.prefix_list = inspect.signature(original).bind(self, *args, **kwargs).arguments.get("prefix_list_id")


@replaces_property(SecurityGroupRule, "description")
def rule_descriptions_are_not_returned(original: Function, self: SecurityGroupRule) -> str | None:
    """See rule_descriptions_are_dropped."""
    sources = (self.ip_range, self.source_group, self.prefix_list or {})
    return next((source["Description"] for source in sources if source.get("Description")), None)


@replaces_property(Subnet, "ipv6_cidr_block_association_set")
def ipv6_ranges_are_never_associated(original: Function, self: Subnet) -> list[dict[str, Any]]:
    """AWS tells the state of a subnet's IPv6 range as text; moto wraps it twice, so that it never reads
    "associated": the provider waits for it until it gives up. No issue found."""
    associations = self.ipv6_cidr_block_associations.values()
    return [one for one in associations if one["ipv6CidrBlockState"]["State"] == "associated"]


@replaces(DHCPOptions, "create_dhcp_options")
def dhcp_options_lose_their_tags(original: Function, self: DHCPOptions) -> ActionResult:
    """AWS tags DHCP options as they are created; moto drops the tags: every plan adds them. No issue found."""
    result = original(self)
    result.result["DhcpOptions"].add_tags(self._parse_tag_specification().get("dhcp-options", {}))
    return result


@replaces(VPCBackend, "describe_vpc_endpoint_services")
def every_endpoint_supports_policies(original: Function, self: VPCBackend, *args: Any, **kwargs: Any) -> dict[str, Any]:
    """AWS says which services take no policy for their endpoints; moto says that all do. No issue found."""
    services = original(self, *args, **kwargs)
    for service in services["servicesDetails"]:
        if service["ServiceName"].endswith(WITHOUT_ENDPOINT_POLICY):
            service["VpcEndpointPolicySupported"] = False
    return services


@replaces(VPCBackend, "create_vpc_endpoint")
def unsupported_endpoint_policies_are_accepted(original: Function, self: VPCBackend, *args: Any, **kwargs: Any) -> Any:
    """See every_endpoint_supports_policies: AWS refuses a policy there, moto takes it."""
    given = inspect.signature(original).bind(self, *args, **kwargs).arguments
    name = given["service_name"]
    if given.get("policy_document") and name.endswith(WITHOUT_ENDPOINT_POLICY):
        raise EC2ClientError("InvalidParameter", f"Endpoint policies are not supported for {name}.")
    return original(self, *args, **kwargs)
