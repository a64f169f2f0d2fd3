from moto.core.responses import ActionResult
from moto.route53.responses import Route53

from .patching import Function, replaces

"""Route 53."""


@replaces(Route53, "create_hosted_zone")
def zones_with_a_vpc_are_public(original: Function, self: Route53) -> ActionResult:
    """AWS makes a zone private that is created with a VPC; moto only one that says so as well, which the
    provider does not: the zone comes back public, without its VPC.
    https://github.com/getmoto/moto/issues/4785 (private zones at large)"""
    if self._get_param("VPC.VPCId"):
        config = self._get_param("HostedZoneConfig") or {}
        self.params["HostedZoneConfig"] = {**config, "PrivateZone": True}
    return original(self)


@replaces(Route53, "get_hosted_zone")
def vpcs_of_a_zone_are_empty(original: Function, self: Route53) -> ActionResult:
    """AWS lists the VPCs of a private zone; moto lists as many empty ones: every plan adds the VPC again. See
    zones_with_a_vpc_are_public."""
    result = original(self)
    result.result["VPCs"] = [
        {"VPCRegion": vpc["vpc_region"], "VPCId": vpc["vpc_id"]} for vpc in result.result["VPCs"] or []
    ]
    return result
