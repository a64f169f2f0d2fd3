from typing import Any

from moto.servicequotas.exceptions import NoSuchResource
from moto.servicequotas.models import ServiceQuotasBackend

from .patching import Function, replaces

# What a new account is allowed (AWS General Reference, the services' endpoints and quotas).
DEFAULTS = {
    ("acm", "L-FB94F0B0"): 10,
    ("ec2", "L-0263D0A3"): 5,
    ("elasticloadbalancing", "L-53DA6B97"): 50,
    ("elasticloadbalancing", "L-7EED9B64"): 100,
    ("elasticloadbalancing", "L-B22855CB"): 3000,
    ("fargate", "L-3032A538"): 6,
    ("fargate", "L-36FBB829"): 6,
    ("iam", "L-0DA4ABF3"): 10,
    ("iam", "L-E95E4862"): 1500,
    ("iam", "L-FE177D64"): 1000,
    ("rds", "L-7B6409FD"): 40,
    ("s3", "L-DC2B2D3D"): 10000,
}


@replaces(ServiceQuotasBackend, "get_service_quota")
def most_quotas_are_unknown(
    original: Function, self: ServiceQuotasBackend, service_code: str, quota_code: str
) -> dict[str, Any]:
    """AWS knows quotas of every service; moto those of Amazon VPC only: preflight cannot say which one would be exceeded. No
    issue found."""
    try:
        return original(self, service_code, quota_code)
    except NoSuchResource:
        if (service_code, quota_code) not in DEFAULTS:
            raise
        value = float(DEFAULTS[service_code, quota_code])
        return {"ServiceCode": service_code, "QuotaCode": quota_code, "Value": value, "Adjustable": True}
